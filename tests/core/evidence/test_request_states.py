"""Where can an item go from each state, whose turn is it, and is it late?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.evidence import NEXT, NotNow, State, Step, is_due, is_open, is_overdue, next_state, steps_from

DAY = date(2026, 11, 24)
WAYS = [
    (State.PREPARED, Step.ASK, State.ASKED),
    (State.ASKED, Step.SEND, State.SENT),
    (State.SENT, Step.SEND, State.SENT),
    (State.SENT, Step.ACCEPT, State.ACCEPTED),
    (State.SENT, Step.ASK_AGAIN, State.ASKED_AGAIN),
    (State.ASKED_AGAIN, Step.SEND, State.SENT),
    (State.ASKED, Step.SAY_NOT, State.SAID_NOT_TO_APPLY),
    (State.SAID_NOT_TO_APPLY, Step.AGREE_NOT, State.NOT_APPLICABLE),
    (State.SAID_NOT_TO_APPLY, Step.ASK_AGAIN, State.ASKED_AGAIN),
    (State.NOT_APPLICABLE, Step.ASK_AGAIN, State.ASKED_AGAIN),
    (State.ACCEPTED, Step.ASK_AGAIN, State.ASKED_AGAIN),
]
NO_WAYS = [
    (State.PREPARED, Step.SEND),
    (State.ASKED, Step.ACCEPT),
    (State.ASKED, Step.ASK_AGAIN),
    (State.ASKED, Step.TAKE_BACK),
    (State.ACCEPTED, Step.SEND),
    (State.ACCEPTED, Step.TAKE_BACK),
    (State.SENT, Step.SAY_NOT),
    (State.NOT_APPLICABLE, Step.SEND),
]


@pytest.mark.parametrize(("state", "step", "to"), WAYS)
def test_a_step_leads_where_the_table_says(state: State, step: Step, to: State) -> None:
    assert next_state(state, step) == to


@pytest.mark.parametrize(("state", "step"), NO_WAYS)
def test_a_step_that_is_not_there_is_refused_in_words(state: State, step: Step) -> None:
    with pytest.raises(NotNow, match=f"“{state.words.lower()}”, so you cannot {step.value}"):
        next_state(state, step)


@pytest.mark.parametrize(
    ("was_asked_again", "left", "to"),
    [(False, 1, State.SENT), (True, 1, State.SENT), (False, 0, State.ASKED), (True, 0, State.ASKED_AGAIN)],
)
def test_taking_back_the_last_file_leads_back_to_where_it_was_asked(
    was_asked_again: bool, left: int, to: State
) -> None:
    assert next_state(State.SENT, Step.TAKE_BACK, files_left=left, was_asked_again=was_asked_again) == to


@given(st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 2), st.booleans()), max_size=40))
def test_nothing_that_was_asked_is_ever_unasked_and_every_end_can_be_opened(
    steps: list[tuple[Step, int, bool]],
) -> None:
    state, was_asked = State.PREPARED, False
    for step, left, again in steps:
        if step in steps_from(state):
            state = next_state(state, step, files_left=left, was_asked_again=again)
        was_asked = was_asked or state is not State.PREPARED
        assert (state is State.PREPARED) == (not was_asked)
        assert NEXT[state], "there is always a way on"
        assert not (is_due(state) and not is_open(state))


@pytest.mark.parametrize("state", State)
def test_only_what_is_the_providers_turn_can_be_late(state: State) -> None:
    assert is_overdue(state, DAY, DAY + timedelta(1)) == (state in {State.ASKED, State.ASKED_AGAIN})
    assert not is_overdue(state, DAY, DAY)
    assert not is_overdue(state, None, DAY)
