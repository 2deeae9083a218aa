"""Does every write action leave exactly one row in the log, in its own transaction, and is there no other writing?"""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from acts import ACTS, name_of
from django.db import transaction

from eyre.platform.audit import Actor, Operation
from eyre.platform.audit.models import AuditEvent

SOURCE = Path(__file__).parents[2] / "src" / "eyre"
for entries in sorted(Path(__file__).parent.glob("acts_*.py")):
    importlib.import_module(entries.stem)

BY = Actor("3f0c5c1e-0000-4000-8000-000000000001", "administrator", "192.0.2.7")
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

# Methods of the ORM that write; `update` is also one of dictionaries and digests, so it counts behind a query only
WRITING = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
WRITING |= {f"a{name}" for name in WRITING}
QUERIES = {
    "objects",
    "_default_manager",
    "_base_manager",
    "filter",
    "exclude",
    "all",
    "order_by",
    "select_for_update",
}

# Who else may write, and why that escapes nobody
MACHINERY = {
    "platform/files/pictures.py": "saves a picture into memory, and no row",
    "cases/lists/templates_made.py": "saves a workbook into memory, and no row",
    "platform/files/keeping.py": "a file is kept for actions, which record what it was sent for",
    "platform/rows.py": "match_rows is called by actions, which record what it changed",
    "inspections/facts.py": "store_fact is called by actions, which record what they did",
    "inspections/opened.py": "one inspection or a whole review: opened by actions, which record it",
    "inspections/plan_dates.py": "the dates of a plan are written by actions, which record them",
    "inspections/plan_rows.py": "the tasks of a plan are written by actions, which record how many",
    "inspections/plan_rounds.py": "a round is moved by an action, which records it",
    "cases/lists/rows.py": "the rows of a list that nobody sees before store_case_list records that it is whole",
    "platform/audit/recording.py": "the log itself",
    "platform/audit/sealing.py": "the seals of the log, which a program makes and no person",
}


def _modules() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        if "actions" in parts:
            yield ".".join(part for part in parts if part != "__init__")


def actions() -> list[Callable[..., Any]]:
    """Every public function that is defined in an actions module."""
    found = []
    for name in _modules():
        module = importlib.import_module(name)
        found += [
            each
            for key, each in vars(module).items()
            if inspect.isfunction(each) and not key.startswith("_") and each.__module__ == name
        ]
    return found


ACTIONS = actions()


def test_every_action_has_an_entry_and_every_entry_an_action() -> None:
    assert len(ACTIONS) > 9
    assert {name_of(each) for each in ACTIONS} == set(ACTS)


@pytest.mark.parametrize("action", ACTIONS, ids=name_of)
def test_an_action_says_who_and_when_by_name(action: Callable[..., Any]) -> None:
    parameters = inspect.signature(action).parameters
    assert all(each.kind is each.KEYWORD_ONLY for each in parameters.values())
    assert parameters["by"].annotation == "Actor"
    assert parameters["at"].annotation == "datetime"


def carry_out(action: Callable[..., Any]) -> tuple[Actor, list[AuditEvent]]:
    """Prepare and do it: who did it, and what was recorded of the act alone."""
    arguments = {"by": BY, "at": AT} | ACTS[name_of(action)]()
    latest = AuditEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
    action(**arguments)
    by = arguments["by"]
    assert isinstance(by, Actor)
    return by, list(AuditEvent.objects.filter(id__gt=latest))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("action", ACTIONS, ids=name_of)
def test_an_action_leaves_exactly_one_row(loaded: Any, action: Callable[..., Any]) -> None:
    by, rows = carry_out(action)
    assert len(rows) == 1
    (row,) = rows
    assert (row.chain, row.actor, row.role, row.origin) == ("writes", by.id, by.role, by.origin)
    assert row.at == AT
    assert row.at.utcoffset() == AT.utcoffset()
    assert row.operation in set(Operation)
    assert row.action.count(".") == 1
    assert row.subject_kind
    assert row.subject_id


class LaterFailure(Exception):
    """Something else in the same transaction went wrong."""


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("action", ACTIONS, ids=name_of)
def test_the_row_falls_with_the_act(loaded: Any, action: Callable[..., Any]) -> None:
    before = AuditEvent.objects.count()

    def fail() -> None:
        with transaction.atomic():
            carry_out(action)
            raise LaterFailure

    with pytest.raises(LaterFailure):
        fail()
    assert AuditEvent.objects.count() == before


@pytest.mark.slow
@pytest.mark.django_db
def test_what_changes_nothing_leaves_no_row(loaded: Any) -> None:
    from eyre.site.loading import load_published_data

    before = AuditEvent.objects.count()
    assert before > 20
    load_published_data(by=BY, at=AT)
    assert AuditEvent.objects.count() == before


def not_atomic(source: str) -> list[str]:
    """The public functions of a module that do not open a transaction of their own."""
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not any(ast.unparse(each).startswith("transaction.atomic") for each in node.decorator_list)
    ]


def writes(source: str) -> list[str]:
    """Where a module writes to the database through the ORM."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, behind = (
            node.func.attr,
            {each.attr for each in ast.walk(node.func.value) if isinstance(each, ast.Attribute)},
        )
        if name in WRITING or (name in {"update", "aupdate"} and behind & QUERIES):
            found.append(f"{ast.unparse(node.func)} in line {node.lineno}")
    return found


PATHS = [str(path.relative_to(SOURCE)) for path in sorted(SOURCE.rglob("*.py"))]
ACTION_PATHS = [path for path in PATHS if "actions" in Path(path).with_suffix("").parts]


@pytest.mark.parametrize("path", ACTION_PATHS)
def test_an_action_opens_a_transaction(path: str) -> None:
    assert not not_atomic((SOURCE / path).read_text("utf-8"))


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in PATHS
        if path not in {*ACTION_PATHS, *MACHINERY} and "migrations" not in Path(path).parts
    ],
)
def test_nothing_writes_outside_actions(path: str) -> None:
    assert not writes((SOURCE / path).read_text("utf-8"))


def test_what_may_write_besides_is_there_and_writes() -> None:
    assert {path for path in MACHINERY if not writes((SOURCE / path).read_text("utf-8"))} == set()


def test_these_tests_can_fail_too() -> None:
    assert writes("Person.objects.create(name='Ada')")
    assert writes("Person.objects.filter(id=1).update(name='Ada')")
    assert writes("person.save()")
    assert writes("for row in rows:\n    row.delete()")
    assert not writes("seen.update(rows); digest.update(b'')")
    assert not_atomic("def give(*, by, at): ...") == ["give"]
    assert not not_atomic("@transaction.atomic\ndef give(*, by, at): ...\ndef _inner(): ...")
