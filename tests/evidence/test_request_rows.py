"""The promises that the tables keep, each broken once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from requests_made import AT, DUE, asked, send

from cast import Cast
from eyre.evidence.models import Request, RequestFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "lost"}, "request_state_is_known"),
        ({"state": "asked-again", "reason": ""}, "request_state_has_its_reason"),
        ({"state": "not-applicable", "reason": ""}, "request_state_has_its_reason"),
        ({"state": "prepared"}, "request_asked_has_its_day"),
        ({"due": None}, "request_asked_has_its_day"),
    ],
)
def test_an_item_that_breaks_a_promise_is_refused(
    cast: Cast, change: dict[str, Any], constraint: str
) -> None:
    item = asked(cast.eastmere)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Request.objects.filter(pk=item.pk).update(**change)


def test_an_item_is_asked_for_once(cast: Cast) -> None:
    item = asked(cast.eastmere)
    item.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()
    assert item.due == DUE


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"taken_back_at": AT + timedelta(days=1)}, "request_file_taken_back_whole"),
        ({"taken_back_at": AT - timedelta(days=1), "taken_back_by": "x"}, "request_file_taken_back_after"),
    ],
)
def test_a_file_that_breaks_a_promise_is_refused(cast: Cast, change: dict[str, Any], constraint: str) -> None:
    sent = send(asked(cast.eastmere), cast)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RequestFile.objects.filter(pk=sent.pk).update(**change)
