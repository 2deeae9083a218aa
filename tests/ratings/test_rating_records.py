"""A computed rating goes to JSON and back with nothing lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Tally
from eyre.core.ratings import NotKnown, NotRated, Outcome, Rated, Undetermined, rate_inspection
from eyre.frameworks.reading import load_edition
from eyre.ratings.records import outcome_from_json, outcome_to_json, rating_from_json, rating_to_json

PDU = load_edition("hmip-probation-pdu-2021")
ASKED = [q.ref for s in PDU.case_standards for q in s.key_questions]
OTHER = [s.ref for s in PDU.standards if s not in PDU.case_standards]
tallies = st.builds(Tally, st.integers(0, 9), st.integers(0, 9), st.integers(0, 3), st.integers(0, 2))
outcomes = st.one_of(
    st.sampled_from([Rated(band.id) for band in PDU.bands]),
    st.builds(NotRated, st.text(max_size=9)),
    st.builds(NotKnown, st.text(max_size=9)),
    st.builds(Undetermined, st.text(max_size=9)),
)


@pytest.mark.slow
@given(
    st.dictionaries(st.sampled_from(list(PDU.questions)), tallies),
    st.dictionaries(st.sampled_from(OTHER), outcomes),
)
def test_nothing_is_lost(asked: dict[str, Tally], given_ones: dict[str, Outcome]) -> None:
    rating = rate_inspection(PDU, tallies=asked, given=given_ones)
    assert rating_from_json(json.loads(json.dumps(rating_to_json(rating)))) == rating


@pytest.mark.parametrize(
    "outcome", [Rated("good"), NotRated("left out"), NotKnown(""), Undetermined("no case")], ids=repr
)
def test_five_different_things_stay_different(outcome: Outcome) -> None:
    assert outcome_from_json(outcome_to_json(outcome)) == outcome
