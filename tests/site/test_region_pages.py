"""A region's picture: of the letter to the North West, published; and of a review under way, for who may see all of it."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from cast import Cast, signed_in
from eyre.cases.actions import store_answers
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection, Review
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent, Chain
from eyre.site.demonstration.answers import invented_answers
from eyre.site.queries.region import published_region
from eyre.site.queries.reviews import review_open_to
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BY = Actor.of_command("the tests")
NORTH_WEST = "/regions/north-west-region/pdu-2021/"


def main_of(page: Any) -> str:
    return str(page.content.decode().partition("<main")[2].partition("</main>")[0])


@pytest.fixture
def review(cast: Cast) -> Review:
    """A review of Westmarch and Eastmere, the second without answers, and of the region itself."""
    made = Review.objects.create(
        programme=cast.westmarch.programme,
        region=cast.westmarch.provider,
        title="The Marches",
        opened_by=BY.id,
        opened_at=NOON,
    )
    Inspection.objects.filter(pk__in=[cast.westmarch.pk, cast.eastmere.pk]).update(review=made)
    return made


def with_region(review: Review, cast: Cast) -> None:
    own = Inspection.objects.get(pk=cast.southfold.pk)
    own.kind, own.edition_id, own.review = "region", "hmip-probation-region-2023", review
    own.save()


def test_the_five_units_of_the_letter_are_196_cases_and_all_its_figures(loaded: Any) -> None:
    page = published_region("north-west-region", "pdu-2021")
    assert dict(page.cases) == {"supervision": 196, "court report": 20, "victim": 16}
    assert (len(page.pooled), page.missing) == (5, ())
    assert len(page.said) == 22
    assert [one.id for one in page.said if not one.agrees] == []
    counts = {one.ref: (one.count.x, one.count.of) for one in page.said}
    assert (counts["S3"], counts["2.2.3"], counts["V15"]) == ((32, 87), (145, 196), (3, 4))


def test_women_fare_better_in_almost_all_and_the_words_wait_for_the_figures(loaded: Any) -> None:
    """The letter: female cases assessed more positively across almost all summary judgements (26 of 196 cases)."""
    page = published_region("north-west-region", "pdu-2021")
    assert page.groups is not None
    sex = next(table for table in page.groups.tables if table.column == "sex")
    assert sex.labels == ("Female: 26 cases", "Male: 170 cases")
    better = [line.ref for line in sex.shown if line.row.contrast.difference.exact > 0]  # type: ignore[union-attr]
    assert len(sex.shown) - len(better) == 1
    assert all(line.first == "Female" for line in sex.told)
    assert sex.family == 12


def test_the_public_page_says_that_its_answers_are_reconstructed(loaded: Any, client: Client) -> None:
    page = main_of(client.get(NORTH_WEST))
    assert "Reconstructed data" in page
    assert "51 of 196 (26%)" in page
    assert page.count('data-label="True">Yes</td>') == 22
    told = client.get(NORTH_WEST.rstrip("/") + ".csv").content.decode("utf-8-sig")
    rows = {row["question"]: row for row in csv.DictReader(io.StringIO(told))}
    assert (rows["2.2.3"]["sufficient"], rows["2.2.3"]["relevant"]) == ("51", "196")
    assert rows["2.2.3"]["pdu-2023-cheshirewest_sufficient"] == "8"
    assert rows["2.1.1"]["pdu-2023-cheshirewest_relevant"] == ""


@pytest.mark.parametrize("path", ["/regions/nowhere/pdu-2021", "/regions/north-west-region/nps-2018"])
def test_a_region_without_answers_is_not_there(loaded: Any, client: Client, path: str) -> None:
    assert client.get(f"{path}/").status_code == client.get(f"{path}.csv").status_code == 404


def test_a_review_pools_what_is_frozen_and_names_what_is_missing(cast: Cast, review: Review) -> None:
    browser = signed_in(cast["quality-lead"])
    page = main_of(browser.get(f"/desk/reviews/{review.pk}/region/"))
    assert "1 of 2 inspections pooled: 20 supervision cases" in page
    assert f"Not in this picture, for want of frozen answers: {cast.eastmere.name_as_printed}." in page
    assert "This review has no inspection of the region itself" in page
    answers = invented_answers(edition("hmip-probation-pdu-2023"))
    cases = tuple(f"EASTMERE-{number:02}" for number in range(20))
    held = replace(answers, cases=cases)
    store_answers(
        inspection=cast.eastmere, matrix=held, is_reconstructed=True, note="Invented.", by=BY, at=NOON
    )
    page = main_of(browser.get(f"/desk/reviews/{review.pk}/region/"))
    assert "2 of 2 inspections pooled: 40 supervision cases" in page
    assert "18 of 40 (45%)" in page  # P2.2.2: twice 9 of 20
    assert "Not in this picture" not in page


def test_the_regional_standards_say_that_their_mapping_is_an_assumption(cast: Cast, review: Review) -> None:
    with_region(review, cast)
    page = main_of(signed_in(cast["quality-lead"]).get(f"/desk/reviews/{review.pk}/region/"))
    assert "is an assumption: the inspectorate’s own mapping was not read" in page
    assert "P2.1.3, P2.2.3, P2.3.3, P2.4.3" in page
    assert "P2.3.3, 9 of 19 (47 per cent)" in page
    assert "Mark(" not in page
    assert "it rests on regional cases, of which no answers are held" in page


def test_only_who_may_see_all_of_a_review_sees_its_region(cast: Cast, review: Review) -> None:
    expected = {
        "quality-lead": 200,
        "lead-inspector": 403,
        "operations-officer": 403,
        "outsider": 403,
        "analyst": 404,
    }
    path = f"/desk/reviews/{review.pk}/region/"
    assert {who: signed_in(cast[who]).get(path).status_code for who in expected} == expected
    assert signed_in(cast["quality-lead"]).get("/desk/reviews/999999/region/").status_code == 404
    open_to = {
        who: review_open_to(cast.westmarch.pk, cast.standing(who)) for who in ("quality-lead", "analyst")
    }
    assert open_to == {"quality-lead": review.pk, "analyst": None}


def test_an_inspections_page_leads_to_all_three(cast: Cast, review: Review) -> None:
    page = main_of(signed_in(cast["quality-lead"]).get(f"/desk/{cast.westmarch.pk}/"))
    for address in (
        f"{cast.westmarch.pk}/groups/",
        f"{cast.westmarch.pk}/change/",
        f"reviews/{review.pk}/region/",
    ):
        assert f'href="/desk/{address}"' in page
    assert f"reviews/{review.pk}" not in main_of(
        signed_in(cast["lead-inspector"]).get(f"/desk/{cast.westmarch.pk}/")
    )


def test_public_pages_lead_to_the_region(loaded: Any, client: Client) -> None:
    for path in ("/inspections/pdu-2023-cumbria/", "/providers/north-west-region/"):
        assert f'href="{NORTH_WEST}"' in main_of(client.get(path))


@pytest.mark.parametrize(
    ("address", "action", "operation"),
    [("region/", "region.seen", "consultation"), ("region.csv", "region.taken", "disclosure")],
)
def test_looking_is_one_row_about_the_review(
    cast: Cast, review: Review, address: str, action: str, operation: str
) -> None:
    before = AuditEvent.objects.filter(chain=Chain.READS).count()
    reply = signed_in(cast["quality-lead"]).get(f"/desk/reviews/{review.pk}/{address}")
    assert reply.status_code == 200
    rows = list(AuditEvent.objects.filter(chain=Chain.READS).order_by("-pk"))
    assert (len(rows), rows[0].action, rows[0].operation) == (before + 1, action, operation)
