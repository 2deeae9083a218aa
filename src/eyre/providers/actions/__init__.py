"""Every write about providers."""

from .contacts import end_contact, name_contact
from .interests import declare_interest, end_interest
from .register import record_part, record_provider, record_register

__all__ = [
    "declare_interest",
    "end_contact",
    "end_interest",
    "name_contact",
    "record_part",
    "record_provider",
    "record_register",
]
