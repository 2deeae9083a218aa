"""A specification from plain data, every mistake at once."""

from __future__ import annotations

from eyre.core.editions import EditionInvalid, Fields, Mistake, Status, read_provenance

from .eligibility import Rule, Test, Windows
from .specification import Choice, Column, SampleAim, Specification, Type, plain

KEYS = ("id", "title", "editions", "columns", "eligibility", "sample", "provenance", "notes")
COLUMN_KEYS = ("name", "type", "says", "example", "also", "choices", "part", "key", "needed", "sealed", "strata", "longest")  # fmt: skip
RULE_KEYS = ("code", "test", "why", "weeks", "kinds", "status", "note")
PARTS = ("identifier", "name", "date-of-birth", "practitioner", "kind", "started", "ended")
MUST_HAVE = ("identifier", "kind", "started")


def read_specification(data: object) -> Specification:
    """The specification these data describe.

    Raises:
        EditionInvalid: with every mistake.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, KEYS)
    aim = fields.part("sample", ("confidence", "margin", "formula"))
    found = Specification(
        id=fields.slug("id"),
        title=fields.text("title"),
        editions=fields.texts("editions"),
        columns=tuple(_column(one) for one in fields.parts("columns", COLUMN_KEYS)),
        windows=Windows(tuple(_rule(one) for one in fields.parts("eligibility", RULE_KEYS))),
        aim=SampleAim(aim.whole("confidence"), aim.whole("margin"), aim.text("formula")),
        provenance=read_provenance(fields),
        notes=fields.texts("notes"),
    )
    _check(found, fields)
    if mistakes:
        raise EditionInvalid(mistakes)
    return found


def _column(fields: Fields) -> Column:
    return Column(
        name=fields.text("name"),
        type=fields.choice("type", Type),
        says=fields.text("says"),
        example=fields.text("example"),
        also=fields.texts("also"),
        choices=tuple(_choice(one) for one in fields.parts("choices", ("value", "code", "also", "kind"))),
        part=fields.text("part", default=""),
        key=fields.slug("key") if fields.has("key") else "",
        is_needed=fields.truth("needed", default=True),
        is_sealed=fields.truth("sealed", default=False),
        makes_strata=fields.truth("strata", default=False),
        longest=fields.whole("longest", default=60),
    )


def _choice(fields: Fields) -> Choice:
    return Choice(
        fields.text("value"), fields.slug("code"), fields.texts("also"), fields.text("kind", default="")
    )


def _rule(fields: Fields) -> Rule:
    return Rule(
        code=fields.slug("code"),
        test=fields.choice("test", Test),
        why=fields.text("why"),
        weeks=fields.whole("weeks", default=0),
        kinds=fields.texts("kinds"),
        status=fields.choice("status", Status),
        note=fields.text("note", default=""),
    )


def _check(found: Specification, fields: Fields) -> None:
    names = [name for column in found.columns for name in dict.fromkeys(column.names())]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        fields.wrong(f"two columns go by the name {twice!r}", "columns")
    for part in MUST_HAVE:
        if part not in [column.part for column in found.columns]:
            fields.wrong(f"no column has the part {part!r}", "columns")
    for number, column in enumerate(found.columns):
        _check_column(column, number, fields)
    kinds = {choice.kind for column in found.columns if column.part == "kind" for choice in column.choices}
    if "" in kinds:
        fields.wrong("each choice of the column that tells the kind of case needs its kind", "columns")
    keys = [column.key for column in found.columns if column.key]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        fields.wrong(f"two columns are kept under {twice!r}", "columns")
    for number, rule in enumerate(found.windows.rules):
        for kind in set(rule.kinds) - kinds:
            fields.wrong(f"there is no kind of case {kind!r}", "eligibility", number, "kinds")


def _check_column(column: Column, number: int, fields: Fields) -> None:
    if column.part and column.part not in PARTS:
        fields.wrong(f"{column.part!r} is no part; they are {', '.join(PARTS)}", "columns", number, "part")
    if bool(column.choices) != (column.type is Type.CHOICE):
        fields.wrong("a choice has choices, and nothing else has", "columns", number, "choices")
    if column.is_sealed and (column.makes_strata or column.key):
        fields.wrong("what is sealed makes no strata and is no attribute", "columns", number, "strata")
    if column.makes_strata and not column.key:
        fields.wrong("what makes strata is kept: give it a key", "columns", number, "key")
    words = [
        word
        for choice in column.choices
        for word in dict.fromkeys(plain(each) for each in (choice.value, choice.code, *choice.also))
    ]
    for twice in sorted({word for word in words if words.count(word) > 1}):
        fields.wrong(f"{twice!r} could mean two values", "columns", number, "choices")
