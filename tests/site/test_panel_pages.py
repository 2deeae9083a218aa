"""The pages of a ratings panel: called, read, decided, signed; and what the provider reads afterwards."""

import json
from typing import Any

import pytest
from django.test import Client

from cast import signed_in
from eyre.core.ratings import CannotRate
from eyre.core.ratings.panel import Seat
from eyre.inspections.actions import join_team
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import name_contact
from eyre.ratings.actions.deciding import Came, decide
from eyre.ratings.actions.panels import change_panel
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.models import Judgement, Panel, PanelDecision, PanelSignature, RatingRecord
from eyre.ratings.queries.panels import panel_of, signed_digest
from panel_made import BY, DAY, WHY, Made, actor, refrozen, somebody
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
HOME = "/desk/pdu-2023-cumbria/panel/"


@pytest.fixture
def made() -> Made:
    return Made()


def come_in(person: Person) -> Client:
    return signed_in(person)


def text(browser: Client, path: str, **told: Any) -> str:
    reply = browser.get(path, **told)
    assert reply.status_code == 200, (path, reply.status_code)
    return reply.content.decode()


def say(browser: Client, path: str, **told: Any) -> str:
    return browser.post(path, told, follow=True).content.decode()


def test_a_panel_goes_its_way(made: Made) -> None:
    """By pages alone: papers, meeting, a departure, and two signatures."""
    chair, member = come_in(made.chair), come_in(made.member)
    one = f"{HOME}1/"
    assert "Not prepared yet" in text(chair, one)
    assert "The papers are prepared, version 1." in say(chair, f"{one}prepare/")
    assert "Nothing has changed since" in say(chair, f"{one}prepare/")
    papers = text(chair, f"{one}papers/1/")
    assert "Proposed overall" in papers
    assert "13 of 20" in papers
    assert "the overall rating is" in papers
    came = {f"came_{person}": "on" for person in made.seats()}
    assert "The meeting is noted" in say(chair, f"{one}meeting/", minutes="All heard.", revision="0", **came)
    decide = f"{one}decide/P2.2/"
    refused = say(chair, decide, final="requires_improvement", ground="", reasoning="")
    assert "P2.2 Planning: say why the panel decides so." in refused
    assert "choose the ground" in refused
    told = {"final": "requires_improvement", "ground": "within-five-points", "reasoning": WHY}
    assert "Decided: Requires improvement." in say(chair, decide, **told)
    assert "Accepted as proposed: 6 standards." in say(chair, f"{one}accept/")
    assert "Every standard that has a proposal is decided." in say(chair, f"{one}accept/")
    page = text(chair, one)
    assert "14/21" in page
    assert "Differs" in page
    seen = signed_digest(panel_of("pdu-2023-cumbria", 1))
    assert "Tick the box to sign" in say(chair, f"{one}sign/", seen=seen)
    assert "You have signed." in say(chair, f"{one}sign/", seen=seen, agrees="on")
    assert "You have signed already" in say(
        chair, f"{one}sign/", seen=signed_digest(panel_of("pdu-2023-cumbria", 1)), agrees="on"
    )
    assert "sign what the panel decided" in text(member, "/desk/")
    told = {"seen": signed_digest(panel_of("pdu-2023-cumbria", 1)), "agrees": "on"}
    assert "signed by two people" in say(member, f"{one}sign/", **told)
    record = RatingRecord.objects.get()
    reply = chair.get(f"{one}record.json")
    assert reply.content.decode() == record.content
    assert json.loads(reply.content)["overall"]["score"] == "14/21"
    minutes = text(chair, f"{one}minutes/")
    assert "All heard." in minutes
    assert "departing from Inadequate" in minutes
    assert "nothing of this panel changes" in say(chair, f"{one}take-back/")
    assert PanelDecision.objects.get(standard_ref="P2.2").final == "requires_improvement"


def test_a_panel_is_called_with_every_problem_at_once(made: Made) -> None:
    chair = come_in(made.chair)
    say(chair, f"{HOME}1/cancel/", agrees="on")
    when = {"held_on_day": "31", "held_on_month": "2", "held_on_year": "2026"}
    page = say(chair, f"{HOME}call/", **when, **{f"seat_{made.lead.pk}": "member"})
    assert "must be a real date" in page
    when["held_on_day"] = "20"
    page = say(chair, f"{HOME}call/", **when, **{f"seat_{made.lead.pk}": "member"})
    assert "Lead led this inspection: they may present, and not decide." in page
    assert "Choose one chair." in page
    seats = {f"seat_{person}": seat.value for person, seat in made.seats().items()}
    assert "The panel is called." in say(chair, f"{HOME}call/", **when, place="Leeds", **seats)
    assert "The panel is changed." in say(chair, f"{HOME}2/change/", **when, place="York", **seats)
    assert Panel.objects.get(number=2).place == "York"


def test_papers_that_are_no_longer_true_are_said_loudly(made: Made) -> None:
    made.met().accepted()
    from eyre.ratings.models import Judgement

    Judgement.objects.filter(inspection=made.inspection, standard_ref="P1.1").update(outcome="inadequate")
    chair = come_in(made.chair)
    for path in (f"{HOME}1/", f"{HOME}1/papers/1/"):
        assert "P1.1 Leadership: Good then, Inadequate now." in text(chair, path)
    assert "decide again" in text(chair, f"{HOME}1/")
    say(chair, f"{HOME}1/prepare/")
    assert "These papers were replaced" in text(chair, f"{HOME}1/papers/1/")
    assert chair.get(f"{HOME}1/papers/9/").status_code == 404
    assert chair.get(f"{HOME}1/decide/P9.9/").status_code == 404


def test_what_was_signed_stands_on_its_page_whatever_is_proposed_now(made: Made) -> None:
    """Frozen anew with other answers: what the panel decided is read from the record, and nothing is counted again."""
    made.met().accepted().signed()
    before = text(come_in(made.chair), f"{HOME}1/").partition('id="decisions"')[2]
    assert "13/21" in before
    refrozen(made.inspection, {"P2.1": 8, "P2.2": 20})
    after = text(come_in(made.chair), f"{HOME}1/").partition('id="decisions"')[2]
    assert after == before


def test_what_somebody_declared_is_for_those_who_hold_the_panel(made: Made) -> None:
    """An interest is said to be there; which one, neither the pages nor the file tell the team."""
    third = somebody("third")
    join_team(inspection=made.inspection, person=third, role="panel-member", by=BY, at=NOON)
    told = {"held_on": DAY, "place": "", "by": actor(made.chair), "at": NOON}
    change_panel(panel=made.panel, seats=made.seats() | {str(third.pk): Seat.MEMBER}, **told)
    made.met(**{str(third.pk): Came(True, "My sister works there", True)}).accepted().signed()
    lead, chair = come_in(made.lead), come_in(made.chair)
    for part in ("1/", "1/minutes/"):
        assert "My sister" in text(chair, HOME + part)
        assert "My sister" not in text(lead, HOME + part)
    assert "My sister" in text(chair, f"{HOME}1/record.json")
    assert "record.json" not in text(lead, f"{HOME}1/")
    assert lead.get(f"{HOME}1/record.json").status_code == 403


def test_who_may_not_hold_a_panel_reads_it_and_changes_nothing(made: Made) -> None:
    lead = come_in(made.lead)
    assert "Take my signature back" not in text(lead, f"{HOME}1/")
    for part in ("call/", "1/change/", "1/meeting/", "1/decide/P2.1/", "1/sign/"):
        assert lead.get(HOME + part).status_code == 403, part
    assert come_in(somebody("stranger")).get(f"{HOME}1/").status_code == 404


WHAT = "/desk/pdu-2023-cumbria/what-happened/"


def test_the_provider_reads_what_happened_after_publication_only(made: Made) -> None:
    contact = somebody("contact")
    Person.objects.filter(pk=contact.pk).update(is_of_provider=True)
    contact.refresh_from_db()
    name_contact(person=contact, provider=made.inspection.provider, role="point-of-contact", by=BY, at=NOON)
    made.met().accepted()
    from eyre.ratings.actions.deciding import decide

    told = {"ground": "within-five-points", "reasoning": WHY, "by": actor(made.chair), "at": NOON}
    decide(panel=made.panel, ref="P2.2", final="requires_improvement", **told)  # type: ignore[arg-type]
    made.signed()
    browser, lead = come_in(contact), come_in(made.lead)
    for each in (browser, lead):
        assert each.get(WHAT).status_code == 404, "before publication there is no such page, for nobody"
    Inspection.objects.filter(pk=made.inspection.pk).update(stage="published", is_public=True)
    page = text(browser, WHAT)
    assert "The panel departed from Inadequate." in page
    assert "Ground: The lowest key question is within five points of a boundary." in page
    assert WHY in page
    assert "14/21" in page
    assert "The lowest key question governs" in page
    for person in (made.chair, made.member, made.lead):
        assert f">{person.name}<" not in page, "nobody is named"
    assert "All heard" not in page
    assert text(lead, WHAT)
    assert come_in(somebody("stranger")).get(WHAT).status_code == 403


def test_each_look_is_written_down_once(made: Made) -> None:
    made.met().accepted().signed()
    chair = come_in(made.chair)
    below = (
        "",
        "1/",
        "1/papers/1/",
        "1/minutes/",
        "1/record.json",
        "1/meeting/",
        "1/decide/P2.1/",
        "1/sign/",
    )
    for path in (*below, "call/", "1/change/", "1/cancel/"):
        before = AuditEvent.objects.filter(chain="reads").count()
        assert chair.get(HOME + path).status_code == 200, path
        assert AuditEvent.objects.filter(chain="reads").count() == before + 1, path


def test_without_frozen_answers_there_is_nothing_to_decide_on(made: Made) -> None:
    made.met()
    from eyre.cases.models import Freeze

    ended = {"ended_at": NOON, "ended_by": "x", "ended_because": "Fieldwork was reopened."}
    Freeze.objects.filter(inspection=made.inspection).update(**ended)
    chair = come_in(made.chair)
    assert "Called by Chair" in text(chair, f"{HOME}1/")
    assert "the answers are not frozen" in chair.get(f"{HOME}1/decide/P2.1/", follow=True).content.decode()
    assert "the answers are not frozen" in chair.get(f"{HOME}1/sign/", follow=True).content.decode()
    assert "are not frozen yet" in say(chair, f"{HOME}1/prepare/")
    assert "are not frozen yet" in say(chair, f"{HOME}1/accept/")
    assert "The answers of this inspection are not frozen yet." in text(chair, f"{HOME}1/papers/1/")


@pytest.mark.parametrize("gone", [NotFrozenYet("It is not frozen."), CannotRate("It is not rated.")])
def test_a_freeze_that_ends_while_somebody_writes_is_told_in_words(
    made: Made, monkeypatch: pytest.MonkeyPatch, gone: Exception
) -> None:
    """The page still found a proposal, the action finds none."""
    made.met().accepted()
    chair, one = come_in(made.chair), f"{HOME}1/"

    def ended(_: Inspection) -> None:
        raise gone

    monkeypatch.setattr("eyre.ratings.actions.deciding.proposal_of", ended)
    told = {"final": "inadequate", "ground": "", "reasoning": ""}
    assert str(gone) in say(chair, f"{one}decide/P2.2/", **told)
    assert str(gone) in say(chair, f"{one}accept/")
    seen = signed_digest(panel_of("pdu-2023-cumbria", 1))
    assert str(gone) in say(chair, f"{one}sign/", seen=seen, agrees="on")
    assert not PanelSignature.objects.exists()


def test_only_whoever_may_sign_is_asked_to(made: Made) -> None:
    """Somebody else signed; what the member did since, or declared since, stands against their signature."""
    made.met().accepted().sign(made.chair)
    member = come_in(made.member)
    assert "sign what the panel decided" in text(member, "/desk/")
    judgement = Judgement.objects.filter(inspection=made.inspection).first()
    assert judgement is not None
    Judgement.objects.filter(pk=judgement.pk).update(written_by=made.member)
    page = text(member, "/desk/")
    assert "sign what the panel decided" not in page
    assert "You sit on it: Member" in page
    assert "sign what the panel decided" not in text(come_in(made.chair), "/desk/"), "they have signed"
    Judgement.objects.filter(pk=judgement.pk).update(written_by=judgement.written_by)
    assert "sign what the panel decided" in text(member, "/desk/")


def test_change_since_the_previous_inspection_is_told_of_what_was_signed(made: Made) -> None:
    """P2.2 is proposed as inadequate (9 of 20), and the panel moved it up."""
    pdus = Inspection.objects.filter(is_public=True, edition__id__startswith="hmip-probation-pdu")
    other = pdus.exclude(pk=made.inspection.pk).order_by("-edition", "pk").first()
    Inspection.objects.filter(pk=made.inspection.pk).update(previous=other)
    lead, path = come_in(made.lead), "/desk/pdu-2023-cumbria/change/"
    before = row_of(text(lead, path), "P2.2")
    assert "Inadequate" in before
    made.met().accepted()
    told = {"final": "requires_improvement", "ground": "within-five-points", "reasoning": WHY}
    decide(panel=made.panel, ref="P2.2", **told, by=actor(made.chair), at=NOON)
    assert row_of(text(lead, path), "P2.2") == before, "decided is not signed"
    made.signed()
    page = text(lead, path)
    assert "Requires improvement" in row_of(page, "P2.2")
    assert "The ratings now are those that the panel signed; they are not published." in page


def row_of(page: str, ref: str) -> str:
    """The cell of the rating now in the row of one standard."""
    row = page.partition(f'govuk-table__header">{ref} ')[2].partition("</tr>")[0]
    return row.partition('data-label="Now"')[2].partition("data-label")[0]
