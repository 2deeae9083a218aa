"""Judging a standard: what is asked before it is submitted, who reads it, and when everything is judged."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from eyre.cases.actions.freezing import end_freeze, freeze_taken
from eyre.core.planning import Needed
from eyre.core.ratings import NotKnown, Rated
from eyre.core.ratings.coherence import Misfit
from eyre.evidence.actions import change_evidence, withdraw_evidence
from eyre.evidence.models import EvidenceItem
from eyre.frameworks.queries import edition
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.ratings.actions.judgements import (
    comment_on_judgement,
    judge_fact,
    read_judgement,
    resolve_comment,
    save_judgement,
    submit_judgement,
)
from eyre.ratings.exceptions import CannotJudge, JudgementNotFound, NotFrozenYet
from eyre.ratings.models import Judgement
from eyre.ratings.queries.consistency import inconsistencies
from eyre.ratings.queries.judgements import in_force, proposed, relied_on, rule_outcome, versions, wanting
from eyre.ratings.queries.proposals import proposal_of
from eyre.ratings.written import Written
from judged_made import BY, EDITION, HEARD, author, evidence, frozen, reader, whole
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
LATER = NOON + timedelta(hours=1)
OTHERS = ("P1.1", "P1.2", "P1.3")
CASES = ("P2.1", "P2.2", "P2.3", "P2.4")


@pytest.fixture
def one() -> Inspection:
    return frozen()


@pytest.fixture
def amara() -> Person:
    return author()


@pytest.fixture
def item(one: Inspection) -> EvidenceItem:
    return evidence(one)


def save(
    one: Inspection, written: Written, person: Person, seen: tuple[int, int] = (0, 0), ref: str = "P1.1"
) -> Judgement:
    told: dict[str, Any] = {"inspection": one, "standard": ref, "written": written, "seen": seen}
    return save_judgement(**told, person=person, by=BY, at=NOON)


def submit(
    one: Inspection, written: Written, person: Person, seen: tuple[int, int] = (0, 0), ref: str = "P1.1"
) -> Judgement:
    told: dict[str, Any] = {"inspection": one, "standard": ref, "written": written, "seen": seen}
    return submit_judgement(**told, person=person, by=BY, at=NOON)


def read(judgement: Judgement, person: Person, words: str = "") -> None:
    told: dict[str, Any] = {"judgement": judgement, "agrees": not words, "words": words, "reader": person}
    read_judgement(**told, by=BY, at=LATER)


def problems(refused: Any) -> list[str]:
    return [each.field for each in refused.value.problems]


def test_before_the_freeze_there_is_no_proposal_and_drafts_can_be_kept(amara: Person) -> None:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(stage="fieldwork", edition=EDITION)
    one = Inspection.objects.get(pk="pdu-2023-cumbria")
    with pytest.raises(NotFrozenYet, match="not frozen yet"):
        proposal_of(one)
    assert save(one, Written("good"), amara).state == "draft"
    with pytest.raises(CannotJudge) as refused:
        submit(one, Written("good"), amara, (1, 1))
    assert "fieldwork" in str(refused.value)
    assert "not frozen yet" in str(refused.value)


def test_a_proposal_takes_what_was_submitted_and_nothing_else(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    before = proposal_of(one)
    assert before.waiting == (*OTHERS, *CASES)
    save(one, whole(one, item), amara)
    assert proposal_of(one).digest == before.digest
    made = submit(one, whole(one, item), amara, (1, 1))
    now = proposal_of(one)
    assert now.given == {"P1.1": Rated("good")}
    assert now.digest != before.digest
    assert now.standard("P1.1").outcome == Rated("good")
    assert now.standard("P2.1").rating.governing is not None
    read(made, reader(), "The staff say otherwise.")
    assert isinstance(proposal_of(one).standard("P1.1").outcome, NotKnown)


def test_everything_that_is_missing_is_told_at_once(one: Inspection, amara: Person) -> None:
    with pytest.raises(CannotJudge) as refused:
        submit(one, Written(), amara)
    asked = [each.ref for each in edition(EDITION).standard("P1.1").key_questions]
    parts = [field for ref in asked for field in (f"band_{ref}", f"words_{ref}")]
    assert problems(refused) == ["outcome", "reasoning", *parts, "evidence"]
    assert not Judgement.objects.exists()


def test_what_the_edition_does_not_have_is_no_draft_either(one: Inspection, amara: Person) -> None:
    strange = Written("splendid", "x", {"P1.2.1": ("good", "x"), "P1.1.1": ("not_rated", "")}, (99,))
    with pytest.raises(CannotJudge) as refused:
        save(one, strange, amara)
    assert problems(refused) == ["outcome", "", "band_P1.1.1", "evidence"]
    with pytest.raises(JudgementNotFound):
        save(one, Written(), amara, ref="P9.9")


def test_a_draft_of_ones_own_goes_on_and_another_hand_begins_a_version(
    one: Inspection, amara: Person
) -> None:
    first = save(one, Written("", "One."), amara)
    again = save(one, Written("", "Two."), amara, (1, 1))
    assert (first.pk, again.version, again.revision) == (again.pk, 1, 2)
    with pytest.raises(CannotJudge, match="in the meantime"):
        save(one, Written("", "Three."), amara, (1, 1))
    other = save(one, Written("", "Four."), reader(), (1, 2))
    assert [(each.version, each.state, each.reasoning) for each in versions(one, "P1.1")] == [
        (2, "draft", "Four."),
        (1, "replaced", "Two."),
    ]
    assert other.written_by.name == "Moira"


def test_what_was_submitted_stays_and_what_comes_back_is_written_anew(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    made = submit(one, whole(one, item), amara)
    told: dict[str, Any] = {"agrees": False, "words": " ", "reader": reader()}
    with pytest.raises(CannotJudge, match="Say why you do not agree"):
        read_judgement(judgement=made, **told, by=BY, at=LATER)
    with pytest.raises(CannotJudge, match="You wrote this"):
        read(made, amara)
    read(made, reader(), "The staff say otherwise.")
    with pytest.raises(CannotJudge, match="waits for no reading"):
        read(made, reader())
    again = submit(one, whole(one, item, band="requires_improvement"), amara, (1, 1))
    assert [(each.version, each.state, each.outcome) for each in versions(one, "P1.1")] == [
        (2, "submitted", "requires_improvement"),
        (1, "replaced", "good"),
    ]
    read(again, reader())
    found = in_force(one, "P1.1")
    assert found is not None
    assert found.state == "agreed"


def test_who_wrote_an_earlier_version_does_not_read_a_later_one(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    moira = reader()
    save(one, Written("good", "Mine."), moira)
    made = submit(one, whole(one, item), amara, (1, 1))
    with pytest.raises(CannotJudge, match="earlier version"):
        read(made, moira)


def test_from_cases_the_rule_is_confirmed_and_nothing_else(one: Inspection, amara: Person) -> None:
    now = proposed(one).proposal
    assert now is not None
    rule = rule_outcome(now.standard("P2.1"))
    other = next(band.id for band in edition(EDITION).bands if band.id != rule)
    for wrong in (other, ""):
        with pytest.raises(CannotJudge, match="panel’s to decide"):
            submit(one, Written(wrong), amara, ref="P2.1")
    made = submit(one, Written(rule), amara, ref="P2.1")
    assert (made.outcome, made.reasoning, made.freeze_id) == (rule, "As the rule gives it.", now.freeze.pk)
    assert save(one, Written(other, "A thought."), amara, ref="P2.2").outcome == ""


def test_open_comments_keep_a_judgement_from_being_submitted(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    told: dict[str, Any] = {"inspection": one, "standard": "P1.1", "person": reader(), "by": BY, "at": NOON}
    said = comment_on_judgement(**told, text="Is that so?")
    with pytest.raises(CannotJudge, match="Write your comment"):
        comment_on_judgement(**told, text=" ")
    with pytest.raises(CannotJudge, match="1 comment waits"):
        submit(one, whole(one, item), amara)
    resolve_comment(comment=said, how="It is.", by=BY, at=LATER)
    with pytest.raises(CannotJudge, match="resolved already"):
        resolve_comment(comment=said, how="Again.", by=BY, at=LATER)
    assert submit(one, whole(one, item), amara).state == "submitted"


def test_evidence_may_change_and_the_judgement_stands_on_what_was_read(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    submit(one, whole(one, item), amara)
    assert relied_on(one) == {item.pk: ("P1.1",)}
    told = replace(HEARD, text="We do not plan.")
    change_evidence(item=item, told=told, seen=1, person=amara, by=BY, at=LATER)
    held = in_force(one, "P1.1")
    assert held is not None
    assert [each.evidence.text for each in held.evidence.all()] == [HEARD.text]
    kinds = {each.kind for each in inconsistencies(proposal_of(one))}
    assert Misfit.EARLIER_VERSION in kinds
    withdraw_evidence(item=item, reason="Another service.", by=BY, at=LATER)
    kinds = {each.kind for each in inconsistencies(proposal_of(one))}
    assert Misfit.WITHDRAWN_EVIDENCE in kinds
    with pytest.raises(CannotJudge, match="E1 was withdrawn"):
        submit(one, whole(one, item), amara, (1, 1))


def judge_all(one: Inspection, item: EvidenceItem, amara: Person) -> None:
    now = proposed(one).proposal
    assert now is not None
    written = {ref: whole(one, item, ref) for ref in OTHERS}
    written |= {ref: Written(rule_outcome(now.standard(ref))) for ref in CASES}
    for ref, each in written.items():
        read(submit(one, each, amara, ref=ref), reader())


def is_judged(one: Inspection) -> bool:
    return Needed.JUDGED in true_of(one, NOON.date())


def test_it_is_noted_when_everything_is_judged_and_when_it_no_longer_is(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    assert not is_judged(one)
    judge_all(one, item, amara)
    assert wanting(one) == ()
    assert is_judged(one)
    assert proposal_of(one).is_judged
    save(one, Written("good", "On second thoughts."), amara, (1, 1))
    assert not is_judged(one)
    assert wanting(one) == ("P1.1",)


def test_a_freeze_that_ends_takes_the_judgements_from_cases_with_it(
    one: Inspection, item: EvidenceItem, amara: Person
) -> None:
    judge_all(one, item, amara)
    Inspection.objects.filter(pk=one.pk).update(stage="fieldwork")
    end_freeze(inspection=one, reason="A file came to light.", by=BY, at=LATER)
    assert not is_judged(one)
    assert wanting(one) == CASES
    freeze_taken(inspection=one, by=BY, at=LATER)
    assert wanting(one) == CASES
    assert set(proposal_of(one).waiting) == set(CASES)


@pytest.mark.parametrize("stage", ["planned", "panel", "drafting", "published"])
def test_at_other_stages_nothing_is_written(one: Inspection, amara: Person, stage: str) -> None:
    Inspection.objects.filter(pk=one.pk).update(stage=stage)
    with pytest.raises(CannotJudge, match="taken back to judgement"):
        save(one, Written("good"), amara)


def test_facts_that_limit_the_whole_are_answered_with_reasons_and_kept_in_versions(amara: Person) -> None:
    one = frozen(edition="cqc-adult-social-care-2022")
    told: dict[str, Any] = {"inspection": one, "fact": "breach_of_regulations", "person": amara, "by": BY}
    with pytest.raises(CannotJudge, match="Say why"):
        judge_fact(**told, is_true=True, reasoning=" ", at=NOON)
    judge_fact(**told, is_true=True, reasoning="Regulation 12.", at=NOON)
    with pytest.raises(CannotJudge, match="Nothing was changed"):
        judge_fact(**told, is_true=True, reasoning="Regulation 12.", at=NOON)
    assert judge_fact(**told, is_true=False, reasoning="It was mended.", at=LATER).version == 2
    assert "breach_of_regulations" not in wanting(one)
    with pytest.raises(JudgementNotFound):
        judge_fact(**(told | {"fact": "none"}), is_true=True, reasoning="x", at=NOON)
