"""A form as plain data: what a browser reads, and what its digest is made of."""

from __future__ import annotations

from .form import AskedQuestion, FactField, Form, Section


def form_data(form: Form) -> dict[str, object]:
    """Everything a form asks and by which rules, as JSON has it; without its digest and without how it is known."""
    return {
        "schema": "eyre-form/1",
        "id": form.id,
        "edition": form.edition,
        "title": form.title,
        "kinds": [{"id": kind.id, "title": kind.title, "asks": list(kind.asks)} for kind in form.kinds],
        "facts": [_fact(fact) for fact in form.facts],
        "sections": [_section(section) for section in form.sections],
        "completeness": [
            {"id": rule.id, "each": rule.each.value, "missing": rule.missing, "words": rule.words}
            for rule in form.completeness
        ],
    }


def _fact(fact: FactField) -> dict[str, object]:
    return {
        "id": fact.id,
        "key": fact.key,
        "label": fact.label,
        "type": fact.type.value,
        "options": [list(option) for option in fact.options],
        "hint": fact.hint,
        "when": fact.when,
        "least": fact.least,
        "most": fact.most,
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "asks": section.asks,
        "when": section.when,
        "questions": [_question(question) for question in section.questions],
    }


def _question(question: AskedQuestion) -> dict[str, object]:
    return {
        "ref": question.ref,
        "key": question.key,
        "text": question.text,
        "rule": question.rule,
        "guidance": list(question.guidance),
        "when": question.when,
        "prompts": [
            {
                "key": prompt.key,
                "letter": prompt.letter,
                "text": prompt.text,
                "rule": prompt.rule,
                "when": prompt.when,
            }
            for prompt in question.prompts
        ],
    }
