"""What do an edition's questions, and the differences of two editions, look like as rows of a table?"""

from __future__ import annotations

from collections.abc import Iterator

from eyre.core.frameworks import Edition, KeyQuestion
from eyre.core.frameworks.comparison import Comparison, PlacedQuestion

QUESTION_COLUMNS = (
    "edition", "domain", "standard", "standard_title", "question", "prompt", "text", "theme", "concept", "rated",
    "wording", "reconstructed",
)  # fmt: skip
CHANGE_COLUMNS = (
    "kind", "concept", "changes", "before_edition", "before_number", "before_text", "after_edition", "after_number",
    "after_text",
)  # fmt: skip
Row = tuple[str, ...]


def question_rows(edition: Edition) -> Iterator[Row]:
    """One row for each question and each prompt, in the order of the edition; unrated sets last."""
    for domain in edition.domains:
        for standard in domain.standards:
            place = (edition.id, domain.ref, standard.ref, standard.title)
            for question in standard.key_questions:
                yield from _question(place, question, str(standard.rated_from), str(edition.wording))
    for group in edition.question_sets:
        for question in group.questions:
            yield from _question(
                (edition.id, "", group.id, group.title), question, "not rated", str(edition.wording)
            )


def _question(place: Row, question: KeyQuestion, rated: str, wording: str) -> Iterator[Row]:
    yield (*place, question.ref, "", question.text, question.theme, question.concept, rated, wording, "false")
    for prompt in question.prompts:
        yield (*place, question.ref, prompt.ref, prompt.text, "", question.concept, rated, wording, "false")


def change_rows(comparison: Comparison) -> Iterator[Row]:
    """One row for each standard, question, prompt and rule that stands in either edition, changed or not."""
    a, b = comparison.before.id, comparison.after.id
    for standard in comparison.standards:
        before = (standard.before.ref, standard.before.title) if standard.before else ("", "")
        after = (standard.after.ref, standard.after.title) if standard.after else ("", "")
        changes = _said(standard.changes)
        yield ("standard", standard.concept, changes, a, *before, b, *after)
    for question in comparison.questions:
        changes = _said(question.changes)
        yield ("question", question.concept, changes, a, *_text(question.before), b, *_text(question.after))
        for prompt in question.prompts:
            old = (prompt.before.ref, prompt.before.text) if prompt.before else ("", "")
            new = (prompt.after.ref, prompt.after.text) if prompt.after else ("", "")
            yield ("prompt", question.concept, _said(prompt.changes), a, *old, b, *new)
    for rule in comparison.rules:
        yield ("rule", rule.what, "changed", a, "", rule.before, b, "", rule.after)


def _said(changes: tuple[str, ...]) -> str:
    return ", ".join(str(change) for change in changes) or "unchanged"


def _text(placed: PlacedQuestion | None) -> tuple[str, str]:
    return (placed.question.ref, placed.question.text) if placed else ("", "")
