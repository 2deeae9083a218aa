"""Published ratings are held against each other and the rule; what does not fit is listed."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.ratings import NotKnown, NotRated, Outcome, Rated, Score, rate_inspection
from eyre.core.ratings.consistency import (
    DisagreementKind,
    PublishedFacts,
    Severity,
    check_published,
    known_outcomes,
)
from eyre.frameworks.reading import load_edition

PDU = load_edition("hmip-probation-pdu-2021")
YOUTH = load_edition("hmip-youth-2021")
OUTLINE = load_edition("hmip-youth-2025")
REFS = [standard.ref for standard in PDU.standards]
WORD = {"O": "outstanding", "G": "good", "R": "requires_improvement", "I": "inadequate"}
K = DisagreementKind


def outcomes(letters: str) -> dict[str, Outcome]:
    """A letter for each standard of the PDU edition; N for not rated, - for no row."""
    said = zip(REFS, letters.split(), strict=True)
    return {
        ref: NotRated() if letter == "N" else Rated(WORD[letter]) for ref, letter in said if letter != "-"
    }


CHESHIRE = outcomes("R G R G N I I I R")
KNOWSLEY = outcomes("I R I R - I I I I")


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        (PublishedFacts(CHESHIRE, band="requires_improvement", score=Score(7, 24), complete=True), []),
        (
            PublishedFacts(KNOWSLEY, band="inadequate", score=Score(2, 24), complete=True),
            [K.OMITTED_READ_AS_NOT_RATED],
        ),
        (
            PublishedFacts(CHESHIRE, band="requires_improvement", score=Score(8, 24), complete=True),
            [K.SCORE_AGAINST_STANDARDS],
        ),
        (
            PublishedFacts(CHESHIRE, band="good", score=Score(7, 24), complete=True),
            [K.OVERALL_AGAINST_STANDARDS, K.OVERALL_AGAINST_SCORE],
        ),
        # partial tables
        (PublishedFacts({}), []),
        (PublishedFacts({}, band="good"), []),
        (PublishedFacts({"2.2": Rated("inadequate")}, band="inadequate", score=Score(2, 27)), []),
        (PublishedFacts({"2.2": Rated("good")}, band="inadequate", score=Score(1, 27)), [K.SCORE_AGAINST_STANDARDS]),
        (PublishedFacts({}, band="requires_improvement", score=Score(4, 24)), [K.OVERALL_AGAINST_SCORE]),
        (PublishedFacts(outcomes("O O O O O O O O -"), band="inadequate"), [K.OVERALL_AGAINST_STANDARDS]),
        # what cannot be
        (PublishedFacts({"9.9": Rated("good")}, band="good"), [K.UNKNOWN_STANDARD]),
        (PublishedFacts({"1.1": Rated("excellent")}), [K.UNKNOWN_BAND]),
        (PublishedFacts({}, band="Rating"), [K.UNKNOWN_BAND]),
        (PublishedFacts({}, band="good", score=Score(15, 25)), [K.MAXIMUM_IMPOSSIBLE]),
        (PublishedFacts({}, band="good", score=Score(18, 30)), [K.MAXIMUM_IMPOSSIBLE]),
        (PublishedFacts({}, band="good", score=Score(12, 21)), [K.FEWER_STANDARDS_RATED]),
        (PublishedFacts({"1.2": Rated("good")}, titles={"1.2": "Staffing"}), [K.TITLE_DIFFERS]),
        (PublishedFacts({"1.2": Rated("good")}, titles={"1.2": " STAFF "}), []),
    ],
)  # fmt: skip
def test_lists_what_does_not_fit(facts: PublishedFacts, kinds: list[K]) -> None:
    assert [found.kind for found in check_published(PDU, facts)] == kinds


@pytest.mark.parametrize(
    ("points", "band", "fits"),
    [
        (18, "requires_improvement", True),
        (19, "good", True),
        (26, "requires_improvement", False),
        (26, "good", True),
    ],
)
def test_a_youth_score_has_one_band(points: int, band: str, fits: bool) -> None:
    found = check_published(YOUTH, PublishedFacts({}, band=band, score=Score(points, 36)))
    assert [each.kind for each in found] == ([] if fits else [K.OVERALL_AGAINST_SCORE])


def test_resettlement_is_rated_outside_the_sum() -> None:
    (found,) = check_published(YOUTH, PublishedFacts({"4.1": Rated("good")}))
    assert (found.kind, found.severity, found.ref) == (K.RATED_OUTSIDE_THE_SUM, Severity.NOTE, "4.1")


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (Score(4, 24), ""),
        (Score(22, 24), ""),
        (Score(4, 6), ""),
        (Score(3, 24), "The published score is 3/24; the known standards make 4/6 of it, which leaves 4 to 22 points."),
        (Score(23, 24), "The published score is 23/24; the known standards make 4/6 of it, which leaves 4 to 22 points."),
        (Score(3, 3), "The published score is 3/3; the known standards make 4/6 of it, which leaves 4 to 4 points."),
    ],
)  # fmt: skip
def test_a_score_lies_where_the_known_standards_leave_it(score: Score, text: str) -> None:
    facts = PublishedFacts({"1.1": Rated("good"), "1.2": Rated("good")}, score=score)
    found = [each.text for each in check_published(PDU, facts) if each.kind is K.SCORE_AGAINST_STANDARDS]
    assert found == ([text] if text else [])


def test_an_outline_cannot_be_checked_and_says_so() -> None:
    (found,) = check_published(OUTLINE, PublishedFacts({}, band="good"))
    assert found.kind is K.CANNOT_BE_CHECKED
    assert not check_published(OUTLINE, PublishedFacts({}))


def test_absent_is_not_known_unless_the_table_is_complete() -> None:
    part, whole = (known_outcomes(PDU, PublishedFacts(KNOWSLEY, complete=each)) for each in (False, True))
    assert isinstance(part["2.1"], NotKnown)
    assert isinstance(whole["2.1"], NotRated)
    assert isinstance(known_outcomes(PDU, PublishedFacts({}, complete=True))["1.1"], NotKnown)


bands = st.sampled_from([Rated(band.id) for band in PDU.bands])
whole_tables = st.fixed_dictionaries(dict.fromkeys(REFS, bands))


@pytest.mark.slow
@given(whole_tables, st.sets(st.sampled_from(REFS)))
def test_what_the_rule_makes_of_a_table_never_disagrees_with_any_part_of_it(
    table: Mapping[str, Outcome], hidden: set[str]
) -> None:
    overall = rate_inspection(PDU, given=table).overall
    assert isinstance(overall.outcome, Rated)
    part = {ref: outcome for ref, outcome in table.items() if ref not in hidden}
    for score in (overall.score, None):
        facts = PublishedFacts(part, band=overall.outcome.band, score=score, complete=not hidden)
        assert check_published(PDU, facts) == ()


@given(whole_tables, st.integers(0, 27))
def test_a_wrong_score_of_a_whole_table_is_always_found(table: Mapping[str, Outcome], points: int) -> None:
    overall = rate_inspection(PDU, given=table).overall
    kinds = [
        found.kind
        for found in check_published(PDU, PublishedFacts(table, score=Score(points, 27), complete=True))
    ]
    assert (K.SCORE_AGAINST_STANDARDS in kinds) == (Score(points, 27) != overall.score)
