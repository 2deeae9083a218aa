"""What is put to an inspector about one case? A form as a value: facts, questions, when each is asked, what must be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from eyre.core.editions import Provenance

from .expressions import Expression

ANSWERS = ("yes", "no", "not-relevant")


class FactType(StrEnum):
    """What a fact about a case is written as."""

    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


class Each(StrEnum):
    """For what a rule of completeness is asked: each relevant fact, key question or prompt."""

    FACT = "fact"
    QUESTION = "question"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A kind of case, and the kinds of case of the edition's standards whose questions it is asked."""

    id: str
    title: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactField:
    """One thing recorded about a case. `options` are codes with words; `least` and `most` bound a number.

    `attribute` names what the case list may say of it already; shown beside it, never filled in.
    """

    id: str
    label: str
    type: FactType
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    when: Expression = True
    least: int = 0
    most: int = 1_000_000
    attribute: str = ""
    provenance: tuple[Provenance, ...] = ()

    @property
    def key(self) -> str:
        """Under which its answers stand in the journal."""
        return f"fact:{self.id}"


@dataclass(frozen=True, slots=True)
class AskedPrompt:
    """A lettered prompt, with the rule by which it is answered."""

    key: str
    letter: str
    text: str
    rule: str = ""
    when: Expression = True


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A key question: its prompts, then the summary judgement, with rule and guidance beside it."""

    ref: str
    text: str
    concept: str
    prompts: tuple[AskedPrompt, ...]
    rule: str = ""
    guidance: tuple[str, ...] = ()
    when: Expression = True
    provenance: tuple[Provenance, ...] = ()

    @property
    def key(self) -> str:
        """Under which its summary judgements stand in the journal."""
        return f"question:{self.ref}"

    @property
    def note(self) -> str:
        """Under which the evidence stands."""
        return f"note:{self.ref}"


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one standard or question set. `asks` is the kind of case of the edition they are put to."""

    id: str
    title: str
    asks: str
    is_rated: bool
    questions: tuple[AskedQuestion, ...]
    statement: str = ""
    when: Expression = True


@dataclass(frozen=True, slots=True)
class CompletenessRule:
    """Something is missing while `missing` holds; `{ref}`, `{letter}` and `{id}` stand for what it is asked of."""

    id: str
    each: Each
    missing: Expression
    words: str


@dataclass(frozen=True, eq=False)  # its conditions are plain data, which have no hash
class Form:
    """One version of the form of one edition; `digest` pins it with every assessment made on it."""

    id: str
    edition: str
    title: str
    kinds: tuple[CaseKind, ...]
    facts: tuple[FactField, ...]
    sections: tuple[Section, ...]
    completeness: tuple[CompletenessRule, ...]
    provenance: tuple[Provenance, ...] = ()
    digest: str = ""
    is_derived: bool = False

    def kind(self, kind_id: str) -> CaseKind:
        """The kind of case of this id.

        Raises:
            KeyError: where the form asks nothing of such cases.
        """
        return self._kinds[kind_id]

    def asks_of(self, kind_id: str) -> bool:
        """Whether the form has questions for such cases."""
        return kind_id in self._kinds

    @cached_property
    def _kinds(self) -> dict[str, CaseKind]:
        named = {kind.id: kind for kind in self.kinds}
        # A case list may say only what the edition says: "supervision"
        plain = {
            asked: CaseKind(asked, asked.replace("_", " ").capitalize(), (asked,)) for asked in self._asked
        }
        return plain | named

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(section.asks for section in self.sections))

    def sections_for(self, kind_id: str) -> tuple[Section, ...]:
        """The sections put to cases of this kind, in order; none where the form does not know the kind."""
        asks = self._kinds[kind_id].asks if kind_id in self._kinds else ()
        return tuple(section for section in self.sections if section.asks in asks)

    def questions(self) -> Iterator[AskedQuestion]:
        """Every key question, in order."""
        return (question for section in self.sections for question in section.questions)

    @cached_property
    def facts_by_key(self) -> dict[str, FactField]:
        """Every fact by its key."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def questions_by_ref(self) -> dict[str, AskedQuestion]:
        """Every key question by its number."""
        return {question.ref: question for question in self.questions()}

    @cached_property
    def answer_keys(self) -> frozenset[str]:
        """The keys that take yes, no or not relevant."""
        prompts = {prompt.key for question in self.questions() for prompt in question.prompts}
        return frozenset(prompts | {question.key for question in self.questions()})
