"""The tables of the panel keep their promises; and once two people signed, the database itself refuses every change."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from eyre.people.models import Person
from eyre.ratings.models import (
    Panel,
    PanelDecision,
    PanelMember,
    PanelPapers,
    PanelSignature,
    RatingRecord,
)
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
DIGEST = "0" * 64


class Rows:
    """A panel with papers, two members, a decision, and one signature; not signed yet."""

    def __init__(self) -> None:
        self.inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
        self.ann, self.ben = somebody(), self.another()
        self.panel = self.a_panel()
        self.member = PanelMember.objects.create(panel=self.panel, person=self.ann, role="chair")
        self.decision = self.a_decision()
        self.papers = PanelPapers.objects.create(
            panel=self.panel, version=1, content="{}", digest=DIGEST, prepared_by="x", prepared_at=NOON
        )
        self.signature = self.a_signature(self.ann)
        self.record = RatingRecord.objects.create(
            panel=self.panel, content="{}", digest=DIGEST, sealed_at=NOON
        )

    def another(self) -> Person:
        return Person.objects.create(email="ben@example.org", name="Ben", invited_at=NOON)

    def a_panel(self, **change: Any) -> Panel:
        fields = {
            "inspection": self.inspection,
            "number": 1,
            "held_on": date(2026, 11, 20),
            "called_by": self.ann,
            "called_at": NOON,
        }
        return Panel.objects.create(**(fields | change))

    def a_decision(self, **change: Any) -> PanelDecision:
        fields = {
            "panel": self.panel,
            "standard_ref": "2.1",
            "proposed": "good",
            "final": "good",
            "decided_by": self.ann,
            "decided_at": NOON,
        }
        return PanelDecision.objects.create(**(fields | change))

    def a_signature(self, person: Person) -> PanelSignature:
        return PanelSignature.objects.create(panel=self.panel, person=person, digest=DIGEST, signed_at=NOON)

    def sign(self) -> None:
        """The second signature, by which the panel is signed."""
        self.a_signature(self.ben)
        Panel.objects.filter(pk=self.panel.pk).update(signed_at=NOON)


@pytest.fixture
def rows() -> Rows:
    return Rows()


PROMISES = [
    (PanelDecision, {"final": "outstanding"}, "panel_departure_has_its_ground"),
    (PanelDecision, {"final": "outstanding", "ground": "one-case"}, "panel_departure_has_its_ground"),
    (PanelMember, {"role": "guest"}, "panel_role_is_known"),
    (PanelMember, {"withdrew": True}, "panel_withdrawal_says_why"),
    (Panel, {"cancelled_at": NOON}, "panel_cancelled_whole"),
]


@pytest.mark.parametrize(("model", "change", "constraint"), PROMISES)
def test_a_promise_is_kept(
    rows: Rows, model: type[models.Model], change: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model._default_manager.update(**change)


def test_a_correction_says_why(rows: Rows) -> None:
    rows.sign()
    with pytest.raises(IntegrityError, match="panel_correction_says_why"), transaction.atomic():
        rows.a_panel(number=2, corrects=rows.panel)


ONCE = {
    "panel_number_once": lambda rows: rows.a_panel(cancelled_at=NOON, cancelled_by="x"),
    "panel_one_open": lambda rows: rows.a_panel(number=2),
    "panel_seat_once": lambda rows: PanelMember.objects.create(
        panel=rows.panel, person=rows.ann, role="member"
    ),
    "panel_decision_once": lambda rows: rows.a_decision(final="good"),
    "panel_signature_once": lambda rows: rows.a_signature(rows.ann),
    "panel_papers_once": lambda rows: PanelPapers.objects.create(
        panel=rows.panel, version=1, content="{}", digest=DIGEST, prepared_by="x", prepared_at=NOON
    ),
}


@pytest.mark.parametrize("constraint", ONCE)
def test_there_is_one_of_each(rows: Rows, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=rf"(?i)unique|{constraint}"), transaction.atomic():
        ONCE[constraint](rows)


def test_a_panel_is_not_signed_by_one(rows: Rows) -> None:
    with pytest.raises(IntegrityError, match="two_people_sign"), transaction.atomic():
        Panel.objects.filter(pk=rows.panel.pk).update(signed_at=NOON)
    with pytest.raises(IntegrityError, match="two_people_sign"), transaction.atomic():
        rows.a_panel(number=2, signed_at=NOON)
    rows.sign()


ALWAYS = {
    "papers are changed": "UPDATE ratings_panelpapers SET content = '[]'",
    "papers are deleted": "DELETE FROM ratings_panelpapers",
    "a signature is changed": "UPDATE ratings_panelsignature SET digest = ''",
    "a record is changed": "UPDATE ratings_ratingrecord SET content = '[]'",
    "a record is deleted": "DELETE FROM ratings_ratingrecord",
}
ONCE_SIGNED = {
    "the panel is changed": "UPDATE ratings_panel SET minutes = 'Otherwise'",
    "the panel is opened again": "UPDATE ratings_panel SET signed_at = NULL",
    "a decision is changed": "UPDATE ratings_paneldecision SET reasoning = 'Otherwise'",
    "a decision is deleted": "DELETE FROM ratings_paneldecision",
    "a decision is added": "INSERT INTO ratings_paneldecision (panel_id, standard_ref, proposed, final, ground, reasoning,"
    " decided_by_id, decided_at) SELECT panel_id, '2.2', proposed, final, ground, reasoning, decided_by_id, decided_at"
    " FROM ratings_paneldecision",
    "a member is changed": "UPDATE ratings_panelmember SET attended = NULL",
    "a member is deleted": "DELETE FROM ratings_panelmember",
    "a signature is deleted": "DELETE FROM ratings_panelsignature",
    "papers are added": "INSERT INTO ratings_panelpapers (panel_id, version, content, digest, prepared_by, prepared_at)"
    " SELECT panel_id, 2, content, digest, prepared_by, prepared_at FROM ratings_panelpapers",
}


def refused(sql: str) -> None:
    cursor = connection.cursor()
    with pytest.raises(IntegrityError, match="signed_ratings_never_change"), transaction.atomic():
        cursor.execute(sql)


def test_some_things_never_change(rows: Rows) -> None:
    for sql in ALWAYS.values():
        refused(sql)


def test_nothing_of_a_signed_panel_changes(rows: Rows) -> None:
    for what, sql in ONCE_SIGNED.items():
        if not what.startswith("papers"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)  # it could be done before: the trigger is what refuses it
                transaction.set_rollback(True)
    rows.sign()
    for sql in ONCE_SIGNED.values():
        refused(sql)


def test_the_next_panel_is_free(rows: Rows) -> None:
    rows.sign()
    after = rows.a_panel(number=2, corrects=rows.panel, corrects_because="A figure was misread.")
    rows.a_decision(panel=after, final="outstanding", ground="one-case", reasoning="One case.")
    PanelDecision.objects.filter(panel=after).update(reasoning="One case, seen again.")
    PanelDecision.objects.filter(panel=after).delete()
    Panel.objects.filter(pk=after.pk).delete()
