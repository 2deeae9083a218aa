"""What came back from a section without scripts: what was changed there, and what cannot be taken."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from eyre.cases.journal import Change
from eyre.core.assessment import FactType, Form, check_value
from eyre.core.journal import MOST_SETTLED, is_uuid

from .drawing import CASE_NOTE
from .states import Answers, Seen, State, seen_as

WHOLE = re.compile(r"\s*(-?[0-9]{1,15})\s*")


@dataclass(frozen=True)
class Posted:
    """What a section came back with. Nothing is saved while there is a mistake; what was typed is shown again.

    `seen` is what its writer saw: shown again with it, for they have not seen what others wrote meanwhile.
    """

    changes: tuple[Change, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)

    def refused(self, mistakes: Mapping[str, str]) -> Posted:
        """What comes back where only some of it was set apart: those, as they were typed."""
        typed = {key: text for key, text in self.typed.items() if key in mistakes}
        return Posted((), typed, mistakes, self.seen)


def keys_of(form: Form, section_id: str) -> tuple[str, ...]:
    """The keys a section of the page holds."""
    if section_id == "facts":
        return tuple(fact.key for fact in form.facts)
    if section_id == "case":
        return (CASE_NOTE,)
    questions = [q for section in form.sections if section.id == section_id for q in section.questions]
    return tuple(key for q in questions for key in (*(p.key for p in q.prompts), q.key, q.note))


def read_posted(form: Form, answers: Answers, sent: Mapping[str, str]) -> Posted:
    """The changes in what a section sent. What is as it was shown is no change, whatever others did meanwhile."""
    seen = _seen(sent.get("seen", ""))
    changes, typed, mistakes = [], {}, {}
    for key in keys_of(form, sent.get("section", "")):
        if settled := _settled(answers.at(key), key, sent, seen):
            changes.append(settled)
        elif key in sent:
            typed[key] = sent[key]
            value = _value(form, key, sent[key])
            heads, shown = seen.get(key, ((), seen_as(State())))
            if seen_as(State(value)) == shown:
                continue
            if why := check_value(form, key, value):
                mistakes[key] = why
            changes.append(
                Change(key, value, heads[0] if len(heads) == 1 else None, heads if len(heads) > 1 else ())
            )
    return Posted(tuple(changes), typed, mistakes, seen)


def _seen(text: str) -> Seen:
    """What the page said its writer saw; a page that says nothing readable has seen nothing."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for key, pair in told.items() if isinstance(told, dict) else ():
        if isinstance(pair, list) and len(pair) == 2 and _are_heads(pair[0]):
            found[key] = (tuple(pair[0]), str(pair[1]))
    return found


def _are_heads(told: object) -> bool:
    return isinstance(told, list) and len(told) <= MOST_SETTLED and all(map(is_uuid, told))


def _settled(state: State, key: str, sent: Mapping[str, str], seen: Seen) -> Change | None:
    """The choice between the answers that were shown, where one was made; one that came later stays beside it."""
    chosen = sent.get(f"settle:{key}", "")
    rival = next((one for one in state.rivals if one.operation == chosen), None)
    if rival is None:
        return None
    shown = seen[key][0] if key in seen and chosen in seen[key][0] else state.heads
    return Change(key, rival.value, rival.operation, shown)


def _value(form: Form, key: str, text: str) -> object:
    """What was typed, as it is kept: lines end alike, numbers are numbers, nothing is null."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\xa0"):
        return None
    fact = form.facts_by_key.get(key)
    if fact is not None and fact.type is FactType.NUMBER and (number := WHOLE.fullmatch(text)):
        return int(number[1])
    return text
