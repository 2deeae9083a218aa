"""Is what holds the same however what was written is cut into batches, and whatever stands twice in one?"""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.cases.journal.checking import check_journal
from eyre.cases.models import AnswerNow, JournalEntry
from eyre.core.journal import Operation
from journal_world import NOTE, OTHER_QUESTION, QUESTION, World, outcomes

pytestmark = pytest.mark.django_db
KEYS = {QUESTION: ("yes", "no", None), OTHER_QUESTION: ("no", None), NOTE: ("A", "B", None)}
WRITTEN = st.lists(
    st.tuples(st.sampled_from(sorted(KEYS)), st.integers(0, 2), st.integers(0, 5), st.booleans()),
    min_size=1,
    max_size=9,
)


def drawn(world: World, said: list[tuple[str, int, int, bool]]) -> list[Operation]:
    """Operations on three answers by two devices: each comes after another, after none, or settles all before it."""
    tablets = (world.tablet(), world.tablet())
    made: list[Operation] = []
    written: dict[str, Any]
    for number, (key, value, base, settles) in enumerate(said):
        before = [each for each in made if each.key == key]
        written = {"base": before[base % len(before)] if before and base else None}
        if settles and len(before) > 1 and key != NOTE:
            written = {"base": None, "settles": tuple(each.id for each in before)}
        values = KEYS[key]
        made.append(tablets[number % 2].write(values[value % len(values)], key=key, **written))
    return made


def kept() -> dict[str, tuple[object, frozenset[str], bool]]:
    rows = AnswerNow.objects.all()
    return {row.key: (row.value, frozenset(row.heads), row.is_conflict) for row in rows}


@pytest.fixture
def world() -> World:
    return World()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=WRITTEN, cuts=st.sets(st.integers(1, 8)), again=st.booleans())
def test_what_holds_hangs_on_no_cut(
    world: World, said: list[tuple[str, int, int, bool]], cuts: set[int], again: bool
) -> None:
    AnswerNow.objects.all().delete()
    JournalEntry.objects.all().delete()
    made = drawn(world, said)
    places = [0, *sorted(cut for cut in cuts if cut < len(made)), len(made)]
    for start, end in itertools.pairwise(places):
        batch = made[start:end] + (made[:1] if again else [])
        assert set(outcomes(world.send(*batch).results)) == {"accepted"}
    assert not check_journal().differences
    cut = kept()
    AnswerNow.objects.all().delete()
    JournalEntry.objects.all().delete()
    type(world.assessment).objects.update(version=0, answered=0, conflicts=0)
    for each in made:
        world.send(each)
    assert kept() == cut
    type(world.assessment).objects.update(version=0, answered=0, conflicts=0)
