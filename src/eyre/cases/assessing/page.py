"""One assessment with its form and what stands in it: what every page about it starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from textwrap import shorten

from eyre.cases.forms import form_for_edition
from eyre.cases.models import Assessment
from eyre.core.assessment import Form, NothingFromCases, Relevance, Section, relevance

from .states import Answers


@dataclass(frozen=True)
class Case:
    """An assessment, its form, and its answers."""

    assessment: Assessment
    form: Form
    answers: Answers

    @property
    def kind(self) -> str:
        """The kind of case, as the case list has it."""
        return self.assessment.case.kind

    @property
    def attributes(self) -> Mapping[str, object]:
        """What the case list says of the case."""
        return dict(self.assessment.case.attributes)

    @cached_property
    def values(self) -> dict[str, object]:
        """What the conditions of the form look at."""
        return self.answers.values(self.attributes)

    @cached_property
    def held(self) -> Relevance:
        """What of the form concerns this case."""
        return relevance(self.form, self.kind, self.values)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections put to this case."""
        return self.form.sections_for(self.kind)


def kind_title(edition_id: str, kind: str) -> str:
    """What a kind of case is called on the form of an edition; its own id where there is none."""
    try:
        return form_for_edition(edition_id).kind(kind).title
    except (NothingFromCases, KeyError):
        return kind.replace("_", " ").capitalize()


def settings_of(case: Case, person: str) -> dict[str, object]:
    """What the scripts of the page need to know besides what stands in it."""
    return {
        "assessment": str(case.assessment.pk),
        "edition": case.form.id,
        "kind": case.kind,
        "person": person,
        "attributes": case.attributes,
        "number": max((state.number for state in case.answers.states.values()), default=0),
    }


def place_of(key: str) -> str:
    """The id on the page of what a key stands for."""
    kind, _, name = key.partition(":")
    if kind == "fact":
        return "section-facts"
    return "section-case" if name == "case" else f"question-{name.partition('/')[0]}"


@lru_cache(maxsize=64)
def questions_offered(form: Form, kind: str) -> str:
    """The questions of a form as options of a list, drawn once: forms never change."""
    asked = [question for section in form.sections_for(kind) for question in section.questions]
    return "".join(
        f'<option value="{escape(one.ref)}">{escape(shorten(f"{one.ref} {one.text}", 70, placeholder="…"))}</option>'
        for one in asked
    )
