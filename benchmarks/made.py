"""What benchmarks of the core share: an edition made for measuring, and a fair stopwatch."""

from collections.abc import Callable
from fractions import Fraction
from time import perf_counter
from typing import Any

from eyre.core.figures import Cut, Owner, Rounding, Scale
from eyre.core.frameworks import (
    Approval,
    Band,
    CaseRule,
    Completeness,
    Domain,
    Edition,
    KeyQuestion,
    OverallRule,
    RatedFrom,
    Standard,
    SumOfScores,
    Wording,
)

BAND_NAMES = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def made_edition(standards: int, questions: int) -> Edition:
    """An edition of the usual rules with any number of standards, all rated from cases."""
    bands = tuple(Band(name.lower().replace(" ", "_"), name, 3 - i) for i, name in enumerate(BAND_NAMES))
    names = tuple(band.id for band in reversed(bands))

    def scale(owner: Owner, *cuts: str) -> Scale:
        return Scale(names, tuple(Cut(Fraction(cut), owner) for cut in cuts))

    def standard(ref: str) -> Standard:
        asked = tuple(
            KeyQuestion(f"{ref}.{i}", f"Question {i}?", f"q/{ref}.{i}") for i in range(1, questions + 1)
        )
        return Standard(ref, f"Standard {ref}", f"s/{ref}", RatedFrom.CASES, key_questions=asked)

    return Edition(
        id="made-for-measuring",
        title="An edition made for measuring",
        short_title="Made",
        inspectorate="",
        licence="",
        completeness=Completeness.FULL,
        missing=(),
        wording=Wording.OWN,
        valid_from=None,
        valid_to=None,
        applies_to=(),
        approval=Approval("nobody"),
        bands=bands,
        domains=(Domain("2", "Cases", tuple(standard(f"2.{i}") for i in range(1, standards + 1))),),
        cases=CaseRule(scale(Owner.UPPER, "1/2", "13/20", "4/5"), Rounding.HALF_UP),
        overall=OverallRule(SumOfScores(scale(Owner.LOWER, "1/6", "1/2", "5/6"))),
    )


def best_of(repeat: int, work: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """The best time of each in seconds, all of them run in every round, so that a noisy minute meets them alike."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(repeat):
        for name, call in work.items():
            start = perf_counter()
            call()
            times[name].append(perf_counter() - start)
    return {name: min(each) for name, each in times.items()}
