"""`eyre reconstruct` writes the shipped file again, byte for byte."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from eyre.cases.commands import reconstruct

SHIPPED = files("eyre.cases").joinpath("data", "north-west-2023", "answers.csv").read_bytes()


def test_the_command_writes_the_shipped_file(tmp_path: Path) -> None:
    target = tmp_path / "answers.csv"
    result = CliRunner().invoke(reconstruct, ["--output", str(target)])
    assert result.exit_code == 0
    assert target.read_bytes() == SHIPPED


def test_without_output_the_answers_go_to_the_terminal() -> None:
    assert CliRunner().invoke(reconstruct, []).stdout_bytes == SHIPPED


@pytest.mark.slow
def test_any_other_seed_writes_other_answers() -> None:
    result = CliRunner().invoke(reconstruct, ["--seed", "\udcff"])
    assert result.exit_code == 0
    assert result.stdout_bytes != SHIPPED


def test_json_carries_the_label() -> None:
    result = CliRunner().invoke(reconstruct, ["--json"])
    told = json.loads(result.stdout)
    assert told["label"] == "reconstructed, not the inspectorate's data"
    assert len(told["answers"]) == SHIPPED.count(b"\n") - 1


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(reconstruct, ["--output", str(tmp_path / "none" / "answers.csv")])
    assert result.exit_code == 2
    assert "answers.csv" in result.output
