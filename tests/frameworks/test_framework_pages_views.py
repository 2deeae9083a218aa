"""Pages of frameworks: what they hold, what they say of wrong addresses, how often they ask the database."""

import csv
import io
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from eyre.core.frameworks import compare_editions
from eyre.frameworks.differences import Differences
from eyre.frameworks.method import describe_method
from eyre.frameworks.reading import load_edition, shipped_editions

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("loaded")]

PDU = "hmip-probation-pdu-2021"
PDU_2023 = "hmip-probation-pdu-2023"


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which must answer with this status."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_the_list_names_every_edition_with_how_much_of_it_is_known(client: Client) -> None:
    page = text_of(client, reverse("frameworks:list"))
    for edition_id in shipped_editions():
        assert reverse("frameworks:edition", args=[edition_id]) in page
        assert load_edition(edition_id).short_title in page
    for word in ("Full", "Partial", "Outline", "no inspectorate has approved it"):
        assert word in page


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_an_edition_shows_everything_it_holds(client: Client, edition_id: str) -> None:
    edition = load_edition(edition_id)
    page = text_of(client, reverse("frameworks:edition", args=[edition_id]))
    for standard, question in edition.walk_key_questions():
        assert f"{standard.ref} " in page
        assert question.concept in page
        assert page.count("<li><strong>") >= len(question.prompts)
    assert "is a summary, not the inspectorate’s own" in page
    assert ("Eyre refuses to rate from it" in page) == (edition.completeness == "outline")
    assert page.count("<h1") == 1


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_every_edition_has_a_method_page(client: Client, edition_id: str) -> None:
    page = text_of(client, reverse("frameworks:method", args=[edition_id]))
    assert "made from the edition’s data" in page
    gaps = describe_method(load_edition(edition_id)).gaps
    assert ("What cannot be rated, and why" in page) == bool(gaps)
    assert all(gap.why in page for gap in gaps)


def test_the_method_page_prints_the_tables_and_examples(client: Client) -> None:
    page = text_of(client, reverse("frameworks:method", args=[PDU]))
    for words in ("Out of 27 (9 standards rated)", "Out of 24 (8 standards rated)", "4/24", "13 of 20", "64.5 per cent",
                  "Exactly 65 per cent is Good", "Exactly 1/6 is Inadequate", "would be Good"):  # fmt: skip
        assert words in page
    page = text_of(client, reverse("frameworks:method", args=["cqc-adult-social-care-2022"]))
    assert "each of the 1024 combinations of 5 ratings" in page
    assert "The panel decides" in page


def test_the_download_is_the_stored_text_byte_for_byte(client: Client) -> None:
    response = client.get(reverse("frameworks:download", args=[PDU]))
    assert response.content == shipped_editions()[PDU].read_bytes()
    assert f'filename="{PDU}.yaml"' in response.headers["Content-Disposition"]
    page = text_of(client, reverse("frameworks:edition", args=[PDU]))
    assert sha256(response.content).hexdigest() in page


def test_the_questions_leave_as_a_table(client: Client) -> None:
    response = client.get(reverse("frameworks:questions", args=[PDU]))
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    edition = load_edition(PDU)
    asked = sum(1 for _ in edition.walk_key_questions()) + sum(
        len(g.questions) for g in edition.question_sets
    )
    assert sum(not row["prompt"] for row in rows) == asked
    assert {row["wording"] for row in rows} == {"summary"}
    assert {row["reconstructed"] for row in rows} == {"false"}


def test_two_editions_are_compared_by_concept(client: Client) -> None:
    page = text_of(client, f"{reverse('frameworks:compare')}?a={PDU}&b={PDU_2023}")
    for words in (
        "Renumbered",
        "Dropped",
        "must not be compared",
        "Greatest sum of scores",
        "P2.1 Assessment",
    ):
        assert words in page
    response = client.get(f"{reverse('frameworks:compare')}?a={PDU}&b={PDU_2023}&format=csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    found = compare_editions(load_edition(PDU), load_edition(PDU_2023))
    assert sum(row["kind"] == "question" for row in rows) == len(found.questions)
    assert {row["changes"] for row in rows if row["kind"] == "rule"} <= {"changed"}


def test_an_edition_compared_with_itself_is_the_same(client: Client) -> None:
    page = text_of(client, f"{reverse('frameworks:compare')}?a={PDU}&b={PDU}")
    assert "Nothing that Eyre compares is different." in page
    assert "They are the same edition." in page


def test_editions_without_a_question_in_common_say_so() -> None:
    found = Differences(compare_editions(load_edition(PDU), load_edition("cqc-local-authority-2023")))
    assert found.sentence == "The two editions have no question in common."


@pytest.mark.parametrize(("first", "second"), [(PDU, PDU_2023), ("hmip-youth-2018", "hmip-youth-2021"),
                                               ("hmip-probation-crc-2018", "hmip-probation-crc-2019")])  # fmt: skip
def test_the_parts_of_a_comparison_leave_nothing_out(first: str, second: str) -> None:
    comparison = compare_editions(load_edition(first), load_edition(second))
    found = Differences(comparison)
    parts = len(found.added) + len(found.dropped) + len(found.questions) + len(found.unchanged)
    assert parts == len(comparison.questions)
    assert len(found.standards) + found.summary[-1].standards == len(comparison.standards)


def test_the_form_offers_every_edition_where_one_is_missing(client: Client) -> None:
    page = text_of(client, f"{reverse('frameworks:compare')}?a={PDU}")
    assert page.count("<option value=") == 2 * (len(shipped_editions()) + 1)
    assert f'<option value="{PDU}" selected>' in page


def test_results_under_an_edition_are_listed(client: Client) -> None:
    page = text_of(client, reverse("frameworks:edition", args=[PDU]))
    assert "published under it" in page
    assert f"{reverse('inspections:list')}?framework={PDU}" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/frameworks/no-such-edition/", 404),
        ("/frameworks/no-such-edition/method/", 404),
        ("/frameworks/no-such-edition/questions.csv", 404),
        ("/frameworks/no-such-edition.yaml", 404),
        ("/frameworks/%00/", 404),
        ("/frameworks/compare/?a=no-such&b=neither", 400),
        ("/frameworks/compare/?a=%00&b=%F0%9F%98%80", 400),
        (f"/frameworks/compare/?a={PDU}&a=x&b=", 400),
        (f"/frameworks/compare/?b={PDU}&format=nonsense", 200),
        (f"/frameworks/compare/?a={PDU}&b={PDU_2023}&format=nonsense", 200),
    ],
)
def test_wrong_addresses_are_answered_in_words(client: Client, address: str, status: int) -> None:
    page = text_of(client, address, status)
    assert "<h1" in page
    assert "Traceback" not in page


def test_an_unknown_edition_leads_to_the_list(client: Client) -> None:
    page = text_of(client, "/frameworks/no-such-edition/", 404)
    assert "There is no edition" in page
    assert reverse("frameworks:list") in page


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/frameworks/", 2),
        (f"/frameworks/{PDU}/", 5),
        (f"/frameworks/{PDU}/method/", 1),
        (f"/frameworks/{PDU}.yaml", 1),
        (f"/frameworks/compare/?a={PDU}&b={PDU_2023}", 1),
    ],
)
def test_a_page_asks_the_database_as_often_as_it_says(
    client: Client, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    client.get(address)  # the first time in a process, editions are read
    with django_assert_num_queries(queries):
        client.get(address)
