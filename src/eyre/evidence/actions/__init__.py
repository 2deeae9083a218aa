"""Every write about evidence in advance."""

from .asking import add_request, drop_request, prepare_requests, send_requests
from .sending import reuse_file, say_not_applicable, send_file, take_file_back
from .settling import accept, agree_not_applicable, ask_again

__all__ = [
    "accept",
    "add_request",
    "agree_not_applicable",
    "ask_again",
    "drop_request",
    "prepare_requests",
    "reuse_file",
    "say_not_applicable",
    "send_file",
    "send_requests",
    "take_file_back",
]
