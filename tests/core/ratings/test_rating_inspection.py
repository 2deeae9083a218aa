"""One inspection: answers rate the case standards, the others are given, nothing is silently both or neither."""

import pytest
from small_editions import case_standard, edition, other_standard

from eyre.core.cases import Tally
from eyre.core.frameworks import KeyQuestion, QuestionSet
from eyre.core.ratings import CannotRate, NotKnown, NotRated, Rated, rate_inspection

OURS = QuestionSet("extra", "Extra", "supervision", (KeyQuestion("S1", "Overseen?", "oversight"),))
EDITION = edition(
    [other_standard("1.1"), case_standard("2.1", 1, may_be_not_rated=True), case_standard("2.2", 2)],
    question_sets=(OURS,),
)
ANSWERS = {"2.2.1": Tally(9, 1), "2.2.2": Tally(7, 3), "S1": Tally(4, 6)}


def test_answers_and_given_ratings_make_the_whole() -> None:
    rating = rate_inspection(EDITION, tallies=ANSWERS, given={"1.1": Rated("good"), "2.1": NotRated()})
    assert [standard.outcome for standard in rating.standards] == [Rated("good"), NotRated(), Rated("good")]
    assert str(rating.overall.score) == "4/6"
    assert rating.unrated_sets[0].tallies == (("S1", Tally(4, 6)),)
    assert rating.notes == ()


def test_an_omitted_standard_that_may_be_left_out_is_read_as_not_rated_and_said() -> None:
    rating = rate_inspection(EDITION, tallies=ANSWERS, given={"1.1": Rated("good")})
    assert isinstance(rating.standard("2.1").outcome, NotRated)
    assert str(rating.overall.score) == "4/6"
    assert "2.1 Title 2.1 has no row" in rating.notes[0]


def test_while_another_is_missing_too_the_omitted_one_stays_not_known() -> None:
    rating = rate_inspection(EDITION, tallies=ANSWERS)
    assert isinstance(rating.standard("2.1").outcome, NotKnown)
    assert isinstance(rating.overall.outcome, NotKnown)


def test_answers_not_yet_given_are_noted() -> None:
    rating = rate_inspection(EDITION, tallies={"2.2.1": Tally(9, 1, 0, 2), "2.2.2": Tally(7, 3, 0, 1)})
    assert rating.notes == ("3 answers are not yet given, in 2 questions: the ratings are provisional.",)


@pytest.mark.parametrize(
    ("tallies", "given_ones", "says"),
    [
        ({"9.9.9": Tally(1, 0)}, {}, "asks no question 9.9.9"),
        (ANSWERS, {"2.2": Rated("good")}, "2.2 Title 2.2 has both"),
        ({}, {"7.7": Rated("good")}, "7.7 is no standard"),
    ],
)
def test_what_does_not_fit_is_refused(tallies, given_ones, says: str) -> None:
    with pytest.raises(CannotRate, match=says):
        rate_inspection(EDITION, tallies=tallies, given=given_ones)


def test_answers_without_a_case_rule_are_refused() -> None:
    with pytest.raises(CannotRate, match="no rule that makes a rating from answers"):
        rate_inspection(edition([case_standard("2.2", 2)], cases=None), tallies={"2.2.1": Tally(1, 0)})
