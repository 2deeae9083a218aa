"""The journal of answers in the database: what decides over an operation, and what is said about it."""

from .verdicts import ACCEPTED, QUARANTINED, Change, Reply, Verdict

__all__ = ["ACCEPTED", "QUARANTINED", "Change", "Reply", "Verdict"]
