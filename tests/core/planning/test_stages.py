"""The table of stages: what it promises, and every way of being refused."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.planning import MOVES, Move, Needed, Refused, Stage, as_diagram, move, moves_from
from eyre.people.roles import ROLES

ALL = frozenset(Needed)
EVERY = [(stage, way) for stage, ways in MOVES.items() for way in ways]


def paths(stage: Stage, to: Stage, seen: tuple[Stage, ...] = ()) -> Iterator[tuple[Stage, ...]]:
    """Every way from one stage to another that goes through no stage twice."""
    if stage == to:
        yield (*seen, stage)
        return
    for way in MOVES[stage]:
        if way.to not in seen:
            yield from paths(way.to, to, (*seen, stage))


def test_every_stage_is_in_the_table_and_can_be_reached() -> None:
    assert set(MOVES) == set(Stage)
    for stage in Stage:
        assert next(paths(Stage.PLANNED, stage), None), stage


def test_from_every_stage_an_inspection_can_be_closed_and_only_there_does_it_end() -> None:
    for stage in Stage:
        assert next(paths(stage, Stage.CLOSED), None), stage
    assert [stage for stage, ways in MOVES.items() if not ways] == [Stage.CLOSED]


@pytest.mark.parametrize(
    "through", [Stage.SAMPLED, Stage.FIELDWORK, Stage.JUDGEMENT, Stage.PANEL, Stage.ACCURACY_CHECK]
)
def test_nothing_is_published_past_it(through: Stage) -> None:
    assert all(through in path for path in paths(Stage.PLANNED, Stage.PUBLISHED))


def test_publication_is_left_for_follow_up_alone_and_entered_from_the_embargo_alone() -> None:
    assert [stage for stage, way in EVERY if way.to is Stage.PUBLISHED] == [Stage.EMBARGOED]
    assert [way.to for way in MOVES[Stage.PUBLISHED]] == [Stage.FOLLOW_UP]


def test_forward_is_down_the_list_and_back_is_up() -> None:
    order = list(Stage)
    for stage, way in EVERY:
        assert way.is_back == (order.index(way.to) < order.index(stage)), (stage, way.to)


def test_every_way_on_needs_something_and_every_need_is_asked() -> None:
    assert all(way.needs for _, way in EVERY if not way.is_back)
    assert {needed for _, way in EVERY for needed in way.needs} == ALL


def test_who_may_move_it_is_a_role() -> None:
    assert {code for _, way in EVERY for code in way.by} <= {*ROLES, "system"}
    assert all(way.by for _, way in EVERY)


def test_no_two_ways_lead_from_one_stage_to_another() -> None:
    for ways in MOVES.values():
        assert len({way.to for way in ways}) == len(ways)


@pytest.mark.parametrize(("stage", "way"), EVERY, ids=lambda one: str(getattr(one, "to", one)))
def test_whoever_may_goes_where_all_is_true(stage: Stage, way: Move) -> None:
    for role in way.by:
        assert move(stage, way.to, role=role, true=ALL) is way
        assert way in moves_from(stage, role)


@given(st.sampled_from(EVERY), st.sampled_from([*ROLES, "system"]), st.sets(st.sampled_from(Needed)))
def test_a_refusal_names_every_reason(one: tuple[Stage, Move], role: str, true: set[Needed]) -> None:
    stage, way = one
    missing = [needed for needed in way.needs if needed not in true]
    wrong = role not in way.by
    if not missing and not wrong:
        assert move(stage, way.to, role=role, true=frozenset(true)) is way
        return
    with pytest.raises(Refused) as why:
        move(stage, way.to, role=role, true=frozenset(true))
    assert len(why.value.reasons) == len(missing) + wrong
    assert all(f"not yet: {needed.value}" in why.value.reasons for needed in missing)


@pytest.mark.parametrize(
    ("stage", "to", "words"),
    [
        (Stage.PLANNED, Stage.PUBLISHED, "from planned an inspection goes to announced"),
        (Stage.CLOSED, Stage.PLANNED, "goes to nowhere: it is closed"),
        (Stage.EMBARGOED, Stage.DRAFTING, "goes to published, sign-off"),
    ],
)
def test_a_way_that_is_not_there_is_refused_with_those_that_are(stage: Stage, to: Stage, words: str) -> None:
    with pytest.raises(Refused, match=words):
        move(stage, to, role="lead-inspector", true=ALL)


def test_the_diagram_has_every_way_once() -> None:
    lines = as_diagram().splitlines()
    ways = [line for line in lines if "-->" in line]
    assert len(ways) == len(set(ways)) == len(EVERY) + 2
    assert sum("back" in line for line in ways) == sum(way.is_back for _, way in EVERY)
