"""The answers to a question about a case, and a tally of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from eyre.core.figures import Count


class Answer(IntEnum):
    """One answer, one byte.

    The bits are chosen for counting: bit 0 is set for sufficient, bit 1 for relevant and answered, bit 2 for
    not relevant, bit 3 for a question that was never put to this kind of case (a court report is not asked
    about planning), so that counts are sums of masked bytes. What was not put is counted nowhere.
    """

    NOT_ANSWERED = 0
    NO = 2
    YES = 3
    NOT_RELEVANT = 4
    NOT_PUT = 8


WORDS: dict[str, Answer] = {
    "yes": Answer.YES,
    "no": Answer.NO,
    "not_relevant": Answer.NOT_RELEVANT,
    "": Answer.NOT_ANSWERED,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each answer was given to one question, in cases."""

    yes: int
    no: int
    not_relevant: int = 0
    not_answered: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.yes + other.yes,
            self.no + other.no,
            self.not_relevant + other.not_relevant,
            self.not_answered + other.not_answered,
        )

    @property
    def count(self) -> Count:
        """Sufficient of relevant: cases that are not relevant, or not yet answered, are on neither side."""
        return Count(self.yes, self.yes + self.no)

    @property
    def cases(self) -> int:
        """All cases the question was put to, whatever the answer; cases it was not put to are left out."""
        return self.yes + self.no + self.not_relevant + self.not_answered
