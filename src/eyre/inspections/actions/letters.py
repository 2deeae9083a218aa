"""Every write about letters to a provider. What goes is stored first, and handed to the mail server once that stands."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from eyre.core.planning import Needed
from eyre.inspections.delivery import deliver
from eyre.inspections.exceptions import CannotSend, LeftAlready
from eyre.inspections.facts import store_fact
from eyre.inspections.letter_files import ANNOUNCEMENT, template_for
from eyre.inspections.models import Inspection, Letter, LetterState, PlannedTask, Recipient
from eyre.inspections.queries.letters import Preview, is_stuck, preview
from eyre.platform.audit import Actor, Ids, Operation, record

CHANGED = "The letter, or whom it goes to, has changed since you saw it. Read it again, then send it."


@transaction.atomic
def draft_letter(*, inspection: Inspection, template: str, by: Actor, at: datetime) -> Letter:
    """Begin a letter; the draft of it that is there already is given instead.

    Raises:
        LetterNotFound: when there is no letter of this code.
    """
    # Two who begin the same letter at once wait for each other here
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    edition, found = template_for(inspection.edition_id, template)
    held = Letter.objects.filter(inspection=inspection, template=template, state=LetterState.DRAFT).first()
    if held is not None:
        return held
    made = Letter.objects.create(
        inspection=inspection,
        template=found.code,
        template_edition=edition,
        state=LetterState.DRAFT,
        written_by=by.id,
        written_at=at,
    )
    after: Ids = {"letter": made.pk, "template": found.code, "of": edition}
    record("letter.drafted", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return made


@transaction.atomic
def change_paragraph(*, letter: Letter, paragraph: str, by: Actor, at: datetime) -> Letter:
    """Say something in one's own words in a draft, or take it out.

    Raises:
        LeftAlready: when it is a draft no more.
    """
    held = _held(letter)
    _check_draft(held)
    if held.paragraph != paragraph:
        held.paragraph = paragraph
        held.save(update_fields=["paragraph"])
        _record("letter.changed", held, by, at, {"length": len(paragraph)})
    return held


@transaction.atomic
def discard_letter(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Throw a draft away; what was sent is never thrown away.

    Raises:
        LeftAlready: when it is a draft no more.
    """
    held = _held(letter)
    _check_draft(held)
    _record("letter.discarded", held, by, at, {"template": held.template}, Operation.ERASURE)
    held.delete()


@transaction.atomic
def send_letter(*, letter: Letter, seal: str, by: Actor, at: datetime) -> Letter:
    """Send a draft as it was seen: `seal` is that of the preview. What goes is kept; the mail leaves after that stands.

    Raises:
        LeftAlready: when it is a draft no more; nothing goes twice.
        CannotSend: with every hole, or when what would go is not what was seen.
    """
    held = _held(letter)
    _check_draft(held)
    seen = preview(held, localdate(at))
    if seen.letter is None:
        raise CannotSend(*(f"The letter lacks {hole.words}." for hole in seen.holes))
    if seen.seal != seal:
        raise CannotSend(CHANGED)
    _keep(held, seen, by, at)
    to = [each.pk for each in seen.to]
    _record("letter.sent", held, by, at, {"digest": held.digest, "contacts": to}, Operation.DISCLOSURE)
    transaction.on_commit(partial(deliver, held.pk, by), robust=True)
    return held


def _keep(held: Letter, seen: Preview, by: Actor, at: datetime) -> None:
    written = seen.letter
    assert written is not None, "a letter with holes was refused"
    held.state, held.subject, held.text = LetterState.SENDING, written.subject, written.text
    held.html, held.digest = written.document, written.digest
    held.days = {code: told.on.isoformat() for code, told in seen.days.items()}
    held.sent_by, held.sent_at, held.tried_at = by.id, at, at
    held.save()
    for each in seen.to:
        Recipient.objects.create(
            letter=held, contact=each, role=each.role, name=each.person.name, address=each.person.email
        )


@transaction.atomic
def retry_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Try again to bring a letter to those whom it did not reach; the same letter, to the same addresses.

    Raises:
        LeftAlready: when it reached everybody, or is on its way at this moment.
    """
    held = _held(letter)
    if held.state != LetterState.FAILED and not is_stuck(held, at):
        raise LeftAlready("The letter has left, or is about to.")
    unreached = Recipient.objects.filter(letter=held, left_at=None)
    to = list(unreached.values_list("contact", flat=True))
    unreached.update(reason="")
    held.state, held.tried_at = LetterState.SENDING, at
    held.save(update_fields=["state", "tried_at"])
    _record("letter.retried", held, by, at, {"contacts": to}, Operation.DISCLOSURE)
    transaction.on_commit(partial(deliver, held.pk, by), robust=True)
    return held


@transaction.atomic
def note_delivery(*, recipient: Recipient, reason: str, by: Actor, at: datetime) -> Letter:
    """Write down that the mail server took a letter for somebody, or with a `reason` that it did not.

    Once nobody waits any more the letter is sent, or failed. An announcement that is sent is a fact that a move
    between stages asks for, and its task is done.
    """
    held = _held(recipient.letter)
    held_for = Recipient.objects.get(pk=recipient.pk)
    held_for.left_at, held_for.reason = (None, reason) if reason else (at, "")
    held_for.save(update_fields=["left_at", "reason"])
    left = Recipient.objects.filter(letter=held, left_at=None)
    if not left.filter(reason="").exists():
        held.state = LetterState.FAILED if left.exists() else LetterState.SENT
        held.save(update_fields=["state"])
    if held.state == LetterState.SENT:
        _follow(held, by, at)
    after: Ids = {"contact": held_for.contact_id, "left": not reason, "state": held.state}
    _record("letter.delivered", held, by, at, after, Operation.DISCLOSURE)
    return held


def _follow(letter: Letter, by: Actor, at: datetime) -> None:
    """What comes to be true with a letter that was sent."""
    inspection = letter.inspection
    if letter.template == ANNOUNCEMENT:
        store_fact(inspection=inspection, needed=Needed.ANNOUNCEMENT_SENT, true=True, by=by, at=at)
    _, template = template_for(inspection.edition_id, letter.template)
    tasks = PlannedTask.objects.filter(inspection=inspection, code=template.finishes, done_at=None)
    tasks.update(done_at=at, done_by=by.id)


def _held(letter: Letter) -> Letter:
    """The letter as it is now; two who do something with it at once wait for each other here."""
    held = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    if held is None:
        raise LeftAlready("The draft was thrown away.")
    held.inspection = Inspection.objects.select_related("provider", "edition").get(pk=held.inspection_id)
    return held


def _check_draft(letter: Letter) -> None:
    if letter.state != LetterState.DRAFT:
        raise LeftAlready("The letter was sent already.")


def _record(
    action: str,
    letter: Letter,
    by: Actor,
    at: datetime,
    told: Ids,
    operation: Operation = Operation.ALTERATION,
) -> None:
    on = ("inspections.inspection", letter.inspection_id)
    record(action, by=by, at=at, operation=operation, on=on, after={"letter": letter.pk, **told})
