"""The same case for those who may read it and not write: every question with its answer in words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from eyre.core.assessment import AskedQuestion, FactField, Form, Relevance, Section

from .drawing import CASE_NOTE, in_words
from .states import Answers

OUT, NONE = "Left out by its rule", "Not answered yet"


def draw_reading(form: Form, kind: str, answers: Answers, held: Relevance) -> str:
    """The facts, every section and the notes, as lists of questions and answers."""
    facts = "".join(_fact(fact, answers) for fact in form.facts if held[fact.key] is not False)
    pieces = [_listed("facts", "Facts of the case", facts)] if facts else []
    pieces += [_section(section, answers, held) for section in form.sections_for(kind)]
    return "".join(pieces) + _listed("case", "The case as a whole", _row("Notes", answers, CASE_NOTE))


def _listed(name: str, title: str, rows: str) -> str:
    head = f'<h2 class="govuk-heading-m eyre-section__title" id="section-{name}">{escape(title)}</h2>'
    return f'{head}<dl class="govuk-summary-list">{rows}</dl>'


def _row(label: str, answers: Answers, key: str, says: str = "") -> str:
    state = answers.at(key)
    words = says or escape(in_words(state.value) if state.value is not None else NONE)
    if state.is_conflict:
        words = "Two answers: " + "; ".join(
            f"{escape(in_words(one.value))} ({escape(one.who)})" for one in state.rivals
        )
    return (
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{escape(label)}</dt>'
        f'<dd class="govuk-summary-list__value eyre-written">{words}</dd></div>'
    )


def _fact(fact: FactField, answers: Answers) -> str:
    value = answers.at(fact.key).value
    label = dict(fact.options).get(value) if isinstance(value, str) else None
    return _row(fact.label, answers, fact.key, escape(label) if label else "")


def _section(section: Section, answers: Answers, held: Mapping[str, bool | None]) -> str:
    number = f'<span class="eyre-ref">{escape(section.id)}</span> ' if section.is_rated else ""
    head = f'<h2 class="govuk-heading-m eyre-section__title" id="section-{section.id}">{number}{escape(section.title)}</h2>'
    return head + "".join(_question(question, answers, held) for question in section.questions)


def _question(question: AskedQuestion, answers: Answers, held: Mapping[str, bool | None]) -> str:
    title = f'<h3 class="govuk-heading-s" id="question-{question.ref}"><span class="eyre-ref">{question.ref}</span> {escape(question.text)}</h3>'
    if held[question.key] is False:
        return f'{title}<p class="govuk-body">{OUT}.</p>'
    rows = [
        _row(f"{prompt.letter}) {prompt.text}", answers, prompt.key, OUT if held[prompt.key] is False else "")
        for prompt in question.prompts
    ]
    rows += [_row("Summary judgement", answers, question.key), _row("Evidence", answers, question.note)]
    return f'{title}<dl class="govuk-summary-list">{"".join(rows)}</dl>'
