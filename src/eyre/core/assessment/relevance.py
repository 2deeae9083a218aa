"""Which facts, questions and prompts concern this case, as far as its answers tell?"""

from __future__ import annotations

from collections.abc import Iterator

from .expressions import Expression, Values, evaluate
from .form import Form, Section

Relevance = dict[str, bool | None]


def with_kind(kind: str, values: Values) -> Values:
    """The values a condition may ask for, the kind of case among them."""
    return {**values, "kind": kind}


def relevance(form: Form, kind: str, values: Values) -> Relevance:
    """Each item put to such a case: True where it is relevant, False where a rule leaves it out, None where that is not
    yet known. In the order of the form; the items are the keys of facts, prompts and summary judgements.

    An answer to something that is left out stays in the journal and is not counted.
    """
    seen = with_kind(kind, values)
    found: Relevance = {fact.key: evaluate(fact.when, seen) for fact in form.facts}
    for section in form.sections_for(kind):
        found.update(_of_section(section, seen))
    return found


def _of_section(section: Section, values: Values) -> Iterator[tuple[str, bool | None]]:
    for question in section.questions:
        outer = (section.when, question.when)
        for prompt in question.prompts:
            yield prompt.key, all_hold((*outer, prompt.when), values)
        yield question.key, all_hold(outer, values)


def all_hold(conditions: tuple[Expression, ...], values: Values) -> bool | None:
    """Whether every one of them holds; None where that is not known."""
    asked = [condition for condition in conditions if condition is not True]  # most are asked of every case
    return evaluate({"and": asked}, values) if asked else True
