"""How does an item of evidence look in a list? Its state as a tag, and whether it is late."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString

from eyre.core.evidence import State
from eyre.evidence.queries import Line
from eyre.platform.lines import tag_mark

COLOURS = {
    State.PREPARED: "grey",
    State.ASKED: "blue",
    State.SENT: "teal",
    State.ASKED_AGAIN: "orange",
    State.SAID_NOT_TO_APPLY: "purple",
    State.NOT_APPLICABLE: "grey",
    State.ACCEPTED: "green",
}


def mark_of(line: Line) -> SafeString:
    """The state of an item; one that is late says so first."""
    mark = tag_mark(line.state.words, COLOURS[line.state])
    return tag_mark("Overdue", "red") + SafeString(" ") + mark if line.is_overdue else mark


def marked(lines: Iterable[Line]) -> list[tuple[Line, SafeString]]:
    """Each item with its mark."""
    return [(line, mark_of(line)) for line in lines]
