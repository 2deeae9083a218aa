"""What did the writer of an unknown name mean?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.nearest import nearest_label, nearest_ref

REFS = ("P1.1", "P1.2", "P2.1")
TITLES = {"P1.1": "Leadership", "P1.2": "Staffing", "P2.1": "Assessment"}
LABELS = ("Outstanding", "Good", "Requires improvement", "Inadequate", "Not rated", "Not known")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("1.1", "P1.1"),
        ("R1.1", "P1.1"),
        ("P2.1.", "P2.1"),
        ("Leadership", "P1.1"),
        ("p1.2 staffing", "P1.2"),
        ("Asessment", "P2.1"),
        ("9.9", ""),
        ("1.3", ""),
        ("", ""),
        ("breach", ""),
    ],
)
def test_the_ref_that_is_meant(word: str, meant: str) -> None:
    assert nearest_ref(word, REFS, TITLES) == meant


def test_a_number_that_two_refs_have_is_no_hint() -> None:
    assert nearest_ref("1", ["N1", "V1"]) == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("RI", "Requires improvement"),
        ("goood", "Good"),
        ("requires-improvment", "Requires improvement"),
        ("N", ""),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_label_that_is_meant(word: str, meant: str) -> None:
    assert nearest_label(word, LABELS) == meant


@given(st.text(max_size=12))
def test_what_is_meant_is_always_one_of_the_names(word: str) -> None:
    assert nearest_ref(word, REFS, TITLES) in ("", *REFS)
    assert nearest_label(word, LABELS) in ("", *LABELS)
