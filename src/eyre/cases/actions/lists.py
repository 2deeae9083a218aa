"""Every write about case lists: an upload is kept, found faulty or stored, and the seed of its sample is fixed.

The rows themselves are written by eyre.cases.lists.rows while a list is being checked: nobody sees them before
`store_case_list` says that the list is whole.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from eyre.cases.exceptions import CannotSaySeed, CannotSendList, ListLost
from eyre.cases.keys import UPLOADS
from eyre.cases.lists.problems import counted, seal_problems
from eyre.cases.lists.reading import ENDINGS, MOST_BYTES
from eyre.cases.lists.shipped import NoSpecification, specification_for
from eyre.cases.models import CaseList, DrawSeed, ListedCase, Sample
from eyre.cases.models.lists import ListState
from eyre.core.cases.problems import Problems
from eyre.inspections.models import Inspection
from eyre.inspections.plan_rows import tick
from eyre.platform.audit import Actor, Ids, Operation, record

TASK = "case-list"  # of the plan
UNDER_WAY = (ListState.WAITING, ListState.CHECKING)
NO_FIELDWORK = "The dates of fieldwork are not set, and they decide which cases may be drawn. Ask the operations officer to set them."
ANOTHER_WAITS = "A list is being checked just now. Wait until it is done, then send another if you need to."
SAME = "This is the list that is in force already: nothing was changed."
DRAWN = "A sample was drawn from the list that is in force. To replace the list, the lead inspector first withdraws the sample."


@transaction.atomic
def send_case_list(*, inspection: Inspection, content: bytes, name: str, by: Actor, at: datetime) -> CaseList:
    """Keep an upload, sealed, until it is checked. Of its name only the ending is kept, for a name may name somebody.

    Raises:
        CannotSendList: when it is empty or too large, when another is being checked, when it is in force already, when
            a sample was drawn, or when the inspection has no fieldwork to count from.
    """
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    digest = hashlib.sha256(content).hexdigest()
    rules = _rules_for(inspection, content, digest)
    version = CaseList.objects.filter(inspection=inspection).count() + 1
    made = CaseList.objects.create(
        inspection=inspection,
        version=version,
        file_name=f"case-list-{version}{_ending(name)}",
        digest=digest,
        upload=UPLOADS.seal(content),
        state=ListState.WAITING,
        rules=rules,
        counted_from=inspection.fieldwork_from,
        sent_by=by.id,
        sent_at=at,
    )
    _give_seed(made, by, at)
    after: Ids = {"inspection": inspection.pk, "version": version, "digest": digest, "bytes": len(content)}
    record("case_list.sent", by=by, at=at, operation=Operation.COLLECTION, on=made, after=after)
    return made


def _rules_for(inspection: Inspection, content: bytes, digest: str) -> str:
    """The id of the specification the list is checked by, where nothing speaks against taking it in."""
    lists = CaseList.objects.filter(inspection=inspection)
    try:
        rules = specification_for(inspection.edition_id).id
    except NoSpecification as why:
        raise CannotSendList(str(why)) from why
    if not content:
        raise CannotSendList("The file is empty. Choose the file again.")
    if len(content) > MOST_BYTES:
        raise CannotSendList(
            f"The file has more than {MOST_BYTES:,} bytes. Save it as CSV, which is smaller."
        )
    if inspection.fieldwork_from is None:
        raise CannotSendList(NO_FIELDWORK)
    if lists.filter(state__in=UNDER_WAY).exists():
        raise CannotSendList(ANOTHER_WAITS)
    if lists.filter(state=ListState.STORED, digest=digest, counted_from=inspection.fieldwork_from).exists():
        raise CannotSendList(SAME)
    if Sample.objects.filter(inspection=inspection, is_current=True).exists():
        raise CannotSendList(DRAWN)
    return rules


def _ending(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    return ending if ending in ENDINGS else ".unknown"


def _give_seed(made: CaseList, by: Actor, at: datetime) -> None:
    """Fix what the draw will hang on: the seed that was said, or one from the system's source of randomness."""
    said = DrawSeed.objects.filter(inspection=made.inspection_id, case_list=None)
    if not said.update(case_list=made):
        DrawSeed.objects.create(
            inspection_id=made.inspection_id,
            case_list=made,
            seed=secrets.token_hex(16),
            was_said=False,
            fixed_by=by.id,
            fixed_at=at,
        )


@transaction.atomic
def say_seed(*, inspection: Inspection, seed: str, by: Actor, at: datetime) -> DrawSeed:
    """Say what the first draw hangs on, before anybody knows the pseudonyms that it puts in order.

    Raises:
        CannotSaySeed: once a list was sent, or a seed was said.
    """
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    words = " ".join(seed.split())
    if not 8 <= len(words) <= 200 or not words.isprintable():
        raise CannotSaySeed("A seed has between 8 and 200 characters that can be seen: a sentence, say.")
    if CaseList.objects.filter(inspection=inspection).exists():
        raise CannotSaySeed(
            "A list was sent already, so Eyre has made the seed: one said now could be chosen."
        )
    if DrawSeed.objects.filter(inspection=inspection).exists():
        raise CannotSaySeed("A seed was said already, and is not changed.")
    made = DrawSeed.objects.create(
        inspection=inspection, seed=words, was_said=True, fixed_by=by.id, fixed_at=at
    )
    digest = hashlib.sha256(words.encode()).hexdigest()
    record("seed.said", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after={"digest": digest})
    return made


@transaction.atomic
def refuse_case_list(
    *, case_list: CaseList, taker: str, problems: Problems, by: Actor, at: datetime
) -> CaseList:
    """Say that a list has problems; they are kept sealed, and the upload is not kept.

    Raises:
        ListLost: when another worker has taken it over.
    """
    held = _held(case_list, taker)
    held.state, held.upload, held.checked_at = ListState.REFUSED, None, at
    held.problems, held.problem_count = counted(problems), len(problems)
    held.sealed_problems = seal_problems(problems)
    held.save()
    record(
        "case_list.refused",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=held,
        after={"inspection": held.inspection_id, "version": held.version, "problems": len(problems)},
    )
    return held


@transaction.atomic
def store_case_list(
    *, case_list: CaseList, taker: str, excluded: dict[str, int], by: Actor, at: datetime
) -> CaseList:
    """Say that every row of a list is stored: from now on it is in force, and the one before it is not.

    Raises:
        ListLost: when another worker has taken it over, or not every row is there.
    """
    held = _held(case_list, taker)
    if ListedCase.objects.filter(case_list=held).count() != held.rows:
        raise ListLost("not every row is there")
    CaseList.objects.filter(inspection=held.inspection_id, state=ListState.STORED).update(
        state=ListState.REPLACED
    )
    held.state, held.upload, held.checked_at, held.excluded = ListState.STORED, None, at, excluded
    held.save()
    tick(inspection=held.inspection, code=TASK, by=by, at=at)
    after: Ids = {"inspection": held.inspection_id, "version": held.version, "cases": held.rows}
    record("case_list.stored", by=by, at=at, operation=Operation.COLLECTION, on=held, after=after)
    return held


def _held(case_list: CaseList, taker: str) -> CaseList:
    """The row, locked, if this worker still has it."""
    held = CaseList.objects.select_for_update().get(pk=case_list.pk)
    if held.state != ListState.CHECKING or held.taken_by != taker:
        raise ListLost(str(case_list))
    return held
