"""Every read about evidence: what is asked in advance, and the register."""

from .earlier import earlier_files, earlier_sent
from .register import (
    Record,
    RegisterLine,
    evidence_item,
    evidence_record,
    open_link,
    register_of,
    standards_without,
    version_of,
)
from .requests import Line, Listed, announced, lines_of, request_of, requests_due, sent_file, sent_files
from .waiting import Turn, turns_of_lead, turns_of_provider

__all__ = [
    "Line",
    "Listed",
    "Record",
    "RegisterLine",
    "Turn",
    "announced",
    "earlier_files",
    "earlier_sent",
    "evidence_item",
    "evidence_record",
    "lines_of",
    "open_link",
    "register_of",
    "request_of",
    "requests_due",
    "sent_file",
    "sent_files",
    "standards_without",
    "turns_of_lead",
    "turns_of_provider",
    "version_of",
]
