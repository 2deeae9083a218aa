"""How much is found is counted as a person would: by the words, then by the numbers."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.wording import find_quantities
from eyre.core.wording.measured import Claim, Result, compare
from eyre.reports.measuring import COLUMNS
from eyre.site.command import main

TEXT = """There are 20 courts in the area, with around **1,900**
people. It was so in all relevant cases, and later in all relevant cases. In all but one case (one of
10 cases) it was. The hub rejected 70 to 75 per cent. We saw 13 units, of which we inspected five,
for the third time since 2015. Nobody’s score dropped by three points.
"""


def became(**claim: object) -> Result:
    return compare(TEXT, find_quantities(TEXT), [Claim("1", **claim)])[0].result  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ({"phrase": "20 courts", "value": Fraction(20)}, Result.RIGHT),
        ({"phrase": "20 courts", "value": Fraction(21)}, Result.OTHER),
        ({"phrase": "around 1,900 people", "value": Fraction(1900)}, Result.RIGHT),
        ({"phrase": "in all relevant cases"}, Result.RIGHT),
        (
            {"phrase": "all but one case (one of 10 cases)", "x": Fraction(9), "of": Fraction(10)},
            Result.RIGHT,
        ),
        ({"phrase": "70 to 75 per cent", "low": Fraction(70), "high": Fraction(75)}, Result.RIGHT),
        ({"phrase": "70 to 75 per cent", "low": Fraction(70), "high": Fraction(76)}, Result.OTHER),
        ({"phrase": "13 units ... five", "x": Fraction(5), "of": Fraction(13)}, Result.RIGHT),
        ({"phrase": "the third time"}, Result.MISSED),
        ({"phrase": "a hundred courts"}, Result.ABSENT),
        ({"phrase": "dropped by three points", "value": Fraction(-3)}, Result.RIGHT),
    ],
)
def test_what_became_of_a_claim(claim: dict[str, object], result: Result) -> None:
    assert became(**claim) is result


def test_the_same_words_again_are_the_next_place() -> None:
    claims = [Claim(str(n), "in all relevant cases") for n in range(2)]
    first, second = (one.found for one in compare(TEXT, find_quantities(TEXT), claims))
    assert first[0].start < second[0].start


@given(st.lists(st.integers(2, 9999), min_size=1, max_size=8))
def test_every_number_stated_is_found_with_its_number(numbers: list[int]) -> None:
    text = " ".join(f"There were {number:,} cases at place X." for number in numbers)
    claims = [Claim("1", f"{number:,} cases", value=Fraction(number)) for number in numbers]
    results = {one.result for one in compare(text, find_quantities(text), claims)}
    years = {number for number in numbers if 1900 <= number <= 2099}
    assert results == {Result.RIGHT} or years


def counts(folder: Path) -> Path:
    rows = [
        "1,a.txt,,,,20,courts,20 courts",
        "2,a.txt,9,10,,,cases,all but one case (one of 10 cases)",
        "3,a.txt,,,70-75,,cases,70 to 75 per cent",
        "4,a.txt,,,,3,times,the third time",
        "5,a.txt,,,,2015,year,since 2015",
    ]
    path = folder / "counts.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]), "utf-8")
    return path


def test_the_command_prints_recall_and_what_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    words = ["proof-measure", str(tmp_path / "a.txt"), "--counts", str(counts(tmp_path))]
    printed = CliRunner().invoke(main, [*words, "--list"]).output
    assert "claims that state a quantity: 4\nfound: 3 (75 per cent)" in printed
    assert "years, ranks, levels or times: 1\nof these left out: 1" in printed
    assert "4: “the third time” not found" in printed
    assert "error: bracket-exception" in printed
    body = json.loads(CliRunner().invoke(main, [*words, "--json"]).output)
    assert body["found with their numbers"] == "3 (75 per cent)"


def test_without_claims_only_findings_are_counted(tmp_path: Path) -> None:
    (tmp_path / "right.txt").write_text("All was well, and nothing is wrong here.\n")
    result = CliRunner().invoke(main, ["proof-measure", str(tmp_path / "right.txt")])
    assert result.exit_code == 0
    assert "recall" not in result.output
    assert "findings on the prose alone: none" in result.output


def test_files_that_cannot_be_used_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    assert "is not UTF-8" in CliRunner().invoke(main, ["proof-measure", str(tmp_path / "a.txt")]).output
    (tmp_path / "c.csv").write_text("count_id\n1\n")
    (tmp_path / "b.txt").write_text("x")
    words = ["proof-measure", str(tmp_path / "b.txt"), "--counts", str(tmp_path / "c.csv")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "there is no column seed_file" in result.output
