"""The form of tests/vectors/completeness.json as a value: what `form_data` would give of it."""

from typing import Any

from eyre.core.assessment import (
    AskedPrompt,
    AskedQuestion,
    CaseKind,
    CompletenessRule,
    Each,
    FactField,
    FactType,
    Form,
    Section,
)


def form_of(data: dict[str, Any]) -> Form:
    """The form that the data say."""
    return Form(
        id=data["id"],
        edition=data["edition"],
        title=data["title"],
        kinds=tuple(CaseKind(one["id"], one["title"], tuple(one["asks"])) for one in data["kinds"]),
        facts=tuple(_fact(one) for one in data["facts"]),
        sections=tuple(
            Section(
                one["id"],
                one["title"],
                one["asks"],
                True,
                tuple(map(_question, one["questions"])),
                "",
                one["when"],
            )
            for one in data["sections"]
        ),
        completeness=tuple(
            CompletenessRule(one["id"], Each(one["each"]), one["missing"], one["words"])
            for one in data["completeness"]
        ),
    )


def _fact(one: dict[str, Any]) -> FactField:
    options = tuple((code, words) for code, words in one["options"])
    kind = FactType(one["type"])
    return FactField(
        one["id"], one["label"], kind, options, one["hint"], one["when"], one["least"], one["most"]
    )


def _question(one: dict[str, Any]) -> AskedQuestion:
    prompts = tuple(
        AskedPrompt(p["key"], p["letter"], p["text"], p["rule"], p["when"]) for p in one["prompts"]
    )
    return AskedQuestion(
        one["ref"], one["text"], "", prompts, one["rule"], tuple(one["guidance"]), one["when"]
    )
