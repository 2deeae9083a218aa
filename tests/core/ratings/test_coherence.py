"""Do judgements fit each other and their evidence? A table of what is found, and what holds for any judgements."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.ratings.coherence import Misfit, Spoken, Weighed, inconsistencies, is_upper
from eyre.frameworks.reading import load_edition

EDITION = load_edition("hmip-probation-pdu-2023")
GOOD, RI, BAD, BEST = "good", "requires_improvement", "inadequate", "outstanding"
BANDS = [band.id for band in EDITION.bands]


def weighed(**bands: str | None) -> dict[str, Weighed]:
    """Standards by number, written with an underscore for the full stop: P1_1="good"."""
    return {ref.replace("_", "."): Weighed(ref.replace("_", "."), band) for ref, band in bands.items()}


def kinds(standards: dict[str, Weighed], *evidence: Spoken) -> list[Misfit]:
    return [each.kind for each in inconsistencies(EDITION, standards, evidence)]


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ({"P1_1": GOOD, "P2_1": RI, "P2_2": BAD, "P2_3": BAD}, [Misfit.ABOVE_CASEWORK]),
        ({"P1_1": BEST, "P2_1": RI}, [Misfit.ABOVE_CASEWORK]),
        ({"P1_1": GOOD, "P1_2": BEST, "P2_1": RI}, [Misfit.ABOVE_CASEWORK] * 2),
        ({"P1_1": RI, "P2_1": RI, "P2_2": BAD}, []),
        ({"P1_1": GOOD, "P2_1": RI, "P2_2": GOOD}, []),  # half of them is not most
        ({"P1_1": GOOD, "P2_1": RI, "P2_2": RI, "P2_3": GOOD}, [Misfit.ABOVE_CASEWORK]),
        ({"P1_1": GOOD}, []),
        ({"P1_1": None, "P2_1": BAD}, []),
        ({"P2_1": BEST, "P2_2": BAD}, [Misfit.CASES_FAR_APART]),
        ({"P2_1": BEST, "P2_2": RI}, []),
        ({"P1_1": BEST, "P1_2": BAD}, []),  # neither is rated from cases
    ],
)
def test_standards_beside_each_other(bands: dict[str, str | None], found: list[Misfit]) -> None:
    assert kinds(weighed(**bands)) == found


@pytest.mark.parametrize(
    ("band", "questions", "found"),
    [
        (GOOD, {"P1.1.1": RI, "P1.1.2": RI, "P1.1.3": BAD}, [Misfit.ABOVE_ITS_QUESTIONS]),
        (GOOD, {"P1.1.1": RI, "P1.1.2": GOOD}, []),
        (RI, {"P1.1.1": GOOD, "P1.1.2": BEST}, [Misfit.BELOW_ITS_QUESTIONS]),
        (RI, {"P1.1.1": GOOD, "P1.1.2": BAD}, []),
        (GOOD, {"P1.1.1": None}, []),
        (None, {"P1.1.1": RI}, []),
    ],
)
def test_a_standard_beside_its_questions(
    band: str | None, questions: dict[str, str | None], found: list[Misfit]
) -> None:
    assert kinds({"P1.1": Weighed("P1.1", band, questions)}) == found


FOR, AGAINST = Spoken(4, "P1.1", "", "strength"), Spoken(7, "P1.1", "", "weakness")
HERE = [replace(each, question="P1.1.2") for each in (FOR, AGAINST)]


@pytest.mark.parametrize(
    ("one", "evidence", "found"),
    [
        (Weighed("P1.1", RI, words="They do."), (FOR, AGAINST), [Misfit.BOTH_DIRECTIONS]),
        (Weighed("P1.1", RI, words="E4 against E7."), (FOR, AGAINST), []),
        (Weighed("P1.1", RI, words="E4 and E71."), (FOR, AGAINST), [Misfit.BOTH_DIRECTIONS]),
        (Weighed("P1.1", RI, words="E4."), (FOR, replace(FOR, number=5)), []),
        (Weighed("P1.1", RI, words="E7."), HERE, [Misfit.BOTH_DIRECTIONS]),
        (Weighed("P1.1", RI, words="E7.", question_words={"P1.1.2": "E4."}), HERE, []),
        (Weighed("P1.1", RI), (FOR, replace(AGAINST, question="P1.1.1")), []),
        (Weighed("P1.1", GOOD, relies=frozenset({7})), (AGAINST,), [Misfit.AGAINST_ITS_EVIDENCE]),
        (Weighed("P1.1", BAD, relies=frozenset({4})), (FOR,), [Misfit.AGAINST_ITS_EVIDENCE]),
        (Weighed("P1.1", BAD, relies=frozenset({7})), (AGAINST,), []),
        (Weighed("P1.1", GOOD, relies=frozenset({9})), (AGAINST,), []),
        (Weighed("P1.1", RI, withdrawn=frozenset({3})), (), [Misfit.WITHDRAWN_EVIDENCE]),
        (Weighed("P1.1", RI, changed=frozenset({3})), (), [Misfit.EARLIER_VERSION]),
    ],
)
def test_a_standard_beside_its_evidence(
    one: Weighed, evidence: tuple[Spoken, ...], found: list[Misfit]
) -> None:
    assert kinds({"P1.1": one}, *evidence) == found


def test_what_is_found_names_places_and_says_what_to_do() -> None:
    (found,) = inconsistencies(EDITION, weighed(P1_1=GOOD, P2_1=RI, P2_2=BAD))
    assert found.refs == ("P1.1", "P2.1", "P2.2")
    assert "P1.1 Leadership is judged Good" in found.text
    assert "2 of 2" in found.text
    assert found.what_to_do.startswith("Say in the reasoning of P1.1")


REFS = [standard.ref for standard in EDITION.standards]
JUDGED = st.dictionaries(st.sampled_from(REFS), st.sampled_from([*BANDS, None])).map(
    lambda bands: {ref: Weighed(ref, band) for ref, band in bands.items()}
)


@given(JUDGED)
def test_bands_in_one_half_and_no_evidence_find_nothing(standards: dict[str, Weighed]) -> None:
    for upper in (True, False):
        half = {
            ref: one
            for ref, one in standards.items()
            if one.band is None or is_upper(EDITION, one.band) == upper
        }
        assert inconsistencies(EDITION, half) == ()


@given(JUDGED)
def test_better_casework_never_makes_more_of_a_judgement_above_it(standards: dict[str, Weighed]) -> None:
    before = kinds(standards).count(Misfit.ABOVE_CASEWORK)
    for standard in EDITION.case_standards:
        if standard.ref in standards and standards[standard.ref].band:
            better = {**standards, standard.ref: Weighed(standard.ref, EDITION.bands[0].id)}
            assert kinds(better).count(Misfit.ABOVE_CASEWORK) <= before


@given(JUDGED, st.permutations(REFS))
def test_the_order_of_judgements_changes_nothing(standards: dict[str, Weighed], order: list[str]) -> None:
    shuffled = {ref: standards[ref] for ref in order if ref in standards}
    assert inconsistencies(EDITION, shuffled) == inconsistencies(EDITION, standards)


def test_a_number_nobody_could_have_given_names_nothing() -> None:
    """Thousands of digits after an E: Python refuses to read them, and every page with this view would fail."""
    words = f"As E1 and E{'9' * 5000} say."
    one = {"P1.1": Weighed("P1.1", None, words=words)}
    evidence = (Spoken(1, "P1.1", "", "strength"), Spoken(2, "P1.1", "", "weakness"))
    assert kinds(one, *evidence) == [Misfit.BOTH_DIRECTIONS]
