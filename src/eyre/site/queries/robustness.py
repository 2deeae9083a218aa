"""What stands on the page that says how secure ratings are: figures turned into words for people who count cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from eyre.core.cases import Answer
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotKnown, NotRated, Outcome, Rated, Undetermined
from eyre.core.ratings.robustness import (
    RATHER_SECURE,
    SECURE,
    Evidence,
    Robustness,
    Turn,
    WhatIf,
    held,
    if_judgements_err,
    inspected,
    turns,
)
from eyre.core.statistics import Method
from eyre.core.statistics.interval import NAMES
from eyre.platform.charts import Chart, stacked_bars
from eyre.ratings.keeping import KeptQuestion, KeptRobustness, KeptStandard
from eyre.ratings.queries.robustness import Basis

from .marks import Mark, outcome_mark

STEP = 5  # chances are said to the nearest five in a hundred: the draws and the model carry no more
RIGHT = (Fraction(19, 20), Fraction(9, 10))
FLAGS = {
    "within five points of a cut": "Within five points of a cut.",
    "one case would change it": "One case judged otherwise would change the question that governs.",
    "five cases or fewer": "It rests on five relevant cases or fewer.",
}
WITHOUT: Mapping[str, Outcome] = {
    "not_rated": NotRated(),
    "not_known": NotKnown(),
    "undetermined": Undetermined(),
}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One key question: its count and interval in words, how far the cuts are, and why that is close."""

    ref: str
    text: str
    share: str
    interval: str
    method: str
    band: str
    cases: str
    points: str
    flags: tuple[str, ...]
    governs: bool


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One standard: its rating, the words for how secure it is, and its questions."""

    ref: str
    title: str
    mark: Mark
    words: str
    chance: str
    nearest: str
    flags: tuple[str, ...]
    questions: tuple[QuestionLine, ...]
    again: str
    uniform: str
    err: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnLine:
    """What one case would change; `cases` are pseudonyms, empty for those who may not see cases."""

    what: str
    many: int
    cases: tuple[str, ...]
    becomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """A kind of case: how many were inspected, and of how many on the list."""

    kind: str
    inspected: int
    listed: int | None


@dataclass(frozen=True)
class RobustnessPage:
    """The whole page, but for the what-if."""

    kept: KeptRobustness
    edition: Edition
    overall: Mark
    chance: str
    again: str
    uniform: str
    standards: tuple[StandardLine, ...]
    given: tuple[tuple[str, str, Mark], ...]
    lists: tuple[ListLine, ...]
    totals: tuple[tuple[str, str, bool], ...]
    turns: tuple[TurnLine, ...]
    chart: Chart | None
    total_chart: Chart | None

    @property
    def is_close(self) -> bool:
        """Whether any rating is close to another one, on some ground."""
        return any(row.flags for row in self.standards)


def robustness_page(basis: Basis, kept: KeptRobustness, *, with_cases: bool) -> RobustnessPage:
    """Everything the page shows of these figures. `with_cases`: whether single cases may be named to the reader."""
    edition, told = basis.proposal.edition, basis.evidence
    rating = basis.proposal.rating
    given = tuple(
        (one.ref, one.title, outcome_mark(edition, one.outcome))
        for one in rating.standards
        if kept.standard(one.ref) is None
    )
    return RobustnessPage(
        kept=kept,
        edition=edition,
        overall=outcome_mark(edition, rating.overall.outcome),
        chance=chance_of(kept.outcome, kept.overall),
        again=chance_of(kept.outcome, kept.again),
        uniform=chance_of(kept.outcome, kept.uniform),
        standards=tuple(_standards(basis, kept)),
        given=given,
        lists=tuple(_lists(told)),
        totals=tuple(_totals(kept)),
        turns=tuple(_turns(edition, turns(told), with_cases=with_cases)),
        chart=_chart(edition, kept),
        total_chart=_total_chart(kept),
    )


def chance_of(outcome: str, chances: Mapping[str, float]) -> str:
    """The chance of the band that was given; of what has no band there is none, not even a small one."""
    return "no chance to say" if outcome in WITHOUT else in_hundred(chances.get(outcome, 0.0))


def in_hundred(chance: float) -> str:
    """A chance for people who count: "about 55 in 100"; never 0 or 100, which nobody drew long enough to say.

    Rounding never lifts it over the border of a word: 79 in 100 is "just under 80", for it is not yet "rather secure".
    """
    fives = STEP * round(100 * chance / STEP)
    if fives <= 0:
        return f"under {STEP} in 100"
    if fives >= 100:
        return f"over {100 - STEP} in 100"
    short = any(chance < border and fives == round(100 * border) for border in (RATHER_SECURE, SECURE))
    return f"{'just under' if short else 'about'} {fives} in 100"


def band_of(edition: Edition, outcome: str | Outcome) -> str:
    """The words for an outcome: the band's name, or "Not known"."""
    return _mark(edition, outcome).words


def _mark(edition: Edition, outcome: str | Outcome) -> Mark:
    told = WITHOUT.get(outcome) or Rated(outcome) if isinstance(outcome, str) else outcome
    return outcome_mark(edition, told)


def _standards(basis: Basis, kept: KeptRobustness) -> Iterator[StandardLine]:
    edition = basis.proposal.edition
    wrong = _if_wrong(basis)
    texts = {question.ref: question.text for _, question in edition.walk_key_questions()}
    for one in kept.standards:
        governing = next((question for question in one.questions if question.governs), None)
        yield StandardLine(
            ref=one.ref,
            title=edition.standard(one.ref).title,
            mark=_mark(edition, one.outcome),
            words=one.words,
            chance=_chance(one, governing),
            nearest=nearest(edition, governing) if governing else "No case was relevant.",
            flags=tuple(FLAGS[ground] for ground in one.grounds),
            questions=tuple(_question(edition, each, texts) for each in one.questions),
            again=chance_of(one.outcome, one.again),
            uniform=chance_of(one.outcome, one.uniform),
            err=wrong.get(one.ref, ()),
        )


def _chance(one: KeptStandard, governing: KeptQuestion | None) -> str:
    if governing and governing.method == Method.CENSUS:
        return "certain: every case was inspected"
    return chance_of(one.outcome, one.chances)


def _if_wrong(basis: Basis) -> dict[str, tuple[str, ...]]:
    """For each standard: the band, were one judgement in twenty wrong, and were one in ten."""
    rule = basis.proposal.edition.cases
    assert rule is not None, "figures were computed, so there is a rule for cases"
    found = basis.evidence.robustness(seed=basis.seed, draws=1)
    bands: dict[str, tuple[str, ...]] = {}
    for right in RIGHT:
        for each in if_judgements_err(found, rule.scale, right=right):
            words = f"{_per_cent(each.share)}, {band_of(basis.proposal.edition, each.band)}"
            bands[each.ref] = (*bands.get(each.ref, ()), words)
    return bands


def _question(edition: Edition, one: KeptQuestion, texts: Mapping[str, str]) -> QuestionLine:
    counted = one.of > 0
    return QuestionLine(
        ref=one.ref,
        text=texts.get(one.ref, ""),
        share=f"{one.x} of {one.of}" if counted else "no relevant case",
        interval=f"{_whole(one.low)} to {_whole(one.high)}"
        if one.low is not None and one.high is not None
        else "",
        method=NAMES[Method(one.method)] if one.method else "",
        band=band_of(edition, one.band) if one.band else "",
        cases=_cases(edition, one),
        points=_points(one),
        flags=tuple(FLAGS[ground] for ground in one.grounds),
        governs=one.governs,
    )


def nearest(edition: Edition, one: KeptQuestion) -> str:
    """Which change of the governing question changes the band first: "1 more sufficient case, and it would be Good"."""
    return _cases(edition, one) or "No number of cases would change it."


def _cases(edition: Edition, one: KeptQuestion) -> str:
    """In cases, both ways."""
    rule = edition.cases
    if one.band is None or rule is None:
        return ""
    place = rule.scale.bands.index(one.band)
    ways = []
    if one.to_fall is not None:
        below = band_of(edition, rule.scale.bands[place - 1])
        ways.append(f"{_so_many(one.to_fall, 'fewer')}: {below}")
    if one.to_rise is not None:
        above = band_of(edition, rule.scale.bands[place + 1])
        ways.append(f"{_so_many(one.to_rise, 'more')}: {above}")
    return "; ".join(ways)


def _so_many(cases: int, word: str) -> str:
    return f"{cases} {word} sufficient case{'' if cases == 1 else 's'}"


def _points(one: KeptQuestion) -> str:
    ways = []
    if one.above is not None:
        ways.append(f"{_one_place(one.above)} above the cut beneath")
    if one.below is not None:
        ways.append(f"{_one_place(one.below)} below the cut overhead")
    return "; ".join(ways)


def _one_place(points: Fraction) -> str:
    return "exactly 0" if points == 0 else f"{float(points):.1f}"


def _per_cent(share: Fraction) -> str:
    return f"{float(100 * share):.0f}%"


def _whole(share: float) -> str:
    return f"{100 * share:.0f}%"


def _lists(told: Evidence) -> Iterator[ListLine]:
    for kind, listed in sorted(told.populations.items()):
        yield ListLine(kind_in_words(kind), inspected(told, kind), listed)


def kind_in_words(kind: str) -> str:
    """A kind of case as words: "Court report"."""
    return kind.replace("_", " ").capitalize()


def _totals(kept: KeptRobustness) -> Iterator[tuple[str, str, bool]]:
    """Each total score with its chance, and whether it is the score that was given; those that hardly occur are left out."""
    for points, out_of, chance in kept.totals:
        is_given = kept.score == (points, out_of)
        if is_given or chance >= STEP / 200:
            yield f"{points}/{out_of}", in_hundred(chance), is_given


def _turns(edition: Edition, found: Iterable[Turn], *, with_cases: bool) -> Iterator[TurnLine]:
    """One line for all cases that would change the same in the same way."""
    cases: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for turn in found:
        cases.setdefault((_what(turn), _becomes(edition, turn)), []).extend(turn.cases)
    for (what, becomes), those in cases.items():
        yield TurnLine(what, len(those), tuple(sorted(those)) if with_cases else (), becomes)


def _what(turn: Turn) -> str:
    if turn.answer is None:
        return "Left out of the sample"
    judged = "sufficient" if turn.answer is Answer.YES else "not sufficient"
    return f"{turn.question} judged {judged} instead"


def _becomes(edition: Edition, turn: Turn) -> tuple[str, ...]:
    return tuple(
        f"{move.ref or 'Overall'}: {band_of(edition, move.before)} becomes {band_of(edition, move.after)}"
        for move in turn.moves
    )


def _chart(edition: Edition, kept: KeptRobustness) -> Chart | None:
    """The chances of each band: overall first, then standard by standard."""
    labels = [band.label for band in reversed(edition.bands)]
    rows = [("Overall", _segments(edition, kept.overall))] if kept.overall else []
    rows += [(f"{one.ref}", _segments(edition, one.chances)) for one in kept.standards]
    if not rows:
        return None
    return stacked_bars(
        rows,
        title="What the ratings of all cases on the list could be",
        unit="ways",
        first="Rating",
        bands=labels,
    )


def _segments(edition: Edition, chances: Mapping[str, float]) -> list[tuple[str, int]]:
    """The chances as twenty parts of five in a hundred each, by largest remainder, so that they add up."""
    parts = {band: 100 / STEP * chance for band, chance in chances.items()}
    whole = {band: int(part) for band, part in parts.items()}
    left = round(sum(parts.values())) - sum(whole.values())
    for band in sorted(parts, key=lambda each: whole[each] - parts[each])[:left]:
        whole[band] += 1
    return [(edition.band(band).label, STEP * many) for band, many in whole.items() if many]


def _total_chart(kept: KeptRobustness) -> Chart | None:
    rows = [
        (f"{points}/{out_of}", [("Chance", STEP * round(100 * chance / STEP))])
        for points, out_of, chance in kept.totals
        if round(100 * chance / STEP)
    ]
    if not rows:
        return None
    return stacked_bars(
        rows, title="Total scores that could come out", unit="in 100", first="Score", to_scale=True
    )


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One rating as it stands and as it would be, each with how secure it is."""

    what: str
    before: Mark
    after: Mark
    was: str
    would: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """What a change would make of the ratings."""

    lines: tuple[ChangeLine, ...]
    score_before: str
    score_after: str
    changes: int


def what_if_result(edition: Edition, found: WhatIf) -> WhatIfResult:
    """Before and after, rating by rating; the whole first."""
    lines = tuple(_lines(edition, found))
    scores = [
        str(one.rating.overall.score) if one.rating.overall.score else "none"
        for one in (found.before, found.after)
    ]
    return WhatIfResult(lines, scores[0], scores[1], sum(line.is_changed for line in lines))


def _lines(edition: Edition, found: WhatIf) -> Iterator[ChangeLine]:
    overall = [one.rating.overall.outcome for one in (found.before, found.after)]
    chances = [held(one.rating.overall.outcome, one.overall) for one in (found.before, found.after)]
    yield _line(edition, "Overall", overall, chances)
    for was in found.before.rating.standards:
        would = found.after.rating.standard(was.ref)
        if found.before.standard(was.ref) is None and found.after.standard(was.ref) is None:
            continue
        both = [_held(one, was.ref) for one in (found.before, found.after)]
        yield _line(edition, f"{was.ref} {was.title}", [was.outcome, would.outcome], both)


def _held(found: Robustness, ref: str) -> float:
    one = found.standard(ref)
    return held(one.outcome, one.chances) if one else 0.0


def _line(edition: Edition, what: str, outcomes: list[Outcome], chances: list[float]) -> ChangeLine:
    before, after = (outcome_mark(edition, outcome) for outcome in outcomes)
    return ChangeLine(what, before, after, in_hundred(chances[0]), in_hundred(chances[1]), before != after)


__all__ = [
    "RobustnessPage",
    "WhatIfResult",
    "band_of",
    "chance_of",
    "in_hundred",
    "kind_in_words",
    "robustness_page",
    "what_if_result",
]
