"""The home page and the data findings."""

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from eyre.inspections.models import Inspection
from eyre.ratings.models import DataFinding
from eyre.site.queries.findings import by_severity, data_findings, finding_choices, kind_in_words
from eyre.site.queries.home import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

FIVE = {
    "Cheshire West PDU": "7/24",
    "Blackburn with Darwen PDU": "10/27",
    "Knowsley and St Helens PDU": "2/24",
    "Liverpool North PDU": "4/24",
    "Cumbria PDU": "6/27",
}


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_newcomer_reads_the_five_at_once() -> None:
    html = page("/")
    tiles = re.findall(r'<li class="eyre-tile">.*?</li>', html)
    read = {re.search(r">([^<]+)</a>", t)[1]: re.search(r">(\d+/\d+)<", t)[1] for t in tiles}  # type: ignore[index]
    assert read == FIVE
    assert "reconstructed" in html
    assert "See how a rating is made: North West, 2023" in html


def test_the_bars_count_each_provider_once_under_a_kind() -> None:
    home = home_page()
    totals = {kind: sum(n for _, n in counts) for kind, counts in home.latest}
    providers = Inspection.objects.filter(kind="pdu").values("provider").distinct().count()
    assert totals["Probation delivery unit"] == providers
    assert "Dynamic inspection of public protection" not in totals
    assert home.bands == ("Inadequate", "Requires improvement", "Good", "Outstanding")


def test_nothing_that_is_not_public_is_counted_or_shown() -> None:
    before = home_page()
    Inspection.objects.filter(pk="pdu-2023-cheshirewest").update(is_public=False)
    after = home_page()
    assert after.inspections == before.inspections - 1
    assert after.errors == before.errors - 1
    assert "Cheshire West" not in page("/")
    assert "Cheshire" not in page("/data-findings/")


def test_the_search_leads_to_the_list() -> None:
    assert 'action="/inspections/" method="get" role="search"' in page("/")


def test_the_home_page_asks_few_questions(django_assert_num_queries: Any) -> None:
    page("/")
    with django_assert_num_queries(9):
        page("/")


def test_every_finding_is_shown_with_its_sides() -> None:
    html = page("/data-findings/")
    assert html.count("<article") == DataFinding.objects.count()
    for words in ("“Cheshire North” is named", "26/36 is Good", "is printed as “Rating”"):
        assert words in html
    severities = [group.severity for group in by_severity(data_findings())]
    assert severities == ["error", "warning", "note"]


@pytest.mark.parametrize("severity", DataFinding.Severity.values)
def test_findings_by_severity(severity: str) -> None:
    expected = DataFinding.objects.filter(severity=severity).count()
    assert page(f"/data-findings/?severity={severity}").count("<article") == expected
    record = Client().get(f"/data-findings/?severity={severity}&format=json").json()
    assert record["count"] == expected
    rows = list(csv.DictReader(io.StringIO(page(f"/data-findings/?severity={severity}&format=csv"))))
    assert {row["severity"] for row in rows} == {severity}


def test_choices_of_findings_count_what_they_show() -> None:
    severities, kinds = finding_choices()
    assert sum(c.count or 0 for c in severities) == sum(c.count or 0 for c in kinds) == len(data_findings())
    for choice in kinds:
        assert len(data_findings(kind=choice.value)) == choice.count


def test_findings_that_nobody_has_say_so() -> None:
    html = page("/data-findings/?severity=error&kind=name_variant")
    assert "No finding fits." in html


def test_findings_take_two_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        page("/data-findings/")


@pytest.mark.parametrize(
    ("text", "headline", "rest"),
    [
        ("Short. And sweet.", "Short. And sweet.", ""),
        ("A" * 200 + ".", "A" * 200 + ".", ""),
        ("First. " + "B" * 200 + ".", "First.", "B" * 200 + "."),
    ],
)
def test_a_long_finding_is_headed_by_its_first_sentence(text: str, headline: str, rest: str) -> None:
    found = replace(data_findings()[0], text=text)
    assert (found.headline, found.rest) == (headline, rest)


@pytest.mark.parametrize(
    ("kind", "words"), [("unknown_name", "Unknown name"), ("noted", "Noted"), ("a-b_c", "A b c")]
)
def test_a_kind_of_finding_in_words(kind: str, words: str) -> None:
    assert kind_in_words(kind) == words


@pytest.mark.parametrize("path", ["/", "/inspections/", "/data-findings/", "/inspections/pdu-2023-cumbria/"])
def test_pages_only_answer_what_is_safe(path: str) -> None:
    assert Client().post(path).status_code in {403, 405}
    assert Client().head(path).status_code == 200
