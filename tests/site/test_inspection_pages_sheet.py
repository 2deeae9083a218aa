"""The page of one inspection: the annexe's table, the steps to its score, and every fact as a file too."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from sheets_of_the_letter import ANNEXE_TWO, NOT_RATED, REFS

from eyre.inspections.models import Inspection
from eyre.ratings.models import PublishedRating
from eyre.site.queries.answers import answers_of
from eyre.site.queries.inspection import NoSuchInspection, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

PARTIAL, UNRATED, OUTLINE = "yjs-2024-ceredigion", "dipp-2026-wm", "yjs-2025-southtees"


def words(html: str) -> str:
    """The words of a page, in one line."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("inspection", ANNEXE_TWO)
def test_the_table_is_that_of_the_annexe(inspection: str) -> None:
    overall, score, ratings = ANNEXE_TWO[inspection]
    sheet = sheet_of(inspection)
    assert [(row.ref, row.mark.words) for row in sheet.standards] == [
        (ref, rating or NOT_RATED) for ref, rating in zip(REFS, ratings, strict=True)
    ]
    assert [row.ref for row in sheet.standards if row.note] == [
        ref for ref, rating in zip(REFS, ratings, strict=True) if rating is None
    ]
    assert (sheet.overall.words, str(sheet.score)) == (overall, score)
    said = words(page(f"/inspections/{inspection}/"))
    assert f"{score.replace('/', ' out of ')}" in said
    assert "1. Organisational delivery" in said


@pytest.mark.parametrize("inspection", ANNEXE_TWO)
def test_the_steps_lead_to_the_published_score(inspection: str) -> None:
    overall, score, _ = ANNEXE_TWO[inspection]
    sheet = sheet_of(inspection)
    assert sheet.steps[-1].text.startswith(f"{score} is in the band of")
    assert sheet.steps[-1].text.endswith(f"{overall}.")
    assert sum(row.points or 0 for row in sheet.standards) == int(score.split("/")[0])
    assert sheet.agreement == (
        f"The published ratings of the standards add up to {score}. It is also the published score.",
        f"By the rule of the edition that is {overall}, as was published.",
    )
    assert [r.least for _, r in sheet.ranges][-1] == 0


@pytest.mark.parametrize("inspection", ANNEXE_TWO)
def test_each_rating_from_cases_names_the_cases_it_was_counted_from(inspection: str) -> None:
    sheet, held = sheet_of(inspection), answers_of(inspection)
    assert held is not None
    governed = [row for row in sheet.standards if row.governing]
    assert {row.ref for row in governed} >= {"2.2", "2.3", "2.4", "2.5"}
    for row in governed:
        assert row.governing is not None
        assert row.governing.count == held.matrix.tally(row.governing.ref).count
        assert row.governing.mark == row.mark
    assert "has the band that was published" in sheet.from_answers


def test_reconstructed_data_say_so_wherever_they_stand() -> None:
    html = page("/inspections/pdu-2023-cumbria/")
    assert 'class="eyre-reconstructed"' in html
    for caption in re.findall(r"<caption[^>]*>(.*?)</caption>", html[html.index('id="cases"') :]):
        assert "reconstructed data" in caption
    assert "eyre-reconstructed" not in page(f"/inspections/{PARTIAL}/")


def test_what_our_source_does_not_say_is_not_known_and_never_not_rated() -> None:
    sheet = sheet_of(PARTIAL)
    kinds = {row.mark.words for row in sheet.standards}
    assert kinds == {"Inadequate", "Not known"}
    assert not sheet.steps
    assert sheet.left_open.endswith(
        "leaves Inadequate or Requires improvement or Good, with a score from 0/36 to 27/36."
    )
    said = words(page(f"/inspections/{PARTIAL}/"))
    assert "Not rated" not in said
    assert "Only part of the published ratings table could be read" in said
    assert "The published score, 1/24, is out of 24 and not 36" in said


def test_a_kind_that_is_never_rated_says_so() -> None:
    said = words(page(f"/inspections/{UNRATED}/"))
    assert "This type is not rated" in said
    assert "Inspections of this kind examine these standards and give no ratings" in said
    assert "Not rated" not in said
    assert "How the overall rating was reached" not in said
    assert "Not known means" not in said


def test_an_outline_says_what_is_missing() -> None:
    assert "is an outline and cannot rate anything. Missing:" in words(page(f"/inspections/{OUTLINE}/"))


def test_recommendations_keep_their_numbers_and_addressees() -> None:
    groups = sheet_of("pdu-2023-cheshirewest").recommendations
    assert [group.name for group in groups] == [
        "Cheshire West PDU", "North West region", "HM Prison and Probation Service",
    ]  # fmt: skip
    assert [advice.number for group in groups for advice in group.advice] == list(range(1, 12))
    said = words(page("/inspections/pdu-2023-cheshirewest/"))
    assert "The words are Eyre’s paraphrase" in said


def test_findings_about_an_inspection_stand_on_its_page() -> None:
    assert "“Cheshire North” is named" in words(page("/inspections/pdu-2023-cheshirewest/"))


@pytest.mark.parametrize(
    ("inspection", "title", "movement"),
    [
        ("yjs-2021-blackpool", "Blackpool Youth Offending Team, December 2018 (Youth 2018)", "Overall rating from Inadequate to Good."),
        ("crc-2020-merseyside", "Merseyside CRC, 2018 (CRC 2018)", "Overall rating unchanged: Requires improvement."),
        ("pdu-2025-gwent", "Gwent PDU, February 2022 (PDU 2021)", "under PDU 2021, which is not comparable, so no movement is stated."),
        ("crc-2020-swm", "2018 to 2019", "The overall rating now is not known, so no movement is stated."),
        ("yjs-2022-bridgend", "2018 (Western Bay)", "Overall rating then: Inadequate."),
        ("yjs-2024-reading", "An earlier one, of which the date is not known", ""),
    ],
)  # fmt: skip
def test_movement_since_the_previous_inspection_is_said_in_words(
    inspection: str, title: str, movement: str
) -> None:
    before = sheet_of(inspection).previous
    assert before is not None
    assert title in before.title
    assert movement in before.movement
    assert movement in words(page(f"/inspections/{inspection}/"))


def test_a_later_inspection_is_named() -> None:
    assert sheet_of("crc-2018-merseyside").facts.later == "crc-2020-merseyside"
    assert "This provider was inspected again" in words(page("/inspections/crc-2018-merseyside/"))


def as_json(path: str) -> dict[str, Any]:
    return Client().get(path, {"format": "json"}).json()


@pytest.mark.parametrize("inspection", [*ANNEXE_TWO, PARTIAL, UNRATED])
def test_the_files_hold_what_the_page_holds(inspection: str) -> None:
    sheet, record = sheet_of(inspection), as_json(f"/inspections/{inspection}/")
    assert [(s["ref"], s["in_words"], s["points"]) for s in record["standards"]] == [
        (row.ref, row.mark.words, row.points) for row in sheet.standards
    ]
    assert record["reconstructed"] is sheet.is_reconstructed
    answer = Client().get(f"/inspections/{inspection}/", {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [r["says"] for r in rows if r["section"] == "standard"] == [
        row.mark.words for row in sheet.standards
    ]
    counted = [r for r in rows if r["section"] in {"governing question", "counted, not rated"}]
    assert {r["reconstructed"] for r in counted} == ({"true"} if sheet.is_reconstructed else set())
    assert {r["reconstructed"] for r in rows if r["section"] == "standard"} == {"false"}


@pytest.mark.parametrize("inspection", ["pdu-2023-cheshirewest", "pdu-2023-cumbria", PARTIAL, UNRATED])
def test_the_number_of_queries_is_seven_whatever_is_shown(
    inspection: str, django_assert_num_queries: Any
) -> None:
    page(f"/inspections/{inspection}/")
    with django_assert_num_queries(7):
        page(f"/inspections/{inspection}/")


def test_every_published_inspection_has_a_page() -> None:
    """And nothing computed from a complete table contradicts what was published of it."""
    for pk in Inspection.objects.filter(is_public=True).values_list("pk", flat=True):
        sheet = sheet_of(pk)
        assert sheet.standards, pk
        if sheet.facts.table_is_complete:
            assert "as was published" in " ".join(sheet.agreement), pk
        page(f"/inspections/{pk}/")


def test_what_is_not_public_is_not_there() -> None:
    Inspection.objects.filter(pk=PARTIAL).update(is_public=False)
    with pytest.raises(NoSuchInspection):
        sheet_of(PARTIAL)
    for path in ("", "?format=json", "standards/1.1/", "questions/2.1.1/", "answers/", "figures/"):
        assert Client().get(f"/inspections/{PARTIAL}/{path}").status_code == 404, path
    assert "Ceredigion" not in page("/inspections/?q=ceredigion")


@pytest.mark.parametrize(
    "path", ["no-such-thing/", "pdu-2023-cumbria/standards/9.9/", "pdu-2023-cumbria/questions/9.9/"]
)
def test_what_is_not_there_has_a_way_out(path: str) -> None:
    answer = Client().get(f"/inspections/{path}")
    assert answer.status_code == 404
    assert 'href="/inspections/' in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "pdu-2023-cumbria/",
        "pdu-2023-cumbria/standards/2.2/",
        "pdu-2023-cumbria/questions/2.2.1/",
        "pdu-2023-cumbria/figures/",
    ],
)
def test_an_unknown_format_is_refused_in_words(path: str) -> None:
    answer = Client().get(f"/inspections/{path}", {"format": "<xml>"})
    assert answer.status_code == 400
    assert "There is no format “&lt;xml&gt;” of this page" in answer.content.decode()


def test_what_was_drawn_once_is_drawn_anew_when_a_row_changes() -> None:
    """A page is kept as it looks, by all that it is made from: nobody is shown yesterday's rating."""
    path, standard = "/inspections/pdu-2023-cumbria/", "/inspections/pdu-2023-cumbria/standards/1.2/"
    before = words(page(path)), words(page(standard))
    PublishedRating.objects.filter(inspection="pdu-2023-cumbria", standard_ref="1.2").update(
        outcome="outstanding"
    )
    after = words(page(path)), words(page(standard))
    assert "1.2 Staff Good" in before[0]
    assert "1.2 Staff Outstanding" in after[0]
    assert "Published rating Good" in before[1]
    assert "Published rating Outstanding" in after[1]
    assert (words(page(path)), words(page(standard))) == after
