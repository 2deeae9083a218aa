"""Reading what an edition asks: bands, domains, standards, key questions, prompts, notes, and how each is known."""

from __future__ import annotations

from eyre.core.editions import CONCEPT, Fields, read_provenance

from .edition import (
    Band,
    Domain,
    Fact,
    KeyQuestion,
    MethodNote,
    Prompt,
    QuestionSet,
    RatedFrom,
    Standard,
)

BAND_KEYS = ("id", "label", "score")
DOMAIN_KEYS = ("ref", "title", "standards", "provenance")
STANDARD_KEYS = (
    "ref", "title", "concept", "rated_from", "evidence", "case_kind", "counted", "may_be_not_rated", "statement",
    "key_questions", "provenance",
)  # fmt: skip
QUESTION_KEYS = ("ref", "concept", "theme", "text", "prompts", "provenance")
SET_KEYS = ("id", "title", "case_kind", "questions", "provenance")
NOTE_KEYS = ("part", "text", "values", "provenance")
FACT_KEYS = ("id", "text")


def read_bands(edition: Fields) -> tuple[Band, ...]:
    """The bands, best first."""
    found = edition.parts("bands", BAND_KEYS)
    return tuple(Band(one.slug("id"), one.text("label"), one.whole("score")) for one in found)


def read_domain(fields: Fields) -> Domain:
    """A domain with its standards."""
    standards = tuple(_read_standard(one) for one in fields.parts("standards", STANDARD_KEYS))
    return Domain(fields.text("ref"), fields.text("title"), standards, read_provenance(fields))


def _read_standard(fields: Fields) -> Standard:
    return Standard(
        ref=fields.text("ref"),
        title=fields.text("title"),
        concept=fields.slug("concept", CONCEPT),
        rated_from=fields.choice("rated_from", RatedFrom),
        evidence=fields.text("evidence", default=""),
        case_kind=fields.text("case_kind", default=""),
        counted=fields.truth("counted", default=True),
        may_be_not_rated=fields.truth("may_be_not_rated", default=False),
        statement=fields.text("statement", default=""),
        key_questions=_read_questions(fields, "key_questions"),
        provenance=read_provenance(fields),
    )


def _read_questions(fields: Fields, key: str) -> tuple[KeyQuestion, ...]:
    return tuple(_read_question(one) for one in fields.parts(key, QUESTION_KEYS))


def _read_question(fields: Fields) -> KeyQuestion:
    return KeyQuestion(
        ref=fields.text("ref"),
        text=fields.text("text"),
        concept=fields.slug("concept", CONCEPT),
        theme=fields.text("theme", default=""),
        prompts=tuple(
            Prompt(p.text("ref"), p.text("text")) for p in fields.parts("prompts", ("ref", "text"))
        ),
        provenance=read_provenance(fields),
    )


def read_question_set(fields: Fields) -> QuestionSet:
    """A set of questions that are counted and never rated."""
    questions = _read_questions(fields, "questions")
    if not questions:
        fields.missing("questions")
    return QuestionSet(
        fields.slug("id"),
        fields.text("title"),
        fields.text("case_kind", default=""),
        questions,
        read_provenance(fields),
    )


def read_fact(fields: Fields) -> Fact:
    """A fact that a limiter asks for."""
    return Fact(fields.slug("id"), fields.text("text"))


def read_note(fields: Fields) -> MethodNote:
    """A part of the method that is shown and not computed with."""
    return MethodNote(
        fields.slug("part"), fields.text("text"), fields.pairs("values"), read_provenance(fields)
    )
