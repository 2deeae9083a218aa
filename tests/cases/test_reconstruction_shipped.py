"""The shipped answers add up to what was published: every band, every count of the letter."""

import csv
from collections import Counter
from fractions import Fraction
from functools import cache
from importlib.resources import files

import pytest

from eyre.cases.reconstruction import as_csv, reconstruct, shipped_targets
from eyre.core.figures import Count, Cut, Owner, Rounding, Scale, Undefined
from eyre.frameworks.reading import load_edition

SHIPPED = files("eyre.cases").joinpath("data", "north-west-2023", "answers.csv")
CUTS = tuple(Cut(Fraction(at, 100), Owner.UPPER) for at in (50, 65, 80))
SCALE = Scale(("Inadequate", "Requires improvement", "Good", "Outstanding"), CUTS)

CW, BL, KSH, LN, CU = (
    f"pdu-2023-{unit}"
    for unit in ("cheshirewest", "blackburn", "knowsleysthelens", "liverpoolnorth", "cumbria")
)
# Annexe two of the letter; 2.1 is Not rated in Cheshire West and has no row in the two Merseyside units
PUBLISHED = {
    CW: {"2.2": "Inadequate", "2.3": "Inadequate", "2.4": "Inadequate", "2.5": "Requires improvement"},
    BL: {
        "2.1": "Inadequate",
        "2.2": "Requires improvement",
        "2.3": "Good",
        "2.4": "Requires improvement",
        "2.5": "Requires improvement",
    },
    KSH: {"2.2": "Inadequate", "2.3": "Inadequate", "2.4": "Inadequate", "2.5": "Inadequate"},
    LN: {"2.2": "Inadequate", "2.3": "Inadequate", "2.4": "Inadequate", "2.5": "Requires improvement"},
    CU: {
        "2.1": "Requires improvement",
        "2.2": "Inadequate",
        "2.3": "Inadequate",
        "2.4": "Inadequate",
        "2.5": "Inadequate",
    },
}


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(SHIPPED.read_text(encoding="utf-8").splitlines()))


@cache
def answers() -> Counter[tuple[str, str, str]]:
    """How often each answer was given, by inspection and question."""
    return Counter((row["inspection"], row["question"], row["answer"]) for row in rows())


def count(question: str, *inspections: str) -> Count:
    """Sufficient of relevant, over all units where none is named."""
    yes, no = (
        sum(answers()[inspection, question, word] for inspection in inspections or PUBLISHED)
        for word in ("yes", "no")
    )
    return Count(yes, yes + no)


def lowest(inspection: str, standard: str) -> Count:
    found = [count(f"{standard}.{i}", inspection) for i in (1, 2, 3)]
    return min((one for one in found if one.of), key=lambda one: Fraction(one.x, one.of))


@pytest.mark.parametrize(
    ("inspection", "standard", "band"),
    [(unit, ref, band) for unit, table in PUBLISHED.items() for ref, band in table.items()],
)
def test_the_lowest_key_question_gives_the_published_band(inspection: str, standard: str, band: str) -> None:
    assert SCALE.place(lowest(inspection, standard)) == band


def test_court_work_is_answered_only_where_it_was_rated() -> None:
    assert {row["inspection"] for row in rows() if row["question"] == "2.1.1"} == {BL, CU}


def test_no_rating_depends_on_rounding() -> None:
    found = [count(question, unit) for unit in PUBLISHED for question in {row["question"] for row in rows()}]
    assert all(SCALE.place(one) == SCALE.place_rounded(one, Rounding.HALF_UP) for one in found if one.of)


@pytest.mark.parametrize(
    ("inspection", "question", "kept", "lost"),
    [(BL, "2.3.3", "Good", "Requires improvement"), (LN, "2.5.3", "Requires improvement", "Inadequate")],
)
def test_two_standards_lie_within_one_case_of_a_band(
    inspection: str, question: str, kept: str, lost: str
) -> None:
    here = count(question, inspection)
    assert here == lowest(inspection, question[:3])
    assert (SCALE.place(here), SCALE.place(Count(here.x - 1, here.of))) == (kept, lost)


def test_one_key_question_lies_exactly_on_a_cut() -> None:
    assert count("2.3.2", CW) == Count(18, 36)


# What the letter says of sufficient work, or the complement of what it says of insufficient work
SAID = {
    "001-016": ("2.2.3", Count(51, 196)),
    "001-017": ("2.4.3", Count(68, 196)),
    "001-028": ("S1", Count(69, 196)),
    "001-034": ("S2", Count(30, 58)),
    "001-035": ("S3", Count(55, 87)),
    "001-043": ("V0", Count(6, 16)),
    "001-049": ("V5", Count(9, 10)),
    "001-050": ("V6", Count(5, 6)),
    "001-053": ("V9", Count(5, 6)),
    "001-057": ("V13", Count(9, 10)),
    "001-059": ("V14", Count(2, 16)),
    "001-060": ("V15", Count(1, 4)),
    "001-061": ("V16", Count(5, 10)),
}


@pytest.mark.parametrize(("said", "question", "expected"), [(k, *v) for k, v in SAID.items()])
def test_the_counts_of_the_letter_hold(said: str, question: str, expected: Count) -> None:
    assert count(question) == expected, said


@pytest.mark.parametrize(
    ("said", "question", "at_least", "below"),
    [
        ("001-016", "2.2.3", Fraction(72, 100), Fraction(3, 4)),
        ("001-017", "2.4.3", Fraction(2, 3) - Fraction(3, 100), Fraction(2, 3)),
        ("001-028", "S1", Fraction(2, 3) - Fraction(3, 100), Fraction(2, 3)),
        ("001-034", "S2", Fraction(47, 100), Fraction(1, 2)),
    ],
)
def test_almost_means_up_to_three_points_below(
    said: str, question: str, at_least: Fraction, below: Fraction
) -> None:
    insufficient = count(question).complement.share
    assert not isinstance(insufficient, Undefined)
    assert at_least <= insufficient < below, said


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("001-045", "V1"),
        ("001-047", "V3"),
        ("001-048", "V4"),
        ("001-051", "V7"),
        ("001-052", "V8"),
        ("001-054", "V10"),
        ("001-055", "V11"),
        ("001-056", "V12"),
    ],
)
def test_all_relevant_victim_cases_means_all(said: str, question: str) -> None:
    found = count(question)
    assert found.x == found.of > 0, said


def test_all_but_two_letters_were_personalised() -> None:
    """001-046: two failures, and enough cases that "all but two" is a fair way to say it."""
    found = count("V2")
    assert found.of - found.x == 2
    assert found.of >= 8


def cases(**wanted: str) -> set[tuple[str, str]]:
    return {
        (row["inspection"], row["case"])
        for row in rows()
        if all(row[column] == label for column, label in wanted.items())
    }


def test_there_are_196_cases_of_supervision_26_about_women() -> None:
    """001-015 and 001-033."""
    assert len(cases(kind="supervision")) == 196
    assert len(cases(sex="female")) == 26
    assert cases(sex="female") | cases(sex="male") == cases(kind="supervision")


@pytest.mark.parametrize("question", ["2.2.3", "2.4.3"])
def test_both_keeping_safe_questions_are_relevant_in_every_case(question: str) -> None:
    assert count(question).of == 196


def test_the_victim_contacts_are_those_of_16_of_the_196_all_after_release() -> None:
    """001-042."""
    contacts = cases(kind="victim")
    assert contacts == cases(question="V0")
    assert len(contacts) == 16
    assert {(unit, case.removesuffix("-V")) for unit, case in contacts} <= cases(
        kind="supervision", disposal="custody"
    )


def test_each_kind_of_case_is_put_its_own_questions() -> None:
    edition = load_edition("hmip-probation-pdu-2021")
    wanted = {(s.case_kind, q.ref) for s in edition.case_standards for q in s.key_questions}
    wanted |= {(group.case_kind, q.ref) for group in edition.question_sets for q in group.questions}
    assert {(row["kind"], row["question"]) for row in rows()} == wanted


def test_the_counts_are_those_the_edition_names() -> None:
    """Which question answers which count of the letter is said in the edition; the targets say the same."""
    notes = {note.part: dict(note.values) for note in load_edition("hmip-probation-pdu-2021").method_notes}
    named = {said: ref.split()[0] for said, ref in notes["letter-counts"].items()}
    targets = shipped_targets()
    served = {one.serves: ref for ref, one in {**targets.supervision, **targets.victims}.items()}
    assert served | {"001-016": "2.2.3", "001-017": "2.4.3"} == named


def test_what_follows_first_contact_concerns_victims_who_opted_in() -> None:
    opted_in = cases(question="V0", answer="yes")
    asked = cases(question="V10", answer="yes") | cases(question="V10", answer="no")
    assert asked == opted_in


def test_a_handover_is_wanted_only_after_custody() -> None:
    assert cases(question="S2", answer="yes") | cases(question="S2", answer="no") <= cases(disposal="custody")


def test_every_row_says_that_it_is_reconstructed() -> None:
    assert {row["source"] for row in rows()} == {"reconstructed"}
    assert {row["edition"] for row in rows()} == {"hmip-probation-pdu-2021"}


def test_no_case_is_asked_twice() -> None:
    keys = [(row["inspection"], row["case"], row["question"]) for row in rows()]
    assert len(keys) == len(set(keys))


def test_the_file_is_what_the_targets_give_byte_for_byte() -> None:
    assert SHIPPED.read_bytes() == as_csv(reconstruct(shipped_targets())).encode()
