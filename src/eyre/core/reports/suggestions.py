"""Which figures of a register fit the words of a document, and how are they bound?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eyre.core.figures import Count
from eyre.core.wording import Form, Kind, Quantity, phrases_for

from .bound import verdict_on
from .context import Context
from .figures import Figure, Label
from .polarity import INSUFFICIENT, SUFFICIENT

_BUDGET = 60_000  # verdicts for a document: a long one with a large register stops here, and says so
_SHOWN = 3
_MOST_FITTING = 20  # "one" fits many figures: to name three of them would be no help
_FORMS = frozenset(
    {Form.COUNT_OF, Form.COUNT, Form.FRACTION, Form.RATIO, Form.PERCENT, Form.ALL_BUT, Form.SCORE}
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure the words are true of, and the words bound to it."""

    figure: Figure
    markdown: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The figures that fit one quantity, the likeliest first, and how many others would fit too."""

    quantity: Quantity
    first: tuple[Suggestion, ...]
    others: int


def suggestions_for(context: Context, quantities: Iterable[Quantity]) -> Iterator[Suggestions]:
    """For each quantity the figures of which its words are true; of those with a suppressed value none is named.

    Words that are true of much ("all", "most", "one") are left out: a guess would be no help. Stops after a fixed amount of
    work, so that the last quantities of a very long document have none.
    """
    figures = [figure for figure in context.settings.figures or () if _can_be_named(context, figure)]
    known: dict[tuple[object, ...], tuple[Figure, ...]] = {}
    spent = 0
    for quantity in quantities:
        if quantity.form not in _FORMS or quantity.unit:
            continue
        key = _key(quantity)
        if key not in known:
            spent += len(figures)
            if spent > _BUDGET:
                return
            known[key] = tuple(f for f in figures if verdict_on(context, quantity, f) is Kind.TRUE)
        if 0 < len(fitting := known[key]) <= _MOST_FITTING:
            yield _suggestions(context, quantity, fitting)


def ways_to_say(context: Context, figure: Figure) -> tuple[str, ...]:
    """The phrases that would be right for a figure, best first; a band or a number only as it is, a small group none."""
    if not _can_be_named(context, figure):
        return ()
    match figure.value:
        case Count() as count:
            return tuple(phrase.text for phrase in phrases_for(context.settings.policy, count)[:_SHOWN])
        case Label(text):
            return (text,)
        case None:
            return ()
        case value:
            return (said(value),)


def said(value: object) -> str:
    """A value of a figure in a few words: 28 of 37, 1,300, 4 per cent, Good."""
    match value:
        case Count(x=x, of=of):
            return f"{x:,} of {of:,}"
        case Label(text):
            return text
        case _:
            number = getattr(value, "number", None)
            share = getattr(value, "share", None)
            return f"{number:,}" if number is not None else f"{float(100 * (share or 0)):.4g} per cent"


def bound_to(words: str, figure: Figure) -> str:
    """The words with their figure, as they are written in the document."""
    return f"[{words}](fig:{figure.id})"


def _can_be_named(context: Context, figure: Figure) -> bool:
    if figure.suppressed or figure.value is None:
        return False
    return not (isinstance(figure.value, Count) and figure.value.of < context.settings.small_group)


def _key(quantity: Quantity) -> tuple[object, ...]:
    q = quantity
    return q.form, q.hedge, q.count, q.number, q.share, q.low, q.high


def _suggestions(context: Context, quantity: Quantity, fitting: tuple[Figure, ...]) -> Suggestions:
    ordered = sorted(fitting, key=lambda figure: _unlikeliness(quantity, figure))
    words = context.document.words(quantity.start, quantity.end)
    first = tuple(Suggestion(figure, bound_to(words, figure)) for figure in ordered[:_SHOWN])
    return Suggestions(quantity, first, len(fitting) - len(first))


def _unlikeliness(quantity: Quantity, figure: Figure) -> tuple[bool, int, int]:
    """A figure that counts what the sentence says comes first, then one of fewer parts: the whole before sub-groups."""
    turned = any(word not in {"only", "just", "merely", "barely"} for word in quantity.polarity)
    counts = {SUFFICIENT: False, INSUFFICIENT: True}.get(figure.polarity)
    agrees = counts is None or counts is turned
    noun = figure.said_of.removesuffix("s")
    is_same_noun = bool(noun) and noun.casefold() in quantity.said_of.casefold()
    return not agrees, 0 if is_same_noun else 1, figure.id.count("/")
