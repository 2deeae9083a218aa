"""The sum counts what was rated; what is not known leaves the whole open; combination rules are data."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import BANDS, BREACH, COMBINATION, LOW_TO_HIGH, case_standard, edition, other_standard

from eyre.core.figures import Cut, Owner, Rounding, Scale
from eyre.core.frameworks import Completeness, OverallRule, SumOfScores
from eyre.core.ratings import (
    CannotRate,
    FindingKind,
    NotKnown,
    NotRated,
    Outcome,
    Rated,
    Score,
    Undetermined,
    rate_overall,
)

NINE = edition(
    [other_standard(f"1.{i}") for i in range(1, 5)]
    + [case_standard("2.1", 1, may_be_not_rated=True)]
    + [case_standard(f"2.{i}") for i in range(2, 6)]
)
FIVE = edition([other_standard(str(i)) for i in range(1, 6)], overall=COMBINATION, cases=None, facts=BREACH)
LETTER = {
    "O": Rated("outstanding"),
    "G": Rated("good"),
    "R": Rated("requires_improvement"),
    "I": Rated("inadequate"),
}
LETTER |= {"-": NotRated(), "?": NotKnown(), "!": Undetermined("no case")}


def outcomes(letters: str) -> dict[str, Outcome]:
    return {s.ref: LETTER[letter] for s, letter in zip(NINE.standards, letters, strict=True)}


@pytest.mark.parametrize(
    ("letters", "score", "band"),
    [
        ("RGRG-IIIR", "7/24", "requires_improvement"),
        ("RGRRIRGRR", "10/27", "requires_improvement"),
        ("IRIR-IIII", "2/24", "inadequate"),
        ("IRRR-IIIR", "4/24", "inadequate"),
        ("RGRRRIIII", "6/27", "requires_improvement"),
        ("OOOOOOOOO", "27/27", "outstanding"),
        ("IIIIIIIII", "0/27", "inadequate"),
    ],
)
def test_the_letters_five_units_and_the_ends_of_the_scale(letters: str, score: str, band: str) -> None:
    """HM Inspectorate of Probation, letter to the North West region, 27 July 2023, annexe two."""
    rating = rate_overall(NINE, outcomes(letters))
    assert str(rating.score) == score
    assert rating.outcome == Rated(band)
    assert rating.findings == ()


def test_the_steps_of_a_sum_hold_every_standard_and_the_place() -> None:
    known = edition([other_standard("1.1"), case_standard("2.1", 1), other_standard("3.1", counted=False)])
    rating = rate_overall(known, {"1.1": LETTER["R"], "2.1": LETTER["-"], "3.1": LETTER["G"]})
    assert [step.text for step in rating.steps] == [
        "1.1 Title 1.1: Requires improvement, 1 of 3 points.",
        "2.1 Title 2.1: Not rated, so it counts on neither side.",
        "3.1 Title 3.1 is rated separately and is outside the sum.",
        "The sum of scores is 1 out of a possible 3: 1/3.",
        "1/3 is in the band of 1 point out of 3 (over 1/6 and at most 1/2 of the maximum): Requires improvement.",
    ]


PER_CENTS = OverallRule(
    SumOfScores(
        Scale(LOW_TO_HIGH, tuple(Cut(Fraction(at, 100), Owner.UPPER) for at in (39, 63, 88))),
        rounding=Rounding.HALF_UP,
    )
)
THIRTEEN = edition([other_standard(str(i)) for i in range(1, 14)], cases=None, overall=PER_CENTS)


def test_an_edition_that_speaks_in_per_cents_shows_the_rounded_share() -> None:
    """15 of 39 is 38.46 per cent, shown as 38: under 39 either way, so there is nothing to find."""
    letters = "OOOOO" + "I" * 8
    rating = rate_overall(
        THIRTEEN, {s.ref: LETTER[x] for s, x in zip(THIRTEEN.standards, letters, strict=True)}
    )
    assert (str(rating.score), rating.outcome, rating.findings) == ("15/39", Rated("inadequate"), ())
    assert "15/39 (38 per cent) is in the band of 0 to 15 points" in rating.steps[-1].text


@given(st.lists(st.sampled_from("OGRI"), min_size=8, max_size=8))
def test_rounding_first_is_a_finding_exactly_where_it_would_give_another_band(given_ones: list[str]) -> None:
    """With eight standards, 15 of 24 is 62.5 per cent: under 63, and 63 when rounded first."""
    known = edition([other_standard(str(i)) for i in range(1, 9)], cases=None, overall=PER_CENTS)
    rating = rate_overall(known, {s.ref: LETTER[x] for s, x in zip(known.standards, given_ones, strict=True)})
    assert rating.score
    crosses = rating.score.points in (15, 21)
    assert [finding.kind for finding in rating.findings] == [FindingKind.ROUNDING_WOULD_DIFFER] * crosses
    if crosses:
        assert rating.steps[-1].text == rating.findings[0].text


def test_the_finding_says_both_bands() -> None:
    known = edition([other_standard(str(i)) for i in range(1, 9)], cases=None, overall=PER_CENTS)
    rating = rate_overall(known, {s.ref: LETTER[x] for s, x in zip(known.standards, "OOOOOIII", strict=True)})
    assert rating.outcome == Rated("requires_improvement")
    assert rating.findings[0].text == (
        "15/24 is 62.5 per cent of the maximum. Compared as it is, Requires improvement; rounded first to 63 per cent, "
        "it would be Good."
    )


@pytest.mark.parametrize("out_of", range(1, 13))
def test_exactly_on_a_cut_the_lower_band_owns_it(out_of: int) -> None:
    whole = edition([other_standard(str(i)) for i in range(out_of)])
    for points in range(3 * out_of + 1):
        given_points = [min(3, max(0, points - 3 * i)) for i in range(out_of)]
        ids = {0: "inadequate", 1: "requires_improvement", 2: "good", 3: "outstanding"}
        rating = rate_overall(whole, {str(i): Rated(ids[p]) for i, p in enumerate(given_points)})
        expected = sum(6 * points > cut * 3 * out_of for cut in (1, 3, 5))
        assert rating.outcome == Rated(LOW_TO_HIGH[expected])


def test_not_known_is_not_zero_and_not_not_rated() -> None:
    rating = rate_overall(NINE, outcomes("RGRG?IIIR"))
    assert isinstance(rating.outcome, NotKnown)
    assert rating.score is None
    assert rating.possible is not None
    assert (rating.possible.least, rating.possible.most) == (Score(7, 27), Score(10, 27))
    assert rating.possible.bands == ("requires_improvement",)
    assert rating.findings == ()


def test_undetermined_leaves_the_whole_to_the_panel() -> None:
    rating = rate_overall(NINE, outcomes("RGRG-!IIR"))
    assert isinstance(rating.outcome, Undetermined)
    assert [finding.kind for finding in rating.findings] == [FindingKind.UNDETERMINED]
    assert "2.2 Title 2.2" in rating.findings[0].text


def test_nothing_rated_at_all_has_no_share() -> None:
    rating = rate_overall(NINE, outcomes("---------"))
    assert isinstance(rating.outcome, Undetermined)
    assert rating.score == Score(0, 0)


def test_a_standard_outside_the_sum_is_left_outside() -> None:
    whole = edition([other_standard("1"), other_standard("2", counted=False)])
    assert rate_overall(whole, {"1": Rated("good"), "2": Rated("outstanding")}).score == Score(2, 3)
    assert rate_overall(whole, {"1": Rated("good")}).score == Score(2, 3)


@pytest.mark.parametrize(
    ("bands", "facts", "expected"),
    [
        ("IIGGG", set(), Rated("inadequate")),
        ("GGGGR", set(), Rated("good")),
        ("GGGGR", {"breach"}, Rated("requires_improvement")),
        ("IIGGG", {"breach"}, Rated("inadequate")),
        ("IGGGG", set(), Undetermined("no rule of the edition speaks of this combination")),
    ],
)
def test_the_first_rule_that_speaks_decides_and_a_limiter_caps(
    bands: str, facts: set[str], expected: Outcome
) -> None:
    given_bands = {str(i): LETTER[letter] for i, letter in enumerate(bands, start=1)}
    assert rate_overall(FIVE, given_bands, frozenset(facts)).outcome == expected


def test_every_combination_has_exactly_one_outcome() -> None:
    for letters in product("OGRI", repeat=5):
        rating = rate_overall(FIVE, {str(i): LETTER[letter] for i, letter in enumerate(letters, start=1)})
        speaks = letters.count("I") >= 2 or (letters.count("I") == 0 and letters.count("R") <= 1)
        assert isinstance(rating.outcome, Rated if speaks else Undetermined)


def test_an_open_combination_says_what_is_still_possible() -> None:
    rating = rate_overall(FIVE, {"1": LETTER["I"], "2": LETTER["G"], "3": LETTER["G"], "4": LETTER["G"]})
    assert rating.possible is not None
    assert rating.possible.bands == ("inadequate",)


@pytest.mark.parametrize(
    ("of", "given_ones", "facts", "says"),
    [
        (
            edition([other_standard("1")], completeness=Completeness.OUTLINE, missing=("how it sums",)),
            {},
            set(),
            "how it sums",
        ),
        (edition([other_standard("1")], overall=None), {}, set(), "its overall rule"),
        (NINE, {"9.9": Rated("good")}, set(), "9.9 is no standard"),
        (NINE, {"1.1": Rated("excellent")}, set(), "excellent is no band"),
        (NINE, {}, {"flood"}, "flood is no fact"),
    ],
)
def test_what_cannot_be_rated_is_refused_in_words(of, given_ones, facts, says: str) -> None:
    with pytest.raises(CannotRate, match=says):
        rate_overall(of, given_ones, frozenset(facts))


letters = st.text(st.sampled_from("OGRI-"), min_size=9, max_size=9)


@given(letters, st.integers(0, 8))
def test_a_better_band_never_lowers_the_whole(rated: str, which: int) -> None:
    better = {"I": "R", "R": "G", "G": "O"}.get(rated[which])
    if better is None or set(rated) == {"-"}:
        return
    before = rate_overall(NINE, outcomes(rated))
    after = rate_overall(NINE, outcomes(rated[:which] + better + rated[which + 1 :]))
    assert isinstance(before.outcome, Rated)
    assert isinstance(after.outcome, Rated)
    assert LOW_TO_HIGH.index(after.outcome.band) >= LOW_TO_HIGH.index(before.outcome.band)


@given(letters, st.sets(st.integers(0, 8), min_size=1))
def test_what_is_left_open_always_holds_the_truth(rated: str, hidden: set[int]) -> None:
    if set(rated) == {"-"} or any(rated[i] == "-" for i in hidden if i != 4):
        return
    truth = rate_overall(NINE, outcomes(rated)).outcome
    seen = rate_overall(NINE, outcomes("".join("?" if i in hidden else c for i, c in enumerate(rated))))
    assert isinstance(truth, Rated)
    assert seen.possible is not None
    assert truth.band in seen.possible.bands
    assert len(BANDS) >= len(seen.possible.bands)
