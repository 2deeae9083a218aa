"""Editions as text in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from eyre.core.frameworks import (
    Comparison,
    Edition,
    KeyQuestion,
    PlacedQuestion,
    PromptChange,
    Provenance,
    QuestionChange,
    Standard,
    StandardChange,
    Wording,
    bands_in_words,
    case_rule_in_words,
    limiters_in_words,
    overall_rule_in_words,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROWEST = 80  # characters


def print_editions(editions: Iterable[Edition]) -> None:
    """One line for each edition."""
    table = _table("Edition", "Valid", "Known", "Standards")
    table.columns[0].no_wrap = True
    for edition in editions:
        table.add_row(edition.id, _validity(edition), edition.completeness, str(len(edition.standards)))
    _console().print(table)


def print_edition(edition: Edition, *, full: bool) -> None:
    """The whole edition; with `full` also prompts, notes and how each part is known."""
    console = _console()
    for line in _head(edition):
        console.print(line)
    for domain in edition.domains:
        console.print(f"\n{domain.ref} {domain.title}", style="bold")
        for standard in domain.standards:
            _print_standard(console, standard, full=full)
    for group in edition.question_sets:
        console.print(f"\nNot rated: {group.title}", style="bold")
        _print_questions(console, group.questions, full=full)
    if full:
        _print_notes(console, edition)


def _head(edition: Edition) -> Iterator[str]:
    yield f"{edition.title} ({edition.id})"
    yield f"{edition.inspectorate}. {edition.licence}."
    yield f"Valid: {_validity(edition)}. For: {', '.join(edition.applies_to)}. Approved by: {edition.approval.by}."
    if edition.wording is Wording.SUMMARY:
        yield "The wording is a summary and not the inspectorate's own."
    yield f"Known: {edition.completeness}"
    yield from (f"  missing: {words}" for words in edition.missing)
    yield f"Bands and scores: {bands_in_words(edition)}"
    yield f"Standards: {case_rule_in_words(edition)}"
    yield f"Overall: {overall_rule_in_words(edition)}"
    yield from (f"  limited: {words}" for words in limiters_in_words(edition.overall, edition))


def _print_standard(console: Console, standard: Standard, *, full: bool) -> None:
    remarks = [f"from {standard.rated_from.replace('_', ' ')}"]
    remarks += [] if standard.counted else ["not counted in the sum"]
    remarks += ["may be not rated"] if standard.may_be_not_rated else []
    console.print(f"  {standard.ref} {standard.title} ({', '.join(remarks)})")
    _print_questions(console, standard.key_questions, full=full)
    if full:
        _print_provenance(console, standard.provenance)


def _print_questions(console: Console, questions: Iterable[KeyQuestion], *, full: bool) -> None:
    for question in questions:
        console.print(f"    {question.ref} {question.text}")
        if full:
            for prompt in question.prompts:
                console.print(f"      {prompt.ref}) {prompt.text}")
            _print_provenance(console, question.provenance)


def _print_notes(console: Console, edition: Edition) -> None:
    console.print("\nNotes on the method", style="bold")
    for note in edition.method_notes:
        console.print(f"  {note.part}: {note.text}")
        for name, words in note.values:
            console.print(f"    {name}: {words}")
        _print_provenance(console, note.provenance)
    console.print("\nHow the parts are known", style="bold")
    rules = (rule.provenance for rule in (edition.cases, edition.overall) if rule)
    for parts in (edition.provenance, *(domain.provenance for domain in edition.domains), *rules):
        _print_provenance(console, parts)


def _print_provenance(console: Console, parts: Iterable[Provenance]) -> None:
    for part in parts:
        known = "; ".join([*part.sources, *([part.note] if part.note else [])])
        console.print(f"      {part.status}: {part.part} {f'({known})' if known else ''}")


def print_comparison(comparison: Comparison) -> None:
    """What is different; a sentence where nothing is."""
    console = _console()
    a, b = comparison.before, comparison.after
    console.print(f"{a.short_title} ({a.id}) and {b.short_title} ({b.id})", style="bold")
    if comparison.is_same:
        console.print("Nothing is different.")
        return
    if not comparison.comparable:
        console.print("Neither edition says that results under the two may be set side by side.")
    _print_rules(console, comparison)
    _print_changes(console, "Standard", comparison, comparison.standards)
    _print_changes(console, "Question", comparison, comparison.questions)


def _print_rules(console: Console, comparison: Comparison) -> None:
    if not comparison.rules:
        console.print("The rating rules are the same.")
        return
    table = _table("Rule", comparison.before.short_title, comparison.after.short_title)
    for rule in comparison.rules:
        table.add_row(rule.what, rule.before, rule.after)
    console.print(table)


def _print_changes(
    console: Console, what: str, comparison: Comparison, changes: Iterable[StandardChange | QuestionChange]
) -> None:
    table = _table(what, comparison.before.short_title, comparison.after.short_title, "What happened")
    for change in changes:
        if happened := _happened(change):
            table.add_row(_name(change), _ref(change.before), _ref(change.after), happened)
    console.print(table if table.rows else f"No {what.lower()} has changed.")


def _happened(change: StandardChange | QuestionChange) -> str:
    words = [str(one) for one in change.changes]
    if isinstance(change, QuestionChange) and change.prompts:
        words.append("prompts " + ", ".join(_prompt(one) for one in change.prompts))
    return "; ".join(words)


def _prompt(change: PromptChange) -> str:
    letter = next(side.ref for side in (change.after, change.before) if side)
    return f"{letter} {', '.join(change.changes)}"


def _name(change: StandardChange | QuestionChange) -> str:
    before, after = _said(change.before), _said(change.after)
    if before and after and before != after:
        return f"{after} (before: {before})"
    return after or before


def _said(side: Standard | PlacedQuestion | None) -> str:
    if side is None:
        return ""
    return side.title if isinstance(side, Standard) else side.question.text


def _ref(side: Standard | PlacedQuestion | None) -> str:
    if side is None:
        return "–"
    return side.ref if isinstance(side, Standard) else side.question.ref


def _validity(edition: Edition) -> str:
    return f"{_day(edition.valid_from) or 'open'} to {_day(edition.valid_to) or 'open'}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _console() -> Console:
    from rich.console import Console

    console = Console(markup=False, highlight=False)  # a file may hold square brackets
    # in a narrow window a line that runs on is read more easily than a column that is left out
    return console if console.width >= NARROWEST else Console(width=NARROWEST, markup=False, highlight=False)


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(*columns, box=box.SIMPLE, pad_edge=False, header_style="bold")
