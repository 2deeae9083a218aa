"""The tables of published documents keep their promises themselves, and say in words which."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from eyre.reports.models import FactDecision, ReadDocument
from published_data import NOON

pytestmark = pytest.mark.django_db


def document(**changed: Any) -> ReadDocument:
    given = {"digest": "d" * 64, "content": b"x", "size": 1, "name": "x", "title": "T", "text": "x"}
    given |= {"draft": {}, "facts": 1, "taken_by": "me", "taken_at": NOON}
    return ReadDocument(**(given | changed))


def decision(**changed: Any) -> FactDecision:
    kept = ReadDocument.objects.filter(pk="d" * 64).first()
    if kept is None:
        kept = document()
        kept.save()
    given = {"document": kept, "fact": "f", "verdict": "accepted", "decided_by": "me", "decided_at": NOON}
    return FactDecision(**(given | changed))


@pytest.mark.parametrize(
    ("kind", "changed", "constraint"),
    [
        (document, {"size": 0}, "document_size_is_bounded"),
        (document, {"size": 20_000_001}, "document_size_is_bounded"),
        (document, {"title": ""}, "document_has_title"),
        (decision, {"verdict": "maybe"}, "decision_verdict_is_known"),
        (decision, {"verdict": "mended"}, "decision_mended_says_how"),
        (decision, {"mended": "{}"}, "decision_mended_says_how"),
        (decision, {"verdict": "rejected"}, "decision_rejected_says_why"),
    ],
)
def test_promises(kind: Any, changed: dict[str, Any], constraint: str) -> None:
    row = kind(**changed)
    told = next(c for c in row._meta.constraints if c.name == constraint).violation_error_message
    with pytest.raises(ValidationError, match=told[:20]):
        row.validate_constraints()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def test_a_document_is_kept_once() -> None:
    document().save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        document().save(force_insert=True)


@pytest.mark.parametrize(
    "changed",
    [{}, {"verdict": "mended", "mended": '{"rating": "Good"}'}, {"verdict": "rejected", "reason": "no"}],
)
def test_what_is_right_is_kept(changed: dict[str, Any]) -> None:
    decision(**changed).save()
    assert FactDecision.objects.count() == 1
