"""The tables of ratings keep their promises, and answer what pages ask."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from eyre.core.ratings import NotRated, Rated, Score
from eyre.inspections.models import Inspection
from eyre.inspections.queries import inspection
from eyre.platform.audit import Actor
from eyre.ratings.actions import compute_rating
from eyre.ratings.exceptions import NothingToRate
from eyre.ratings.models import ComputedRating, DataFinding, PublishedOverall, PublishedRating
from eyre.ratings.queries import (
    computed_rating,
    overall_of,
    published_overalls,
    score_of,
)

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 23, 12, tzinfo=UTC)
SCORES = {
    "pdu-2023-cheshirewest": ("7/24", "requires_improvement"),
    "pdu-2023-blackburn": ("10/27", "requires_improvement"),
    "pdu-2023-knowsleysthelens": ("2/24", "inadequate"),
    "pdu-2023-liverpoolnorth": ("4/24", "inadequate"),
    "pdu-2023-cumbria": ("6/27", "requires_improvement"),
}


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (PublishedRating, {"outcome": ""}, "published_rating_has_outcome"),
        (PublishedOverall, {"score_points": 3, "score_out_of": None}, "score_has_both_parts"),
        (PublishedOverall, {"score_points": None, "score_out_of": 27}, "score_has_both_parts"),
        (PublishedOverall, {"score_points": 28, "score_out_of": 27}, "score_within_maximum"),
        (PublishedOverall, {"score_points": 0, "score_out_of": 0}, "score_within_maximum"),
        (PublishedOverall, {"band": ""}, "overall_band_is_null_or_set"),
        (ComputedRating, {"edition_digest": ""}, "computed_rating_says_from_what"),
        (ComputedRating, {"evidence_digest": ""}, "computed_rating_says_from_what"),
        (DataFinding, {"severity": "dreadful"}, "finding_severity_is_known"),
    ],
)
def test_promises(loaded: Any, model: type[models.Model], change: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model._default_manager.update(**change)


@pytest.mark.parametrize("model", [PublishedRating, PublishedOverall, ComputedRating])
def test_one_for_each(loaded: Any, model: type[models.Model]) -> None:
    row = model._default_manager.first()
    assert row is not None
    row.pk = None
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("name", SCORES)
def test_the_engine_arrives_at_what_was_published(loaded: Any, name: str) -> None:
    found = inspection(name)
    overall, computed = overall_of(found), computed_rating(found)
    assert overall is not None
    assert computed is not None
    row, result = computed
    score, band = SCORES[name]
    assert (str(score_of(overall)), overall.band) == (score, band)
    assert (str(result.overall.score), result.overall.outcome) == (score, Rated(band))
    assert row.is_reconstructed
    published = {each.standard_ref: each.outcome for each in PublishedRating.objects.filter(inspection=name)}
    for standard in result.standards:
        outcome = standard.outcome
        said = published.get(standard.ref, "not_rated")
        assert outcome == Rated(said) if said != "not_rated" else isinstance(outcome, NotRated)


def test_rating_again_changes_nothing_until_the_answers_do(loaded: Any) -> None:
    cumbria = inspection("pdu-2023-cumbria")
    assert not compute_rating(inspection=cumbria, by=Actor("Ada", "system"), at=LATER)
    ComputedRating.objects.filter(inspection=cumbria).update(evidence_digest="other")
    assert compute_rating(inspection=cumbria, by=Actor("Ada", "system"), at=LATER)
    computed = computed_rating(cumbria)
    assert computed is not None
    assert computed[0].computed_by == "Ada"


def test_without_answers_there_is_nothing_to_rate(loaded: Any) -> None:
    kent = inspection("pdu-2022-westkent")
    assert computed_rating(kent) is None
    with pytest.raises(NothingToRate, match="pdu-2022-westkent"):
        compute_rating(inspection=kent, by=Actor("Ada", "system"), at=LATER)
    assert set(ComputedRating.objects.values_list("inspection_id", flat=True)) == set(SCORES)


def test_lists_are_one_query(loaded: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        said = [f"{o.inspection.provider} {o.inspection.edition} {score_of(o)}" for o in published_overalls()]
    assert len(said) == 155


def test_one_that_is_not_public_is_not_listed(loaded: Any) -> None:
    Inspection.objects.filter(id="pdu-2023-cumbria").update(is_public=False)
    assert published_overalls().count() == 154


def test_a_score_is_both_numbers_or_none(loaded: Any) -> None:
    assert score_of(PublishedOverall(score_points=7, score_out_of=24)) == Score(7, 24)
    assert score_of(PublishedOverall()) is None
