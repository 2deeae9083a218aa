"""Every read of what is judged: the judgement in force of each standard, its versions, its comments, what relies on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from eyre.cases.models import Freeze
from eyre.core.frameworks import Edition, RatedFrom, Standard
from eyre.core.ratings import CannotRate, NotKnown, NotRated, Rated, Undetermined
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.ratings.exceptions import JudgementNotFound, NotFrozenYet
from eyre.ratings.models import NOT_RATED, JudgedFact, Judgement, JudgementComment, JudgementState

from .proposals import Proposal, ProposedStandard, is_settled, judged, proposal_of

UNDETERMINED = "undetermined"  # the rule gives no band, and the panel decides


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposal, or why there is none in words."""

    proposal: Proposal | None
    why_not: str = ""


def proposed(inspection: Inspection) -> Proposed:
    """The proposal of an inspection, or the words for why there is none."""
    try:
        return Proposed(proposal_of(inspection))
    except NotFrozenYet as why:
        return Proposed(None, str(why))
    except CannotRate as why:
        return Proposed(None, f"{why}.")


def standard_named(inspection: Inspection, ref: str) -> tuple[Edition, Standard]:
    """The edition of an inspection, and its standard with this number. Raises JudgementNotFound."""
    held = edition(inspection.edition_id)
    try:
        return held, held.standard(ref)
    except KeyError:
        raise JudgementNotFound(f"{held.id} has no standard {ref}.") from None


def rule_outcome(one: ProposedStandard) -> str:
    """What the rule makes of the answers, as a judgement keeps it; empty where it says nothing that could be confirmed."""
    outcome = one.rating.outcome
    if isinstance(outcome, Rated):
        return outcome.band
    if isinstance(outcome, Undetermined):
        return UNDETERMINED
    no_case = not one.rating.key_questions and one.standard.may_be_not_rated
    return NOT_RATED if isinstance(outcome, NotRated | NotKnown) and no_case else ""


def outcome_label(held: Edition, outcome: str) -> str:
    """The outcome of a judgement in words."""
    if outcome == NOT_RATED:
        return "Not rated"
    if outcome == UNDETERMINED:
        return "Undetermined: the panel decides"
    return held.band(outcome).label if held.has_band(outcome) else "Not yet"


def in_force(inspection: Inspection, ref: str) -> Judgement | None:
    """The judgement in force of a standard, with its parts."""
    return _whole(inspection, ref).exclude(state=JudgementState.REPLACED).first()


def versions(inspection: Inspection, ref: str) -> tuple[Judgement, ...]:
    """Every version of the judgement of a standard, the latest first."""
    return tuple(_whole(inspection, ref).order_by("-version"))


def _whole(inspection: Inspection, ref: str) -> QuerySet[Judgement]:
    rows = Judgement.objects.filter(inspection=inspection, standard_ref=ref)
    related = rows.select_related("written_by", "reading__reader", "freeze")
    return related.prefetch_related("questions", "evidence__evidence__item")


def judgement_numbered(inspection: Inspection, ref: str, version: int) -> Judgement:
    """One version of a judgement. Raises JudgementNotFound."""
    found = _whole(inspection, ref).filter(version=version).first()
    if found is None:
        raise JudgementNotFound(f"{ref} has no version {version}.")
    return found


def next_version(inspection: Inspection, ref: str) -> int:
    """The number that the next version gets."""
    rows = Judgement.objects.filter(inspection=inspection, standard_ref=ref)
    return int(rows.aggregate(most=Max("version"))["most"] or 0) + 1


def comments_on(inspection: Inspection, ref: str) -> QuerySet[JudgementComment]:
    """What was said about the judgement of a standard, the earliest first."""
    return JudgementComment.objects.filter(inspection=inspection, standard_ref=ref).select_related(
        "written_by"
    )


def comment_numbered(inspection: Inspection, ref: str, number: int) -> JudgementComment:
    """One comment. Raises JudgementNotFound."""
    found = comments_on(inspection, ref).filter(pk=number).first()
    if found is None:
        raise JudgementNotFound(f"{ref} has no comment {number}.")
    return found


def open_comments(inspection: Inspection) -> dict[str, int]:
    """How many comments on each standard wait to be resolved; a standard without any is left out."""
    rows = JudgementComment.objects.filter(inspection=inspection).values("standard_ref")
    counted = rows.annotate(waiting=Count("pk", filter=Q(resolved_at=None))).order_by()
    return {row["standard_ref"]: row["waiting"] for row in counted if row["waiting"]}


def relied_on(inspection: Inspection) -> dict[int, tuple[str, ...]]:
    """For each piece of evidence that a judgement in force relies on: the standards of those judgements."""
    rows = Judgement.objects.filter(inspection=inspection).exclude(state=JudgementState.REPLACED)
    pairs = rows.exclude(evidence=None).values_list("evidence__evidence__item", "standard_ref")
    found: dict[int, list[str]] = {}
    for item, ref in pairs.order_by("standard_ref"):
        found.setdefault(item, []).append(ref)
    return {item: tuple(refs) for item, refs in found.items()}


@dataclass(frozen=True, slots=True)
class FactAsked:
    """A fact of the overall rule, what follows from it, and how it was answered, if it was."""

    id: str
    text: str
    caps: tuple[str, ...]
    answer: JudgedFact | None


def facts_asked(inspection: Inspection) -> tuple[FactAsked, ...]:
    """The facts that limit the overall rating, in the edition's order."""
    held = edition(inspection.edition_id)
    rows = JudgedFact.objects.filter(inspection=inspection).select_related("judged_by").order_by("version")
    latest = {row.fact: row for row in rows}
    limiters = held.overall.limiters if held.overall else ()
    return tuple(
        FactAsked(
            fact.id,
            fact.text,
            tuple(held.band(each.cap).label for each in limiters if each.fact == fact.id),
            latest.get(fact.id),
        )
        for fact in held.facts
    )


def fact_named(inspection: Inspection, fact: str) -> FactAsked:
    """One fact of the overall rule. Raises JudgementNotFound."""
    found = next((each for each in facts_asked(inspection) if each.id == fact), None)
    if found is None:
        raise JudgementNotFound(f"{inspection.edition_id} asks for no fact {fact}.")
    return found


def answers_to(inspection: Inspection, fact: str) -> tuple[JudgedFact, ...]:
    """Every answer to a fact, the latest first."""
    rows = JudgedFact.objects.filter(inspection=inspection, fact=fact).select_related("judged_by")
    return tuple(rows.order_by("-version"))


def wanting(inspection: Inspection) -> tuple[str, ...]:
    """What is missing before every standard is judged: the standards, by number, and the facts, by id."""
    return tuple(_wanting(inspection))


def _wanting(inspection: Inspection) -> Iterator[str]:
    held, given = edition(inspection.edition_id), judged(inspection)
    freeze = Freeze.objects.filter(inspection=inspection, ended_at=None).values_list("pk", flat=True).first()
    for standard in held.standards:
        from_cases = standard.rated_from is RatedFrom.CASES
        if not is_settled(given.get(standard.ref), freeze=freeze, from_cases=from_cases):
            yield standard.ref
    yield from (each.id for each in facts_asked(inspection) if each.answer is None)
