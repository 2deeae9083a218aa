"""A panel is called, meets, decides and is signed; and whatever stands against it is refused in words."""

from datetime import timedelta

import pytest

from eyre.core.planning import Needed
from eyre.core.ratings.panel import Seat
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.providers.actions import declare_interest
from eyre.ratings.actions.deciding import Came, decide, note_meeting, sign_panel, take_back
from eyre.ratings.actions.panels import call_panel, cancel_panel, change_panel, prepare_papers
from eyre.ratings.exceptions import CannotHold, PanelNotFound
from eyre.ratings.models import Judgement, Panel, PanelDecision, PanelSignature, RatingRecord
from eyre.ratings.models.panels import WHOLE
from eyre.ratings.queries.panels import (
    decided,
    latest_signed,
    open_panel,
    overall_of,
    panel_of,
    signed_digest,
)
from eyre.ratings.queries.papers import changed_since, content_of, papers_of
from eyre.ratings.queries.proposals import proposal_of
from panel_made import BY, DAY, WHY, Made, actor, inspection_at_its_panel, refrozen, somebody
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
LATER = NOON + timedelta(days=1)


@pytest.fixture
def made() -> Made:
    return Made()


def refused(words: str, act: object, **told: object) -> None:
    with pytest.raises(CannotHold) as why:
        act(**told)  # type: ignore[operator]
    assert words in str(why.value), str(why.value)


def test_a_panel_is_called_once_at_a_time(made: Made) -> None:
    assert (made.panel.number, open_panel(made.inspection.pk)) == (1, made.panel)
    refused("Panel 1 is open already", made.called)
    cancel_panel(panel=made.panel, by=actor(made.chair), at=NOON)
    assert made.called().number == 2
    refused("was cancelled", cancel_panel, panel=made.panel, by=actor(made.chair), at=NOON)
    with pytest.raises(PanelNotFound):
        panel_of(made.inspection.pk, 9)


def test_every_reason_against_a_panel_is_named_at_once(made: Made) -> None:
    cancel_panel(panel=made.panel, by=actor(made.chair), at=NOON)
    declare_interest(
        person=made.member,
        provider=made.inspection.provider,
        kind="family-or-friend",
        note="x",
        by=BY,
        at=NOON,
    )
    Inspection.objects.filter(pk=made.inspection.pk).update(stage="fieldwork")
    with pytest.raises(CannotHold) as why:
        made.called(seats={str(made.member.pk): Seat.MEMBER, str(made.lead.pk): Seat.MEMBER})
    said = [fault.words for fault in why.value.faults]
    assert [words.partition(":")[0] for words in said] == [
        "A panel is called while an inspection is judged or before its panel; this one is at",
        "Member cannot sit on this panel",
        "Lead led this inspection",
        "Choose one chair.",
    ]
    assert [fault.of for fault in why.value.faults][1:3] == [str(made.member.pk), str(made.lead.pk)]


@pytest.mark.parametrize("which", ["written_by", "reader"])
def test_whoever_judged_does_not_decide(made: Made, which: str) -> None:
    """Whoever wrote a judgement, or read it as the second person, even where they left the team."""
    judgement = Judgement.objects.filter(inspection=made.inspection).first()
    assert judgement is not None
    who: Person = judgement.written_by if which == "written_by" else judgement.reading.reader
    from eyre.inspections.actions import join_team

    join_team(inspection=made.inspection, person=who, role="panel-member", by=BY, at=NOON)
    seats = made.seats() | {str(who.pk): Seat.MEMBER}
    told = {"panel": made.panel, "held_on": DAY, "place": "", "by": actor(made.chair), "at": NOON}
    refused("they may present, and not decide", change_panel, seats=seats, **told)
    change_panel(seats=made.seats() | {str(who.pk): Seat.PRESENTING}, **told)  # type: ignore[arg-type]


def test_papers_are_kept_as_they_were_read(made: Made) -> None:
    first = prepare_papers(panel=made.panel, by=actor(made.chair), at=NOON)
    assert prepare_papers(panel=made.panel, by=actor(made.chair), at=LATER) == first, "nothing changed"
    assert changed_since(first, made.inspection) == ()
    Judgement.objects.filter(inspection=made.inspection, standard_ref="P1.1").update(outcome="inadequate")
    assert changed_since(first, made.inspection)[0] == "P1.1 Leadership: Good then, Inadequate now."
    again = prepare_papers(panel=made.panel, by=actor(made.chair), at=LATER)
    assert [each.version for each in papers_of(made.panel)] == [2, 1]
    assert again.digest != first.digest


def test_an_interest_declared_at_the_meeting_means_withdrawing(made: Made) -> None:
    chair, member = str(made.chair.pk), str(made.member.pk)
    come = {"panel": made.panel, "minutes": "x", "revision": 0, "by": actor(made.chair), "at": NOON}
    refused(
        "they withdraw, or it is no interest", note_meeting, came={member: Came(True, "A friend")}, **come
    )
    refused(
        "A panel needs two people who came",
        note_meeting,
        came={chair: Came(True), member: Came(True, "A friend", True)},
        **come,
    )
    made.met()
    refused("Somebody else wrote the minutes", note_meeting, came={chair: Came(True)}, **come)


def test_nothing_is_decided_before_the_panel_has_met(made: Made) -> None:
    told = {"panel": made.panel, "ref": "P2.1", "final": "good", "by": actor(made.chair), "at": NOON}
    refused("Prepare the papers first", decide, **told)
    prepare_papers(panel=made.panel, by=actor(made.chair), at=NOON)
    refused("Note who came first", decide, **told)
    Inspection.objects.filter(pk=made.inspection.pk).update(stage="judgement")
    refused("once the inspection has come to its panel", decide, **told)


def test_a_departure_needs_a_ground_that_holds(made: Made) -> None:
    made.met()
    told = {"panel": made.panel, "ref": "P2.1", "by": actor(made.chair), "at": NOON}
    refused("choose the ground", decide, final="requires_improvement", reasoning=WHY, **told)
    refused("say why", decide, final="requires_improvement", ground="one-case", **told)
    refused(
        "does not hold here",
        decide,
        final="requires_improvement",
        ground="five-cases-or-fewer",
        reasoning=WHY,
        **told,
    )
    refused("supports no higher band", decide, final="outstanding", ground="one-case", reasoning=WHY, **told)
    row = decide(final="requires_improvement", ground="one-case", reasoning=WHY, **told)  # type: ignore[arg-type]
    assert (row.proposed, row.final, row.ground) == ("good", "requires_improvement", "one-case")
    row = decide(final="good", ground="one-case", reasoning="", **told)  # type: ignore[arg-type]
    assert (row.ground, PanelDecision.objects.filter(panel=made.panel).count()) == ("", 1)


def test_the_overall_rating_follows_from_what_was_decided(made: Made) -> None:
    made.met().accepted()
    decide(
        panel=made.panel,
        ref="P2.2",
        final="requires_improvement",
        ground="within-five-points",
        reasoning=WHY,
        by=actor(made.chair),
        at=NOON,
    )
    proposal = proposal_of(made.inspection)
    assert str(proposal.rating.overall.score) == "13/21"
    rows = decided(made.panel, proposal)
    assert str(overall_of(proposal, rows).score) == "14/21"
    assert [row.ref for row in rows if row.is_departure] == ["P2.2"]
    refused(
        "follows from the standards",
        decide,
        panel=made.panel,
        ref=WHOLE,
        final="good",
        reasoning=WHY,
        by=actor(made.chair),
        at=NOON,
    )


def test_two_different_people_sign_who_came_and_decided(made: Made) -> None:
    made.met().accepted()
    assert made.sign(made.chair) is None
    refused("You have signed already", made.sign, person=made.chair)
    refused("you did not decide", made.sign, person=made.lead)
    refused("You do not sit on this panel", made.sign, person=somebody("stranger"))
    refused(
        "Chair has signed", decide, panel=made.panel, ref="P2.1", final="good", by=actor(made.chair), at=NOON
    )
    record = made.sign(made.member)
    assert RatingRecord.objects.get() == record
    assert Needed.DECIDED in true_of(made.inspection, LATER.date())
    assert latest_signed(made.inspection.pk) == made.panel
    refused("nothing of this panel changes", made.sign, person=made.member)
    refused("nothing of this panel changes", take_back, panel=made.panel, by=actor(made.chair), at=NOON)


def test_who_was_away_or_has_an_interest_does_not_sign(made: Made) -> None:
    third = somebody("third")
    from eyre.inspections.actions import join_team

    join_team(inspection=made.inspection, person=third, role="panel-member", by=BY, at=NOON)
    seats = made.seats() | {str(third.pk): Seat.MEMBER}
    told = {"panel": made.panel, "held_on": DAY, "place": "", "by": actor(made.chair), "at": NOON}
    change_panel(seats=seats, **told)  # type: ignore[arg-type]
    made.met(**{str(third.pk): Came(attended=False)}).accepted()
    refused("you are not noted as having come", made.sign, person=third)
    declare_interest(
        person=made.member,
        provider=made.inspection.provider,
        kind="family-or-friend",
        note="x",
        by=BY,
        at=NOON,
    )
    refused("You cannot sign: they declared an interest", made.sign, person=made.member)
    refused("cannot take part", made.sign, person=made.chair)


def test_nobody_signs_what_is_not_whole(made: Made) -> None:
    made.met()
    with pytest.raises(CannotHold) as why:
        made.sign(made.chair)
    assert len(why.value.faults) == 7, "every standard is named"
    made.accepted()
    seen = signed_digest(made.panel)
    decide(panel=made.panel, ref="P2.4", final="outstanding", by=actor(made.chair), at=LATER)
    told = {"panel": made.panel, "seen": seen, "by": actor(made.chair), "at": NOON}
    refused("Something was changed since you read it", sign_panel, **told)
    Judgement.objects.filter(inspection=made.inspection, standard_ref="P1.1").update(outcome="inadequate")
    with pytest.raises(CannotHold) as late:
        made.sign(made.chair)
    said = str(late.value)
    assert "has changed since the panel read its papers" in said
    assert "P1.1 Leadership: what is proposed has changed. Decide again." in said


def test_a_departure_whose_ground_fell_away_is_not_signed(made: Made) -> None:
    """The band is as it was, the counts are not: 13 of 20 was at the cut, 15 of 20 is ten points above it."""
    made.met().accepted()
    told = {"panel": made.panel, "ref": "P2.1", "by": actor(made.chair), "at": NOON}
    decide(final="requires_improvement", ground="one-case", reasoning=WHY, **told)  # type: ignore[arg-type]
    refrozen(made.inspection, {"P2.1": 15})
    made.met()
    refused(
        "“A different judgement in one case would change the band” does not hold",
        made.sign,
        person=made.chair,
    )
    decide(final="good", **told)  # type: ignore[arg-type]
    made.signed()


def test_what_was_decided_holds_only_of_what_it_was_decided_on(made: Made) -> None:
    made.met().accepted().signed()
    refrozen(made.inspection, {"P2.1": 8})
    assert Needed.DECIDED not in true_of(made.inspection, LATER.date()), "signed were other answers"
    cancel_panel(panel=made.called(because="Frozen anew."), by=actor(made.chair), at=NOON)
    assert Needed.DECIDED not in true_of(made.inspection, LATER.date()), "and no correction was signed"
    refrozen(made.inspection, {})
    assert Needed.DECIDED in true_of(made.inspection, LATER.date()), "the same answers as were signed"


def test_a_signature_is_taken_back_before_the_second(made: Made) -> None:
    made.met().accepted()
    made.sign(made.chair)
    refused("You have not signed", take_back, panel=made.panel, by=actor(made.member), at=NOON)
    take_back(panel=made.panel, by=actor(made.chair), at=NOON)
    assert not PanelSignature.objects.exists()
    decide(panel=made.panel, ref="P2.4", final="outstanding", by=actor(made.chair), at=NOON)
    made.signed()


def test_a_correction_is_a_new_panel_beside_the_first(made: Made) -> None:
    made.met().accepted().signed()
    first = latest_signed(made.inspection.pk)
    assert first is not None
    refused("Say why what was decided is corrected", made.called)
    made.panel = made.called(because="The percentage of P2.2 was misread.")
    assert made.panel.corrects == first
    assert Needed.DECIDED not in true_of(made.inspection, LATER.date())
    made.met().accepted()
    told = {"panel": made.panel, "ref": "P2.2", "by": actor(made.chair), "at": NOON}
    decide(final="requires_improvement", ground="within-five-points", reasoning=WHY, **told)  # type: ignore[arg-type]
    made.signed()
    assert latest_signed(made.inspection.pk) == made.panel
    assert RatingRecord.objects.count() == 2
    assert PanelDecision.objects.get(panel=first, standard_ref="P2.2").final == "inadequate"


def test_a_correction_that_is_cancelled_lets_the_first_hold(made: Made) -> None:
    made.met().accepted().signed()
    again = made.called(because="A mistake.")
    cancel_panel(panel=again, by=actor(made.chair), at=NOON)
    assert Needed.DECIDED in true_of(made.inspection, LATER.date())


def test_where_the_rule_gives_no_band_the_panel_decides_with_its_reasons(made: Made) -> None:
    """No case relevant to a standard: undetermined, and neither is there an overall rating before the panel decides."""
    from eyre.cases.models import Freeze

    assert Freeze.objects.exists()
    made.met()
    told = {"panel": made.panel, "ref": "P2.1", "by": actor(made.chair), "at": NOON}
    refused("the edition does not let it be not rated", decide, final="not_rated", reasoning=WHY, **told)


def test_a_panel_of_another_stage_is_refused() -> None:
    held = inspection_at_its_panel()
    Inspection.objects.filter(pk=held.pk).update(stage="drafting")
    held.refresh_from_db()
    who = somebody("x")
    refused(
        "this one is at: drafting", call_panel,
        inspection=held, held_on=DAY, place="", seats={}, by=actor(who), at=NOON,
    )  # fmt: skip
    assert not Panel.objects.exists()


def test_a_standard_is_close_to_another_band_on_the_grounds_of_its_panel_and_no_others(made: Made) -> None:
    """All questions of P2.2 have 9 of 20: one case more in one of them leaves the others where they are."""
    told = proposal_of(made.inspection)
    near = {each.ref: [held.ground.code for held in each.grounds] for each in told.standards}
    assert near["P2.2"] == ["within-five-points"]
    assert near["P2.1"] == ["within-five-points", "one-case"], "one case less in any of them is enough"
    assert near["P1.1"] == [], "other evidence weighed otherwise is no nearness"
    papers = content_of(made.inspection, told)["standards"]
    weighed = "evidence-weighed-otherwise"
    listed = {row["ref"]: [one["code"] for one in row["grounds"] if one["code"] != weighed] for row in papers}
    assert listed == near
    assert {row["ref"]: row["borderline"] for row in papers} == {ref: bool(on) for ref, on in near.items()}
