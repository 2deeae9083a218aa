"""Can a person decide between answers that differ, and about what was kept apart, without a script?"""

import pytest
from django.test import Client

from cast import signed_in
from eyre.cases.models import AnswerNow, QuarantinedOperation
from eyre.people.models import Person
from journal_world import NOTE, QUESTION, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    return signed_in(person, "password", "mfa")


def page(world: World, part: str) -> str:
    return f"/desk/{world.inspection.pk}/cases/{part}"


def differ(world: World, one: str = "yes", two: str = "no", key: str = QUESTION) -> AnswerNow:
    tablet, laptop = world.tablet(), world.tablet()
    world.send(tablet.write(one, key=key), laptop.write(two, key=key))
    return AnswerNow.objects.get(key=key)


def test_answers_that_differ_stand_side_by_side_and_one_holds(world: World) -> None:
    row, ada = differ(world), browser(world.ada)
    listed = ada.get(page(world, "conflicts/")).content.decode()
    assert "C-1" in listed
    assert f"conflicts/{row.pk}/" in listed
    shown = ada.get(page(world, f"conflicts/{row.pk}/")).content.decode()
    assert "Yes" in shown
    assert "No" in shown
    nothing = ada.post(page(world, f"conflicts/{row.pk}/"), {}).content.decode()
    assert "Choose the answer that holds" in nothing
    done = ada.post(
        page(world, f"conflicts/{row.pk}/"), {"holds": row.heads[1]}, follow=True
    ).content.decode()
    assert "Nothing waits for a decision" in done
    row.refresh_from_db()
    assert (row.value, row.is_conflict) == ("no", False)
    assert ada.get(page(world, f"conflicts/{row.pk}/")).status_code == 404


def test_words_are_written_anew_from_both(world: World) -> None:
    row, ada = differ(world, "The first note.", "The second note.", NOTE), browser(world.ada)
    shown = ada.get(page(world, f"conflicts/{row.pk}/")).content.decode()
    assert "The first note.\n\nThe second note." in shown
    nothing = ada.post(page(world, f"conflicts/{row.pk}/"), {"holds": "anew", "words": " "}).content.decode()
    assert "Write what holds" in nothing
    ada.post(page(world, f"conflicts/{row.pk}/"), {"holds": "anew", "words": "Both, in one."})
    row.refresh_from_db()
    assert row.value == "Both, in one."


def test_the_lead_decides_and_a_colleague_does_not(world: World) -> None:
    row = differ(world)
    told = browser(world.bob).get(page(world, f"conflicts/{row.pk}/")).content.decode()
    assert "The case is not with you." in told
    browser(world.bob).post(page(world, f"conflicts/{row.pk}/"), {"holds": row.heads[0]})
    row.refresh_from_db()
    assert row.is_conflict
    browser(world.lead).post(page(world, f"conflicts/{row.pk}/"), {"holds": row.heads[0]})
    row.refresh_from_db()
    assert row.value == "yes"


def test_a_blind_conflict_is_shown_to_nobody_who_assesses_the_case(world: World) -> None:
    second = world.an_assessment(world.case, world.bob, "second")
    tablet, laptop = world.tablet(world.bob, second), world.tablet(world.bob, second)
    world.send(tablet.write("yes"), laptop.write("no"), person=world.bob)
    row = AnswerNow.objects.get(is_conflict=True)
    for person, status, waits in ((world.ada, 404, False), (world.bob, 200, True), (world.lead, 200, True)):
        listed = browser(person).get(page(world, "conflicts/")).content.decode()
        assert (f"conflicts/{row.pk}/" in listed) == waits
        assert browser(person).get(page(world, f"conflicts/{row.pk}/")).status_code == status


def kept(world: World) -> QuarantinedOperation:
    """What Bob wrote into Ada's case."""
    world.send(world.tablet(world.bob).write("no"), person=world.bob)
    return QuarantinedOperation.objects.get()


def test_the_lead_lets_in_what_was_kept_apart(world: World) -> None:
    world.send(world.tablet().write("yes"))
    row, lead = kept(world), browser(world.lead)
    listed = lead.get(page(world, "kept-apart/")).content.decode()
    assert "The case is not with you." in listed
    assert "Bob" in listed
    lead.post(page(world, f"kept-apart/{row.pk}/"), {"step": "let-in"})
    row.refresh_from_db()
    assert (row.settled_how, row.settled_by) == ("let in", str(world.lead.pk))
    # T-2INSP: both values stand side by side until a person decides
    assert AnswerNow.objects.get(key=QUESTION).is_conflict
    assert lead.get(page(world, f"kept-apart/{row.pk}/")).status_code == 404


def test_the_lead_says_why_it_stays_out(world: World) -> None:
    row, lead = kept(world), browser(world.lead)
    assert "Say why it stays out" in lead.post(page(world, f"kept-apart/{row.pk}/"), {}).content.decode()
    lead.post(page(world, f"kept-apart/{row.pk}/"), {"reason": "Bob tried the form out."})
    row.refresh_from_db()
    assert row.settled_how == "Bob tried the form out."
    assert "Nothing is kept apart" in lead.get(page(world, "kept-apart/")).content.decode()


def test_nobody_lets_in_what_they_wrote_themselves(world: World) -> None:
    """The lead has not this case: an answer of theirs would stand in somebody else's assessment, let in by themselves."""
    world.send(world.tablet(world.lead).write("yes"), person=world.lead)
    row, lead = QuarantinedOperation.objects.get(), browser(world.lead)
    told = lead.post(page(world, f"kept-apart/{row.pk}/"), {"step": "let-in"}, follow=True).content.decode()
    assert "You wrote this yourself" in told
    assert QuarantinedOperation.objects.get().settled_at is None
    assert not AnswerNow.objects.exists()


def test_what_can_be_no_answer_is_not_let_in(world: World) -> None:
    world.send(world.tablet().write("perhaps"), '{"id": "\x00<script>"}')
    lead = browser(world.lead)
    for row in QuarantinedOperation.objects.all():
        shown = lead.get(page(world, f"kept-apart/{row.pk}/"))
        assert shown.status_code == 200
        assert b'<script>"}' not in shown.content
        told = lead.post(page(world, f"kept-apart/{row.pk}/"), {"step": "let-in"}, follow=True)
        assert "none of yes, no" in told.content.decode() or "cannot be read" in told.content.decode()
    assert QuarantinedOperation.objects.filter(settled_at=None).count() == 2


def test_others_see_nothing_of_what_was_kept_apart(world: World) -> None:
    row = kept(world)
    for part in ("kept-apart/", f"kept-apart/{row.pk}/"):
        assert browser(world.ada).get(page(world, part)).status_code == 403


def test_what_came_again_and_was_taken_waits_no_longer(world: World) -> None:
    from eyre.cases.models import CaseAllocation

    tablet = world.tablet(world.bob)
    answer = tablet.write("no")
    world.send(answer, person=world.bob)
    CaseAllocation.objects.update(inspector=world.bob)
    world.send(answer, person=world.bob)
    assert "Nothing is kept apart" in browser(world.lead).get(page(world, "kept-apart/")).content.decode()
