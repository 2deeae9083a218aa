"""Sub-groups and change before publication: from frozen answers only, nothing shown under ten cases a side."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from cast import Cast, signed_in
from eyre.cases.actions import store_answers
from eyre.cases.actions.freezing import end_freeze, freeze_taken
from eyre.cases.models import FrozenAnswers
from eyre.cases.queries.in_force import frozen_now, listed_by, listed_number
from eyre.core.cases import Answer, AnswerMatrix
from eyre.frameworks.queries import edition
from eyre.inspections.actions import join_team
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent, Chain
from eyre.site.demonstration.answers import invented_answers
from eyre.site.queries.change import say_chance
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BY = Actor.of_command("the tests")


def main_of(page: Any) -> str:
    return str(page.content.decode().partition("<main")[2].partition("</main>")[0])


def get(cast: Cast, who: str, path: str) -> Any:
    return signed_in(cast[who]).get(path)


def rows_of(reply: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))


def earlier(
    cast: Cast, matrix: AnswerMatrix | None, edition_id: str = "hmip-probation-pdu-2023"
) -> Inspection:
    """An inspection of Westmarch before this one, with these answers."""
    found = Inspection.objects.get(pk=cast.westmarch.pk)
    found.pk, found.edition_id, found.name_as_printed = "westmarch-before", edition_id, "Westmarch before"
    found.stage = "planned"
    found.fieldwork, found.fieldwork_from, found.fieldwork_to = "2024-10", "2024-10-01", "2024-10-31"
    found._state.adding = True
    found.save(force_insert=True)
    if matrix is not None:
        store_answers(
            inspection=found, matrix=matrix, is_reconstructed=True, note="Invented.", by=BY, at=NOON
        )
    Inspection.objects.filter(pk=cast.westmarch.pk).update(previous=found)
    return found


def turned(matrix: AnswerMatrix) -> AnswerMatrix:
    """The same cases with every yes a no, and the other way round."""
    cells = matrix.cells.copy()
    cells[matrix.cells == Answer.YES], cells[matrix.cells == Answer.NO] = Answer.NO, Answer.YES
    return replace(matrix, cells=cells)


def test_sub_groups_are_shown_side_by_side_and_small_ones_not_at_all(cast: Cast) -> None:
    page = main_of(get(cast, "lead-inspector", f"/desk/{cast.westmarch.pk}/groups/"))
    assert "Not held: ethnicity" in page
    assert "Female: fewer than 10 cases; Male: 13 cases." in page
    assert "Too few cases to compare" in page
    grade = page.partition('id="group-grade"')[2].partition("<h2")[0]
    assert "Mark(" not in page
    assert "Probation officer (PO): 10 cases; Probation services officer (PSO): 10 cases." in grade
    assert grade.count("<tr") == 1 + 6  # the six questions that were relevant to all twenty
    assert "Not shown, with fewer than ten relevant cases on a side: 6." in grade


def test_the_file_holds_no_figure_of_a_small_side(cast: Cast) -> None:
    rows = rows_of(get(cast, "lead-inspector", f"/desk/{cast.westmarch.pk}/groups.csv"))
    assert {row["group"] for row in rows} == {"sex", "grade", "office"}
    figures = ("first_sufficient", "first_relevant", "second_sufficient", "second_relevant", "low_points")
    small = [row for row in rows if row["says"] == "too few cases to compare"]
    assert all(row["group"] != "sex" or row in small for row in rows)
    assert {row[name] for row in small for name in figures} == {""}
    told = [row for row in rows if row not in small]
    assert {(row["first_relevant"], row["second_relevant"]) for row in told} == {("10", "10")}
    matrix = invented_answers(edition("hmip-probation-pdu-2023"))
    by_grade = matrix.tallies_by("grade")
    for row in told:
        if row["group"] == "grade":
            assert int(row["first_sufficient"]) == by_grade["PO"][row["question"]].yes


@pytest.mark.parametrize(
    ("address", "action", "operation"),
    [
        ("groups/", "groups.seen", "consultation"),
        ("groups.csv", "groups.taken", "disclosure"),
        ("change/", "change.seen", "consultation"),
        ("change.csv", "change.taken", "disclosure"),
    ],
)
def test_each_look_is_one_row_of_the_record(cast: Cast, address: str, action: str, operation: str) -> None:
    before = AuditEvent.objects.filter(chain=Chain.READS).count()
    assert get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/{address}").status_code == 200
    rows = list(AuditEvent.objects.filter(chain=Chain.READS).order_by("-pk"))
    assert (len(rows), rows[0].action, rows[0].operation) == (before + 1, action, operation)


def test_nothing_is_counted_before_it_is_frozen(cast: Cast) -> None:
    assert "not frozen yet" in main_of(get(cast, "quality-lead", f"/desk/{cast.eastmere.pk}/groups/"))
    assert get(cast, "quality-lead", f"/desk/{cast.eastmere.pk}/groups.csv").status_code == 404


def test_answers_that_were_opened_again_are_not_frozen(cast: Cast) -> None:
    told: Any = {"by": BY, "at": NOON}
    assert set(frozen_now([cast.westmarch.pk, cast.eastmere.pk])) == {cast.westmarch.pk}
    freeze_taken(inspection=cast.westmarch, **told)
    assert set(frozen_now([cast.westmarch.pk])) == {cast.westmarch.pk}
    # no case was assessed here, so no list tells from how many these were drawn
    assert (listed_number(cast.westmarch), listed_by(cast.westmarch, ["sex"])) == (None, {})
    Inspection.objects.filter(pk=cast.westmarch.pk).update(stage="fieldwork")
    end_freeze(inspection=cast.westmarch, reason="A case was left out.", **told)
    assert FrozenAnswers.objects.filter(inspection=cast.westmarch).exists()
    assert frozen_now([cast.westmarch.pk]) == {}


def test_without_a_previous_inspection_that_is_said(cast: Cast) -> None:
    page = main_of(get(cast, "lead-inspector", f"/desk/{cast.westmarch.pk}/change/"))
    assert "No previous inspection of this provider is known that you may see." in page


def test_the_same_answers_again_are_no_change(cast: Cast) -> None:
    earlier(cast, invented_answers(edition("hmip-probation-pdu-2023")))
    page = main_of(get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/change/"))
    assert "not comparable" not in page.lower()
    assert "Mark(" not in page
    assert page.count("No change") == 4  # the standards that are rated from cases
    assert page.count("Cannot be told") == 12
    rows = rows_of(get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/change.csv"))
    assert {(row["difference_points"], row["comparable"]) for row in rows} == {("0.0", "True")}


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1.0, "over 99%"), (0.996, "over 99%"), (0.97, "97%"), (0.004, "under 1%"), (0.0, "under 1%")],
)
def test_no_chance_is_said_to_be_certain(chance: float, words: str) -> None:
    assert say_chance(chance) == words


def test_where_every_answer_turned_shares_are_likely_to_have_moved(cast: Cast) -> None:
    earlier(cast, turned(invented_answers(edition("hmip-probation-pdu-2023"))))
    page = main_of(get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/change/"))
    assert "Very likely rose (rise: over 99%)" in page  # P2.4.2: from 2 of 20 to 18 of 20
    assert "2 of 20" in page
    assert "18 of 20" in page


def test_an_edition_break_is_said_and_no_movement_is_stated(cast: Cast) -> None:
    earlier(cast, None, "hmip-probation-pdu-2021")
    page = main_of(get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/change/"))
    assert "The two editions are not comparable" in page
    assert "No frozen answers are held of the previous inspection" in page
    assert "Not comparable" in page
    assert not any(word in page for word in ("Up ", "Down ", "No change"))


def test_questions_across_a_break_go_by_what_they_ask(cast: Cast) -> None:
    held = FrozenAnswers.objects.filter(inspection="pdu-2023-cheshirewest").exists()
    assert held, "the reconstructed answers ship with Eyre"
    Inspection.objects.filter(pk=cast.westmarch.pk).update(previous="pdu-2023-cheshirewest")
    page = main_of(get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/change/"))
    assert "The two editions are not comparable" in page
    assert "then 2.2.3" in page
    assert "8 of 36" in page


def test_a_previous_inspection_somebody_may_not_see_is_not_there_for_them(cast: Cast) -> None:
    earlier(cast, invented_answers(edition("hmip-probation-pdu-2023")))
    page = main_of(get(cast, "lead-inspector", f"/desk/{cast.westmarch.pk}/change/"))
    assert "No previous inspection" in page
    assert "Westmarch before" not in page


def test_a_previous_inspection_whose_ratings_are_not_for_them_is_not_there_either(cast: Cast) -> None:
    """Who only assessed cases then knows of that inspection; what it would be rated is not for them."""
    before = earlier(cast, invented_answers(edition("hmip-probation-pdu-2023")))
    join_team(inspection=before, person=cast["lead-inspector"], role="local-assessor", by=BY, at=NOON)
    page = main_of(get(cast, "lead-inspector", f"/desk/{cast.westmarch.pk}/change/"))
    assert "No previous inspection" in page
    rows = rows_of(get(cast, "lead-inspector", f"/desk/{cast.westmarch.pk}/change.csv"))
    assert rows == []


@pytest.mark.parametrize(("address", "action"), [("change/", "change.seen"), ("change.csv", "change.taken")])
def test_looking_at_the_previous_one_is_written_down_there_too(cast: Cast, address: str, action: str) -> None:
    before = earlier(cast, invented_answers(edition("hmip-probation-pdu-2023")))
    get(cast, "quality-lead", f"/desk/{cast.westmarch.pk}/{address}")
    rows = AuditEvent.objects.filter(action=action).values_list("subject_id", flat=True)
    assert sorted(rows) == sorted([cast.westmarch.pk, before.pk])


def test_what_is_published_has_its_public_page(cast: Cast) -> None:
    for part in ("groups/", "groups.csv", "change/", "change.csv"):
        reply = get(cast, "quality-lead", f"/desk/pdu-2023-cheshirewest/{part}")
        assert reply.status_code == 302
        assert reply["Location"] == "/inspections/pdu-2023-cheshirewest/"
