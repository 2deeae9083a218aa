"""What must hold across a whole edition: nothing twice, and as complete as it says it is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from eyre.core.editions import Mistake, Path

from .edition import Completeness, Edition, KeyQuestion

Placed = Iterable[tuple[str, Path]]


def check_edition(edition: Edition) -> list[Mistake]:
    """Every mistake that only the whole edition shows."""
    return [*_doubles(edition), *_bands(edition), *_dates(edition), *_completeness(edition)]


def _doubles(edition: Edition) -> Iterable[Mistake]:
    domains = [(domain.ref, ("domains", n, "ref")) for n, domain in enumerate(edition.domains)]
    standards = list(_standards(edition))
    questions = list(_questions(edition))
    yield from _twice("the domain number", domains)
    yield from _twice("the standard number", [(ref, (*path, "ref")) for ref, _, path in standards])
    yield from _twice("the concept", [(concept, (*path, "concept")) for _, concept, path in standards])
    yield from _twice("the question number", [(q.ref, (*path, "ref")) for q, path in questions])
    yield from _twice("the concept", [(q.concept, (*path, "concept")) for q, path in questions])
    for question, path in questions:
        letters = [(prompt.ref, (*path, "prompts", n, "ref")) for n, prompt in enumerate(question.prompts)]
        yield from _twice("the letter of a prompt", letters)
    yield from _twice(
        "the question set", [(s.id, ("question_sets", n, "id")) for n, s in enumerate(edition.question_sets)]
    )
    yield from _twice("the fact", [(fact.id, ("facts", n, "id")) for n, fact in enumerate(edition.facts)])
    yield from _twice(
        "the note", [(note.part, ("method_notes", n, "part")) for n, note in enumerate(edition.method_notes)]
    )


def _standards(edition: Edition) -> Iterable[tuple[str, str, Path]]:
    for d, domain in enumerate(edition.domains):
        for s, standard in enumerate(domain.standards):
            yield standard.ref, standard.concept, ("domains", d, "standards", s)


def _questions(edition: Edition) -> Iterable[tuple[KeyQuestion, Path]]:
    for d, domain in enumerate(edition.domains):
        for s, standard in enumerate(domain.standards):
            for q, question in enumerate(standard.key_questions):
                yield question, ("domains", d, "standards", s, "key_questions", q)
    for g, group in enumerate(edition.question_sets):
        for q, question in enumerate(group.questions):
            yield question, ("question_sets", g, "questions", q)


def _twice(what: str, names: Placed) -> Iterable[Mistake]:
    seen: set[str] = set()
    for name, path in names:
        if name and name in seen:
            yield Mistake(path, f"{what} {name!r} is used twice in this edition; give each its own")
        seen.add(name)


def _bands(edition: Edition) -> Iterable[Mistake]:
    bands = edition.bands
    if len(bands) < 2:
        yield Mistake(("bands",), "an edition needs at least two bands; list them with the best first")
    yield from _twice("the band", [(band.id, ("bands", n, "id")) for n, band in enumerate(bands)])
    yield from _twice("the label", [(band.label, ("bands", n, "label")) for n, band in enumerate(bands)])
    for n, (better, worse) in enumerate(pairwise(bands), start=1):
        if better.score <= worse.score:
            yield Mistake(("bands", n, "score"), f"the score {worse.score} is not below the {better.score} of the band "
                          "before it; list the bands with the best first")  # fmt: skip
    if bands and bands[-1].score < 0:
        yield Mistake(
            ("bands", len(bands) - 1, "score"), "a score is 0 or more; a share of the maximum needs that"
        )


def _dates(edition: Edition) -> Iterable[Mistake]:
    if edition.valid_from and edition.valid_to and edition.valid_from > edition.valid_to:
        yield Mistake(
            ("valid", "to"),
            f"the edition ends on {edition.valid_to} before it begins on {edition.valid_from}; swap the two",
        )
    if edition.id and edition.id in edition.comparable_with:
        yield Mistake(
            ("comparable_with",), "an edition is comparable with itself in any case; take its own id out"
        )


def _completeness(edition: Edition) -> Iterable[Mistake]:
    claim = edition.completeness
    if claim is Completeness.FULL:
        if edition.missing:
            yield Mistake(
                ("missing",), "a full edition misses nothing; call it partial or take the words out"
            )
        yield from _gaps_of_a_full_edition(edition)
    elif not edition.missing:
        yield Mistake(
            ("missing",), f"an edition that is {claim} says what is missing; write it as a list of sentences"
        )
    if claim is not Completeness.OUTLINE:
        yield from _gaps_of_a_rateable_edition(edition)


def _gaps_of_a_full_edition(edition: Edition) -> Iterable[Mistake]:
    for d, domain in enumerate(edition.domains):
        for s, standard in enumerate(domain.standards):
            if standard in edition.case_standards and not standard.key_questions:
                yield Mistake(("domains", d, "standards", s), f"standard {standard.ref} is rated from cases and has no key "
                              "questions; add them or call the edition partial")  # fmt: skip
    if edition.case_standards and edition.cases is None:
        yield Mistake(
            ("rules",),
            "standards are rated from cases and there is no 'cases' rule; add it or call the edition partial",
        )


def _gaps_of_a_rateable_edition(edition: Edition) -> Iterable[Mistake]:
    if not edition.standards:
        yield Mistake(("domains",), "there are no standards; add them or call the edition an outline")
    if edition.overall is None:
        yield Mistake(
            ("rules",),
            f"an edition that is {edition.completeness} has an 'overall' rule; add it or call it an outline",
        )
    for d, domain in enumerate(edition.domains):
        if not domain.standards:
            yield Mistake(
                ("domains", d),
                f"domain {domain.ref} has no standards; add them or call the edition an outline",
            )
