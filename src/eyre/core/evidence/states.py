"""In which state is an item that was asked for, who may take it further, and is it overdue?

One table, `NEXT`. The provider sends, or says that an item does not apply to it; the inspectorate accepts, agrees, or asks
again. What was accepted can be asked for again; nothing that was asked for is ever taken back without an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where an item stands."""

    PREPARED = "prepared"
    ASKED = "asked"
    SENT = "sent"
    ASKED_AGAIN = "asked-again"
    SAID_NOT_TO_APPLY = "said-not-to-apply"
    NOT_APPLICABLE = "not-applicable"
    ACCEPTED = "accepted"

    @property
    def words(self) -> str:
        """The state as a page says it to either side."""
        return _WORDS[self]


_WORDS = {
    State.PREPARED: "Not sent yet",
    State.ASKED: "Asked for",
    State.SENT: "Sent",
    State.ASKED_AGAIN: "Asked for again",
    State.SAID_NOT_TO_APPLY: "Said not to apply",
    State.NOT_APPLICABLE: "Does not apply",
    State.ACCEPTED: "Accepted",
}


class Step(StrEnum):
    """What somebody does with an item; the words complete “you cannot … now”."""

    ASK = "ask for it"
    SEND = "send a file"
    TAKE_BACK = "take a file back"
    SAY_NOT = "say that it does not apply"
    ACCEPT = "accept it"
    ASK_AGAIN = "ask for it again"
    AGREE_NOT = "agree that it does not apply"


NEXT: Mapping[State, Mapping[Step, State]] = {
    State.PREPARED: {Step.ASK: State.ASKED},
    State.ASKED: {
        Step.SEND: State.SENT,
        Step.SAY_NOT: State.SAID_NOT_TO_APPLY,
        Step.AGREE_NOT: State.NOT_APPLICABLE,
    },
    State.SENT: {
        Step.SEND: State.SENT,
        Step.TAKE_BACK: State.SENT,
        Step.ACCEPT: State.ACCEPTED,
        Step.ASK_AGAIN: State.ASKED_AGAIN,
    },
    State.ASKED_AGAIN: {
        Step.SEND: State.SENT,
        Step.TAKE_BACK: State.ASKED_AGAIN,
        Step.SAY_NOT: State.SAID_NOT_TO_APPLY,
        Step.AGREE_NOT: State.NOT_APPLICABLE,
    },
    State.SAID_NOT_TO_APPLY: {
        Step.SEND: State.SENT,
        Step.AGREE_NOT: State.NOT_APPLICABLE,
        Step.ASK_AGAIN: State.ASKED_AGAIN,
    },
    State.NOT_APPLICABLE: {Step.ASK_AGAIN: State.ASKED_AGAIN},
    State.ACCEPTED: {Step.ASK_AGAIN: State.ASKED_AGAIN},
}


class NotNow(ValueError):
    """A step that cannot be taken with an item in this state; the words say what it waits for."""


def next_state(state: State, step: Step, *, files_left: int = 1, was_asked_again: bool = False) -> State:
    """Where a step leads. Taking back the last file leads back to where it was asked for, the first time or again.

    Raises:
        NotNow: where the table has no such step from here.
    """
    to = NEXT[state].get(step)
    if to is None:
        raise NotNow(f"This item is “{state.words.lower()}”, so you cannot {step.value} now.")
    if step is Step.TAKE_BACK and not files_left:
        return State.ASKED_AGAIN if was_asked_again else State.ASKED
    return to


def steps_from(state: State) -> tuple[Step, ...]:
    """What can be done with an item in this state, by one side or the other."""
    return tuple(NEXT[state])


def is_open(state: State) -> bool:
    """Whether the inspectorate still waits for an end of it; what was not sent out yet is not waited for."""
    return state not in {State.PREPARED, State.ACCEPTED, State.NOT_APPLICABLE}


def is_due(state: State) -> bool:
    """Whether it is the provider's turn."""
    return state in {State.ASKED, State.ASKED_AGAIN}


def is_overdue(state: State, due: date | None, on: date) -> bool:
    """Whether the provider's turn was over before this day. The day itself is still in time."""
    return is_due(state) and due is not None and due < on
