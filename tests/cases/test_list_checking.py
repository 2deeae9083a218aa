"""An upload is kept sealed, checked once, and stored under pseudonyms; names are in the keys and nowhere else."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import connection
from django.utils.timezone import now

from case_lists_made import FIELDWORK, HEADER, a_row, as_csv, rows
from eyre.cases.actions.lists import say_seed, send_case_list, store_case_list
from eyre.cases.exceptions import CannotSaySeed, CannotSendList, ListLost
from eyre.cases.keys import unseal_identity
from eyre.cases.lists.checking import BY, check
from eyre.cases.lists.commands import case_lists
from eyre.cases.lists.keeping import check_waiting
from eyre.cases.lists.problems import open_problems
from eyre.cases.lists.rows import LEASE, expect_rows, put_rows, take_waiting
from eyre.cases.models import CaseKey, CaseList, DrawSeed, ListedCase
from eyre.inspections.models import Inspection
from eyre.platform.audit.models import AuditEvent
from published_data import NOON

pytestmark = pytest.mark.django_db
Send = Callable[..., CaseList]


@pytest.fixture
def inspection(loaded: Any) -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(fieldwork_from=FIELDWORK, fieldwork_to=FIELDWORK)
    return Inspection.objects.get(pk="pdu-2023-cumbria")


@pytest.fixture
def send(inspection: Inspection) -> Send:
    def sending(content: bytes, name: str = "list.csv", *, checked: bool = True) -> CaseList:
        made = send_case_list(inspection=inspection, content=content, name=name, by=BY, at=NOON)
        if checked:
            assert check_waiting() == 1
        made.refresh_from_db()
        return made

    return sending


def everything() -> Iterator[str]:
    """Every row of every table but the keys, as text."""
    for model in apps.get_models(include_auto_created=True):
        if model is CaseKey:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            yield from (repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor)


def test_a_good_list_is_stored_with_every_case_once(send: Send) -> None:
    found = send(as_csv(rows(25)))
    assert (found.state, found.rows, found.done, found.upload) == ("stored", 25, 25, None)
    assert ListedCase.objects.filter(case_list=found).count() == 25
    assert len(set(ListedCase.objects.values_list("pseudonym", flat=True))) == 25
    case = ListedCase.objects.get(case_list=found, row=2)
    assert case.kind == "community"
    assert case.attributes == {
        "sex": "male", "disposal": "suspended-sentence-order", "risk": "medium", "office": "Mill Lane", "grade": "pso",
    }  # fmt: skip
    key = unseal_identity(CaseKey.objects.get(pseudonym=case.pseudonym).sealed)
    assert (key.identifier, key.name, key.practitioner) == (
        "CRN-000001",
        "Planted Name 1",
        "Officer Planted 1",
    )
    practitioner = CaseKey.objects.get(pseudonym=case.practitioner)
    assert unseal_identity(practitioner.sealed).name == "Officer Planted 1"


def test_nothing_but_the_keys_holds_a_name_whatever_became_of_the_list(
    send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    send(as_csv(rows(9)), "Planted Name.csv")
    swapped = a_row(10)
    swapped[1], swapped[3] = swapped[3], swapped[1]
    send(as_csv([swapped, a_row(11)], header=[*HEADER[:10], "Planted Name of a column"]))
    send(as_csv(rows(4)), "Planted.csv", checked=False)
    told = "\n".join(everything()) + caplog.text
    assert "Planted" not in told
    assert "CRN-0000" not in told
    assert "1990" not in told
    keys = "".join(repr(bytes(key)) for key in CaseKey.objects.values_list("sealed", flat=True))
    assert "Planted" not in keys


def test_the_canary_would_be_heard(send: Send) -> None:
    made = send(as_csv(rows(2)))
    CaseList.objects.filter(pk=made.pk).update(file_name="Planted Name.csv")
    assert any("Planted" in row for row in everything())


def test_a_refused_list_keeps_its_problems_and_stores_nothing(send: Send) -> None:
    bad = a_row(2)
    bad[3], bad[9] = "femal", "31/02/2026"
    found = send(as_csv([a_row(1), bad]))
    assert (found.state, found.problem_count, found.upload) == ("refused", 2, None)
    assert [(one.row, one.column) for one in open_problems(found.sealed_problems)] == [
        (3, "sex"),
        (3, "start date"),
    ]
    assert found.problems == [{"kind": "impossible value", "count": 2}]
    assert not ListedCase.objects.filter(case_list=found).exists()
    assert not CaseKey.objects.exists()


def test_a_later_version_replaces_the_list_and_keeps_the_pseudonyms(send: Send) -> None:
    first = send(as_csv(rows(6)))
    before = {case.row: case.pseudonym for case in ListedCase.objects.filter(case_list=first)}
    changed = rows(6)[2:]
    changed[0][0], changed[0][1] = " crn-000 003", "Another Name"
    second = send(as_csv(changed))
    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("replaced", "stored", 2)
    after = {case.row: case.pseudonym for case in ListedCase.objects.filter(case_list=second)}
    assert [after[row] for row in (2, 3, 4, 5)] == [before[row] for row in (4, 5, 6, 7)]
    assert unseal_identity(CaseKey.objects.get(pseudonym=after[2]).sealed).name == "Another Name"
    assert CaseKey.objects.filter(pseudonym__startswith="C-").count() == 6


def test_pseudonyms_say_nothing_and_have_no_doubtful_sign(send: Send) -> None:
    names = list(
        ListedCase.objects.filter(case_list=send(as_csv(rows(30)))).values_list("pseudonym", flat=True)
    )
    assert names != sorted(names)
    assert all(len(name) == 8 and not set(name[2:]) & set("01OILZ2S5B8U") for name in names)


def test_cases_outside_the_window_are_counted_by_rule(send: Send) -> None:
    early, late = a_row(1), a_row(2)
    early[9], late[9] = "01/01/2026", "01/09/2026"
    found = send(as_csv([early, late, a_row(3)]))
    assert found.excluded == {"started-too-early": 1, "started-too-late": 1}
    assert list(ListedCase.objects.filter(case_list=found).values_list("excluded", flat=True)) == [
        "started-too-early", "started-too-late", "",
    ]  # fmt: skip


def test_a_list_left_by_a_crash_is_taken_again_and_stored_once(send: Send) -> None:
    made = send(as_csv(rows(5)), checked=False)
    dead = take_waiting("dead", now())
    assert dead is not None
    expect_rows(dead, "dead", 5, now())
    put_rows(dead, "dead", [], [ListedCase(case_list=dead, row=2, pseudonym="C-LEFT", kind="x")], 1, now())
    assert take_waiting("alive", now()) is None
    assert take_waiting("alive", now() + LEASE + timedelta(seconds=1)) == made
    with pytest.raises(ListLost):
        put_rows(dead, "dead", [], [], 2, now())
    with pytest.raises(ListLost):
        store_case_list(case_list=dead, taker="dead", excluded={}, by=BY, at=NOON)
    check(CaseList.objects.get(pk=made.pk), "alive", now)
    made.refresh_from_db()
    assert (made.state, ListedCase.objects.filter(case_list=made).count()) == ("stored", 5)
    assert AuditEvent.objects.filter(action="case_list.stored").count() == 1


def test_a_list_of_which_rows_lack_is_not_called_stored(send: Send) -> None:
    made = send(as_csv(rows(5)), checked=False)
    take_waiting("a", now())
    expect_rows(made, "a", 5, now())
    with pytest.raises(ListLost, match="not every row"):
        store_case_list(case_list=made, taker="a", excluded={}, by=BY, at=NOON)


def test_what_is_not_taken_in_is_refused_in_words(send: Send, inspection: Inspection) -> None:
    waiting = send(as_csv(rows(2)), checked=False)
    with pytest.raises(CannotSendList, match="is being checked just now"):
        send(as_csv(rows(3)))
    check_waiting()
    with pytest.raises(CannotSendList, match="in force already"):
        send(as_csv(rows(2)))
    with pytest.raises(CannotSendList, match="empty"):
        send(b"")
    Inspection.objects.filter(pk=inspection.pk).update(fieldwork_from=None, fieldwork_to=None)
    inspection.refresh_from_db()
    with pytest.raises(CannotSendList, match="dates of fieldwork"):
        send(as_csv(rows(3)))
    inspection.edition_id = "hmip-approved-premises-2025"
    with pytest.raises(CannotSendList, match="draw no cases"):
        send(as_csv(rows(3)))
    assert CaseList.objects.count() == 1
    assert waiting.version == 1


def test_a_seed_is_said_before_the_first_list_or_made_with_each(send: Send, inspection: Inspection) -> None:
    say_seed(inspection=inspection, seed=" the sea  at noon ", by=BY, at=NOON)
    with pytest.raises(CannotSaySeed, match="was said already"):
        say_seed(inspection=inspection, seed="another sentence", by=BY, at=NOON)
    first = send(as_csv(rows(2)))
    with pytest.raises(CannotSaySeed, match="sent already"):
        say_seed(inspection=inspection, seed="another sentence", by=BY, at=NOON)
    second = send(as_csv(rows(3)))
    said, made = DrawSeed.objects.order_by("pk")
    assert (said.seed, said.was_said, said.case_list) == ("the sea at noon", True, first)
    assert (len(made.seed), made.was_said, made.case_list) == (32, False, second)


@pytest.mark.parametrize("seed", ["short", "x" * 201, "a line\u200eof marks"])
def test_a_seed_that_is_none_is_refused(inspection: Inspection, seed: str) -> None:
    with pytest.raises(CannotSaySeed, match="between 8 and 200"):
        say_seed(inspection=inspection, seed=seed, by=BY, at=NOON)


def test_the_command_checks_what_waits(send: Send) -> None:
    made = send(as_csv(rows(3)), checked=False)
    assert CliRunner().invoke(case_lists, ["--json"]).output == '{"checked": 1}\n'
    made.refresh_from_db()
    assert made.state == "stored"
    assert CliRunner().invoke(case_lists).output == "0 case lists checked.\n"
