"""Is this a wording policy? The format `eyre-wording/1`, read from plain data, with every mistake at once."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from eyre.core.editions import EditionInvalid, Fields, Mistake, read_provenance, shadowed

from .policy import (
    Anchor,
    Borderline,
    NumberTolerances,
    Numerals,
    ProportionWord,
    Proposed,
    SmallNumbers,
    Tolerances,
    WordingPolicy,
)
from .spans import ONE, ZERO, Span, Spans

SCHEMA = "eyre-wording/1"
PARTS = ("anchors", "tolerances", "numbers", "borderline", "small_numbers", "numerals", "evaluative")
POLICY_KEYS = ("schema", "id", "title", "inspectorate", "licence", *PARTS, "words", "provenance")
ANCHOR_KEYS = ("share", "phrase", "ratio", "is_fraction")
SPAN_KEYS = ("from", "above", "to", "below")
WORD_KEYS = ("word", "synonyms", *SPAN_KEYS, "small", "proposed", "provenance")
TOLERANCE_KEYS = ("equal", "nearly", "just_over", "about")


def build_policy(data: object) -> WordingPolicy:
    """The wording policy that the data describe.

    Raises:
        EditionInvalid: with every mistake, when the data are not a wording policy.
    """
    mistakes: list[Mistake] = []
    policy = _read_policy(Fields(data, (), mistakes, POLICY_KEYS))
    if isinstance(data, dict):
        noted = {mistake.path for mistake in mistakes}
        mistakes += [late for late in _check(policy) if not shadowed(late, noted)]
    if mistakes:
        raise EditionInvalid(mistakes)
    return policy


def _read_policy(fields: Fields) -> WordingPolicy:
    schema = fields.text("schema")
    if schema and schema != SCHEMA:
        fields.wrong(f"the format {schema!r} is not known; write {SCHEMA}", "schema")
    for key in ("anchors", "words", "evaluative"):
        if not fields.has(key):
            fields.missing(key)
    small = fields.part("small_numbers", ("counts_up_to", "all_but_of_each"))
    numerals = fields.part("numerals", ("words_up_to", "per_cent"))
    border = fields.part("borderline", ("points", "one_case"))
    return WordingPolicy(
        id=fields.slug("id"),
        title=fields.text("title"),
        inspectorate=fields.text("inspectorate"),
        licence=fields.text("licence"),
        anchors=tuple(_read_anchor(one) for one in fields.parts("anchors", ANCHOR_KEYS)),
        tolerances=_read_tolerances(fields),
        numbers=_read_number_tolerances(fields),
        borderline=Borderline(_share(border, "points"), border.truth("one_case", default=True)),
        small_numbers=SmallNumbers(small.whole("counts_up_to"), small.whole("all_but_of_each")),
        numerals=Numerals(numerals.whole("words_up_to"), numerals.text("per_cent")),
        words=tuple(_read_word(one) for one in fields.parts("words", WORD_KEYS)),
        evaluative=fields.texts("evaluative"),
        provenance=read_provenance(fields),
    )


def _share(fields: Fields, key: str) -> Fraction:
    return fields.share(key) or ZERO


def _read_anchor(fields: Fields) -> Anchor:
    return Anchor(
        _share(fields, "share"),
        fields.text("phrase"),
        fields.text("ratio", default=""),
        fields.truth("is_fraction", default=True),
    )


def _read_tolerances(fields: Fields) -> Tolerances:
    part = fields.part("tolerances", TOLERANCE_KEYS)
    return Tolerances(*(_share(part, key) for key in TOLERANCE_KEYS))


def _read_number_tolerances(fields: Fields) -> NumberTolerances:
    part = fields.part("numbers", TOLERANCE_KEYS[1:])
    return NumberTolerances(*(_share(part, key) for key in TOLERANCE_KEYS[1:]))


def _read_word(fields: Fields) -> ProportionWord:
    small, small_up_to = None, 0
    if fields.has("small"):
        part = fields.part("small", (*SPAN_KEYS, "up_to"))
        small, small_up_to = Spans((_read_span(part),)), part.whole("up_to")
    return ProportionWord(
        word=fields.text("word"),
        shares=Spans((_read_span(fields),)),
        synonyms=fields.texts("synonyms"),
        small=small,
        small_up_to=small_up_to,
        proposed=fields.choice("proposed", Proposed, default=Proposed.NEVER),
        provenance=read_provenance(fields),
    )


def _read_span(fields: Fields) -> Span:
    """`from` and `to` are owned ends, `above` and `below` are not; an end left out is the end of the line."""
    for owned, not_owned in (("from", "above"), ("to", "below")):
        if fields.has(owned) and fields.has(not_owned):
            fields.wrong(f"{owned!r} and {not_owned!r} stand side by side; keep one of them", not_owned)
    if not any(fields.has(key) for key in SPAN_KEYS):
        fields.wrong(f"no end is said; write one of {', '.join(SPAN_KEYS)}")
    low = _share(fields, "above" if fields.has("above") else "from") if _has_low(fields) else ZERO
    high = (fields.share("below" if fields.has("below") else "to") or ONE) if _has_high(fields) else ONE
    span = Span(low, high, not fields.has("above"), not fields.has("below"))
    if span.is_empty:
        fields.wrong("nothing lies between these ends; the lower one comes first")
    return span


def _has_low(fields: Fields) -> bool:
    return fields.has("from") or fields.has("above")


def _has_high(fields: Fields) -> bool:
    return fields.has("to") or fields.has("below")


def _check(policy: WordingPolicy) -> Iterable[Mistake]:
    """Every mistake that only the whole policy shows."""
    for n, (low, high) in enumerate(pairwise(policy.anchors)):
        if low.share >= high.share:
            yield Mistake(("anchors", n + 1, "share"), "the anchors do not rise; put them in order")
    yield from _doubles(policy)
    yield from _numbers_that_cannot_be(policy)
    known = {one.part for one in policy.provenance}
    for part in PARTS:
        if part not in known:
            yield Mistake(
                ("provenance",), f"nothing says how {part!r} is known; add an entry with part: {part}"
            )


def _doubles(policy: WordingPolicy) -> Iterable[Mistake]:
    seen: set[str] = set()
    for n, word in enumerate(policy.words):
        if not word.provenance:
            yield Mistake(
                ("words", n), f"nothing says how {word.word!r} is known; add its status under provenance"
            )
        for name in (word.word, *word.synonyms):
            if name.casefold() in seen:
                yield Mistake(
                    ("words", n), f"{name!r} has a meaning already; a word means one thing in a policy"
                )
            if policy.is_evaluative(name) and word.proposed is not Proposed.NEVER:
                yield Mistake(("words", n, "proposed"), f"{name!r} is evaluative and is never proposed")
            seen.add(name.casefold())


def _numbers_that_cannot_be(policy: WordingPolicy) -> Iterable[Mistake]:
    if not 0 <= policy.numerals.words_up_to <= 100:
        yield Mistake(("numerals", "words_up_to"), "words are kept for 0 to 100; write a number between")
    if policy.small_numbers.counts_up_to < 0:
        yield Mistake(("small_numbers", "counts_up_to"), "less than no case is not a number of cases")
    if policy.small_numbers.all_but_of_each < 1:
        yield Mistake(
            ("small_numbers", "all_but_of_each"), "write 1 or more: all but one of at least so many"
        )
