"""The calculator: the same rows as the core gives, kept what was typed, refused in words."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.efforts import efforts
from eyre.core.sampling import Aim, cases_needed, margin_reached

pytestmark = pytest.mark.django_db


def page(query: str, status: int = 200) -> BeautifulSoup:
    answer = Client().get(f"/sampling/{query}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def test_the_page_starts_with_the_inspectorates_precision() -> None:
    found = page("")
    assert "130 of 600 cases" in found.get_text()
    assert "With 80% confidence" in found.get_text()


def test_every_row_is_what_the_core_says() -> None:
    found = page("?cases=1000&margin=5&confidence=0.95&share=50&formula=kauermann")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in found.select("tbody tr")
    ]
    assert ["278 (asked for)", "28%", "± 5.0 points", "45% to 55%"] in rows
    assert rows[-1] == ["1,000", "100%", "none: all are inspected", "50% to 50%"]
    assert [int(row[0].split()[0].replace(",", "")) for row in rows] == sorted(
        int(row[0].split()[0].replace(",", "")) for row in rows
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?cases=", "Enter cases on the list"),
        ("?cases=0", "greater than or equal to 1"),
        ("?cases=many", "Enter a whole number"),
        ("?margin=0", "greater than or equal to 0.1"),
        ("?share=100", "less than or equal to 99"),
        ("?confidence=1", "valid choice"),
        ("?formula=none", "valid choice"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_beside_its_field(query: str, words: str) -> None:
    found = page(query, 400)
    summary, message = found.select_one(".govuk-error-summary"), found.select_one(".govuk-error-message")
    assert summary is not None
    assert message is not None
    assert found.title is not None
    assert str(found.title.string).startswith("Error: ")
    assert words.lower() in message.get_text().lower()


def test_what_was_typed_comes_back() -> None:
    found = page("?cases=12%3Cscript%3E", 400)
    field = found.select_one("input[name=cases]")
    assert field is not None
    assert field["value"] == "12<script>"


@given(st.integers(1, 10_000), st.sampled_from([0.01, 0.05, 0.2]))
def test_efforts_hold_the_number_asked_for_once_and_end_with_all(population: int, margin: float) -> None:
    aim = Aim(margin=margin)
    rows = efforts(aim, population)
    assert [row.cases for row in rows if row.is_asked] == [cases_needed(aim, population)]
    assert rows[-1].cases == population
    assert all(row.margin == margin_reached(row.cases, population) for row in rows)
