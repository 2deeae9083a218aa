"""Every write about evidence: what is asked in advance, and the register."""

from .asking import add_request, drop_request, prepare_requests, send_requests
from .register import add_evidence, change_evidence, link_evidence, unlink_evidence, withdraw_evidence
from .sending import reuse_file, say_not_applicable, send_file, take_file_back
from .settling import accept, agree_not_applicable, ask_again

__all__ = [
    "accept",
    "add_evidence",
    "add_request",
    "agree_not_applicable",
    "ask_again",
    "change_evidence",
    "drop_request",
    "link_evidence",
    "prepare_requests",
    "reuse_file",
    "say_not_applicable",
    "send_file",
    "send_requests",
    "take_file_back",
    "unlink_evidence",
    "withdraw_evidence",
]
