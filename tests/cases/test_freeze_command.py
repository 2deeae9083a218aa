"""`eyre freeze verify`: what it prints, answers and writes down."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from eyre.cases.actions.freezing import freeze
from eyre.cases.models import Freeze, JournalEntry
from eyre.cases.queries.freezing import receipt_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.site.command import main
from made_cases import assessed, cases_of
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
ID = "pdu-2023-cumbria"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["freeze", "verify", *words])


@pytest.fixture
def frozen() -> Freeze:
    Inspection.objects.filter(pk=ID).update(is_public=False, stage="fieldwork")
    one = Inspection.objects.get(pk=ID)
    who = Person.objects.create(email=f"{uuid4()}@example.org", name="Ann", invited_at=NOON)
    assessed(cases_of(one, 1)[0], who, is_complete=True)
    return freeze(inspection=one, by=Actor.of_command("the tests"), at=NOON)


def test_as_it_was(frozen: Freeze) -> None:
    done = run(ID)
    assert done.exit_code == 0, done.output
    assert done.output == f"{ID}, freeze 1: {frozen.digest}\nAs it was: 1 cases.\n"
    assert AuditEvent.objects.filter(action="freeze.verified", subject_id=ID).count() == 1


def test_as_json(frozen: Freeze) -> None:
    told = json.loads(run(ID, "--json").output)
    assert told == {"inspection": ID, "number": 1, "sha256": frozen.digest, "faults": []}


def test_a_journal_that_was_changed_shows(frozen: Freeze) -> None:
    JournalEntry.objects.filter(number=JournalEntry.objects.latest("number").number).update(hash="0" * 64)
    done = run(ID)
    assert done.exit_code == 1
    assert "Something differs." in done.output


def test_a_receipt_kept_elsewhere_is_compared(frozen: Freeze, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.json"
    kept.write_text(receipt_of(frozen))
    assert run(ID, "--receipt", str(kept)).exit_code == 0
    kept.write_text(receipt_of(frozen).replace(frozen.digest, "0" * 64))
    done = run(ID, "--receipt", str(kept))
    assert done.exit_code == 1
    assert "The receipt says otherwise about: sha256." in done.output


@pytest.mark.parametrize("content", ["", "[]", "not JSON"])
def test_what_is_no_receipt(frozen: Freeze, tmp_path: Path, content: str) -> None:
    kept = tmp_path / "receipt.json"
    kept.write_text(content)
    assert run(ID, "--receipt", str(kept)).exit_code == 2


def test_nothing_is_frozen() -> None:
    done = run(ID)
    assert done.exit_code == 2
    assert "not frozen" in done.output
