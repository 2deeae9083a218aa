"""How does a comparison of two editions read on a page: a summary first, then what changed, kind by kind?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from eyre.core.frameworks.comparison import Change, Comparison, QuestionChange, StandardChange

Changed = StandardChange | QuestionChange


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of the summary: what happened, to how many standards and how many questions."""

    what: str
    standards: int
    questions: int


@dataclass(frozen=True)
class Differences:
    """A comparison sorted for reading."""

    comparison: Comparison

    @cached_property
    def summary(self) -> tuple[Tally, ...]:
        """How many standards and questions each kind of change happened to, and how many stayed the same."""
        standards, questions = self.comparison.standards, self.comparison.questions
        tallies = [
            Tally(_sentence_case(change), _with(change, standards), _with(change, questions))
            for change in Change
        ]
        same = Tally("Unchanged", _unchanged(standards), _unchanged(questions))
        return (*(tally for tally in tallies if tally.standards or tally.questions), same)

    @cached_property
    def standards(self) -> tuple[StandardChange, ...]:
        """The standards to which something happened."""
        return tuple(one for one in self.comparison.standards if one.changes)

    @cached_property
    def questions(self) -> tuple[QuestionChange, ...]:
        """The questions to which, or to whose prompts, something happened; neither added nor dropped."""
        return tuple(
            one
            for one in self.comparison.questions
            if one.before and one.after and (one.changes or one.prompts)
        )

    @cached_property
    def added(self) -> tuple[QuestionChange, ...]:
        """The questions that only the second edition asks."""
        return tuple(one for one in self.comparison.questions if one.before is None)

    @cached_property
    def dropped(self) -> tuple[QuestionChange, ...]:
        """The questions that only the first edition asks."""
        return tuple(one for one in self.comparison.questions if one.after is None)

    @cached_property
    def unchanged(self) -> tuple[QuestionChange, ...]:
        """The questions that stand in both editions word for word, prompts included."""
        return tuple(one for one in self.comparison.questions if not one.changes and not one.prompts)

    @cached_property
    def sentence(self) -> str:
        """The comparison in one sentence."""
        total = len(self.comparison.questions)
        both = total - len(self.added) - len(self.dropped)
        if self.comparison.is_same:
            return "Nothing that Eyre compares is different."
        if not both:
            return "The two editions have no question in common."
        return (
            f"{both} of the {total} questions of the two editions stand in both: {len(self.unchanged)} unchanged, "
            f"{_with(Change.RENUMBERED, self.questions)} under another number, "
            f"{_with(Change.REWORDED, self.questions)} reworded."
        )


def _with(change: Change, those: Iterable[Changed]) -> int:
    return sum(change in one.changes for one in those)


def _unchanged(those: Sequence[Changed]) -> int:
    return sum(not one.changes for one in those)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
