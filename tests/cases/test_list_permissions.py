"""Who may send a list, draw a sample and see one: a row for each kind of person."""

import pytest

from eyre.cases.permissions import lists
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import InspectionFacts
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

HERE, EVERYWHERE = "here", "everywhere"
# role, where it is held, sends, draws, sees
ROWS = [
    ("point-of-contact", HERE, True, False, False),
    ("accountable-director", HERE, False, False, False),
    ("operations-officer", EVERYWHERE, True, True, True),
    ("lead-inspector", HERE, True, True, True),
    ("inspector", HERE, False, False, True),
    ("local-assessor", HERE, False, False, True),
    ("quality-lead", EVERYWHERE, False, False, True),
    ("panel-member", HERE, False, False, False),
    ("report-editor", HERE, False, False, False),
    ("publications", EVERYWHERE, False, False, False),
    ("analyst", EVERYWHERE, False, False, False),
    ("administrator", EVERYWHERE, False, False, False),
    ("auditor", EVERYWHERE, False, False, False),
]


def someone(role: str, where: str, *, interest: bool = False) -> tuple[Standing, InspectionFacts]:
    roles = frozenset({role})
    standing = Standing("a-person", "Ada", roles if where == EVERYWHERE else frozenset())
    return standing, InspectionFacts(
        "an-inspection", False, roles if where == HERE else frozenset(), interest
    )


@pytest.mark.parametrize(("role", "where", "sends", "draws", "sees"), ROWS)
def test_who_may(role: str, where: str, sends: bool, draws: bool, sees: bool) -> None:
    person = someone(role, where)
    assert lists.may_send_list(*person) == sends
    assert lists.may_draw_sample(*person) == draws
    assert lists.may_see_sample(*person) == sees
    assert lists.may_see_receipt(*person) == (sees or sends)


@pytest.mark.parametrize(("role", "where", "sends", "draws", "sees"), ROWS)
def test_an_interest_takes_everything_away(
    role: str, where: str, sends: bool, draws: bool, sees: bool
) -> None:
    person = someone(role, where, interest=True)
    assert not lists.may_send_list(*person)
    assert not lists.may_draw_sample(*person)
    assert not lists.may_see_sample(*person)


def test_refusals_say_who_may_or_say_nothing() -> None:
    with pytest.raises(NotAllowed, match="operations officer, lead inspector or single point of contact"):
        lists.check_send_list(*someone("inspector", HERE))
    with pytest.raises(InspectionNotFound):
        lists.check_send_list(*someone("analyst", EVERYWHERE))
