"""A receipt can be verified by anyone, and every tampering is found."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.sampling import (
    CannotReplace,
    Excluded,
    Frame,
    Receipt,
    ReceiptFaulty,
    Replaced,
    as_data,
    differences,
    draw_receipt,
    frame_of,
    receipt_of,
    replace_case,
)

FRAME = frame_of([f"C{n:03}" for n in range(60)], ["women" if n % 4 == 0 else "men" for n in range(60)])
RECEIPT = draw_receipt(
    FRAME,
    "a seed said aloud",
    {"women": 4, "men": 8},
    plan={"formula": "cochran"},
    by=("sex",),
    excluded=(Excluded("C900", "transferred out"),),
)
MEN, WOMEN = RECEIPT.strata


def test_a_receipt_holds_against_its_list() -> None:
    assert differences(RECEIPT, FRAME) == ()
    assert (MEN.stratum, MEN.size, len(MEN.cases), len(MEN.reserves)) == ("men", 45, 8, 8)


def test_a_receipt_comes_back_from_json() -> None:
    once = replace_case(RECEIPT, MEN.cases[0], "the file could not be opened")
    again = receipt_of(json.loads(json.dumps(as_data(once))))
    assert again == once
    assert differences(again, FRAME) == ()


def test_a_replacement_is_the_next_reserve_and_can_be_replaced_itself() -> None:
    one = replace_case(RECEIPT, MEN.cases[2], "moved away")
    two = replace_case(one, MEN.reserves[0], "no file")
    assert [step.by for step in two.replaced] == list(MEN.reserves[:2])
    assert two.inspected()["men"][2] == MEN.reserves[1]
    assert two.inspected()["women"] == WOMEN.cases
    assert differences(two, FRAME) == ()


@pytest.mark.parametrize(
    ("case", "reason", "words"),
    [
        ("C999", "gone", "'C999' is not one of the cases inspected"),
        (MEN.reserves[0], "gone", "is not one of the cases inspected"),
        (MEN.cases[0], " ", "say why"),
    ],
)
def test_what_cannot_be_replaced_is_said(case: str, reason: str, words: str) -> None:
    with pytest.raises(CannotReplace, match=words):
        replace_case(RECEIPT, case, reason)


def test_reserves_run_out_with_words() -> None:
    stand = RECEIPT
    for case in WOMEN.cases:
        stand = replace_case(stand, case, "gone")
    with pytest.raises(CannotReplace, match="no reserve is left in 'women': all 4 are taken"):
        replace_case(stand, WOMEN.reserves[0], "gone")


def without(case: str) -> Frame:
    rest = [(c, s) for c, s in zip(FRAME.cases, FRAME.strata, strict=True) if c != case]
    return frame_of([c for c, _ in rest], [s for _, s in rest])


TAMPERED = {
    "another seed": (replace(RECEIPT, seed="another"), FRAME, "'men', case 1 drawn"),
    "a case changed": (
        replace(RECEIPT, strata=(replace(MEN, cases=("C001", *MEN.cases[1:])), WOMEN)),
        FRAME,
        "the draw gives",
    ),
    "reserves changed": (
        replace(RECEIPT, strata=(replace(MEN, reserves=MEN.reserves[::-1]), WOMEN)),
        FRAME,
        "'men', reserve 1",
    ),
    "a case off the list": (RECEIPT, without("C001"), "The list has 59 cases"),
    "a stratum left out": (replace(RECEIPT, strata=(MEN,)), FRAME, "says nothing of the stratum 'women'"),
    "a stratum made up": (
        replace(RECEIPT, strata=(*RECEIPT.strata, replace(MEN, stratum="others", cases=(), reserves=()))),
        FRAME,
        "The list has no stratum 'others'",
    ),
    "a size made up": (
        replace(RECEIPT, strata=(replace(MEN, size=46), WOMEN)),
        FRAME,
        "45 cases on the list",
    ),
    "an excluded case": (
        replace(RECEIPT, excluded=(Excluded("C000", "late"),)),
        FRAME,
        "Excluded cases are on the list: C000",
    ),
    "a reserve jumped": (
        replace(RECEIPT, replaced=(Replaced(MEN.cases[0], MEN.reserves[1], "men", "gone"),)),
        FRAME,
        "Replacement 1: the next reserve is",
    ),
    "another rule": (replace(RECEIPT, rule="eyre-draw-2"), FRAME, "this version of Eyre knows"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_is_found(what: str) -> None:
    receipt, frame, words = TAMPERED[what]
    assert any(words in told for told in differences(receipt, frame)), differences(receipt, frame)


@given(st.integers(0, 7), st.sampled_from(sorted(set(FRAME.cases) - set(MEN.cases))))
def test_any_case_swapped_for_any_other_is_found(place: int, other: str) -> None:
    cases = (*MEN.cases[:place], other, *MEN.cases[place + 1 :])
    assert differences(replace(RECEIPT, strata=(replace(MEN, cases=cases), WOMEN)), FRAME)


FAULTS: list[tuple[str, Any, str]] = [
    ("format", "other", "format: 'other' is not"),
    ("seed", 4, "seed: a text is expected"),
    ("frame", [], "frame: names and values are expected"),
    ("frame", {"cases": -1, "sha256": ""}, "frame.cases: a whole number is expected"),
    ("frame", {"cases": True, "sha256": ""}, "frame.cases: a whole number is expected"),
    ("strata", {}, "strata: a list is expected"),
    ("strata", [{"stratum": "men", "cases": 1, "drawn": [7], "reserves": []}], r"strata\[0\].drawn\[0\]"),
    ("replaced", [{"case": "a"}], r"replaced\[0\].by: a text is expected"),
    ("excluded", ["a"], r"excluded\[0\]: names and values"),
    ("plan", {"n": 3}, "plan.n: a text is expected"),
]


@pytest.mark.parametrize(("name", "value", "words"), FAULTS)
def test_a_damaged_receipt_is_refused_with_its_place(name: str, value: object, words: str) -> None:
    with pytest.raises(ReceiptFaulty, match=words):
        receipt_of(as_data(RECEIPT) | {name: value})


@pytest.mark.parametrize("missing", sorted(as_data(RECEIPT)))
def test_nothing_may_be_missing(missing: str) -> None:
    told = as_data(RECEIPT)
    del told[missing]
    with pytest.raises(ReceiptFaulty):
        receipt_of(told)


def test_a_receipt_without_strata_is_a_receipt_of_nothing() -> None:
    empty = Receipt("s", 0, frame_of([], []).digest(), (), {})
    assert receipt_of(as_data(empty)) == empty
    assert differences(empty, frame_of([], [])) == ()
