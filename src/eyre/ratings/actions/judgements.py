"""Every write about judgements: drafts, submissions, second readings, comments, and the facts that limit the whole.

A judgement has one author in each version. Whoever changes what another wrote, or what was submitted, begins a version;
what was there before stays as it was. After each write it is noted whether every standard is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain

from django.db import transaction

from eyre.core.frameworks import RatedFrom
from eyre.core.planning import Stage
from eyre.evidence.queries import RegisterLine, register_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.ratings.exceptions import CannotJudge, Wrong
from eyre.ratings.models import (
    JudgedFact,
    Judgement,
    JudgementComment,
    JudgementEvidence,
    JudgementState,
    QuestionJudgement,
    SecondReading,
)
from eyre.ratings.models.judgements import LONGEST_REASONING
from eyre.ratings.noting import note_judged
from eyre.ratings.queries.judgements import (
    fact_named,
    in_force,
    next_version,
    open_comments,
    proposed,
    rule_outcome,
    standard_named,
)
from eyre.ratings.written import AS_THE_RULE, Written, missing, not_the_rule, refuse, strange, withdrawn

WITH_THE_PANEL = "Judgements are not written at this stage ({}). They are written again when the inspection is taken back to judgement."
OPEN_TO_WRITE = frozenset(
    {
        Stage.ANNOUNCED,
        Stage.EVIDENCE_REQUESTED,
        Stage.SAMPLED,
        Stage.FIELDWORK,
        Stage.JUDGEMENT,
    }
)
Seen = tuple[int, int]  # the version and the revision that a form was drawn from; (0, 0) for none


@transaction.atomic
def save_judgement(
    *,
    inspection: Inspection,
    standard: str,
    written: Written,
    seen: Seen,
    person: Person,
    by: Actor,
    at: datetime,
) -> Judgement:
    """Keep a draft of the judgement of a standard, as far as it has come.

    Raises:
        CannotJudge: with every problem: what the edition does not have, another stage, somebody who was quicker.
        JudgementNotFound: for a standard the edition does not have.
    """
    held = _held(inspection)
    _check_open(held)
    row, plain = _draft(held, standard, written, seen, person, at, _register(held))
    row.outcome = "" if _from_cases(held, standard) else plain.outcome
    row.save()
    record("judgement.saved", by=by, at=at, operation=Operation.ALTERATION, on=held, after=_ids(row))
    note_judged(inspection=held, by=by, at=at)
    return row


@transaction.atomic
def submit_judgement(
    *,
    inspection: Inspection,
    standard: str,
    written: Written,
    seen: Seen,
    person: Person,
    by: Actor,
    at: datetime,
) -> Judgement:
    """Submit the judgement of a standard, to be read by a second person. From then on this version never changes.

    Of a standard that is rated from cases, what the rule makes of the freeze in force is confirmed, and nothing else.

    Raises:
        CannotJudge: with everything that is missing or wrong; nothing is kept then.
        JudgementNotFound: as `save_judgement`.
    """
    held = _held(inspection)
    _check_open(held)
    asked, one = standard_named(held, standard)
    register, plain = _register(held), written.plain()
    now = proposed(held)
    if one.rated_from is RatedFrom.CASES:
        rule = rule_outcome(now.proposal.standard(standard)) if now.proposal else ""
        lacking = chain(not_the_rule(asked, one, plain.outcome, rule), withdrawn(plain, register))
    else:
        lacking = chain(missing(asked, one, plain, register))
    known = chain(
        _not_now(held, now.why_not), strange(asked, one, plain, register), _comments(held, standard)
    )
    refuse(known, lacking)
    assert now.proposal is not None, "refused otherwise"
    row, plain = _draft(held, standard, plain, seen, person, at, register)
    row.outcome, row.reasoning = plain.outcome, plain.reasoning or AS_THE_RULE
    row.state, row.submitted_at, row.freeze_id = JudgementState.SUBMITTED, at, now.proposal.freeze.pk
    row.save()
    record("judgement.submitted", by=by, at=at, operation=Operation.ALTERATION, on=held, after=_ids(row))
    note_judged(inspection=held, by=by, at=at)
    return row


def _not_now(inspection: Inspection, why_not: str) -> Iterator[Wrong]:
    if inspection.stage != Stage.JUDGEMENT:
        words = Stage(inspection.stage).words.lower()
        yield Wrong(
            "", f"Judgements are submitted at the stage of judgement; this is {words}. Save it as a draft"
        )
    if why_not:
        yield Wrong("", why_not)


def _comments(inspection: Inspection, standard: str) -> Iterator[Wrong]:
    if waiting := open_comments(inspection).get(standard, 0):
        words = "1 comment waits" if waiting == 1 else f"{waiting} comments wait"
        yield Wrong("", f"{words} to be resolved on {standard}")


@transaction.atomic
def read_judgement(
    *, judgement: Judgement, agrees: bool, words: str, reader: Person, by: Actor, at: datetime
) -> SecondReading:
    """Say, as a second person, whether one agrees with a submitted judgement; who does not says why, and it goes back.

    Raises:
        CannotJudge: for whoever wrote any version of it, where it waits for no reading, and without words for a no.
    """
    held = _held(judgement.inspection)
    row = Judgement.objects.select_for_update().get(pk=judgement.pk)
    told = words.strip()
    refuse(_no_reading(row, reader, agrees, told))
    made = SecondReading.objects.create(judgement=row, reader=reader, agrees=agrees, words=told, read_at=at)
    row.state = JudgementState.AGREED if agrees else JudgementState.RETURNED
    row.save(update_fields=["state"])
    after: Ids = {**_ids(row), "agrees": agrees}
    record("judgement.read", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    note_judged(inspection=held, by=by, at=at)
    return made


def _no_reading(row: Judgement, reader: Person, agrees: bool, words: str) -> Iterator[Wrong]:
    wrote = Judgement.objects.filter(inspection=row.inspection_id, standard_ref=row.standard_ref)
    if wrote.filter(written_by=reader).exists():
        yield Wrong("", "You wrote this judgement, or an earlier version of it: somebody else reads it")
    if row.state != JudgementState.SUBMITTED:
        yield Wrong("", "This version waits for no reading. Look at the judgement again")
    if not agrees and not words:
        yield Wrong("words", "Say why you do not agree: the author reads it")
    if len(words) > LONGEST_REASONING:
        yield Wrong("words", f"Use at most {LONGEST_REASONING:,} characters; it has {len(words):,}")


@transaction.atomic
def comment_on_judgement(
    *, inspection: Inspection, standard: str, text: str, person: Person, by: Actor, at: datetime
) -> JudgementComment:
    """Say something about the judgement of a standard. Raises CannotJudge without words; JudgementNotFound."""
    standard_named(inspection, standard)
    told = _words(text, "text", "Write your comment")
    made = JudgementComment.objects.create(
        inspection=inspection, standard_ref=standard, text=told, written_by=person, written_at=at
    )
    after: Ids = {"standard": standard, "comment": made.pk}
    record("judgement.commented", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return made


@transaction.atomic
def resolve_comment(*, comment: JudgementComment, how: str, by: Actor, at: datetime) -> JudgementComment:
    """Say what became of a comment. Raises CannotJudge without words, and where it is resolved already."""
    row = JudgementComment.objects.select_for_update().get(pk=comment.pk)
    if row.resolved_at is not None:
        raise CannotJudge((Wrong("", "This comment is resolved already"),))
    row.resolved_how = _words(how, "how", "Say what became of it")
    row.resolved_at, row.resolved_by = at, by.id
    row.save(update_fields=["resolved_how", "resolved_at", "resolved_by"])
    after: Ids = {"standard": row.standard_ref, "comment": row.pk}
    record(
        "judgement.comment_resolved",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=row.inspection,
        after=after,
    )
    return row


@transaction.atomic
def judge_fact(
    *,
    inspection: Inspection,
    fact: str,
    is_true: bool,
    reasoning: str,
    person: Person,
    by: Actor,
    at: datetime,
) -> JudgedFact:
    """Say whether a fact that limits the overall rating is true, and why; said otherwise before, that stays beside it.

    Raises:
        CannotJudge: without reasons, at another stage, and where the same was said.
        JudgementNotFound: for a fact the edition does not ask for.
    """
    held = _held(inspection)
    _check_open(held)
    before = fact_named(held, fact).answer
    told = _words(reasoning, "reasoning", "Say why it is so")
    if before is not None and (before.is_true, before.reasoning) == (is_true, told):
        raise CannotJudge((Wrong("", "Nothing was changed"),))
    version = before.version + 1 if before else 1
    made = JudgedFact.objects.create(
        inspection=held,
        fact=fact,
        version=version,
        is_true=is_true,
        reasoning=told,
        judged_by=person,
        judged_at=at,
    )
    after: Ids = {"fact": fact, "version": version, "true": is_true}
    record("judgement.fact", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    note_judged(inspection=held, by=by, at=at)
    return made


def _words(told: str, field: str, missing_words: str) -> str:
    plain = told.strip()
    if not plain:
        raise CannotJudge((Wrong(field, missing_words),))
    if len(plain) > LONGEST_REASONING:
        raise CannotJudge(
            (Wrong(field, f"Use at most {LONGEST_REASONING:,} characters; it has {len(plain):,}"),)
        )
    return plain


def _held(inspection: Inspection) -> Inspection:
    """The inspection, locked: two who judge at once wait for each other."""
    return Inspection.objects.select_for_update(of=("self",)).select_related("edition").get(pk=inspection.pk)


def _check_open(inspection: Inspection) -> None:
    stage = Stage(inspection.stage)
    if stage not in OPEN_TO_WRITE:
        raise CannotJudge((Wrong("", WITH_THE_PANEL.format(stage.words.lower())),))


def _from_cases(inspection: Inspection, standard: str) -> bool:
    return standard_named(inspection, standard)[1].rated_from is RatedFrom.CASES


def _register(inspection: Inspection) -> dict[int, RegisterLine]:
    return {line.item.number: line for line in register_of(inspection)}


def _draft(
    inspection: Inspection,
    standard: str,
    written: Written,
    seen: Seen,
    person: Person,
    at: datetime,
    register: Mapping[int, RegisterLine],
) -> tuple[Judgement, Written]:
    """The draft that holds what was written: the one in force where it is this person's own, else a new version."""
    held, one = standard_named(inspection, standard)
    plain = written.plain()
    current = in_force(inspection, standard)
    refuse(strange(held, one, plain, register), _overtaken(current, seen))
    if current is None or current.state != JudgementState.DRAFT or current.written_by_id != person.pk:
        current = _begun(inspection, standard, current, person, at)
    current.reasoning, current.written_at = plain.reasoning, at
    current.revision += 1
    _fill(current, plain, register)
    return current, plain


def _overtaken(current: Judgement | None, seen: Seen) -> Iterator[Wrong]:
    now = (current.version, current.revision) if current else (0, 0)
    if current is not None and now != seen:
        words = f"{current.written_by.name} wrote version {current.version} in the meantime"
        yield Wrong("", f"{words}. Look at it in another window, then write yours over it here")


def _begun(
    inspection: Inspection, standard: str, before: Judgement | None, person: Person, at: datetime
) -> Judgement:
    version = next_version(inspection, standard)
    if before is not None:
        Judgement.objects.filter(pk=before.pk).update(state=JudgementState.REPLACED)
    told = {"inspection": inspection, "standard_ref": standard, "version": version}
    return Judgement.objects.create(**told, written_by=person, written_at=at)


def _fill(row: Judgement, written: Written, register: Mapping[int, RegisterLine]) -> None:
    """Put the parts of a draft in place of those it had."""
    QuestionJudgement.objects.filter(judgement=row).delete()
    JudgementEvidence.objects.filter(judgement=row).delete()
    QuestionJudgement.objects.bulk_create(
        QuestionJudgement(judgement=row, question_ref=ref, outcome=outcome, reasoning=words)
        for ref, (outcome, words) in written.questions.items()
        if outcome or words
    )
    JudgementEvidence.objects.bulk_create(
        JudgementEvidence(judgement=row, evidence=register[number].latest) for number in written.evidence
    )


def _ids(row: Judgement) -> Ids:
    return {"standard": row.standard_ref, "judgement": row.pk, "version": row.version, "state": row.state}
