"""The receipt of a sample: everything needed to draw it again, and what became of it since.

A receipt is a value that is written as JSON (`as_data`, `receipt_of`) and verified against the case list: the list must
have the digest that the receipt names, and the draw must give the same cases and reserves in the same order.
Replacements come from the reserve order alone, and each says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .draw import RULE, Drawn, Frame, draw

FORMAT = "eyre-sample-receipt/1"


@dataclass(frozen=True, slots=True)
class Excluded:
    """A case that was on the list and could not be drawn, and why."""

    case: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A case that was drawn and is not inspected, the reserve that took its place, and why."""

    case: str
    by: str
    stratum: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sample as it was drawn. `plan` says in words and numbers how its size came about."""

    seed: str
    cases: int
    frame_digest: str
    strata: tuple[Drawn, ...]
    plan: Mapping[str, str]
    by: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    rule: str = RULE

    def inspected(self) -> dict[str, tuple[str, ...]]:
        """The cases that are inspected now, by stratum: those drawn, with replacements in the places they took."""
        instead = {one.case: one.by for one in self.replaced}
        return {line.stratum: tuple(_latest(case, instead) for case in line.cases) for line in self.strata}


def _latest(case: str, instead: Mapping[str, str]) -> str:
    while case in instead:
        case = instead[case]
    return case


class CannotReplace(ValueError):
    """A case cannot be replaced; the words say why."""


def draw_receipt(
    frame: Frame,
    seed: str,
    wanted: Mapping[str, int],
    *,
    plan: Mapping[str, str],
    by: tuple[str, ...] = (),
    excluded: tuple[Excluded, ...] = (),
    reserves: int | None = None,
) -> Receipt:
    """Draw a sample and write down how; `by` names the columns that make the strata."""
    drawn = draw(frame, seed, wanted, reserves=reserves)
    return Receipt(seed, len(frame.cases), frame.digest(), drawn, dict(plan), by, excluded)


def replace_case(receipt: Receipt, case: str, reason: str) -> Receipt:
    """The receipt with this case replaced by the next reserve of its stratum.

    Raises:
        CannotReplace: when the case is not inspected, no reason is given, or no reserve is left.
    """
    if not reason.strip():
        raise CannotReplace("say why the case is replaced")
    stratum = next((name for name, cases in receipt.inspected().items() if case in cases), None)
    if stratum is None:
        raise CannotReplace(f"{case!r} is not one of the cases inspected")
    taken = {one.by for one in receipt.replaced}
    line = next(line for line in receipt.strata if line.stratum == stratum)
    following = next((reserve for reserve in line.reserves if reserve not in taken), None)
    if following is None:
        raise CannotReplace(f"no reserve is left in {stratum!r}: all {len(line.reserves)} are taken")
    return replace(receipt, replaced=(*receipt.replaced, Replaced(case, following, stratum, reason.strip())))


def differences(receipt: Receipt, frame: Frame) -> tuple[str, ...]:
    """What about the receipt is not so when the sample is drawn again from this frame; nothing where all is so."""
    return tuple(_differences(receipt, frame))


def _differences(receipt: Receipt, frame: Frame) -> Iterator[str]:
    if receipt.rule != RULE:
        yield f"The receipt follows the rule {receipt.rule!r}; this version of Eyre knows {RULE!r}."
        return
    if len(frame.cases) != receipt.cases:
        yield f"The list has {len(frame.cases)} cases, and the receipt was drawn from {receipt.cases}."
    if frame.digest() != receipt.frame_digest:
        yield f"The list has another digest: {frame.digest()}, and the receipt names {receipt.frame_digest}."
    yield from _lines_differ(receipt, frame)
    yield from _replacements_differ(receipt)
    out = {one.case for one in receipt.excluded}.intersection(frame.cases)
    if out:
        yield f"Excluded cases are on the list: {_some(sorted(out))}."


def _lines_differ(receipt: Receipt, frame: Frame) -> Iterator[str]:
    sizes = frame.sizes()
    wanted = {line.stratum: min(len(line.cases), sizes.get(line.stratum, 0)) for line in receipt.strata}
    longest = max((len(line.reserves) for line in receipt.strata), default=0)
    again = {line.stratum: line for line in draw(frame, receipt.seed, wanted, reserves=longest)}
    for line in receipt.strata:
        found = again.get(line.stratum)
        if found is None:
            yield f"The list has no stratum {line.stratum!r}."
            continue
        if line.size != found.size:
            yield f"{line.stratum!r} has {found.size} cases on the list, and {line.size} on the receipt."
        if line.cases != found.cases:
            first, mine, theirs = _first_difference(line.cases, found.cases)
            yield f"{line.stratum!r}, case {first} drawn: the receipt has {mine!r}, and the draw gives {theirs!r}."
        if line.reserves != found.reserves[: len(line.reserves)]:
            first, mine, theirs = _first_difference(line.reserves, found.reserves)
            yield f"{line.stratum!r}, reserve {first}: the receipt has {mine!r}, and the draw gives {theirs!r}."
    for stratum in sizes.keys() - {line.stratum for line in receipt.strata}:
        yield f"The receipt says nothing of the stratum {stratum!r}, which the list has."


def _first_difference(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[int, str, str]:
    padded = [(a, b) for a, b in zip((*one, ""), (*two, ""), strict=False)]
    at = next((number for number, (a, b) in enumerate(padded) if a != b), len(padded) - 1)
    return at + 1, *padded[at]


def _replacements_differ(receipt: Receipt) -> Iterator[str]:
    """Whether each replacement took the next reserve, as `replace_case` would have."""
    stand = replace(receipt, replaced=())
    for number, one in enumerate(receipt.replaced, 1):
        try:
            stand = replace_case(stand, one.case, one.reason)
        except CannotReplace as why:
            yield f"Replacement {number}: {why}."
            return
        if stand.replaced[-1] != one:
            yield f"Replacement {number}: the next reserve is {stand.replaced[-1].by!r}, not {one.by!r}."
            return


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
