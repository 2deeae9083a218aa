"""Are the bound words true of their figures? And which quantities are bound to none?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from eyre.core.figures import Count
from eyre.core.wording import Form, Kind, Quantity, Verdict, find_quantities, holds, holds_share

from .codes import Code
from .context import Context
from .document import FIGURE, Binding
from .figures import Figure, Label, Number, Share
from .findings import Finding
from .polarity import check_polarity

_MAY_BE_UNBOUND = {Form.SCORE}  # a score is checked against its table


def check_polarities(context: Context) -> Iterator[Finding]:
    """Words that are true of their figure, in sentences that speak of its opposite."""
    starts = [quantity.start for quantity in context.quantities]
    yield from check_polarity(context, lambda binding, figure: _is_true(context, binding, figure, starts))


def _is_true(context: Context, binding: Binding, figure: Figure, starts: list[int]) -> bool:
    if not isinstance(figure.value, Count | Share) or _is_small(context, figure):
        return False
    said = _inside(context, binding, starts)
    verdicts = [_verdict(context, quantity, figure, opposite=False).kind for quantity in said]
    return bool(verdicts) and Kind.FALSE not in verdicts


def check_bindings(context: Context) -> Iterator[Finding]:
    """What is wrong with each binding."""
    figures = context.settings.figures
    if figures is None:
        return
    starts = [quantity.start for quantity in context.quantities]
    for binding in context.document.bindings:
        figure = figures.get(binding.figure)
        if figure is None:
            yield _unknown(context, binding)
        elif _is_small(context, figure):
            yield context.finding(
                Code.SMALL_GROUP, binding.start, binding.end,
                f"{figure.id} is of a group too small to be printed; take the words out or widen the group",
            )  # fmt: skip
        else:
            yield from _check(context, binding, figure, _inside(context, binding, starts))


def verdict_on(context: Context, quantity: Quantity, figure: Figure) -> Kind:
    """Whether the words are true of the figure; a band or score is compared as it stands."""
    if isinstance(figure.value, Label):
        same = _plain(context.document.words(quantity.start, quantity.end)) == _plain(figure.value.text)
        return Kind.TRUE if same else Kind.FALSE
    if figure.value is None:
        return Kind.FALSE
    return _verdict(context, quantity, figure, opposite=False).kind


def check_broken(context: Context) -> Iterator[Finding]:
    """Names of figures that no words are bound to."""
    prose, at = context.document.prose, 0
    while (at := prose.find(f"({FIGURE}", at)) >= 0:
        reason = "write [words](fig:name), without a space or a line between the brackets"
        yield context.finding(Code.BROKEN_BINDING, at, at + 1 + len(FIGURE), reason)
        at += 1


def check_unbound(context: Context) -> Iterator[Finding]:
    """Quantities of the prose that no binding holds; measures such as weeks and pounds are let be."""
    if not context.settings.figures:
        return
    for sentence in context.sentences:
        for quantity in unbound(context, sentence.quantities):
            judged = quantity.form is Form.WORD and context.settings.policy.is_evaluative(quantity.word)
            if not (judged or quantity.unit or quantity.form in _MAY_BE_UNBOUND):
                reason = "no figure is bound to these words, so nothing checks them"
                yield context.finding(Code.UNBOUND, quantity.start, quantity.end, reason)


def unbound(context: Context, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Those that stand in no bound words."""
    bindings = context.document.bindings
    ends = context.document.binding_ends
    for quantity in quantities:
        after = bisect_right(ends, quantity.start)
        if after == len(bindings) or bindings[after].start >= quantity.end:
            yield quantity


def _unknown(context: Context, binding: Binding) -> Finding:
    figures = context.settings.figures
    near = figures.nearest(binding.figure) if figures else ""
    hint = f"; did you mean {near}?" if near else ""
    reason = f"there is no figure {binding.figure}{hint}"
    return context.finding(Code.UNKNOWN_FIGURE, binding.start, binding.end, reason)


def _is_small(context: Context, figure: Figure) -> bool:
    return figure.suppressed or (
        isinstance(figure.value, Count) and figure.value.of < context.settings.small_group
    )


def _inside(context: Context, binding: Binding, starts: list[int]) -> tuple[Quantity, ...]:
    """The quantities of the bound words: as the sentence gives them, or where it runs on, as the words alone do."""
    first, after = bisect_left(starts, binding.start), bisect_left(starts, binding.end)
    found = context.quantities[first:after]
    before = context.quantities[max(0, first - 1) : first]
    if found and found[-1].end <= binding.end and not (before and before[0].end > binding.start):
        return found
    words = find_quantities(context.document.prose[binding.start : binding.end])
    return tuple(
        replace(each, start=each.start + binding.start, end=each.end + binding.start) for each in words
    )


def _check(
    context: Context, binding: Binding, figure: Figure, quantities: tuple[Quantity, ...]
) -> Iterator[Finding]:
    if isinstance(figure.value, Label):
        yield from _check_label(context, binding, figure.value)
    elif not quantities:
        reason = "the bound words state no quantity; bind the words that state the figure"
        yield context.finding(Code.NO_QUANTITY, binding.start, binding.end, reason)
    for quantity in quantities:
        if isinstance(figure.value, Label):
            break
        if quantity.form is Form.WORD and context.settings.policy.is_evaluative(quantity.word):
            continue  # said once, as a word that judges
        yield from _check_quantity(context, quantity, figure)


def _check_label(context: Context, binding: Binding, label: Label) -> Iterator[Finding]:
    said = context.document.words(binding.start, binding.end)
    if _plain(said) != _plain(label.text):
        reason = f"“{said}” is not “{label.text}”, which is what the figure says"
        yield context.finding(Code.FALSE, binding.start, binding.end, reason, label.text)


def _plain(words: str) -> str:
    return "".join(words.casefold().split())


def _check_quantity(context: Context, quantity: Quantity, figure: Figure) -> Iterator[Finding]:
    verdict = _verdict(context, quantity, figure, opposite=False)
    if verdict.kind is Kind.TRUE:
        return
    code = Code.BORDERLINE if verdict.kind is Kind.BORDERLINE else Code.FALSE
    reason = verdict.reason
    if code is Code.FALSE and _is_of_the_opposite(context, quantity, figure):
        code = Code.POLARITY_REVERSED
        said = f" (it counts: {figure.polarity})" if figure.polarity else ""
        reason = f"{reason}; it is true only of the opposite of {figure.id}{said}"
    yield context.finding(code, quantity.start, quantity.end, reason, verdict.mend)


def _is_of_the_opposite(context: Context, quantity: Quantity, figure: Figure) -> bool:
    value = figure.value
    if isinstance(value, Number) or (isinstance(value, Share) and value.share > 1):
        return False
    return _verdict(context, quantity, figure, opposite=True).kind is Kind.TRUE


def _verdict(context: Context, quantity: Quantity, figure: Figure, *, opposite: bool) -> Verdict:
    policy = context.settings.policy
    match figure.value:
        case Count() as count:
            return _of_a_count(context, quantity, count.complement if opposite else count)
        case Number(number):
            return _of_a_number(context, quantity, number)
        case Share(share):
            return holds_share(policy, quantity, Fraction(share), opposite=opposite)
        case _:
            raise AssertionError("labels and suppressed figures are dealt with before")


def _of_a_count(context: Context, quantity: Quantity, count: Count) -> Verdict:
    """A number alone ("17 did") must be the part: the whole would be true of the count, and is not what is said."""
    verdict = holds(context.settings.policy, quantity, count)
    if quantity.form is not Form.COUNT or count.of == 0:
        return verdict
    if (
        verdict.kind is Kind.TRUE
        and quantity.number == count.of
        and not quantity.hedge
        and count.x < count.of
    ):
        reason = (
            f"“{quantity.text}” is the whole, and the figure is {count}; bind it to the figure of the whole"
        )
        return Verdict(Kind.FALSE, reason, str(count.x))
    return Verdict(verdict.kind, verdict.reason, verdict.mend and str(count.x))


def _of_a_number(context: Context, quantity: Quantity, number: int) -> Verdict:
    """A number has no whole: no share and no "all" can be true of it."""
    if quantity.form is not Form.COUNT:
        reason = f"“{quantity.text}” speaks of a share, and the figure is a number ({number:,})"
        return Verdict(Kind.FALSE, reason)
    if number == 0:
        is_true = quantity.number == 0 and not quantity.hedge
        return Verdict(Kind.TRUE if is_true else Kind.FALSE, f"the figure is 0, not “{quantity.text}”")
    verdict = holds(context.settings.policy, quantity, Count(number, number))
    return verdict if verdict.kind is Kind.TRUE else Verdict(
        verdict.kind, f"“{quantity.text}” is not the figure, which is {number:,}", f"{number:,}"
    )  # fmt: skip
