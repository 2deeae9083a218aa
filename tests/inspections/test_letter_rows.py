"""Letters: the tables keep their promises."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.inspections.models import Inspection, Letter, Recipient
from eyre.providers.actions import name_contact
from eyre.providers.models import Contact
from small_register import NOON, OFFICER, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
WHOLE = {
    "state": "sent",
    "subject": "S",
    "text": "T",
    "digest": "d",
    "sent_by": "x",
    "sent_at": NOON,
    "tried_at": NOON,
}


@pytest.fixture
def cumbria() -> Inspection:
    return small_inspections(small_register(), ("cumbria", "kent"))["cumbria"]


def letter(inspection: Inspection, **told: Any) -> Letter:
    fields = {"template": "thanks", "template_edition": "default", "state": "draft", "written_by": "x"}
    return Letter.objects.create(**({"inspection": inspection, "written_at": NOON} | fields | told))


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        (WHOLE | {"state": "lost"}, "letter_state_is_known"),
        ({"text": "T"}, "letter_sent_is_whole"),
        ({"sent_at": NOON}, "letter_sent_is_whole"),
        *(
            (WHOLE | {field: empty}, "letter_sent_is_whole")
            for field, empty in [("subject", ""), ("text", ""), ("digest", ""), ("sent_by", None)]
        ),
        (WHOLE | {"state": "failed", "tried_at": None}, "letter_sent_is_whole"),
    ],
)
def test_promises_of_a_letter(cumbria: Inspection, told: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        letter(cumbria, **told)


def test_one_draft_of_each_letter_and_any_number_that_went(cumbria: Inspection) -> None:
    letter(cumbria)
    letter(cumbria, template="announcement")
    letter(cumbria, **WHOLE)
    letter(cumbria, **WHOLE)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        letter(cumbria)


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"role": "inspector"}, "letter_recipient_speaks"),
        ({"left_at": NOON, "reason": "a reason"}, "letter_left_or_not"),
    ],
)
def test_promises_of_a_recipient(cumbria: Inspection, told: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        recipient(letter(cumbria, **WHOLE), contact(cumbria), **told)


def test_a_recipient_stands_there_once(cumbria: Inspection) -> None:
    went, who = letter(cumbria, **WHOLE), contact(cumbria)
    recipient(went, who)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        recipient(went, who)


def contact(inspection: Inspection) -> Contact:
    person = somebody(is_of_provider=True)
    return name_contact(
        person=person, provider=inspection.provider, role="point-of-contact", by=OFFICER, at=NOON
    )


def recipient(of: Letter, contact: Contact, **told: Any) -> Recipient:
    fields = {"role": contact.role, "name": "Ada", "address": "ada@example.org"}
    return Recipient.objects.create(**({"letter": of, "contact": contact} | fields | told))
