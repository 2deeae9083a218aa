"""From a standard to its questions, from a question to its cases: every number leads to what it was counted from."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from sheets_of_the_letter import ANNEXE_TWO

from eyre.cases.files import read_answers
from eyre.core.cases import Answer
from eyre.frameworks.queries import edition
from eyre.site.queries.answers import answers_of
from eyre.site.queries.figures import say_value
from eyre.site.queries.questions import question_page
from eyre.site.queries.standards import standard_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

CASES = [(i, ref) for i in ANNEXE_TWO for ref in ("2.1", "2.2", "2.3", "2.4", "2.5")]
EDITION = "hmip-probation-pdu-2021"


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize(("inspection", "ref"), CASES)
def test_the_lowest_share_governs_and_gives_the_published_band(inspection: str, ref: str) -> None:
    shown = standard_page(inspection, ref)
    if not shown.has_answers:
        assert ref == "2.1"
        return
    shares = {asked.question.ref: asked.count.share for asked in shown.questions}
    governing = next(asked for asked in shown.questions if asked.governs)
    assert governing.count.share == min(shares.values())
    assert shown.agrees
    assert shown.computed == shown.published == governing.mark


@pytest.mark.parametrize(("inspection", "ref"), CASES)
def test_groups_add_up_to_the_whole(inspection: str, ref: str) -> None:
    shown = standard_page(inspection, ref)
    for split in shown.splits:
        for i, asked in enumerate(shown.questions):
            cells = [cells[i].count for _, _, cells in split.rows]
            assert sum(cell.x for cell in cells) == asked.count.x, (split.title, asked.question.ref)
            assert sum(cell.of for cell in cells) == asked.count.of


def test_every_number_of_a_standard_leads_to_as_many_cases() -> None:
    html = page("/inspections/pdu-2023-liverpoolnorth/standards/2.5/")
    links = re.findall(r'href="(/inspections/[^"]+\?answer=[^"]+)">([^<]+)</a>', html)
    assert len(links) > 20
    for href, words in links:
        number = int(words.split(" of ")[-1])
        address = href.replace("&amp;", "&").partition("#")[0]
        record = Client().get(f"{address}&format=json").json()
        assert record["count"] == number, href


@pytest.mark.parametrize("inspection", ANNEXE_TWO)
def test_every_question_lists_the_cases_it_was_counted_from(inspection: str) -> None:
    held = answers_of(inspection)
    assert held is not None
    for ref in held.matrix.questions:
        shown = question_page(inspection, ref)
        tally = held.matrix.tally(ref)
        assert len(shown.lines) == tally.cases, ref
        for answer, number in (
            ("yes", tally.yes),
            ("no", tally.no),
            ("not_relevant", tally.not_relevant),
            ("not_answered", tally.not_answered),
            ("relevant", tally.count.of),
        ):
            assert len(shown.narrowed(answer, {})) == number, (ref, answer)
        assert all(held.matrix.answer(line.case, ref) != Answer.NOT_PUT for line in shown.lines)


def test_a_question_is_narrowed_by_answer_and_group() -> None:
    html = page("/inspections/pdu-2023-cheshirewest/questions/2.2.3/?answer=no&sex=female")
    record = (
        Client()
        .get("/inspections/pdu-2023-cheshirewest/questions/2.2.3/?answer=no&sex=female&format=json")
        .json()
    )
    assert {(case["answer"], case["sex"]) for case in record["cases"]} == {("no", "female")}
    assert f"{record['count']} of the 36 cases the question was put to" in html
    assert all(case["case"] in html for case in record["cases"])
    assert record["reconstructed"] is True
    assert {case["reconstructed"] for case in record["cases"]} == {"true"}


def test_no_case_left_says_how_to_go_on() -> None:
    html = page("/inspections/pdu-2023-cheshirewest/questions/2.2.3/?answer=not_answered")
    assert "No case fits all of these." in html


def test_a_label_that_is_not_offered_is_left_out_and_said() -> None:
    html = page("/inspections/pdu-2023-cheshirewest/questions/2.2.3/?sex=unheard-of")
    assert "is not offered under “Sex”" in html


@pytest.mark.parametrize(
    "path",
    ["questions/1.1.1/", "questions/2.1.1/", "questions/2.1.1/?answer=yes", "questions/2.1.1/?format=csv"],
)
def test_a_question_nobody_was_asked_says_so(path: str) -> None:
    html = page(f"/inspections/pdu-2023-knowsleysthelens/{path}")
    assert "No answers to this question are held" in html or html.startswith("inspection,")


@pytest.mark.parametrize("inspection", ANNEXE_TWO)
def test_the_answers_of_a_page_can_be_rated_again(inspection: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(Client().get(f"/inspections/{inspection}/answers/").content)
    (read,) = read_answers(file).answers
    held = answers_of(inspection)
    assert held is not None
    assert (read.inspection, read.edition) == (inspection, EDITION)
    assert read.matrix.tallies() == {ref: t for ref, t in held.matrix.tallies().items() if t.cases}


def test_the_answers_say_that_they_are_reconstructed() -> None:
    answer = Client().get("/inspections/pdu-2023-cumbria/answers/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["reconstructed"] for row in rows} == {"true"}
    assert Client().get("/inspections/yjs-2024-ceredigion/answers/").status_code == 404


def test_a_rounding_that_would_differ_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from eyre.core.cases import Tally
    from eyre.core.ratings import rate_case_standard
    from eyre.site.queries import answers, standards

    framework = edition(EDITION)
    tallies = {
        f"2.2.{n}": Tally(31, 17) for n in (1, 2, 3)
    }  # 64.58 per cent: rounded first, it would be Good
    rating = rate_case_standard(framework, framework.standard("2.2"), tallies)
    assert rating.findings
    held = answers.computed_rating("pdu-2023-cheshirewest")
    assert held is not None

    class Rounded:
        is_reconstructed, note = True, "made up for a test"

        class rating:
            @staticmethod
            def standard(_: str) -> Any:
                return rating

    monkeypatch.setattr(standards, "computed_rating", lambda _: Rounded)
    html = page("/inspections/pdu-2023-cheshirewest/standards/2.2/")
    assert "rounded first to 65 per cent, it would be Good" in html


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("pdu-2023-cheshirewest/standards/2.2/", 4),
        ("pdu-2023-cheshirewest/standards/1.1/", 3),
        ("yjs-2024-ceredigion/standards/1.1/", 3),
        ("pdu-2023-cheshirewest/questions/2.2.3/", 2),
        ("pdu-2023-cheshirewest/questions/2.2.3/?answer=no&sex=male", 2),
        ("pdu-2023-cheshirewest/answers/", 2),
        ("pdu-2023-cheshirewest/figures/", 2),
    ],
)
def test_the_number_of_queries_is_fixed(path: str, queries: int, django_assert_num_queries: Any) -> None:
    page(f"/inspections/{path}")
    with django_assert_num_queries(queries):
        page(f"/inspections/{path}")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("12", "12"),
        (">17000", "over 17,000"),
        ("<=12", "at most 12"),
        ("1900", "1,900"),
        ("two", "two"),
        ("", ""),
        ("=5", "=5"),
        (">", ">"),
    ],
)
def test_a_value_is_said_with_its_bound(value: str, said: str) -> None:
    assert say_value(value) == said


def test_figures_stand_in_the_words_of_their_source() -> None:
    html = page("/inspections/pdu-2023-cumbria/figures/")
    assert "“32 out of 87 cases where it should have been”" in html
    assert "32 of 87 relevant cases" in html
    assert "70 to 75 per cent" in html
    record = Client().get("/inspections/pdu-2023-cumbria/figures/?format=json").json()
    assert any(row["figure"] == "6 of 27" for row in record["figures"])
    assert not any(row["figure"] == "7 of 24" for row in record["figures"])
