"""T-VERSION: a form gets a later edition with work in hand, here and on devices, and no draft is ever orphaned."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.cases import forms
from eyre.cases.actions.journal import rebuild_answers
from eyre.cases.actions.quarantine import let_in
from eyre.cases.actions.upgrading import upgrade_form
from eyre.cases.exceptions import CannotUpgrade
from eyre.cases.journal.checking import check_journal
from eyre.cases.models import AnswerNow, Assessment, FormUpgrade, JournalEntry, QuarantinedOperation
from eyre.cases.queries.upgrading import has_later_form, preview_of
from eyre.platform.audit import Actor
from field_world import Field, browser
from journal_world import FORM, NOTE, QUESTION, outcomes
from small_register import NOON

BY = Actor.of_command("the tests")
LATER = "hmip-probation-pdu-2021-form-2"
GRADE, DISABILITY, BEGAN = "fact:grade", "fact:disability", "fact:began"
CHANGES = (
    ("id: hmip-probation-pdu-2021-form-1", f"id: {LATER}"),
    ("      - {code: pqip, label: Trainee (PQiP)}\n", ""),  # an answer that is no answer any more
    ("  - id: disability\n", "  - id: disability_recorded\n"),  # a question gone, and another in its place
)


@pytest.fixture
def field(db: None) -> Field:
    return Field()


def test_there_is_nothing_to_move_to(field: Field) -> None:
    """Before any later form: once it is there, it is there for the tests below (reading a form takes a while)."""
    assert not has_later_form(field.world.inspection)
    assert preview_of(field.world.inspection) is None
    with pytest.raises(CannotUpgrade, match="no later edition"):
        upgrade(field)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """From now on the edition has a later form; the earlier one lies beside it."""
    folder = tmp_path_factory.mktemp("forms")
    text = (forms.FORMS / "hmip-probation-pdu-2021.yaml").read_text("utf-8")
    (folder / "earlier").mkdir()
    (folder / "earlier" / f"{FORM.id}.yaml").write_text(text, "utf-8")
    for one, other in CHANGES:
        assert one in text
        text = text.replace(one, other)
    (folder / "hmip-probation-pdu-2021.yaml").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "FORMS", folder)
        patch.setattr(forms, "EARLIER", folder / "earlier")
        forget()
        yield
    forget()


def forget() -> None:
    """Look the forms up anew."""
    for each in (forms.shipped_forms, forms.form_for_edition, forms.load_form):
        each.cache_clear()


def upgrade(field: Field) -> Assessment:
    return upgrade_form(assessment=field.world.assessment, by=BY, at=NOON)


def test_an_earlier_form_is_found_by_its_id(later: None) -> None:
    assert forms.load_form(FORM.id).digest == FORM.digest
    assert forms.load_form(LATER).digest != FORM.digest
    assert forms.form_for_edition(FORM.edition).id == LATER


def test_a_draft_goes_on_where_it_was(field: Field, later: None) -> None:
    world, tablet = field.world, field.tablet()
    for key, value in ((QUESTION, "yes"), (NOTE, "Half a page"), (GRADE, "pqip"), (DISABILITY, "no")):
        world.send(tablet.write(value, key=key))
    before = dict(AnswerNow.objects.values_list("key", "value"))
    moved = upgrade(field)
    assert (moved.form, FormUpgrade.objects.get().before) == (LATER, FORM.id)
    assert dict(AnswerNow.objects.values_list("key", "value")) == before, "nothing is lost or altered"
    assert JournalEntry.objects.count() == 4
    page = browser(world.ada).get(f"/desk/cumbria/cases/{moved.pk}/")
    assert page.status_code == 200
    assert "Half a page" in page.content.decode()
    assert not check_journal().differences


def test_what_a_device_wrote_on_the_earlier_form_is_taken_late(field: Field, later: None) -> None:
    world, tablet = field.world, field.tablet()
    first = tablet.write("yes")
    world.send(first)
    written = [
        tablet.write("no", base=first),
        tablet.write("Still here", key=NOTE),
        tablet.write("pqip", key=GRADE),
        tablet.write("yes", key=DISABILITY),
        tablet.write(None, key=GRADE),
    ]
    upgrade(field)
    told = world.send(*written)
    assert outcomes(told.results) == ["accepted", "accepted", "value", "value", "accepted"]
    assert outcomes(world.send(first).results) == ["accepted"], "sent again, it is what it was"
    assert QuarantinedOperation.objects.count() == 2
    new = tablet.write("yes", key="fact:disability_recorded", edition=LATER)
    assert outcomes(world.send(new).results) == ["accepted"]
    strange = tablet.write("yes", edition="hmip-probation-pdu-2021-form-0")
    assert outcomes(world.send(strange).results) == ["edition"]
    rebuild_answers(assessment=Assessment.objects.get(pk=world.assessment.pk), by=BY, at=NOON)
    assert not check_journal().differences


def test_what_was_kept_apart_on_the_earlier_form_can_be_let_in_after(field: Field, later: None) -> None:
    world, tablet = field.world, field.tablet()
    type(world.allocation).objects.update(until=NOON, ended_by="x")
    world.send(tablet.write("Too late", key=NOTE))
    type(world.allocation).objects.update(until=None, ended_by=None)
    upgrade(field)
    let_in(kept=QuarantinedOperation.objects.get(), standing=world.standing(world.lead), by=BY, at=NOON)
    assert AnswerNow.objects.get().value == "Too late"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=st.integers(0, 6), order=st.permutations(range(6)))
def test_whenever_the_form_moves_and_however_they_arrive_nothing_is_lost(
    field: Field, later: None, moment: int, order: list[int]
) -> None:
    """Six operations in any order, the form moved between any two of them: each is an answer or kept apart, once."""
    world = field.world
    tablet = world.tablet(world.ada, field.another(world.ada))
    said = [
        tablet.write(value, key=key)
        for key, value in (
            (QUESTION, "yes"), (GRADE, "pqip"), (GRADE, "po"), (DISABILITY, "no"), (NOTE, "A"), (NOTE, "B"),
        )
    ]  # fmt: skip
    taken: list[str] = []
    for place, index in enumerate(order):
        if place == moment:
            upgrade_form(assessment=tablet.assessment, by=BY, at=NOON)
        taken += outcomes(world.send(said[index]).results)
    assert set(taken) <= {"accepted", "value"}
    ids = [each.id for each in said]
    journal = JournalEntry.objects.filter(operation__in=ids).count()
    assert journal + QuarantinedOperation.objects.filter(operation__in=ids).count() == 6
    assert not check_journal().differences


# Seeing it before, and who may not be moved


def test_what_changes_is_seen_before_anything_is_moved(field: Field, later: None) -> None:
    world, tablet, lead = field.world, field.tablet(), browser(field.world.lead)
    world.send(tablet.write("pqip", key=GRADE))
    assert "The form has a later edition." in lead.get("/desk/cumbria/quality/").content.decode()
    page = lead.get("/desk/cumbria/quality/form/").content.decode()
    for words in (
        "1 open assessment is on",
        LATER,
        "Is a disability recorded?",
        "C-1: Grade of the practitioner",
    ):
        assert words in page
    assert not FormUpgrade.objects.exists()
    assert browser(world.ada).post("/desk/cumbria/quality/form/").status_code == 403
    done = lead.post("/desk/cumbria/quality/form/", follow=True).content.decode()
    assert "1 assessment moved to" in done
    assert "The form has a later edition." not in done
    assert (
        "Every open assessment is on the form of today."
        in lead.get("/desk/cumbria/quality/form/").content.decode()
    )


@pytest.mark.parametrize(("what", "words"), [("complete", "closed"), ("stage", "during fieldwork")])
def test_what_is_closed_stays_on_its_form(field: Field, later: None, what: str, words: str) -> None:
    if what == "complete":
        Assessment.objects.update(completed_at=NOON, completed_by="x")
    else:
        type(field.world.inspection).objects.update(stage="judgement")
    with pytest.raises(CannotUpgrade, match=words):
        upgrade(field)


def test_no_way_leads_back(field: Field, later: None) -> None:
    upgrade(field)
    with pytest.raises(CannotUpgrade, match="no later edition"):
        upgrade(field)
