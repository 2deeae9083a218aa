"""What is asked of a provider, what it sent, and the one register of evidence that judgements rely on."""

from __future__ import annotations

from .register import Direction, EvidenceItem, EvidenceKind, EvidenceLink, EvidenceVersion
from .requests import LONGEST_NAME, LONGEST_REASON, Request, RequestFile

__all__ = [
    "LONGEST_NAME",
    "LONGEST_REASON",
    "Direction",
    "EvidenceItem",
    "EvidenceKind",
    "EvidenceLink",
    "EvidenceVersion",
    "Request",
    "RequestFile",
]
