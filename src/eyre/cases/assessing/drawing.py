"""The body of a case form, joined from pieces that are made once for each form and kind of case."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from eyre.core.assessment import AskedQuestion, FactField, FactType, Form, Relevance, Section
from eyre.core.assessment.values import FIRST_DAY, LAST_DAY

from .groups import ANSWER_WORDS, NOT_YET, Group, radio_group
from .states import EMPTY, Answers, Seen, State, seen_as

Mistakes = Mapping[str, str]  # by key, what is wrong with what was typed
CASE_NOTE = "note:case"


@dataclass(frozen=True, slots=True)
class Asked:
    """A key question as it is drawn: everything that never changes, in pieces."""

    question: AskedQuestion
    head: tuple[str, str, str]
    prompts: tuple[Group, ...]
    judgement: Group
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a page and the questions in it."""

    section: Section
    head: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form for one kind of case, ready to be filled in."""

    form: Form
    kind: str
    choices: Mapping[str, Group]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Filling:
    """What goes into a form: what stands now, what is relevant, and what was typed and could not be taken."""

    answers: Answers
    values: Mapping[str, object]
    held: Relevance
    token: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mistakes = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)

    def saw(self, key: str) -> tuple[Sequence[str], str] | None:
        """What its writer saw at a key: what is shown now, or, where their own words are shown again, what they saw then."""
        if key in self.typed:
            return self.seen.get(key)
        state = self.answers.at(key)
        return None if state is EMPTY else (state.heads, seen_as(state))

    def shown(self, key: str) -> object:
        """The value to show: what was typed last, if it came back with a mistake."""
        return self.typed[key] if key in self.typed else self.answers.at(key).value


@lru_cache(maxsize=64)
def drawn_form(form: Form, kind: str) -> Drawn:
    """The pieces of a form for a kind of case; forms never change, so these are kept."""
    choices = {fact.key: _choice(fact) for fact in form.facts if fact.type is FactType.CHOICE}
    return Drawn(form, kind, choices, tuple(_part(section) for section in form.sections_for(kind)))


def _choice(fact: FactField) -> Group:
    options = (*fact.options, (NOT_YET, "Not answered yet"))
    return radio_group(fact.key, fact.label, options, hint=fact.hint, style=" eyre-fact")


def _part(section: Section) -> Part:
    number = f'<span class="eyre-ref">{escape(section.id)}</span> ' if section.is_rated else ""
    statement = (
        f'<p class="govuk-body eyre-statement">{escape(section.statement)}</p>' if section.statement else ""
    )
    head = f'<h2 class="govuk-heading-m eyre-section__title" id="section-{section.id}">{number}{escape(section.title)}</h2>{statement}'
    return Part(section, head, tuple(_asked(question) for question in section.questions))


def _asked(question: AskedQuestion) -> Asked:
    ref = question.ref
    prompts = tuple(
        radio_group(prompt.key, f"{prompt.letter}) {prompt.text}", ANSWER_WORDS, hint=prompt.rule)
        for prompt in question.prompts
    )
    legend = f"Summary judgement of {ref}"
    judgement = radio_group(question.key, legend, ANSWER_WORDS, style=" eyre-judgement")
    return Asked(question, _question_head(question), prompts, judgement, _note_head(question))


def _question_head(question: AskedQuestion) -> tuple[str, str, str]:
    """What stands above a question, parted where it is said, or hidden, that it is left out or not known to be asked."""
    ref = question.ref
    rule = (
        f'<p class="govuk-body eyre-rule"><strong>Rule</strong> {escape(question.rule)}</p>'
        if question.rule
        else ""
    )
    guidance = "".join(f"<li>{escape(one)}</li>" for one in question.guidance)
    if guidance:
        guidance = (
            '<details class="govuk-details eyre-guidance"><summary class="govuk-details__summary"><span '
            f'class="govuk-details__summary-text">Guidance on {ref}</span></summary><div class="govuk-details__text">'
            f'<ul class="govuk-list govuk-list--bullet">{guidance}</ul></div></details>'
        )
    title = f'<h3 class="govuk-heading-s" id="question-{ref}"><span class="eyre-ref">{ref}</span> {escape(question.text)}</h3>'
    return (
        f'{title}{rule}<p class="govuk-body eyre-out"',
        ">Left out by its rule: nothing is asked here unless the facts change.</p>"
        '<p class="govuk-body eyre-open"',
        ">Whether this is asked is not yet known: it hangs on a fact that has no answer.</p>" + guidance,
    )


def _note_head(question: AskedQuestion) -> str:
    note = question.note
    return f'<div class="govuk-form-group eyre-note"><label class="govuk-label" for="{note}">Evidence for {question.ref}</label>'


def draw_sections(drawn: Drawn, filling: Filling) -> str:
    """The facts and every section, each a form of its own."""
    held = filling.held
    parts = [_facts(drawn, filling, held)] if drawn.form.facts else []
    parts += [_draw_part(part, filling, held) for part in drawn.parts]
    return "".join(parts)


def _draw_part(part: Part, filling: Filling, held: Mapping[str, bool | None]) -> str:
    keys: list[str] = []
    body = [_draw_question(asked, filling, held, keys) for asked in part.asked]
    return _section(part.section.id, part.head, "".join(body), keys, filling)


def _section(name: str, head: str, body: str, keys: list[str], filling: Filling) -> str:
    """A section as a form that is saved by itself, with what its writer saw."""
    seen = {key: saw for key in keys if (saw := filling.saw(key)) is not None}
    told = escape(json.dumps(seen, separators=(",", ":")))
    return (
        f'<form method="post" class="eyre-section" data-section="{name}" aria-labelledby="section-{name}" novalidate>'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{filling.token}"><input type="hidden" name="section" value="{name}">'
        f'<input type="hidden" name="seen" value="{told}">{head}{body}'
        '<button type="submit" class="govuk-button govuk-button--secondary eyre-save">Save this section</button></form>'
    )


def _draw_question(asked: Asked, filling: Filling, held: Mapping[str, bool | None], keys: list[str]) -> str:
    question = asked.question
    relevant = held[question.key]
    out, still_open = ("" if relevant is False else " hidden"), ("" if relevant is None else " hidden")
    pieces = [
        f'<div class="eyre-question" data-ref="{question.ref}">',
        f"{asked.head[0]}{out}{asked.head[1]}{still_open}{asked.head[2]}",
        '<div class="eyre-question__body" hidden>'
        if relevant is False
        else '<div class="eyre-question__body">',
    ]
    for prompt in asked.prompts:
        pieces.append(_draw_group(prompt, filling, held[prompt.key] is False))
        keys.append(prompt.key)
    pieces.append(_draw_group(asked.judgement, filling, False))
    pieces.append(asked.after + _textarea(question.note, filling) + "</div></div></div>")
    keys += [question.key, question.note]
    return "".join(pieces)


def _listed(fact: FactField, filling: Filling) -> str:
    """What the case list says of it: shown beside the question, for the inspector answers it."""
    value = filling.values.get(f"attribute:{fact.attribute}") if fact.attribute else None
    if value is None:
        return ""
    words = dict(fact.options).get(str(value), str(value))
    return f'<p class="eyre-listed">The case list says: {escape(words)}</p>'


def _draw_group(group: Group, filling: Filling, is_out: bool, beside: str = "") -> str:
    state = filling.answers.at(group.key)
    between = _rivals(group.key, state) if state.is_conflict else ""
    return group.draw(filling.shown(group.key), is_out, beside + between + _mistake(group.key, filling))


def _mistake(key: str, filling: Filling) -> str:
    if key not in filling.mistakes:
        return ""
    words = escape(filling.mistakes[key])
    return f'<p class="govuk-error-message" id="{key}-error"><span class="govuk-visually-hidden">Error:</span> {words}</p>'


def _textarea(key: str, filling: Filling) -> str:
    state, shown = filling.answers.at(key), filling.shown(key)
    rivals = _rivals(key, state) if state.is_conflict else ""
    text = escape(shown) if isinstance(shown, str) else ""
    return (
        f'{_mistake(key, filling)}<textarea class="govuk-textarea eyre-words" id="{key}" name="{key}" '
        f'data-key="{key}" rows="2" spellcheck="true">\n{text}</textarea>{rivals}'
    )


def _rivals(key: str, state: State) -> str:
    """Two answers side by side; choosing one settles it."""
    told = "".join(
        f'<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" name="settle:{key}" '
        f'id="settle:{one.operation}" value="{one.operation}"><label class="govuk-label govuk-radios__label" '
        f'for="settle:{one.operation}">{escape(in_words(one.value))}<span class="eyre-rival__who">{escape(one.who)}, '
        f"{escape(one.at)}</span></label></div>"
        for one in state.rivals
    )
    values = escape(json.dumps({one.operation: one.value for one in state.rivals}))
    return (
        f'<fieldset class="govuk-fieldset eyre-rivals" data-rivals="{key}" data-values="{values}"><legend class="govuk-fieldset__legend">Two answers were saved. '
        f'Choose the one that holds</legend><div class="govuk-radios govuk-radios--small">{told}</div></fieldset>'
    )


def in_words(value: object) -> str:
    """An answer as people read it."""
    words = {"yes": "Yes", "no": "No", "not-relevant": "Not relevant", None: "No answer"}
    if isinstance(value, dict):
        return str(value.get("text", ""))
    return words.get(value, str(value)) if value is None or isinstance(value, str) else str(value)


def _facts(drawn: Drawn, filling: Filling, held: Mapping[str, bool | None]) -> str:
    keys = [fact.key for fact in drawn.form.facts]
    body = "".join(_fact(drawn, fact, filling, held[fact.key] is False) for fact in drawn.form.facts)
    head = '<h2 class="govuk-heading-m eyre-section__title" id="section-facts">Facts of the case</h2>'
    return _section("facts", head, body, keys, filling)


def _fact(drawn: Drawn, fact: FactField, filling: Filling, is_out: bool) -> str:
    if fact.key in drawn.choices:
        return _draw_group(drawn.choices[fact.key], filling, is_out, _listed(fact, filling))
    if fact.type is FactType.TEXT:
        entry = _textarea(fact.key, filling)
    else:
        entry = _mistake(fact.key, filling) + _input(fact, filling) + _listed(fact, filling)
    hint = f'<div class="govuk-hint" id="{fact.key}-hint">{escape(fact.hint)}</div>' if fact.hint else ""
    return (
        f'<div class="govuk-form-group eyre-item eyre-fact" data-key="{fact.key}"{" hidden" if is_out else ""}>'
        f'<label class="govuk-label" for="{fact.key}">{escape(fact.label)}</label>{hint}{entry}</div>'
    )


def _input(fact: FactField, filling: Filling) -> str:
    shown, key = filling.shown(fact.key), fact.key
    text = "" if shown is None else escape(str(shown))
    kind = (
        f'type="date" min="{FIRST_DAY}" max="{LAST_DAY}"'
        if fact.type is FactType.DATE
        else 'type="text" inputmode="numeric" autocomplete="off"'
    )
    described = [f"{key}-hint"] * bool(fact.hint) + [f"{key}-error"] * (key in filling.mistakes)
    says = f' aria-describedby="{" ".join(described)}"' if described else ""
    state = filling.answers.at(key)
    return (
        f'<input class="govuk-input govuk-input--width-10" {kind} id="{key}" name="{key}" data-entry="{fact.type}" '
        f'value="{text}"{says}>{_rivals(key, state) if state.is_conflict else ""}'
    )


def draw_case_note(filling: Filling) -> str:
    """The note on the case as a whole, a form of its own."""
    head = '<h2 class="govuk-heading-m eyre-section__title" id="section-case">The case as a whole</h2>'
    label = f'<div class="govuk-form-group eyre-note"><label class="govuk-label" for="{CASE_NOTE}">Notes on the case</label>'
    return _section("case", head, f"{label}{_textarea(CASE_NOTE, filling)}</div>", [CASE_NOTE], filling)
