"""`eyre frameworks`: what a person reads, what a programme reads, and what a bad file gets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eyre.core.frameworks import build_edition
from eyre.frameworks.commands import frameworks
from eyre.frameworks.reading import load_edition, shipped_editions

PDU21, PDU23 = "hmip-probation-pdu-2021", "hmip-probation-pdu-2023"


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(frameworks, list(arguments))


def read(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_names_every_edition() -> None:
    text = read("list")
    assert all(name in text for name in shipped_editions())
    assert "outline" in text


def test_the_list_for_programmes() -> None:
    rows = json.loads(read("list", "--json"))
    assert [row["id"] for row in rows] == list(shipped_editions())
    assert rows[0]["valid_to"] is None
    assert len(rows[0]["sha256"]) == 64


def test_showing_an_edition() -> None:
    text = read("show", PDU21)
    assert "2.1 Court work (from cases, may be not rated)" in text
    assert "a summary and not the inspectorate's own" in text
    assert "Requires improvement at least 50 per cent and under 65 per cent" in text
    assert "letter-counts" not in text
    assert "not counted in the sum" in read("show", "hmip-youth-2021")
    assert "the panel decides" in read("show", "cqc-adult-social-care-2022")


def test_showing_all_of_it() -> None:
    text = read("show", PDU21, "--full")
    assert "letter-counts" in text
    assert "c) Specific concerns about actual and potential victims analysed" in text
    assert "recalled: rounding" in text


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_what_is_shown_as_json_is_the_edition(edition_id: str) -> None:
    assert build_edition(json.loads(read("show", edition_id, "--json"))) == load_edition(edition_id)
    assert read("show", edition_id, "--full")


def test_an_unknown_edition_is_refused_in_words() -> None:
    result = run("show", "pdu-2021")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"did you mean {PDU21}?" in result.stderr


def test_checking_good_files() -> None:
    paths = [str(path) for path in shipped_editions().values()]
    text = read("check", *paths)
    assert text.count("fine.") == len(paths)


def test_checking_lists_every_mistake_of_every_file(tmp_path: Path) -> None:
    good = shipped_editions()[PDU21]
    text = good.read_text().replace("wording: summary", "wording: mine").replace("score: 3", "score: 0")
    bad = tmp_path / "[bold]bad.yaml"
    bad.write_text(text)
    result = run("check", str(good), str(bad), str(tmp_path / "none.yaml"))
    assert result.exit_code == 1
    assert "fine." in result.stdout
    assert f"{bad}:10: wording: 'mine' is not one of summary, own" in result.stdout
    assert "bands[1].score: the score 2 is not below the 0" in result.stdout
    assert "there is no file" in result.stdout


def test_checking_for_programmes(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: x\nid: y\n")
    result = run("check", "--json", str(bad), str(shipped_editions()[PDU21]))
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert first["mistakes"] == [
        {
            "line": 2,
            "place": "the edition",
            "text": "the key 'id' stands here a second time (first in line 1)",
        }
    ]
    assert (second["fine"], second["edition"]) == (True, PDU21)


def test_check_without_a_file_is_wrong_use() -> None:
    assert run("check").exit_code == 2


def test_comparing_two_editions() -> None:
    text = read("compare", PDU21, PDU23)
    assert "renumbered; retitled" in text
    assert "Neither edition says" in text
    assert "27" in text
    assert "Nothing is different." in read("compare", PDU21, PDU21)
    assert "The rating rules are the same." in read(
        "compare", "hmip-probation-crc-2018", "hmip-probation-crc-2019"
    )


def test_comparing_for_programmes() -> None:
    data = json.loads(read("compare", PDU21, PDU23, "--json"))
    safety = next(q for q in data["questions"] if q["concept"] == "assessment/safety-of-others")
    assert (safety["before"]["ref"], safety["after"]["ref"]) == ("2.2.3", "P2.1.3")
    assert safety["changes"] == ["renumbered"]
    dropped = [s["before"]["title"] for s in data["standards"] if s["changes"] == ["dropped"]]
    assert dropped == ["Information and facilities", "Court work"]
    assert data["rules"] == [{"what": "Greatest sum of scores", "before": "27", "after": "21"}]
    assert data["comparable"] is False


def test_a_prompt_that_was_added_is_named() -> None:
    data = json.loads(read("compare", "hmip-probation-nps-2018", "hmip-probation-nps-2019", "--json"))
    added = {
        (question["after"]["ref"], prompt["after"]["ref"], prompt["changes"][0])
        for question in data["questions"]
        for prompt in question["prompts"]
    }
    assert added == {("1.1.1", "e", "added"), ("1.4.4", "f", "added")}


def test_a_file_with_square_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    text = shipped_editions()[PDU21].read_text()
    path.write_text(text.replace("title: Leadership", 'title: "[/bold]Leadership"'))
    assert "[/bold]Leadership" in read("show", str(path))
    assert "[/bold]Leadership" in read("compare", str(path), PDU21)


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["list", "--json"], ["show", PDU21, "--full"]])
def test_a_closed_pipe_is_quiet(arguments: list[str]) -> None:
    """As in `eyre frameworks list | head -1`: the reader goes away at once."""
    end, start = os.pipe()
    os.close(end)
    command = "from eyre.frameworks.commands import frameworks; frameworks()"
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        stdout=start, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "src"}, check=False,
    )  # fmt: skip
    os.close(start)
    assert done.stderr == b""
