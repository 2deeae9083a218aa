"""A form from what an edition asks: its questions in their order, with what a file of ours adds to each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from eyre.core.editions import Provenance
from eyre.core.frameworks import Edition, KeyQuestion

from .completeness_rules import STANDARD_RULES
from .data import form_data
from .exceptions import NothingFromCases
from .expressions import Expression
from .form import AskedPrompt, AskedQuestion, CaseKind, CompletenessRule, Each, Form, Section

KINDS: dict[str, tuple[tuple[str, str], ...]] = {
    "supervision": (
        ("community", "Community sentence"),
        ("licence", "Licence and custody"),
        ("short_sentence", "Short sentence"),
    ),
    "court_report": (("court_report", "Court report"),),
    "unpaid_work": (("unpaid_work", "Unpaid work"),),
    "victim": (("victim", "Victim contact"),),
    "resettlement": (("resettlement", "Resettlement"),),
    "sfo_review": (("sfo_review", "Review of a serious further offence"),),
}


@dataclass(frozen=True)
class PromptAddition:
    """What a form adds to a prompt of the edition."""

    rule: str = ""
    when: Expression = True


@dataclass(frozen=True)
class Addition:
    """What a form adds to a key question of the edition."""

    rule: str = ""
    guidance: tuple[str, ...] = ()
    when: Expression = True
    prompts: Mapping[str, PromptAddition] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()


NOTHING, NOTHING_MORE = Addition(), PromptAddition()


def sections_of(
    edition: Edition, additions: Mapping[str, Addition], whens: Mapping[str, Expression]
) -> tuple[Section, ...]:
    """The questions about cases that an edition holds, rated standards first."""
    return tuple(_sections(edition, additions, whens))


def _sections(
    edition: Edition, additions: Mapping[str, Addition], whens: Mapping[str, Expression]
) -> Iterator[Section]:
    for standard in edition.case_standards:
        if standard.key_questions:
            asked = tuple(_question(one, additions) for one in standard.key_questions)
            when = whens.get(standard.ref, True)
            yield Section(
                standard.ref, standard.title, standard.case_kind, True, asked, standard.statement, when
            )
    for group in edition.question_sets:
        asked = tuple(_question(one, additions) for one in group.questions)
        yield Section(group.id, group.title, group.case_kind, False, asked, "", whens.get(group.id, True))


def _question(question: KeyQuestion, additions: Mapping[str, Addition]) -> AskedQuestion:
    more = additions.get(question.ref, NOTHING)
    prompts = []
    for prompt in question.prompts:
        added = more.prompts.get(prompt.ref, NOTHING_MORE)
        key = f"prompt:{question.ref}/{prompt.ref}"
        prompts.append(AskedPrompt(key, prompt.ref, prompt.text, added.rule, added.when))
    return AskedQuestion(
        question.ref,
        question.text,
        question.concept,
        tuple(prompts),
        more.rule,
        more.guidance,
        more.when,
        (*question.provenance, *more.provenance),
    )


def sealed(form: Form) -> Form:
    """The form with the SHA-256 of all it says."""
    said = json.dumps(form_data(form), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return replace(form, digest=hashlib.sha256(said.encode()).hexdigest())


def standard_rules() -> tuple[CompletenessRule, ...]:
    """What must be there, where a form says nothing else."""
    return tuple(
        CompletenessRule(str(one["id"]), Each(str(one["each"])), one["missing"], str(one["words"]))
        for one in STANDARD_RULES
    )


def derive_form(edition: Edition) -> Form:
    """The form of an edition for which nobody wrote one: its questions, without facts, guidance or conditions.

    Raises:
        NothingFromCases: where the edition rates nothing from cases, or none of its questions is known.
    """
    sections = sections_of(edition, {}, {})
    if not sections:
        why = (
            "None of its key questions about cases is known"
            if edition.case_standards
            else "This edition rates nothing from cases"
        )
        raise NothingFromCases(f"{why}: there is no form for {edition.title}.")
    return sealed(
        Form(
            id=f"{edition.id}-derived",
            edition=edition.id,
            title=edition.title,
            kinds=tuple(kinds_for(tuple(dict.fromkeys(section.asks for section in sections)))),
            facts=(),
            sections=sections,
            completeness=standard_rules(),
            is_derived=True,
        )
    )


def kinds_for(asked: tuple[str, ...]) -> Iterator[CaseKind]:
    """The kinds of case that can be asked what an edition asks of these."""
    for one in asked:
        for kind_id, title in KINDS.get(one, ((one, one.replace("_", " ").capitalize()),)):
            yield CaseKind(kind_id, title, (one,))
