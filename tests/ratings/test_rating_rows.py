"""The tables of ratings keep their promises, and answer what pages ask."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from eyre.core.ratings import NotKnown, NotRated, Rated, Score
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.inspections.queries import inspection
from eyre.ratings.actions import compute_rating
from eyre.ratings.exceptions import NothingToRate
from eyre.ratings.models import ComputedRating, DataFinding, PublishedOverall, PublishedRating
from eyre.ratings.queries import (
    computed_inspections,
    computed_rating,
    find_overalls,
    overall_of,
    published_overalls,
    published_ratings_of,
    published_table,
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
    published = {each.standard_ref: each.outcome for each in published_ratings_of([name])}
    for standard in result.standards:
        outcome = standard.outcome
        said = published.get(standard.ref, "not_rated")
        assert outcome == Rated(said) if said != "not_rated" else isinstance(outcome, NotRated)


def test_rating_again_changes_nothing_until_the_answers_do(loaded: Any) -> None:
    cumbria = inspection("pdu-2023-cumbria")
    assert not compute_rating(inspection=cumbria, by="Ada", at=LATER)
    ComputedRating.objects.filter(inspection=cumbria).update(evidence_digest="other")
    assert compute_rating(inspection=cumbria, by="Ada", at=LATER)
    computed = computed_rating(cumbria)
    assert computed is not None
    assert computed[0].computed_by == "Ada"


def test_without_answers_there_is_nothing_to_rate(loaded: Any) -> None:
    kent = inspection("pdu-2022-westkent")
    assert computed_rating(kent) is None
    with pytest.raises(NothingToRate, match="pdu-2022-westkent"):
        compute_rating(inspection=kent, by="Ada", at=LATER)
    assert computed_inspections() == set(SCORES)


def test_absent_is_not_known_and_in_a_complete_table_not_rated(loaded: Any) -> None:
    rows = {
        name: {row.standard.ref: row for row in published_table(found, edition(found.edition_id))}
        for name in ("pdu-2023-cheshirewest", "pdu-2023-liverpoolnorth", "pdu-2022-lambeth")
        for found in [inspection(name)]
    }
    assert isinstance(rows["pdu-2023-cheshirewest"]["2.1"].outcome, NotRated)
    assert isinstance(rows["pdu-2023-liverpoolnorth"]["2.1"].outcome, NotRated)
    assert rows["pdu-2023-liverpoolnorth"]["2.1"].published is None
    assert isinstance(rows["pdu-2022-lambeth"]["1.1"].outcome, NotKnown)
    assert rows["pdu-2022-lambeth"]["2.2"].outcome == Rated("inadequate")
    assert list(rows["pdu-2022-lambeth"]) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5"]


@pytest.mark.parametrize(
    ("filters", "n"),
    [
        ({}, 155),
        ({"kind": "pdu", "region": "north-west-region"}, 5),
        ({"kind": "pdu", "region": "north-west-region", "band": "inadequate"}, 2),
        ({"text": "blackburn darwen"}, 2),
        ({"text": "BLACKBURN", "kind": "youth"}, 1),
        ({"year": 2018, "kind": "nps_division"}, 1),
        ({"edition": "hmip-probation-national-2025"}, 1),
        ({"text": "nowhere"}, 0),
    ],
)
def test_filters_narrow(loaded: Any, filters: dict[str, Any], n: int) -> None:
    assert find_overalls(**filters).count() == n


def test_a_span_of_years_is_found_in_each_of_them(loaded: Any) -> None:
    for year in (2019, 2020):
        assert find_overalls(year=year, text="Luton").count() == 1


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
