"""Do the judgements of one inspection fit each other, and the evidence they rest on?

Nothing here changes a rating: it says where a panel will ask. HM Inspectorate of Probation found in 2019 a disconnect
between good leadership ratings and poor casework, and published tables show one matter told as a strength and as an area
for improvement (the letter to the North West region of 2023: a backlog of unpaid work).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eyre.core.frameworks import Edition, RatedFrom, Standard

NAMED = re.compile(r"\bE(\d{1,9})\b")


class Misfit(StrEnum):
    """What does not fit what."""

    ABOVE_CASEWORK = "above_casework"
    CASES_FAR_APART = "cases_far_apart"
    ABOVE_ITS_QUESTIONS = "above_its_questions"
    BELOW_ITS_QUESTIONS = "below_its_questions"
    BOTH_DIRECTIONS = "both_directions"
    AGAINST_ITS_EVIDENCE = "against_its_evidence"
    WITHDRAWN_EVIDENCE = "withdrawn_evidence"
    EARLIER_VERSION = "earlier_version"


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing that does not fit: where it is seen, in a sentence, and what to do about it."""

    kind: Misfit
    text: str
    refs: tuple[str, ...]
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One piece of evidence on one place: its number, what it shows there (strength, weakness, neutral)."""

    number: int
    standard: str
    question: str = ""
    direction: str = "neutral"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of one standard: its band (None where it has none), those of its key questions, the words, the evidence.

    `relies` are the numbers of the evidence relied on, `withdrawn` and `changed` those of them that were withdrawn, or
    were changed since.
    """

    ref: str
    band: str | None
    questions: Mapping[str, str | None] = field(default_factory=dict)
    words: str = ""
    question_words: Mapping[str, str] = field(default_factory=dict)
    relies: frozenset[int] = frozenset()
    withdrawn: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()


def inconsistencies(
    edition: Edition, weighed: Mapping[str, Weighed], evidence: tuple[Spoken, ...] = ()
) -> tuple[Inconsistency, ...]:
    """Everything that does not fit, the whole first, then standard by standard in the edition's order.

    `evidence` is what the register holds and was not withdrawn. A standard without a band is compared with nothing.
    """
    found = [*_above_casework(edition, weighed), *_far_apart(edition, weighed)]
    for standard in edition.standards:
        one = weighed.get(standard.ref)
        if one is not None:
            found += [*_questions(edition, standard, one), *_evidence(edition, standard, one, evidence)]
        found += _both_directions(standard, one or Weighed(standard.ref, None), evidence)
    return tuple(found)


def is_upper(edition: Edition, band: str) -> bool:
    """Whether a band lies in the better half of the edition's bands: Good or better of four."""
    return edition.rank(band) >= len(edition.bands) / 2


def _above_casework(edition: Edition, weighed: Mapping[str, Weighed]) -> Iterator[Inconsistency]:
    """A standard judged Good or better on other evidence, while most of those rated from cases are not."""
    cases = [(s, band) for s in edition.case_standards if (band := _band(weighed, s))]
    weak = [(s, band) for s, band in cases if not is_upper(edition, band)]
    if 2 * len(weak) <= len(cases):
        return
    said = ", ".join(f"{s.ref} {edition.band(band).label}" for s, band in weak)
    least = [band.label for band in edition.bands if is_upper(edition, band.id)][-1]
    for standard in edition.standards:
        band = _band(weighed, standard)
        if standard.rated_from is RatedFrom.CASES or band is None or not is_upper(edition, band):
            continue
        text = (
            f"{_name(standard)} is judged {edition.band(band).label}, over weak casework: {len(weak)} of {len(cases)} "
            f"standards rated from cases do not come to {least} ({said})."
        )
        todo = f"Say in the reasoning of {standard.ref} how the casework bears on it, or judge it anew."
        yield Inconsistency(Misfit.ABOVE_CASEWORK, text, (standard.ref, *(s.ref for s, _ in weak)), todo)


def _far_apart(edition: Edition, weighed: Mapping[str, Weighed]) -> Iterator[Inconsistency]:
    """Of the standards rated from cases, some have the best band and some the worst."""
    best, worst = edition.bands[0], edition.bands[-1]
    tops = [s for s in edition.case_standards if _band(weighed, s) == best.id]
    ends = [s for s in edition.case_standards if _band(weighed, s) == worst.id]
    if tops and ends and best.id != worst.id:
        text = (
            f"{_listed(tops)} {_are(tops)} {best.label}, and {_listed(ends)} {_are(ends)} {worst.label}, from the same "
            "service’s cases."
        )
        todo = "Look at the key questions of both, and say in the reasoning what explains it."
        yield Inconsistency(Misfit.CASES_FAR_APART, text, tuple(s.ref for s in (*tops, *ends)), todo)


def _questions(edition: Edition, standard: Standard, one: Weighed) -> Iterator[Inconsistency]:
    """A band better, or worse, than that of every key question; from cases the lowest governs, so it is not asked there."""
    bands = [band for band in one.questions.values() if band]
    if one.band is None or not bands or standard.rated_from is RatedFrom.CASES:
        return
    rank, ranks = edition.rank(one.band), [edition.rank(band) for band in bands]
    label = edition.band(one.band).label
    refs = (standard.ref, *(ref for ref, band in one.questions.items() if band))
    if rank > max(ranks):
        text = f"{_name(standard)} is judged {label}, better than every one of its key questions."
        todo = (
            f"Say why the whole is better than its parts, or judge {standard.ref} or its key questions anew."
        )
        yield Inconsistency(Misfit.ABOVE_ITS_QUESTIONS, text, refs, todo)
    if rank < min(ranks):
        text = f"{_name(standard)} is judged {label}, worse than every one of its key questions."
        todo = (
            f"Say why the whole is worse than its parts, or judge {standard.ref} or its key questions anew."
        )
        yield Inconsistency(Misfit.BELOW_ITS_QUESTIONS, text, refs, todo)


def _evidence(
    edition: Edition, standard: Standard, one: Weighed, evidence: tuple[Spoken, ...]
) -> Iterator[Inconsistency]:
    shown = {
        each.direction
        for each in evidence
        if each.number in one.relies and each.standard == standard.ref and each.direction != "neutral"
    }
    if one.band is not None:
        against = "weakness" if is_upper(edition, one.band) else "strength"
        if shown == {against}:
            label, all_of_it = (
                edition.band(one.band).label,
                "weaknesses" if against == "weakness" else "strengths",
            )
            text = (
                f"{_name(standard)} is judged {label}, and all the evidence it relies on shows {all_of_it}."
            )
            todo = "Rely on the evidence that bears the band out, or judge it anew."
            yield Inconsistency(Misfit.AGAINST_ITS_EVIDENCE, text, (standard.ref,), todo)
    if one.withdrawn:
        text = f"{_name(standard)} relies on evidence that was withdrawn: {_numbers(one.withdrawn)}."
        todo = "Write it anew without that evidence."
        yield Inconsistency(Misfit.WITHDRAWN_EVIDENCE, text, (standard.ref,), todo)
    if one.changed:
        text = f"{_name(standard)} relies on an earlier version of {_numbers(one.changed)}: it was changed since."
        todo = "Read the latest version, and write the judgement anew where it matters."
        yield Inconsistency(Misfit.EARLIER_VERSION, text, (standard.ref,), todo)


def _both_directions(
    standard: Standard, one: Weighed, evidence: tuple[Spoken, ...]
) -> Iterator[Inconsistency]:
    """Strengths and weaknesses on one place, where the reasoning does not name one of each."""
    for question in ("", *(each.ref for each in standard.key_questions)):
        here = [each for each in evidence if each.standard == standard.ref and each.question == question]
        strengths = {each.number for each in here if each.direction == "strength"}
        weaknesses = {each.number for each in here if each.direction == "weakness"}
        if not strengths or not weaknesses:
            continue
        words = f"{one.words} {one.question_words.get(question, '')}"
        named = {int(number) for number in NAMED.findall(words)}
        if named & strengths and named & weaknesses:
            continue
        place = question or _name(standard)
        text = (
            f"On {place} there are strengths ({_numbers(strengths)}) and weaknesses ({_numbers(weaknesses)}), and the "
            "reasoning does not name one of each."
        )
        todo = "Weigh them in the reasoning, and name them by their numbers."
        refs = (standard.ref, question) if question else (standard.ref,)
        yield Inconsistency(Misfit.BOTH_DIRECTIONS, text, refs, todo)


def _band(weighed: Mapping[str, Weighed], standard: Standard) -> str | None:
    one = weighed.get(standard.ref)
    return one.band if one else None


def _name(standard: Standard) -> str:
    return f"{standard.ref} {standard.title}"


def _are(standards: list[Standard]) -> str:
    return "is" if len(standards) == 1 else "are"


def _listed(standards: list[Standard]) -> str:
    names = [_name(each) for each in standards]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _numbers(numbers: frozenset[int] | set[int]) -> str:
    return ", ".join(f"E{number}" for number in sorted(numbers))
