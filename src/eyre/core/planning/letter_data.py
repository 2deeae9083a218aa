"""Which letters does an edition have? Its templates read from data, every mistake at once."""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.editions import EditionInvalid, Fields, Mistake, Provenance, Status, read_provenance

from .letters import Template, faults

SCHEMA = "eyre-letters/1"
WHOLE = "whole"
KEYS = ("schema", "edition", "letters", "provenance")
LETTER_KEYS = ("code", "title", "purpose", "to", "subject", "text", "days", "after", "finishes")
UNSAID = Provenance(WHOLE, Status.OURS)


@dataclass(frozen=True, slots=True)
class Letters:
    """The templates of one edition, or those that are the default for all, in their order."""

    edition: str
    templates: tuple[Template, ...]


def build_letters(data: object) -> Letters:
    """The templates in the data of a file.

    Raises:
        EditionInvalid: with everything that is wrong, faults of the templates themselves included.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, KEYS)
    if fields.text("schema") not in ("", SCHEMA):
        fields.wrong(f"this format is not known; write {SCHEMA}", "schema")
    known = {one.part: one for one in read_provenance(fields)}
    found = tuple(_template(one, known) for one in fields.parts("letters", LETTER_KEYS))
    for n, template in enumerate(found):
        if template.code in [one.code for one in found[:n]]:
            fields.wrong(f"the letter {template.code!r} is there twice", "letters", n)
        if not template.to:
            fields.wrong(
                "it goes to nobody; write to: and the roles of the provider’s contacts", "letters", n
            )
        for words in faults(template):
            fields.wrong(words, "letters", n)
    letters = Letters(fields.slug("edition"), found)
    if mistakes:
        raise EditionInvalid(mistakes)
    return letters


def _template(fields: Fields, known: dict[str, Provenance]) -> Template:
    code = fields.slug("code")
    return Template(
        code=code,
        title=fields.text("title"),
        purpose=fields.text("purpose"),
        to=fields.texts("to"),
        subject=fields.text("subject"),
        text=fields.text("text"),
        provenance=known.get(code) or known.get(WHOLE) or UNSAID,
        days=fields.texts("days"),
        after=fields.text("after", default=""),
        finishes=fields.text("finishes", default=""),
    )
