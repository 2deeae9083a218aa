"""Which kinds of processing does the log tell apart?"""

from __future__ import annotations

from enum import StrEnum


class Operation(StrEnum):
    """The six kinds of processing of section 62 of the Data Protection Act 2018, and one of ours.

    Consultation is reading; disclosure includes every transfer, a download too; combination brings records of
    different origin together. Security is ours: signing in, second factors, lock-outs, checks of the log itself.
    """

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    SECURITY = "security"
