"""Drawing a sample that anyone can draw again, on any machine and in any language.

Each case gets a digest: HMAC-SHA-256 with the seed as key, over the name of the rule, a line feed, and the case's
identifier, all UTF-8 in Unicode's form NFC. Within its stratum, cases stand in the order of their digests; the first
so many are drawn and those after them are the reserves, in that order. No language's own random numbers are used, and
neither the order of the list nor cases in other strata make a difference. The digest depends on nothing but seed and
identifier, so a case cannot be moved up without changing its name or the seed (RFC 2104; the idea of ordering by
permanent random numbers: Ohlsson 1995, Coordination of Samples Using Permanent Random Numbers).
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

RULE = "eyre-draw-1"


@dataclass(frozen=True, slots=True)
class Frame:
    """The cases that can be drawn, each with the name of its stratum; made by `frame_of`, which checks them."""

    cases: tuple[str, ...]
    strata: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """How many cases each stratum has, the strata by name."""
        found: dict[str, int] = {}
        for stratum in self.strata:
            found[stratum] = found.get(stratum, 0) + 1
        return dict(sorted(found.items()))

    def digest(self) -> str:
        """SHA-256 over the lines “stratum, tab, case”, sorted: the same for the same cases in any order."""
        lines = sorted(f"{stratum}\t{case}\n" for case, stratum in zip(self.cases, self.strata, strict=True))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one case of a list; `row` counts from 1."""

    row: int
    words: str


class FrameFaulty(ValueError):
    """A list cannot be drawn from; every fault is named."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"case {fault.row}: {fault.words}" for fault in self.faults[:20]))


def frame_of(cases: Sequence[str], strata: Sequence[str], known: frozenset[str] | None = None) -> Frame:
    """The frame of these cases; `known` are the strata there may be, None where any name will do.

    Raises:
        FrameFaulty: with every case that has no identifier, one that was seen before, one that would break a line, or
            a stratum that is empty or not known.
    """
    if len(cases) != len(strata):
        raise ValueError("each case has one stratum")
    clean = tuple(unicodedata.normalize("NFC", case) for case in cases)
    labels = tuple(unicodedata.normalize("NFC", stratum) for stratum in strata)
    faults = list(_faults(clean, labels, known))
    if faults:
        raise FrameFaulty(faults)
    return Frame(clean, labels)


def _faults(cases: Sequence[str], strata: Sequence[str], known: frozenset[str] | None) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row, (case, stratum) in enumerate(zip(cases, strata, strict=True), 1):
        if not case.strip():
            yield Fault(row, "it has no identifier")
        elif case != case.strip() or not case.isprintable():
            yield Fault(
                row, f"the identifier {case!r} has space around it, or characters that cannot be seen"
            )
        elif case in seen:
            yield Fault(row, f"{case!r} was there already, as case {seen[case]}")
        seen.setdefault(case, row)
        if not stratum.strip() or not stratum.isprintable():
            yield Fault(row, f"it is in no stratum: {stratum!r}")
        elif known is not None and stratum not in known:
            yield Fault(row, f"{stratum!r} is no stratum of this sample")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one stratum gives: the cases drawn, and the reserves in the order in which they would replace one."""

    stratum: str
    size: int
    cases: tuple[str, ...]
    reserves: tuple[str, ...]


def order_of(case: str, seed: str) -> bytes:
    """The 32 bytes by which a case stands in line."""
    return _digest(unicodedata.normalize("NFC", case), unicodedata.normalize("NFC", seed).encode())


def _digest(case: str, key: bytes) -> bytes:
    return hmac.digest(key, f"{RULE}\n{case}".encode(), "sha256")


def draw(
    frame: Frame, seed: str, wanted: Mapping[str, int], *, reserves: int | None = None
) -> tuple[Drawn, ...]:
    """The sample: of each stratum so many cases as wanted, and the reserves behind them.

    `reserves` limits how many reserves each stratum lists; None lists as many as were drawn.

    Raises:
        ValueError: when the seed is empty, a stratum is not there, or it has fewer cases than wanted.
    """
    if not seed.strip():
        raise ValueError("a draw needs a seed")
    sizes = frame.sizes()
    for stratum, number in wanted.items():
        if number > sizes.get(stratum, 0):
            raise ValueError(f"{stratum!r} has {sizes.get(stratum, 0)} cases, and {number} are wanted")
    lines = _in_line(frame, seed)
    return tuple(
        Drawn(
            name,
            sizes[name],
            line[:number],
            line[number : number + (number if reserves is None else reserves)],
        )
        for name, line in lines.items()
        for number in (wanted.get(name, 0),)
    )


def _in_line(frame: Frame, seed: str) -> dict[str, tuple[str, ...]]:
    """The cases of each stratum in the order of their digests."""
    key = unicodedata.normalize("NFC", seed).encode()
    lines: dict[str, list[tuple[bytes, str]]] = {name: [] for name in frame.sizes()}
    for case, stratum in zip(frame.cases, frame.strata, strict=True):
        lines[stratum].append((_digest(case, key), case))
    return {name: tuple(case for _, case in sorted(line)) for name, line in lines.items()}
