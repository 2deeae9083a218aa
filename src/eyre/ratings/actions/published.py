"""The published ratings as they ship, findings about them, and ratings that Eyre computes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from eyre.cases.queries import answers_of, frozen_answers
from eyre.core.cases import Tally
from eyre.core.frameworks import Edition
from eyre.core.ratings import Outcome, rate_inspection
from eyre.core.ratings.inspection import was_put
from eyre.frameworks.queries import edition as edition_with_id
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, Operation, record, record_changes
from eyre.platform.rows import Changes, match_rows
from eyre.ratings.exceptions import NothingToRate
from eyre.ratings.models import ComputedRating, DataFinding, PublishedOverall, PublishedRating
from eyre.ratings.published import PublishedRatings
from eyre.ratings.queries import outcome_of
from eyre.ratings.records import rating_to_json


@transaction.atomic
def record_published_ratings(*, published: PublishedRatings, by: Actor, at: datetime) -> Changes:
    """Make the tables hold these published ratings; what shipped and is no longer in the data goes."""
    ids = [overall.inspection_id for overall in published.overalls]
    changes = match_rows(
        published.overalls,
        PublishedOverall,
        key=["inspection"],
        within=PublishedOverall.objects.filter(inspection_id__in=ids, is_shipped=True),
    ) + match_rows(
        published.ratings,
        PublishedRating,
        key=["inspection", "standard_ref"],
        within=PublishedRating.objects.filter(inspection_id__in=ids, is_shipped=True),
    )
    return record_changes("ratings.recorded", changes, by=by, at=at, on=("ratings.published", "shipped"))


@transaction.atomic
def record_findings(*, findings: list[DataFinding], by: Actor, at: datetime) -> Changes:
    """Make the list of disagreements hold exactly these."""
    changes = match_rows(findings, DataFinding, key=["key"], within=DataFinding.objects.all())
    return record_changes("findings.recorded", changes, by=by, at=at, on=("ratings.findings", "all"))


@transaction.atomic
def compute_rating(*, inspection: Inspection, by: Actor, at: datetime) -> bool:
    """Rate an inspection from its frozen answers, and keep the result; whether that changed anything.

    Standards that no answer is about are taken as published.

    Raises:
        NothingToRate: when we hold no answers of this inspection.
    """
    answers, frozen = answers_of(inspection), frozen_answers(inspection)
    if answers is None or frozen is None:
        raise NothingToRate(f"We hold no answers about cases of {inspection.id}.")
    edition = edition_with_id(inspection.edition_id)
    tallies = answers.matrix.tallies()
    result = rating_to_json(
        rate_inspection(edition, tallies=tallies, given=_given(inspection, edition, tallies))
    )
    made_from = {
        "edition_digest": inspection.edition.digest,
        "evidence_digest": frozen.digest,
        "is_reconstructed": frozen.is_reconstructed,
        "result": result,
    }
    held = ComputedRating.objects.filter(inspection=inspection).first()
    if held is not None and all(getattr(held, name) == value for name, value in made_from.items()):
        return False
    marks = {"computed_by": by.id, "computed_at": at}
    ComputedRating.objects.update_or_create(inspection=inspection, defaults=made_from | marks)
    record(
        "rating.computed",
        by=by,
        at=at,
        operation=Operation.COMBINATION,
        on=inspection,
        before=_digests(vars(held)) if held else None,
        after=_digests(made_from),
    )
    return True


def _digests(made_from: Mapping[str, Any]) -> dict[str, str]:
    """Which edition and which answers a rating was computed from."""
    return {name: made_from[name] for name in ("edition_digest", "evidence_digest")}


def _given(inspection: Inspection, edition: Edition, tallies: Mapping[str, Tally]) -> dict[str, Outcome]:
    """The published outcomes of the standards that no answer is about."""
    asked = {standard.ref for standard in edition.case_standards if was_put(standard, tallies)}
    rows = PublishedRating.objects.filter(inspection=inspection).exclude(standard_ref__in=asked)
    return {row.standard_ref: outcome_of(row.outcome) for row in rows}
