"""Is this a list of requests? The format `eyre-requests/1`: what is asked of a provider before its inspection.

Read from plain data, with every mistake at once. One list belongs to one edition of a framework; the standards that an
item is for are those of that edition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eyre.core.editions import EditionInvalid, Fields, Mistake, Status, shadowed

SCHEMA = "eyre-requests/1"
KEYS = ("schema", "id", "title", "sources", "note", "items")
ITEM_KEYS = ("code", "title", "wanted", "standards", "status", "note")
LONGEST_CODE, LONGEST_TITLE, LONGEST_WANTED, MOST_ITEMS = 40, 200, 2_000, 100
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for; `wanted` says what it is to hold, `standards` what it is evidence for."""

    code: str
    title: str
    wanted: str
    standards: tuple[str, ...]
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestList:
    """What is asked under one edition, with the pages it was read in."""

    id: str
    title: str
    sources: tuple[str, ...]
    note: str
    items: tuple[Item, ...]


def build_list(data: object, standards: Collection[str] | None = None) -> RequestList:
    """The list that the data describe; `standards` are the refs of its edition, None for a list of no edition.

    Raises:
        EditionInvalid: with every mistake, when the data are not a list of requests.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, KEYS)
    schema = fields.text("schema")
    if schema and schema != SCHEMA:
        fields.wrong(f"the format {schema!r} is not known; write {SCHEMA}", "schema")
    found = RequestList(
        fields.slug("id"),
        fields.text("title"),
        fields.texts("sources"),
        fields.text("note", default=""),
        tuple(_read(one, standards) for one in fields.parts("items", ITEM_KEYS)),
    )
    noted = {mistake.path for mistake in mistakes}
    mistakes += [late for late in _check(found) if not shadowed(late, noted)]
    if mistakes:
        raise EditionInvalid(mistakes)
    return found


def _read(fields: Fields, standards: Collection[str] | None) -> Item:
    code, title, wanted = fields.slug("code", _CODE), fields.text("title"), fields.text("wanted")
    for key, text, longest in (
        ("code", code, LONGEST_CODE),
        ("title", title, LONGEST_TITLE),
        ("wanted", wanted, LONGEST_WANTED),
    ):
        if len(text) > longest:
            fields.wrong(f"this is {len(text):,} letters long; the longest may have {longest:,}", key)
    refs = fields.texts("standards")
    for number, ref in enumerate(refs):
        if standards is not None and ref not in standards:
            fields.wrong(
                f"the edition has no standard {ref!r}; it has {', '.join(standards)}", "standards", number
            )
    return Item(code, title, wanted, refs, fields.choice("status", Status), fields.text("note", default=""))


def _check(found: RequestList) -> Iterator[Mistake]:
    if not found.items:
        yield Mistake(("items",), "nothing is asked for; write at least one item")
    if len(found.items) > MOST_ITEMS:
        yield Mistake(
            ("items",),
            f"{len(found.items)} items are more than any provider can answer; write at most {MOST_ITEMS}",
        )
    codes = [item.code for item in found.items]
    for number, code in enumerate(codes):
        if codes.index(code) < number:
            yield Mistake(("items", number, "code"), f"the item {code!r} stands here a second time")
