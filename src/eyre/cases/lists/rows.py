"""The rows of a list while it is being checked: taken by one worker, written piece by piece, seen by nobody yet.

Each piece is a transaction of its own, so that others write in between and the page can say how far it is. It first
makes sure that the list is still this worker's. A list that is left behind by a crash is taken again after a while;
the rows the first left are deleted, so that every row is stored once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from eyre.cases.exceptions import ListLost
from eyre.cases.models import CaseKey, CaseList, ListedCase
from eyre.cases.models.lists import ListState

LEASE = timedelta(seconds=90)  # longer than any piece takes, and than reading the largest workbook should


def take_waiting(taker: str, at: datetime) -> CaseList | None:
    """A list that waits, or that nobody has touched for a while: now this worker's. None where there is none."""
    left = Q(state=ListState.CHECKING, taken_at__lt=at - LEASE)
    waiting = CaseList.objects.filter(Q(state=ListState.WAITING) | left).order_by("sent_at", "pk")
    if not waiting.exists():
        return None  # asked without a lock, for it is asked every second
    with transaction.atomic():
        skips = connection.features.has_select_for_update_skip_locked
        found = waiting.select_for_update(skip_locked=skips).first()
        if found is None:
            return None
        found.state, found.taken_by, found.taken_at, found.rows, found.done = (
            ListState.CHECKING,
            taker,
            at,
            0,
            0,
        )
        found.save(update_fields=["state", "taken_by", "taken_at", "rows", "done"])
    return found


def expect_rows(case_list: CaseList, taker: str, rows: int, at: datetime) -> None:
    """Say how many rows there will be, and remove what an earlier worker left. Raises ListLost."""
    with transaction.atomic():
        _still_ours(case_list, taker, rows=rows, done=0, taken_at=at)
        ListedCase.objects.filter(case_list=case_list).delete()


def put_rows(
    case_list: CaseList,
    taker: str,
    keys: Sequence[CaseKey],
    cases: Sequence[ListedCase],
    done: int,
    at: datetime,
) -> None:
    """Write a piece of a list; who a case is, is written anew where it was told before. Raises ListLost."""
    with transaction.atomic():
        _still_ours(case_list, taker, done=done, taken_at=at)
        CaseKey.objects.bulk_create(
            keys,
            update_conflicts=True,
            unique_fields=["inspection", "pseudonym"],
            update_fields=["sealed"],
        )
        ListedCase.objects.bulk_create(cases)


def _still_ours(case_list: CaseList, taker: str, **told: object) -> None:
    mine = CaseList.objects.filter(pk=case_list.pk, state=ListState.CHECKING, taken_by=taker)
    if not mine.update(**told):
        raise ListLost(str(case_list))
