"""The actions on letters to a provider."""

from datetime import UTC, datetime

from acts import act

from eyre.inspections.actions import letters
from eyre.inspections.models import Inspection, Recipient
from eyre.inspections.queries.letters import preview
from letters_made import BY, brought, drafted, people, plan, sent
from published_data import NOON

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # when test_audit_walk acts: a letter tells the day it goes


def inspection() -> Inspection:
    return Inspection.objects.select_related("edition", "provider").get(pk="pdu-2023-cumbria")


def whole() -> Inspection:
    return people(plan(inspection()))


@act(letters.draft_letter)
def _() -> dict[str, object]:
    return {"inspection": inspection(), "template": "thanks"}


@act(letters.change_paragraph)
def _() -> dict[str, object]:
    return {"letter": drafted(inspection()), "paragraph": "Words that stay out of the log."}


@act(letters.discard_letter)
def _() -> dict[str, object]:
    return {"letter": drafted(inspection())}


@act(letters.send_letter)
def _() -> dict[str, object]:
    draft = drafted(whole())
    return {"letter": draft, "seal": preview(draft, AT.date()).seal}


@act(letters.retry_letter)
def _() -> dict[str, object]:
    return {"letter": brought(sent(whole()), reason="no server")}


@act(letters.note_delivery)
def _() -> dict[str, object]:
    first, second = Recipient.objects.filter(letter=sent(whole()))
    letters.note_delivery(recipient=second, reason="", by=BY, at=NOON)
    return {"recipient": first, "reason": ""}
