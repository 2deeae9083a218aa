"""How does an item get from one state to another? Locked, by the table, with who did it and when."""

from __future__ import annotations

from datetime import datetime

from eyre.core.evidence import NotNow, State, Step, next_state
from eyre.platform.audit import Actor

from .exceptions import CannotAsk
from .models import LONGEST_REASON, Request


def held(request: Request) -> Request:
    """The item as it is now, locked: two who act on it at once wait for each other."""
    return Request.objects.select_for_update().select_related("inspection").get(pk=request.pk)


def stepped(
    request: Request, step: Step, *, reason: str = "", by: Actor, at: datetime, files_left: int = 1
) -> None:
    """Set the state that a step leads to; the caller saves, and records.

    Raises:
        CannotAsk: where the table has no such step from here.
    """
    try:
        state = next_state(
            State(request.state),
            step,
            files_left=files_left,
            was_asked_again=request.asked_again_at is not None,
        )
    except NotNow as why:
        raise CannotAsk(str(why)) from None
    # Sending more does not answer why it was asked for again; every other step begins anew
    request.reason = request.reason if step in {Step.SEND, Step.TAKE_BACK} else reason
    request.state, request.changed_by, request.changed_at = state.value, by.id, at


def checked_reason(reason: str) -> str:
    """The reason, as it is kept. Raises CannotAsk where there is none, or far too much of it."""
    plain = reason.strip()
    if not plain:
        raise CannotAsk("Say why: the other side reads it.", "reason")
    if len(plain) > LONGEST_REASON:
        raise CannotAsk(
            f"The reason is {len(plain):,} letters long. Use at most {LONGEST_REASON:,}.", "reason"
        )
    return plain
