"""The standards form: what each word means, and that the examples of its page are true."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.files import AnswersRefused, read_bytes
from eyre.core.cases.forms import WELL_KNOWN_GROUPS, Form
from eyre.core.cases.problems import Kind
from eyre.core.ratings import NotKnown, NotRated, Outcome, Rated
from eyre.frameworks.reading import load_edition

EDITION = load_edition("hmip-probation-pdu-2021")
PAGE = (Path(__file__).parents[2] / "docs" / "analysts" / "answers-files.md").read_text("utf-8")


def outcome(column: str, word: str) -> Outcome:
    (one,) = read_bytes(f"inspection,standard,{column}\nA,1.1,{word}\n".encode(), "a.csv", EDITION).given
    return one.outcomes["1.1"]


@pytest.mark.parametrize(
    ("column", "word", "expected"),
    [
        ("rating", "Good", Rated("good")),
        ("rating", " REQUIRES improvement ", Rated("requires_improvement")),
        ("rating", "requires_improvement", Rated("requires_improvement")),
        ("score", "0", Rated("inadequate")),
        ("score", "3.0", Rated("outstanding")),
    ],
)
def test_bands_by_name_id_or_score(column: str, word: str, expected: Outcome) -> None:
    assert outcome(column, word) == expected


@pytest.mark.parametrize("column", ["rating", "score"])
@pytest.mark.parametrize(
    ("word", "kind"),
    [("Not rated", NotRated), ("not_rated", NotRated), ("", NotKnown), ("NOT KNOWN", NotKnown)],
)
def test_not_rated_and_not_known_are_different_things(column: str, word: str, kind: type) -> None:
    assert isinstance(outcome(column, word), kind)


def test_facts_are_those_that_are_true() -> None:
    edition = load_edition("cqc-adult-social-care-2022")
    fact = edition.facts[0].id
    for word, facts in [("yes", {fact}), ("No", set())]:
        data = f"inspection,standard,rating\nA,{fact},{word}\n".encode()
        (one,) = read_bytes(data, "a.csv", edition).given
        assert (one.facts, dict(one.outcomes)) == (frozenset(facts), {})
    with pytest.raises(AnswersRefused) as refused:
        read_bytes(f"inspection,standard,rating\nA,{fact},Good\n".encode(), "a.csv", edition)
    assert "neither yes nor no" in str(refused.value.files[0].problems.all()[0])


def test_refs_are_tolerant_of_letter_case_and_nothing_else() -> None:
    edition = load_edition("cqc-local-authority-2023")
    read = read_bytes(b"inspection,standard,score\nA,QS1,2\nA,qs2,3\n", "a.csv", edition)
    assert sorted(read.given[0].outcomes) == sorted(edition.standards[i].ref for i in (0, 1))
    with pytest.raises(AnswersRefused):
        read_bytes(b"inspection,standard,score\nA,qs 1,2\n", "a.csv", edition)


bands = st.sampled_from([band.label for band in EDITION.bands])
tables = st.dictionaries(
    st.sampled_from(["A", "B", "C"]),
    st.dictionaries(st.sampled_from([s.ref for s in EDITION.standards]), bands, min_size=1),
    min_size=1,
)


@given(tables, st.randoms())
def test_what_was_given_is_what_is_read_in_any_order(
    tables: dict[str, dict[str, str]], chance: object
) -> None:
    rows = [f"{name},{ref},{label}" for name, table in tables.items() for ref, label in table.items()]
    chance.shuffle(rows)  # type: ignore[attr-defined]
    read = read_bytes("\n".join(["inspection,standard,rating", *rows]).encode(), "a.csv", EDITION)
    label = {band.id: band.label for band in EDITION.bands}
    found = {
        one.inspection: {
            ref: label[outcome.band] for ref, outcome in one.outcomes.items() if isinstance(outcome, Rated)
        }
        for one in read.given
    }
    assert found == tables


def test_the_page_names_every_kind_of_problem_and_every_known_sub_group() -> None:
    assert all(kind.value in PAGE for kind in Kind)
    assert all(f"`{name}`" in PAGE for name in WELL_KNOWN_GROUPS)
    assert all(f"**{form.value.title()}**" in PAGE for form in Form)


@pytest.mark.parametrize("i", [0, 1, 2])
def test_the_examples_of_the_page_are_read(i: int) -> None:
    example = PAGE.split("```")[1::2][i].strip()
    read = read_bytes(example.encode(), "a.csv", EDITION)
    assert [one.inspection for one in (*read.answers, *read.tallies)] == ["Cheshire West"]


def test_the_problems_of_the_page_are_the_problems_of_such_a_file() -> None:
    data = (
        b"inspection,case,question,answer\nCheshire West,CW-001,2.2.1,maybe\nCheshire West,CW-001,2.2.1,yes\n"
        b"Cheshire \x96 West,CW-001,2.2.1,yes\n"
    )
    with pytest.raises(AnswersRefused) as refused:
        read_bytes(data, "answers.csv", EDITION)
    assert all(line in PAGE for line in refused.value.files[0].problems.lines())
