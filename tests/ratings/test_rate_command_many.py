"""Many inspections at once: what the table shows of those that have no overall rating yet."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Tally
from eyre.core.ratings import Rated
from eyre.frameworks.reading import load_edition, shipped_editions
from eyre.ratings.commands import rate
from eyre.ratings.from_files import Dossier, RatedInspection
from eyre.ratings.from_files import rate as rate_one
from eyre.ratings.printing import print_table
from eyre.ratings.printing.many import letters

PDU = "hmip-probation-pdu-2021"
REFS = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5"]
ANSWERS = Path(__file__).parents[2] / "src/eyre/cases/data/north-west-2023/answers.csv"


def rated(name: str, edition: str = PDU, **given: str) -> RatedInspection:
    outcomes = {ref.replace("_", ".").lstrip("s"): Rated(band) for ref, band in given.items()}
    return rate_one(Dossier(name, load_edition(edition), None, outcomes))


def test_inspections_rated_from_cases_alone_show_what_is_known() -> None:
    lines = CliRunner().invoke(rate, [str(ANSWERS), "--framework", PDU]).stdout.splitlines()
    assert lines[0].split() == ["Inspection", *REFS, "Score", "Overall"]
    assert lines[2].split(maxsplit=10)[1:] == [*"????IRGRR", "5 to 17/27  Not known: R or G"]
    assert "O Outstanding, G Good, R Requires improvement, I Inadequate, - Not rated, ? Not" in lines
    assert "  1.1, 1.2, 1.3, 1.4 not known: “pdu-2023-blackburn”, “pdu-2023-cumbria”" in lines


def test_a_full_table_lacks_nothing_and_has_no_span() -> None:
    path = Path(__file__).parents[1] / "examples/north-west-2023-standards.csv"
    text = CliRunner().invoke(rate, [str(path), "--framework", PDU]).stdout
    assert "Lacking" not in text
    assert [line.split()[10] for line in text.splitlines()[1:6]] == ["7/24", "10/27", "2/24", "4/24", "6/27"]
    assert text.splitlines()[1].split()[1:10] == list("RGRG-IIIR")


def test_each_edition_has_its_own_table_and_one_legend() -> None:
    text = print_table([rated("A"), rated("B", "hmip-probation-pdu-2023"), rated("C")])
    assert text.count("Outstanding, G Good") == 1
    assert text.index("\nC") < text.index("hmip-probation-pdu-2023") < text.index("\nB")


def test_what_is_lacking_is_counted_not_repeated() -> None:
    text = " ".join(print_table([rated(f"I{i}", s1_1="good") for i in range(500)]).split())
    assert "“I0”, “I1”, “I2” and 497 more" in text


def test_a_finding_is_marked_where_it_stands() -> None:
    odd = rate_one(Dossier("A", load_edition(PDU), {"2.1.1": Tally(129, 71)}))
    lines = print_table([odd, rated("B")]).splitlines()
    assert any("! see the findings" in line for line in lines)
    assert lines[1].endswith(" !")
    assert not lines[2].endswith(" !")


@pytest.mark.parametrize("edition", list(shipped_editions()))
def test_no_two_bands_share_a_letter(edition: str) -> None:
    marks = letters(load_edition(edition))
    assert len(set(marks.values())) == len(marks)
    assert not {"-", "?", "*"} & set(marks.values())


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L"]), max_size=90), min_size=2, max_size=4))
def test_every_inspection_has_its_row(names: list[str]) -> None:
    lines = print_table([rated(name) for name in names]).splitlines()
    assert sum("0 to 27/27" in line for line in lines) == len(names)


def test_one_inspection_says_what_to_do_about_what_is_lacking() -> None:
    assert "--complete-tables reads an absent standard" in print_table([rated("A", s1_1="good")])
    full = {f"s{ref.replace('.', '_')}": "good" for ref in REFS}
    assert "--complete-tables" not in print_table([rated("A", **full)])
