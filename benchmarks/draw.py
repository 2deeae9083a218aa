"""draw: 100,000 of 1,000,000 cases, in 20 strata, from a checked list to the drawn cases and their reserves.

Measured against the same number of keyed hashes and nothing else, which no draw of this kind can do without.
"""

import hmac
from typing import Any

from eyre.core.sampling import Frame, draw, frame_of, share_out

from .made import best_of

CASES, DRAWN, STRATA = 1_000_000, 100_000, 20
SEED = "said before the list was known"
GROWTH = (1, 2, 4)


def made_cases(number: int) -> tuple[list[str], list[str]]:
    """Identifiers and strata; three of the strata are twice as large as the others."""
    return (
        [f"CASE-{n:07}" for n in range(number)],
        [f"stratum {n * 7919 % (STRATA + 3) % STRATA:02}" for n in range(number)],
    )


def drawn(frame: Frame, number: int) -> int:
    """The whole draw; how many cases it gave."""
    return sum(len(line.cases) for line in draw(frame, SEED, share_out(frame.sizes(), number)))


def only_hash(frame: Frame) -> int:
    """A keyed hash of every case."""
    key = SEED.encode()
    return sum(hmac.digest(key, case.encode(), "sha256")[0] for case in frame.cases)


def measure(repeat: int = 3) -> dict[str, Any]:
    """Best times in seconds, and how many times the hashes alone the draw takes."""
    cases, strata = made_cases(CASES)
    frame = frame_of(cases, strata)
    assert drawn(frame, DRAWN) == DRAWN, "the draw gives as many cases as asked for"
    times = best_of(
        repeat,
        {
            "draw": lambda: drawn(frame, DRAWN),
            "keyed hashes alone": lambda: only_hash(frame),
            "checking the list": lambda: frame_of(cases, strata),
            "digest of the list": frame.digest,
        },
    )
    growth = {}
    for times_as_many in GROWTH:
        part = frame_of(*made_cases(CASES // 4 * times_as_many))
        growth[f"{times_as_many}x"] = best_of(
            1,
            {"draw": lambda part=part: drawn(part, len(part.cases) // 10)},  # type: ignore[misc]
        )["draw"]
    return {
        "name": "draw",
        "compares": "a stratified draw from a checked list, with one keyed hash of every case and nothing else",
        "command": "make bench NAME=draw",
        "sizes": {"cases": CASES, "drawn": DRAWN, "strata": len(frame.sizes())},
        "seconds": times,
        "ratios": {"times the keyed hashes alone": times["draw"] / times["keyed hashes alone"]},
        "growth, from a quarter of the list": growth,
    }
