"""An allocation keeps every rule, is even within them, and says why a case has nobody."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.planning import CaseToPlace, Hand, allocate, allocation_objections, interviews

CASES = [CaseToPlace(f"C{n:02}", "community" if n % 3 else "custody", 180) for n in range(36)]
HANDS = [Hand(name, 3000) for name in ("ada", "bea", "cyn", "dot", "eve")]
CODES = st.frozensets(st.sampled_from(["p1", "p2", "office"]), max_size=2)
SKILLS = st.frozensets(st.sampled_from(["court", "youth"]), max_size=1)
SOME_CASES = st.lists(
    st.builds(
        CaseToPlace,
        st.text("ab12", min_size=1, max_size=4),
        st.sampled_from(["community", "custody"]),
        st.integers(30, 300),
        CODES,
        SKILLS,
    ),
    max_size=14,
    unique_by=lambda case: case.case,
)
SOME_HANDS = st.lists(
    st.builds(Hand, st.sampled_from("abcde"), st.integers(0, 1500), SKILLS, CODES),
    max_size=4,
    unique_by=lambda hand: hand.inspector,
)


def test_cases_of_each_kind_and_work_are_even() -> None:
    found = allocate(CASES, HANDS)
    kind = {case.case: case.kind for case in CASES}
    each = [Counter(kind[case] for case in cases) for cases in found.by_inspector.values()]
    assert not found.unplaced
    assert sorted(one.total() for one in each) == [7, 7, 7, 7, 8]
    assert sorted(one["custody"] for one in each) == [2, 2, 2, 3, 3]


def test_long_cases_weigh_more() -> None:
    cases = [CaseToPlace("long", "x", 400), *(CaseToPlace(f"s{n}", "x", 100) for n in range(4))]
    found = allocate(cases, [Hand("ada", 3000), Hand("bea", 3000)])
    with_the_long_one = found.by_inspector[found.inspector_of("long") or ""]
    assert len(with_the_long_one) <= 2


@given(SOME_CASES, SOME_HANDS)
def test_no_rule_is_ever_broken_and_every_case_is_somewhere(
    cases: list[CaseToPlace], hands: list[Hand]
) -> None:
    found = allocate(cases, hands)
    by_name = {case.case: case for case in cases}
    for hand in hands:
        mine = [by_name[case] for case in found.by_inspector[hand.inspector]]
        assert sum(case.effort for case in mine) <= hand.minutes
        assert not any(case.touches & hand.avoids or case.needs - hand.knows for case in mine)
    placed = [case for mine in found.by_inspector.values() for case in mine]
    assert sorted([*placed, *found.unplaced]) == sorted(by_name)


@given(SOME_CASES, SOME_HANDS, st.randoms())
def test_the_order_in_which_they_come_makes_no_difference(
    cases: list[CaseToPlace], hands: list[Hand], chance: random.Random
) -> None:
    before = allocate(cases, hands)
    chance.shuffle(cases)
    chance.shuffle(hands)
    assert allocate(cases, hands) == before


@given(st.integers(1, 40), st.integers(1, 6))
def test_equal_cases_differ_by_one_at_most(cases: int, hands: int) -> None:
    found = allocate(
        [CaseToPlace(f"c{n:02}", "x", 60) for n in range(cases)],
        [Hand(f"h{n}", 10_000) for n in range(hands)],
    )
    sizes = [len(mine) for mine in found.by_inspector.values()]
    assert max(sizes) - min(sizes) <= 1


@given(SOME_CASES, SOME_HANDS)
def test_no_single_move_would_make_it_more_even(cases: list[CaseToPlace], hands: list[Hand]) -> None:
    found = allocate(cases, hands)
    by_name = {case.case: case for case in cases}
    minutes = {name: sum(by_name[case].effort for case in mine) for name, mine in found.by_inspector.items()}
    kinds = {name: Counter(by_name[case].kind for case in mine) for name, mine in found.by_inspector.items()}
    for one, two in combinations(hands, 2):
        for giver, taker in ((one, two), (two, one)):
            for name in found.by_inspector[giver.inspector]:
                case = by_name[name]
                barred = case.touches & taker.avoids or case.needs - taker.knows
                full = minutes[taker.inspector] + case.effort > taker.minutes
                evener = (
                    minutes[giver.inspector] - minutes[taker.inspector] > case.effort
                    and kinds[giver.inspector][case.kind] > kinds[taker.inspector][case.kind]
                )
                assert barred or full or not evener


def test_a_case_stays_with_whoever_has_it() -> None:
    held = {case.case: "ada" for case in CASES[:20]}
    found = allocate(CASES, [Hand("ada", 10_000), Hand("bea", 10_000)], held)
    assert set(held) <= set(found.by_inspector["ada"])
    assert len(found.by_inspector["bea"]) == 16


@pytest.mark.parametrize(
    ("case", "hands", "why"),
    [
        (CaseToPlace("c", "x", 60), [], "there is no inspector"),
        (CaseToPlace("c", "x", 60), [Hand("a", 30)], "nobody who may examine it has time left"),
        (
            CaseToPlace("c", "x", 60, frozenset({"p1"})),
            [Hand("a", 90, avoids=frozenset({"p1"}))],
            "everybody has an interest in it",
        ),
        (CaseToPlace("c", "x", 60, needs=frozenset({"court"})), [Hand("a", 90)], "nobody knows court"),
        (
            CaseToPlace("c", "x", 60, frozenset({"p1"}), frozenset({"court"})),
            [Hand("a", 90, avoids=frozenset({"p1"})), Hand("b", 90)],
            "everybody has an interest in it or lacks what it needs",
        ),
    ],
)
def test_a_case_that_nobody_can_have_says_why(case: CaseToPlace, hands: list[Hand], why: str) -> None:
    assert allocate([case], hands).unplaced == {"c": why}


@pytest.mark.parametrize(
    ("cases", "hands", "held", "words"),
    [
        ([CASES[0], CASES[0]], HANDS, {}, "case 'C00' is there twice"),
        (CASES, [HANDS[0], HANDS[0]], {}, "inspector 'ada' is there twice"),
        ([CaseToPlace("c", "x", 0)], HANDS, {}, "a case takes some time"),
        (CASES, HANDS, {"C00": "zoe"}, "cases stay with 'zoe', who is not there"),
    ],
)
def test_what_makes_no_sense_is_refused(
    cases: list[CaseToPlace], hands: list[Hand], held: dict[str, str], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        allocate(cases, hands, held)


@given(
    st.lists(st.tuples(st.text(max_size=3), st.sampled_from(["", "p1", "p2"])), max_size=20),
    st.integers(0, 4),
)
def test_no_practitioner_is_interviewed_too_often(cases: list[tuple[str, str]], at_most: int) -> None:
    with_one, without = interviews(cases, at_most)
    assert len(with_one) + len(without) == len(cases)
    wanted = Counter(practitioner for _, practitioner in cases if practitioner)
    assert len(with_one) == sum(min(number, at_most) for number in wanted.values())


def test_interviews_go_to_the_first_in_the_sample() -> None:
    told = [("c1", "p"), ("c2", "p"), ("c3", ""), ("c4", "p"), ("c5", "q")]
    assert interviews(told, 2) == (("c1", "c2", "c5"), ("c3", "c4"))


@pytest.mark.parametrize(
    ("case", "hand", "minutes", "told"),
    [
        (CaseToPlace("c", "x", 60), Hand("a", 60), 0, ()),
        (CaseToPlace("c", "x", 60), Hand("a", 100), 50, ("they have 50 minutes left, and it takes 60",)),
        (CaseToPlace("c", "x", 60), Hand("a", 10), 50, ("they have 0 minutes left, and it takes 60",)),
        (
            CaseToPlace("c", "x", 60, frozenset({"p1", "office"}), frozenset({"court"})),
            Hand("a", 90, avoids=frozenset({"p1", "p2"})),
            0,
            ("they declared an interest in what it touches: p1", "they lack what it needs: court"),
        ),
    ],
)
def test_what_the_rules_say_against_one_case_by_hand(
    case: CaseToPlace, hand: Hand, minutes: int, told: tuple[str, ...]
) -> None:
    assert allocation_objections(case, hand, minutes) == told


@given(SOME_CASES, SOME_HANDS)
def test_the_allocation_gives_nobody_what_the_rules_object_to(
    cases: list[CaseToPlace], hands: list[Hand]
) -> None:
    found = allocate(cases, hands)
    by_name = {case.case: case for case in cases}
    for hand in hands:
        mine = found.by_inspector[hand.inspector]
        for case in mine:
            others = sum(by_name[other].effort for other in mine if other != case)
            assert allocation_objections(by_name[case], hand, others) == ()
