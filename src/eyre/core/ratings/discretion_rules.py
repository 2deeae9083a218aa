"""Are these the grounds of discretion of an edition? The format `eyre-discretion/1`, read from plain data.

One list may belong to several editions; an edition without one allows its panel no discretion. Every ground says how it is
known: a recalled one waits for an inspectorate to confirm it, and its page says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from eyre.core.editions import EditionInvalid, Fields, Mistake, Status, shadowed

from .discretion import Discretion, Ground, Kind

SCHEMA = "eyre-discretion/1"
KEYS = ("schema", "id", "title", "editions", "note", "grounds")
GROUND_KEYS = ("code", "kind", "words", "most", "within", "at_most", "towards", "status", "note")
LONGEST_CODE = 60


def build_discretion(data: object) -> Discretion:
    """The grounds that the data describe.

    Raises:
        EditionInvalid: with every mistake, when the data are not a list of grounds.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, KEYS)
    schema = fields.text("schema")
    if schema and schema != SCHEMA:
        fields.wrong(f"the format {schema!r} is not known; write {SCHEMA}", "schema")
    found = Discretion(
        fields.slug("id"),
        fields.text("title"),
        fields.texts("editions"),
        tuple(_read(one) for one in fields.parts("grounds", GROUND_KEYS)),
        fields.text("note", default=""),
    )
    noted = {mistake.path for mistake in mistakes}
    mistakes += [late for late in _check(found) if not shadowed(late, noted)]
    if mistakes:
        raise EditionInvalid(mistakes)
    return found


def _read(fields: Fields) -> Ground:
    kind = fields.choice("kind", Kind)
    within = fields.share("within") if kind is Kind.POINTS or fields.has("within") else None
    needs_cases = kind is Kind.FEW_CASES or fields.has("at_most")
    return Ground(
        fields.slug("code"),
        kind,
        fields.text("words"),
        fields.whole("most"),
        fields.choice("status", Status),
        within,
        fields.whole("at_most") if needs_cases else None,
        fields.truth("towards", default=True),
        fields.text("note", default=""),
    )


def _check(found: Discretion) -> Iterator[Mistake]:
    codes = [ground.code for ground in found.grounds]
    for number, ground in enumerate(found.grounds):
        at = ("grounds", number)
        if codes.index(ground.code) < number:
            yield Mistake((*at, "code"), f"the ground {ground.code!r} stands here a second time")
        if len(ground.code) > LONGEST_CODE:
            yield Mistake((*at, "code"), f"a code has at most {LONGEST_CODE} letters")
        if ground.most < 1:
            yield Mistake((*at, "most"), "a ground that moves no band is none; write 1 or more")
        if ground.within is not None and ground.kind is not Kind.POINTS:
            yield Mistake((*at, "within"), "only a ground of the kind points has this limit")
        if ground.at_most is not None and ground.kind is not Kind.FEW_CASES:
            yield Mistake((*at, "at_most"), "only a ground of the kind few-cases has this limit")
        if ground.at_most is not None and ground.at_most < 1:
            yield Mistake((*at, "at_most"), "write 1 or more")


__all__ = ["SCHEMA", "build_discretion"]
