"""Every read about evidence in advance."""

from .earlier import earlier_files, earlier_sent
from .requests import Line, Listed, lines_of, request_of, requests_due, sent_file, sent_files

__all__ = [
    "Line",
    "Listed",
    "earlier_files",
    "earlier_sent",
    "lines_of",
    "request_of",
    "requests_due",
    "sent_file",
    "sent_files",
]
