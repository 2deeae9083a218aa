"""The actions on case lists: an upload is kept, found faulty or stored, and a seed is said."""

from acts import act
from acts_work import OTHER, inspection

from case_lists_made import FIELDWORK, as_csv, rows
from eyre.cases.actions import lists
from eyre.cases.lists.rows import expect_rows, take_waiting
from eyre.cases.models import CaseList
from eyre.core.cases.problems import Kind, Problems
from eyre.inspections.models import Inspection
from published_data import NOON


def with_fieldwork() -> Inspection:
    """An inspection whose fieldwork is known, so that a list can be sent."""
    Inspection.objects.filter(pk=inspection().pk).update(fieldwork_from=FIELDWORK, fieldwork_to=FIELDWORK)
    return inspection()


def sent() -> CaseList:
    return lists.send_case_list(
        inspection=with_fieldwork(), content=as_csv(rows(3)), name="list.csv", by=OTHER, at=NOON
    )


def taken() -> CaseList:
    """A list that a worker has taken."""
    sent()
    found = take_waiting("a-worker", NOON)
    assert found is not None
    return found


@act(lists.send_case_list)
def _() -> dict[str, object]:
    return {"inspection": with_fieldwork(), "content": as_csv(rows(3)), "name": "Planted Name.csv"}


@act(lists.say_seed)
def _() -> dict[str, object]:
    return {"inspection": with_fieldwork(), "seed": "a sentence said beforehand"}


@act(lists.refuse_case_list)
def _() -> dict[str, object]:
    problems = Problems()
    problems.add(Kind.FILE, "it is cut off")
    return {"case_list": taken(), "taker": "a-worker", "problems": problems}


@act(lists.store_case_list)
def _() -> dict[str, object]:
    found = taken()
    expect_rows(found, "a-worker", 0, NOON)
    return {"case_list": found, "taker": "a-worker", "excluded": {}}
