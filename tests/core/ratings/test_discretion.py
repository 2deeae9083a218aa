"""May a panel depart from the rule? A table of cases, and what holds whatever the counts."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import BANDS, CASE_RULE, LOW_TO_HIGH, case_standard, edition, other_standard

from eyre.core.cases import Tally
from eyre.core.editions import EditionInvalid, Status
from eyre.core.figures import Cut, Owner, Scale
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotKnown, NotRated, Rated, StandardRating, Undetermined, rate_case_standard
from eyre.core.ratings.discretion import Discretion, Ground, Kind, Way, check_departure, grounds_held
from eyre.core.ratings.discretion_rules import build_discretion

POINTS = Ground("points", Kind.POINTS, "Near a boundary", 1, Status.OURS, within=Fraction(1, 20))
ONE = Ground("one", Kind.ONE_CASE, "One case", 1, Status.OURS)
FEW = Ground("few", Kind.FEW_CASES, "Few cases", 1, Status.OURS, at_most=5)
EVIDENCE = Ground("evidence", Kind.EVIDENCE, "Weighed otherwise", 1, Status.OURS)
NAMED = Ground("named", Kind.NAMED, "Something else", 2, Status.OURS)
ALL = Discretion("all", "All", ("one",), (POINTS, ONE, FEW, EVIDENCE, NAMED))
NONE = Discretion("none", "None", (), ())
RI, GOOD, OUT, INADEQUATE = "requires_improvement", "good", "outstanding", "inadequate"
WHY = "The panel looked at the sizes of the sub-samples."

EDITION = edition(
    [
        case_standard("2.1", 3),
        case_standard("2.2", 1),
        case_standard("2.3", 1, may_be_not_rated=True),
        other_standard("1.1"),
    ]
)


def rated(*counts: tuple[int, int], ref: str = "2.1", of: Edition = EDITION) -> StandardRating:
    """The standard as these counts (sufficient, relevant) rate it; questions without one repeat the last."""
    standard = of.standard(ref)
    told = [*counts, *[counts[-1]] * (len(standard.key_questions) - len(counts))]
    pairs = zip(standard.key_questions, told, strict=True)
    return rate_case_standard(of, standard, {q.ref: Tally(x, n - x, 60 - n) for q, (x, n) in pairs})


def ways(code: str, rating: StandardRating, rule: Discretion = ALL, of: Edition = EDITION) -> str:
    held = {each.ground.code: each for each in grounds_held(of, rule, rating)}
    return " ".join(sorted(way.value for way in held[code].ways)) if code in held else ""


HELD = [
    # sufficient of relevant in each question     points     one case   few
    (((38, 60), (58, 60), (60, 60)), "up", "up", ""),  # 63.3 per cent: 39 of 60 would be on the cut
    (((37, 60), (58, 60), (60, 60)), "up", "", ""),
    (((39, 60), (58, 60), (60, 60)), "down", "down", ""),  # exactly on the cut: one case fewer falls
    (((36, 60), (58, 60), (60, 60)), "up", "", ""),  # exactly five points below
    (((35, 60), (58, 60), (60, 60)), "", "", ""),
    (((33, 60), (58, 60), (60, 60)), "down", "", ""),  # exactly five points above
    (((12, 19), (19, 19), (19, 19)), "up", "up", ""),  # 13 of 19 is 68 per cent
    (((12, 19), (12, 19), (19, 19)), "up", "", ""),  # two questions hold it down: one answer is not enough
    (((13, 20), (13, 20), (20, 20)), "down", "down", ""),
    (((2, 5), (40, 60), (40, 60)), "", "up", "down up"),  # one more is 60 per cent, and the others are Good
    (((0, 4), (60, 60), (60, 60)), "", "", "down up"),
    (
        ((5, 5), (60, 60), (60, 60)),
        "",
        "",
        "down up",
    ),  # 60 of 60 is no lower than 5 of 5: the first of equals governs
    (((58, 60), (48, 60), (60, 60)), "down", "down", ""),  # the last band: nothing above it
]


@pytest.mark.parametrize(("counts", "points", "one", "few"), HELD)
def test_which_grounds_hold(counts: tuple[tuple[int, int], ...], points: str, one: str, few: str) -> None:
    rating = rated(*counts)
    assert (ways("points", rating), ways("one", rating), ways("few", rating)) == (points, one, few)


def test_the_grounds_say_why_they_hold() -> None:
    held = {each.ground.code: each.because for each in grounds_held(EDITION, ALL, rated((37, 60), (58, 60)))}
    assert held["points"] == (
        "2.1.1 is 37 of 60 (61.67 per cent), 11.7 points above the cut of 50 per cent and 3.3 points below the cut of 65 per cent."
    )


def problems(
    rating: StandardRating, final: object, ground: str = "", why: str = WHY, rule: Discretion = ALL
) -> str:
    return " ".join(check_departure(EDITION, rule, rating, final, ground=ground, reasoning=why))  # type: ignore[arg-type]


NEAR = rated((37, 60), (58, 60))  # Requires improvement, 3.3 points below Good
JUDGED = StandardRating("1.1", "Title 1.1", Rated(GOOD))
OPEN = StandardRating("2.1", "Title 2.1", Undetermined("no case is relevant"))
DECIDED = [
    (NEAR, Rated(RI), "", "", ""),  # what the rule gives needs neither ground nor reason
    (NEAR, Rated(GOOD), "points", WHY, ""),
    (NEAR, Rated(GOOD), "points", " ", "2.1 Title 2.1: say why"),
    (NEAR, Rated(GOOD), "", WHY, "choose the ground"),
    (NEAR, Rated(GOOD), "stars", WHY, "choose the ground"),
    (NEAR, Rated(GOOD), "one", WHY, "does not hold here. No single case"),
    (NEAR, Rated(GOOD), "few", WHY, "does not hold here. 60 cases are relevant to 2.1.1"),
    (NEAR, Rated(GOOD), "evidence", WHY, "does not hold here. It is rated from cases"),
    (NEAR, Rated(INADEQUATE), "points", WHY, "supports no lower band"),
    (NEAR, Rated(OUT), "points", WHY, "moves one band at most, and this is 2"),
    (NEAR, Rated(OUT), "named", WHY, ""),
    (NEAR, Rated("splendid"), "points", WHY, "splendid is no band"),
    (NEAR, NotRated(), "points", WHY, "does not let it be not rated"),
    (NEAR, Undetermined(), "points", WHY, "the panel decides on a band"),
    (rated((13, 20), ref="2.3"), NotRated(), "points", WHY, "moves a rating from one band to another"),
    (JUDGED, Rated(RI), "evidence", WHY, ""),
    (JUDGED, Rated(INADEQUATE), "evidence", WHY, "moves one band at most"),
    (JUDGED, Rated(RI), "points", WHY, "No answers about cases govern it"),
    (OPEN, Rated(GOOD), "", WHY, ""),
    (OPEN, Rated(GOOD), "", "", "say why"),
    (StandardRating("1.1", "Title 1.1", NotKnown()), Rated(GOOD), "evidence", WHY, "no rating to decide on"),
    (
        StandardRating("2.3", "Title 2.3", NotRated()),
        Rated(GOOD),
        "few",
        WHY,
        "No answers about cases govern it",
    ),
]


@pytest.mark.parametrize(("rating", "final", "ground", "why", "words"), DECIDED)
def test_a_decision_is_let_through_or_refused(
    rating: StandardRating, final: object, ground: str, why: str, words: str
) -> None:
    said = problems(rating, final, ground, why)
    assert (words in said) if words else not said, said


def test_every_problem_is_named_at_once() -> None:
    assert len(check_departure(EDITION, ALL, NEAR, Rated(OUT), ground="one", reasoning="")) == 2
    lacking = StandardRating("1.1", "Title 1.1", NotKnown())
    assert len(check_departure(EDITION, ALL, lacking, NotRated())) == 2


def test_an_edition_without_grounds_lets_nobody_depart() -> None:
    assert "allows its panel no discretion" in problems(NEAR, Rated(GOOD), "points", rule=NONE)
    assert not problems(NEAR, Rated(RI), rule=NONE)
    assert not problems(OPEN, Rated(RI), rule=NONE), "where the rule gives no band the panel always decides"


COUNT = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
COUNTS = st.tuples(COUNT, COUNT, COUNT)
CUTS = (Fraction(1, 2), Fraction(13, 20), Fraction(4, 5))


def band_by_hand(counts: tuple[tuple[int, int], ...]) -> int:
    """The place of the band, by the definition: how many cuts the lowest share reaches."""
    lowest = min(Fraction(x, of) for x, of in counts)
    return sum(lowest >= cut for cut in CUTS)


@given(COUNTS, st.sampled_from(LOW_TO_HIGH), st.sampled_from([POINTS, ONE, FEW, EVIDENCE]))
def test_no_departure_without_a_true_ground(
    counts: tuple[tuple[int, int], ...], final: str, ground: Ground
) -> None:
    rating = rated(*counts)
    now, then = band_by_hand(counts), LOW_TO_HIGH.index(final)
    allowed = not check_departure(EDITION, ALL, rating, Rated(final), ground=ground.code, reasoning=WHY)
    if now == then:
        assert allowed
        return
    share, of = min((Fraction(x, of), i) for i, (x, of) in enumerate(counts))
    crossed = CUTS[now] if then > now else CUTS[now - 1]
    turned = {
        band_by_hand((*counts[:i], (x + by, n), *counts[i + 1 :]))
        for i, (x, n) in enumerate(counts)
        for by in (-1, 1)
        if 0 <= x + by <= n
    }
    true = {
        Kind.POINTS: abs(share - crossed) * 100 <= 5,
        Kind.ONE_CASE: any((each > now) == (then > now) for each in turned - {now}),
        Kind.FEW_CASES: counts[of][1] <= 5,
        Kind.EVIDENCE: False,
    }[ground.kind]
    assert allowed == (true and abs(then - now) == 1)


MIRRORED = replace(
    EDITION,
    cases=replace(
        CASE_RULE,
        scale=Scale(
            LOW_TO_HIGH,
            tuple(Cut(1 - cut.at, Owner.LOWER) for cut in reversed(CASE_RULE.scale.cuts)),
        ),
    ),
)
TURNED = {"up": "down", "down": "up", "down up": "down up", "": ""}


@given(COUNT)
def test_mirrored_answers_under_mirrored_cuts_mirror_the_grounds(count: tuple[int, int]) -> None:
    """With one key question: where every answer is its opposite, what could rise could fall, and as far."""
    x, of = count
    one, other = rated(count, ref="2.2"), rated((of - x, of), ref="2.2", of=MIRRORED)
    for ground in (POINTS, ONE, FEW):
        assert TURNED[ways(ground.code, one)] == ways(ground.code, other, of=MIRRORED)


@given(COUNTS, st.sampled_from([POINTS, ONE, FEW]))
def test_a_ground_that_holds_lets_the_panel_move_one_band_where_there_is_one(
    counts: tuple[tuple[int, int], ...], ground: Ground
) -> None:
    rating = rated(*counts)
    now = band_by_hand(counts)
    for held in grounds_held(EDITION, Discretion("x", "X", (), (ground,)), rating):
        for way in held.ways:
            then = now + (1 if way is Way.UP else -1)
            if 0 <= then < len(BANDS):
                told = {"ground": ground.code, "reasoning": WHY}
                assert not check_departure(EDITION, ALL, rating, Rated(LOW_TO_HIGH[then]), **told)


GROUND: dict[str, object] = {
    "code": "near", "kind": "points", "words": "Near", "most": 1, "within": "5 %", "status": "recalled",
}  # fmt: skip
RULES: dict[str, object] = {
    "schema": "eyre-discretion/1", "id": "one", "title": "One", "editions": ["x"], "grounds": [GROUND],
}  # fmt: skip


def test_grounds_are_read() -> None:
    found = build_discretion(RULES)
    assert found.ground("near") == Ground(
        "near", Kind.POINTS, "Near", 1, Status.RECALLED, within=Fraction(1, 20)
    )
    assert found.ground("far") is None


WRONG: list[tuple[dict[str, object], str]] = [
    ({"schema": "eyre-discretion/2"}, "schema: the format"),
    ({"grounds": [GROUND, GROUND]}, "grounds[1].code: the ground 'near' stands here a second time"),
    ({"grounds": [GROUND | {"most": 0}]}, "grounds[0].most: a ground that moves no band"),
    ({"grounds": [GROUND | {"status": "sure"}]}, "grounds[0].status: 'sure' is not one of"),
    ({"grounds": [GROUND | {"kind": "one-case"}]}, "grounds[0].within: only a ground of the kind points"),
    ({"grounds": [GROUND | {"at_most": 5}]}, "grounds[0].at_most: only a ground of the kind few-cases"),
    ({"grounds": [{k: v for k, v in GROUND.items() if k != "within"}]}, "grounds[0]: 'within' is missing"),
    ({"grounds": [{**{k: v for k, v in GROUND.items() if k != "within"}, "kind": "few-cases"}]}, "grounds[0]: 'at_most' is missing"),
    ({"groundz": []}, "groundz: the key 'groundz' is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), WRONG)
def test_a_mistake_in_the_grounds_is_named_with_its_place(change: dict[str, object], words: str) -> None:
    with pytest.raises(EditionInvalid) as refused:
        build_discretion(RULES | change)
    said = [str(each) for each in refused.value.mistakes]
    assert any(each.startswith(words) for each in said), said
