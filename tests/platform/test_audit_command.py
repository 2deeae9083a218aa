"""`eyre audit`: what it prints, writes down and answers."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from audit_tables import NOON, past_the_triggers, row
from eyre.platform.audit.models import AuditEvent
from eyre.platform.audit.sealing import seal_all
from eyre.platform.commands import in_words
from eyre.site.command import main

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", *words])


@pytest.fixture
def three() -> None:
    for key in (1, 2, 3):
        row(id=key)
    row("reads", id=4, at=NOON.replace(day=24))


def test_seals_and_says_how_many(three: None) -> None:
    assert run("seal").output == "Sealed 3 writes, 1 reads.\n"
    assert json.loads(run("seal", "--json").output) == {"sealed": {"writes": 0, "reads": 0}}


def test_a_whole_log_is_told_with_its_heads_and_the_check_is_written_down(three: None) -> None:
    seal_all(at=NOON)
    row(id=5)
    done = run("verify")
    assert done.exit_code == 0
    assert "writes: whole. 3 rows in 1 segment, 1 wait to be sealed. Head 1: " in done.output
    assert "reads: whole. 1 rows in 1 segment" in done.output
    told = AuditEvent.objects.filter(action="chain.verified").order_by("id")
    assert [(event.subject_id, json.loads(event.after)["faults"]) for event in told] == [
        ("writes", 0),
        ("reads", 0),
    ]
    assert {event.actor for event in told} == {"eyre audit verify"}


def test_a_broken_log_names_the_first_row_and_answers_1(three: None) -> None:
    seal_all(at=NOON)
    with past_the_triggers():
        AuditEvent.objects.filter(id__in=[2, 3]).update(actor="x")
    done = run("verify")
    assert done.exit_code == 1
    assert (
        "writes: BROKEN. The first: row 2 is not as it was sealed in segment 1: its digest is another."
        in done.output
    )
    assert "writes: row 3" in done.output
    answer = json.loads(run("verify", "--json").output)
    assert answer["is_whole"] is False
    assert [fault["row"] for fault in answer["chains"][0]["faults"]] == [2, 3]


def test_no_more_than_ten_are_told_in_words(three: None) -> None:
    for key in range(5, 20):
        row(id=key)
    seal_all(at=NOON)
    with past_the_triggers():
        AuditEvent.objects.filter(chain="writes").update(actor="x")
    lines = run("verify").output.splitlines()
    assert len([line for line in lines if "its digest is another" in line]) == 10
    assert "writes: and 8 more." in lines


def test_heads_kept_elsewhere_are_held_against_the_log(three: None, tmp_path: Path) -> None:
    seal_all(at=NOON)
    kept = tmp_path / "heads.json"
    kept.write_text(run("heads").output)
    assert run("verify", "--heads", str(kept)).exit_code == 0
    kept.write_text(kept.read_text().replace('"number": 1', '"number": 2'))
    done = run("verify", "--heads", str(kept), "--heads", str(kept))
    assert done.exit_code == 1
    assert "segment 2 is missing" in done.output


def test_a_file_of_something_else_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")
    done = run("verify", "--heads", str(tmp_path / "other.json"))
    assert done.exit_code == 2
    assert "other.json: this is no file of exported heads" in done.output
    assert run("verify", "--heads", str(tmp_path / "none.json")).exit_code == 2


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), {"1", "2", "3", "4"}),
        (("--chain", "writes"), {"1", "2", "3"}),
        (("--to", "2026-11-22"), {"1", "2", "3"}),
        (("--from", "2026-11-23", "--to", "2026-11-24"), {"4"}),
        (("--from", "2026-11-25", "--to", "2026-11-25"), set()),
    ],
)
def test_an_export_holds_the_days_and_the_chain_and_is_a_disclosure(
    three: None, words: tuple[str, ...], ids: set[str]
) -> None:
    done = run("export", *words)
    assert done.exit_code == 0
    told = AuditEvent.objects.get(action="audit.exported")
    assert {line["id"] for line in csv.DictReader(io.StringIO(done.output))} - {str(told.pk)} == ids
    assert told.operation == "disclosure"
    as_json = run("export", *words, "--format", "jsonl").output.splitlines()
    assert {str(json.loads(line)["id"]) for line in as_json} >= ids


def test_days_the_wrong_way_round_are_wrong_use(three: None) -> None:
    done = run("export", "--from", "2026-11-24", "--to", "2026-11-23")
    assert done.exit_code == 2
    assert not AuditEvent.objects.filter(action="audit.exported").exists()


def test_a_chain_without_rows_is_whole() -> None:
    from eyre.platform.audit.verifying import verify

    assert in_words(verify("reads")) == "reads: whole. 0 rows in 0 segments."


def test_a_database_without_a_log_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    def no_tables(*_: Any) -> list[str]:
        return []

    monkeypatch.setattr(connection.introspection, "table_names", no_tables)
    done = run("seal")
    assert done.exit_code == 2
    assert "`eyre load` sets it up" in done.output
