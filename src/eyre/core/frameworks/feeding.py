"""Which questions about the cases of its units feed a standard of a region? An assumption that is data, with its basis.

The format `eyre-feeding/1`: for a regional edition, each standard with the themes and the concepts of the questions that
feed it. A question feeds a standard when its theme is named, or when its own concept or that of its standard is.
"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.editions import EditionInvalid, Fields, Mistake, Provenance, read_provenance

from .edition import KeyQuestion

SCHEMA = "eyre-feeding/1"
FEEDING_KEYS = ("schema", "edition", "standards", "provenance")
FEED_KEYS = ("ref", "themes", "concepts", "provenance")


@dataclass(frozen=True, slots=True)
class Feed:
    """What feeds one standard, and how we know."""

    ref: str
    themes: tuple[str, ...]
    concepts: tuple[str, ...]
    provenance: tuple[Provenance, ...]

    def takes(self, question: KeyQuestion, standard_concept: str) -> bool:
        """Whether the question, which stands in a standard of this concept, feeds it."""
        if question.theme and question.theme in self.themes:
            return True
        return bool({question.concept, standard_concept} & set(self.concepts))


@dataclass(frozen=True, slots=True)
class Feeding:
    """What feeds the standards of one regional edition."""

    edition: str
    feeds: tuple[Feed, ...]
    provenance: tuple[Provenance, ...]

    def of(self, ref: str) -> Feed | None:
        """What feeds the standard with this number; None where nothing is known to."""
        return next((feed for feed in self.feeds if feed.ref == ref), None)


def build_feeding(data: object) -> Feeding:
    """The feeding that the data describe.

    Raises:
        EditionInvalid: with every mistake, when the data are none.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, FEEDING_KEYS)
    schema = fields.text("schema")
    if schema and schema != SCHEMA:
        fields.wrong(f"the format {schema!r} is not known; write {SCHEMA}", "schema")
    feeds = tuple(_feed(one) for one in fields.parts("standards", FEED_KEYS))
    found = Feeding(fields.slug("edition"), feeds, read_provenance(fields))
    twice = [feed.ref for i, feed in enumerate(feeds) if feed.ref in {one.ref for one in feeds[:i]}]
    if twice:
        fields.wrong(f"{', '.join(twice)} stands here twice", "standards")
    if mistakes:
        raise EditionInvalid(mistakes)
    return found


def _feed(fields: Fields) -> Feed:
    found = Feed(
        fields.text("ref"), fields.texts("themes"), fields.texts("concepts"), read_provenance(fields)
    )
    if not (found.themes or found.concepts):
        fields.wrong("no theme and no concept is named, so nothing feeds it: leave it out")
    return found
