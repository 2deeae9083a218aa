"""Numbers that can be checked against each other, without any figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from eyre.core.wording import Form, Kind, Quantity, holds, holds_share

from .codes import Code
from .context import Context, Sentence, is_plain_count
from .findings import Finding

_FAMILY = {
    Form.COUNT_OF: "counts", Form.FRACTION: "fractions", Form.RATIO: "ratios", Form.PERCENT: "per cents",
}  # fmt: skip
_TOTAL_BEFORE = re.compile(
    r"\b(?:total(?:ling|led)?|sum|altogether|in all)(?:\s+(?:of|was|is|were))?\s*$", re.I
)
_TOTAL_AFTER = re.compile(r"\s*(?:\w+\s+){0,2}?(?:in total|altogether|in all)\b", re.I)
_DIVIDES = re.compile(r":|\b(?:made up of|comprising|consisting of|of which|of whom)\b", re.I)
_LONG_ENOUGH = 8  # words; shorter sentences repeat by chance
_ROUNDED_BY = Fraction(1, 200)  # a whole per cent may stand for anything up to half a point away
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAY, _LONGEST_BEFORE_DAY, _LONGEST_DATE = re.compile(r"day|DAY"), len("wednes"), 200
_DATE = re.compile(
    rf"\b({'|'.join(_DAYS)}),?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({'|'.join(_MONTHS)}),?\s+(\d{{4}})\b",
    re.I,
)


def check_evaluative(context: Context) -> Iterator[Finding]:
    """Words that judge where a figure should stand ("too few")."""
    for quantity in context.quantities:
        if quantity.form is Form.WORD and context.settings.policy.is_evaluative(quantity.word):
            reason = f"“{quantity.text}” judges; say how many, and judge in a sentence of its own"
            yield context.finding(Code.EVALUATIVE, quantity.start, quantity.end, reason)


def check_small_groups(context: Context) -> Iterator[Finding]:
    """Counts of fewer cases than may be printed, bound or not; a bound one is found with its figure."""
    least, bindings = context.settings.small_group, context.document.bindings
    bound = {place for binding in bindings for place in range(binding.start, binding.end)} if least else set()
    for quantity in context.quantities if least else ():
        is_small = quantity.form is Form.COUNT_OF and quantity.count and quantity.count.of < least
        if is_small and quantity.start not in bound:
            reason = f"a group of fewer than {least} should not be printed; widen the group or take it out"
            yield context.finding(Code.SMALL_GROUP, quantity.start, quantity.end, reason)


def check_bases(context: Context) -> Iterator[Finding]:
    """Per cents in whose paragraph no number of cases stands."""
    for _, group in groupby(context.sentences, key=lambda sentence: sentence.block):
        quantities = [quantity for sentence in group for quantity in sentence.quantities]
        first = next((q for q in quantities if q.form is Form.PERCENT), None)
        if first is not None and not any(_is_base(quantity) for quantity in quantities):
            reason = "the paragraph does not say of how many; add the number of cases"
            yield context.finding(Code.NO_BASE, first.start, first.end, reason)


def _is_base(quantity: Quantity) -> bool:
    is_number = quantity.form is Form.COUNT and quantity.number is not None and not quantity.unit
    return is_number or quantity.form is Form.COUNT_OF


def check_sums(context: Context) -> Iterator[Finding]:
    """Sentences that name parts and their total: "17 …, 10 …, a total of 27"."""
    for sentence in context.sentences:
        if any(quantity.hedge for quantity in sentence.quantities):
            continue
        counts = [quantity for quantity in sentence.quantities if is_plain_count(quantity)]
        totals = [quantity for quantity in counts if _is_total(context, sentence, quantity)]
        known = {total.start for total in totals}
        parts = [quantity for quantity in counts if quantity.start not in known]
        if len(totals) == 1 and len(parts) > 1 and _sums_up(context, sentence, totals[0], parts):
            yield from _check_sum(context, totals[0], parts)


def _is_total(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    prose = context.document.prose
    before = prose[max(sentence.start, quantity.start - 30) : quantity.start]
    return bool(
        _TOTAL_BEFORE.search(before)
        or _TOTAL_AFTER.match(prose[quantity.end : min(sentence.end, quantity.end + 40)])
    )


def _sums_up(context: Context, sentence: Sentence, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the total speaks of the parts: it stands after them all, or before them with words that divide it.

    "In total 17 men, 10 women and five others" states no sum.
    """
    if total.start > parts[-1].start:
        return True
    between = context.document.prose[total.end : parts[0].start]
    return total.end < parts[0].start and bool(_DIVIDES.search(between))


def _check_sum(context: Context, total: Quantity, parts: Sequence[Quantity]) -> Iterator[Finding]:
    numbers = [part.number or 0 for part in parts]
    if sum(numbers) != total.number:
        added = " and ".join(map(str, numbers)) if len(numbers) < 3 else " + ".join(map(str, numbers))
        reason = f"{added} make {sum(numbers)}, and the total says {total.number}"
        yield context.finding(Code.SUM, total.start, total.end, reason)


def check_brackets(context: Context) -> Iterator[Finding]:
    """A figure in a bracket right after the words it explains: "all but one case (nine of 10 cases)"."""
    for sentence in context.sentences:
        for words, figure in pairwise(sentence.quantities):
            between = context.document.prose[words.end : figure.start]
            is_next = re.fullmatch(r"[^().;:,]*\([^().;:,]*", between)
            if is_next and len(between.split()) < 10:
                yield from _check_bracket(context, words, figure)


def _check_bracket(context: Context, words: Quantity, figure: Quantity) -> Iterator[Finding]:
    if figure.form is Form.COUNT_OF and figure.count and figure.count.of:
        if words.form is Form.ALL_BUT and words.number is not None:
            yield from _check_exception(context, words.number, figure)
            return
        verdict = holds(context.settings.policy, words, figure.count)
        if words.form in (Form.FRACTION, Form.RATIO, Form.PERCENT, Form.ALL) and verdict.kind is Kind.FALSE:
            reason = f"the bracket says {figure.count}; {verdict.reason}"
            yield context.finding(Code.BRACKET_DISAGREES, words.start, words.end, reason, verdict.mend)
    elif figure.form is Form.PERCENT and words.form in (Form.FRACTION, Form.RATIO, Form.COUNT_OF):
        yield from _check_per_cent(context, words, figure)


def _check_exception(context: Context, left_out: int, figure: Quantity) -> Iterator[Finding]:
    count = figure.count
    assert count is not None, "the caller looks for counts"
    right = count.of - left_out
    if count.x == right or right < 0:
        return
    is_exception = count.x == left_out
    code = Code.BRACKET_EXCEPTION if is_exception else Code.BRACKET_DISAGREES
    reason = f"all but {left_out} of {count.of} are {right}, and the bracket says {count}"
    yield context.finding(code, figure.start, figure.end, reason, f"{right} of {count.of}")


def _check_per_cent(context: Context, words: Quantity, figure: Quantity) -> Iterator[Finding]:
    if figure.low is None or figure.low != figure.high or figure.hedge:
        return
    policy, share = context.settings.policy, figure.low / 100
    if words.count and words.count.of:
        verdict = holds(policy, figure, words.count)
        if verdict.kind is Kind.FALSE:
            reason = f"the words say {words.count}; {verdict.reason}"
            yield context.finding(Code.BRACKET_DISAGREES, figure.start, figure.end, reason, verdict.mend)
        return
    around = [
        holds_share(policy, words, s) for s in (share, share - _ROUNDED_BY, share + _ROUNDED_BY) if s >= 0
    ]
    if all(verdict.kind is Kind.FALSE for verdict in around):
        reason = f"the bracket says {figure.text}; {around[0].reason}"
        yield context.finding(Code.BRACKET_DISAGREES, words.start, words.end, reason)


def check_forms(context: Context) -> Iterator[Finding]:
    """Shares said in more than one form in one sentence, or across the items of one list; brackets explain and are spared."""
    for _, group in groupby(context.sentences, key=lambda s: s.listed or -s.start - 1):
        sentences = list(group)
        seen: dict[str, Quantity] = {}
        for quantity in (q for sentence in sentences for q in _outside_brackets(context, sentence)):
            family = _FAMILY.get(quantity.form)
            if family and family not in seen:
                seen[family] = quantity
        if len(seen) > 1:
            (first, _), (second, there) = [*seen.items()][:2]
            where = "list" if sentences[0].listed else "sentence"
            reason = f"{first} and {second} stand in one {where}; say all of them in one form"
            yield context.finding(Code.MIXED_FORMS, there.start, there.end, reason)


def _outside_brackets(context: Context, sentence: Sentence) -> Iterator[Quantity]:
    prose = context.document.prose
    at, depth = sentence.start, 0
    for quantity in sentence.quantities:
        depth += prose.count("(", at, quantity.start) - prose.count(")", at, quantity.start)
        at = quantity.start
        if depth <= 0:
            yield quantity


def check_weekdays(context: Context) -> Iterator[Finding]:
    """Weekdays that do not fit their date, and dates that no calendar has."""
    for match in _dates(context.document.prose):
        day, month, year = int(match[2]), _MONTHS.index(match[3].lower()) + 1, int(match[4])
        try:
            right = _DAYS[date(year, month, day).weekday()].capitalize()
        except ValueError:
            reason = f"{match[2]} {match[3]} {match[4]} is no day of the calendar"
            yield context.finding(Code.WEEKDAY, match.start(), match.end(), reason)
            continue
        if right.lower() != match[1].lower():
            reason = f"{match[2]} {match[3]} {match[4]} is a {right}"
            yield context.finding(Code.WEEKDAY, match.start(), match.end(), reason, right)


def _dates(prose: str) -> Iterator[re.Match[str]]:
    """Looked for by the end of the weekday, which is much quicker to find than any of its seven beginnings."""
    for end in _DAY.finditer(prose):
        match = _DATE.search(prose, max(0, end.start() - _LONGEST_BEFORE_DAY), end.end() + _LONGEST_DATE)
        if match and match.end(1) == end.end():
            yield match


def check_repeats(context: Context) -> Iterator[Finding]:
    """A sentence of eight words or more that stands before; an item of another list may say the same of another body."""
    first: dict[tuple[str, int], int] = {}
    for sentence in context.sentences:
        said = context.document.prose[sentence.start : sentence.end]
        folded = " ".join(said.casefold().split()).rstrip(".;, ")
        if folded.count(" ") < _LONG_ENOUGH - 1:
            continue
        before = first.setdefault((folded, sentence.listed), sentence.start)
        if before != sentence.start:
            line = context.document.place(before)[0]
            start = sentence.start + len(said) - len(said.lstrip())
            reason = f"the same sentence stands in line {line}"
            yield context.finding(Code.REPEATED, start, sentence.start + len(said.rstrip()), reason)
