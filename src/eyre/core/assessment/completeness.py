"""What is missing before an assessment is complete, and how far is it? Computed from the form's own rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .expressions import Expression, Values, evaluate, fill, filled, known
from .form import Each, Form
from .relevance import Relevance, relevance, with_kind

CONFLICT, UNKNOWN = "conflict", "relevance"  # what is missing in any form, beside its own rules


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: where, by which rule, in words."""

    key: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the items that may concern the case have an answer.

    `not_relevant` are questions and prompts that a rule leaves out, and those answered so.
    """

    answered: int
    of: int
    not_relevant: int

    def __str__(self) -> str:
        return f"{self.answered} of {self.of} answered, {self.not_relevant} not relevant"


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that is asked of a case, with the names that rules and words may use."""

    key: str
    each: Each
    names: dict[str, str]


def missing(
    form: Form,
    kind: str,
    values: Values,
    conflicts: Collection[str] = (),
    relevant: Relevance | None = None,
) -> tuple[Missing, ...]:
    """Everything that is missing, in the order of the form; nothing where the assessment is complete.

    `conflicts` are keys with two answers that nobody has settled: they have no value, and are missing in any form.
    `relevant` is the relevance of these values, where it is known already.
    """
    held = relevance(form, kind, values) if relevant is None else relevant
    return tuple(_missing(form, kind, values, frozenset(conflicts), held))


def _missing(
    form: Form, kind: str, values: Values, conflicts: frozenset[str], relevant: Relevance
) -> Iterator[Missing]:
    seen = with_kind(kind, values)
    placed: set[str] = set()
    for item, rules in _asked(form, kind):
        placed.add(item.key)
        if item.key in conflicts:
            yield _conflict(item.key)
        elif relevant[item.key] is None:
            yield from _not_known(item, relevant)
        elif relevant[item.key]:
            # A rule that cannot be told asks for nothing: what makes it unknown is missing in its own place
            yield from (told for condition, told in rules if evaluate(condition, seen) is True)
    yield from (_conflict(key) for key in sorted(conflicts - placed))


def _not_known(item: _Item, relevant: Relevance) -> Iterator[Missing]:
    """Of the prompts of a question it is said once, at the question."""
    if item.each is not Each.PROMPT or relevant[f"question:{item.names['ref']}"] is not None:
        yield Missing(item.key, UNKNOWN, f"Whether {_called(item)} is relevant is not yet known")


def _conflict(key: str) -> Missing:
    return Missing(key, CONFLICT, f"Choose between the two answers to {key.partition(':')[2]}")


@lru_cache(maxsize=64)
def _asked(form: Form, kind: str) -> tuple[tuple[_Item, tuple[tuple[Expression, Missing], ...]], ...]:
    """Every item put to such a case, with the rules about it: when something is missing, and what is said then."""
    return tuple((item, tuple(_rules(form, item))) for item in _items(form, kind))


def _rules(form: Form, item: _Item) -> Iterator[tuple[Expression, Missing]]:
    for rule in form.completeness:
        if rule.each is item.each:
            told = Missing(item.key, rule.id, fill(rule.words, item.names))
            yield filled(rule.missing, item.names), told


def _called(item: _Item) -> str:
    names = item.names
    if item.each is Each.FACT:
        return f"“{names['label']}”"
    return f"prompt {names['letter']} of {names['ref']}" if item.each is Each.PROMPT else names["ref"]


def _items(form: Form, kind: str) -> Iterator[_Item]:
    for fact in form.facts:
        yield _Item(fact.key, Each.FACT, {"id": fact.id, "label": fact.label})
    for section in form.sections_for(kind):
        for question in section.questions:
            for prompt in question.prompts:
                yield _Item(prompt.key, Each.PROMPT, {"ref": question.ref, "letter": prompt.letter})
            yield _Item(question.key, Each.QUESTION, {"ref": question.ref})


def progress(form: Form, kind: str, values: Values) -> Progress:
    """How far an assessment is. What a rule leaves out is not counted among those that may concern the case."""
    return progress_of(relevance(form, kind, values), values)


def progress_of(relevant: Relevance, values: Values) -> Progress:
    """The same, where the relevance is known already."""
    asked = [key for key, held in relevant.items() if held is not False]
    answered = [key for key in asked if known(values.get(key)) is not None]
    set_aside = sum(values.get(key) == "not-relevant" for key in answered)
    ruled_out = sum(held is False and not key.startswith("fact:") for key, held in relevant.items())
    return Progress(len(answered), len(asked), ruled_out + set_aside)
