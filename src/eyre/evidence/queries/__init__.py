"""Every read about evidence in advance."""

from .earlier import earlier_files, earlier_sent
from .requests import Line, Listed, announced, lines_of, request_of, requests_due, sent_file, sent_files
from .waiting import Turn, turns_of_lead, turns_of_provider

__all__ = [
    "Line",
    "Listed",
    "Turn",
    "announced",
    "earlier_files",
    "earlier_sent",
    "lines_of",
    "request_of",
    "requests_due",
    "sent_file",
    "sent_files",
    "turns_of_lead",
    "turns_of_provider",
]
