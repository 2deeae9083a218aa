"""What is a list of requests, and what is said of one that is not?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.editions import EditionInvalid, Status
from eyre.core.evidence import build_list

ITEM: dict[str, object] = {
    "code": "plan",
    "title": "Plan",
    "wanted": "The plan",
    "standards": ["1.1"],
    "status": "ours",
}
LIST: dict[str, object] = {"schema": "eyre-requests/1", "id": "one", "title": "One", "items": [ITEM]}


def mistakes(**change: object) -> list[str]:
    with pytest.raises(EditionInvalid) as refused:
        build_list(LIST | change, ("1.1", "1.2"))
    return [str(each) for each in refused.value.mistakes]


def test_a_list_is_read() -> None:
    found = build_list(LIST, ("1.1",))
    assert (found.id, found.items[0].code, found.items[0].standards) == ("one", "plan", ("1.1",))
    assert found.items[0].status is Status.OURS


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"schema": "eyre-requests/9"}, "schema: the format 'eyre-requests/9' is not known"),
    ({"items": []}, "items: nothing is asked for"),
    ({"items": [ITEM, ITEM]}, "items[1].code: the item 'plan' stands here a second time"),
    ({"items": [ITEM | {"code": "The Plan"}]}, "items[0].code: 'The Plan' is not a usable id"),
    ({"items": [ITEM | {"standards": ["9.9"]}]}, "items[0].standards[0]: the edition has no standard '9.9'"),
    ({"items": [ITEM | {"wanted": "x" * 2_001}]}, "items[0].wanted: this is 2,001 letters long"),
    ({"items": [ITEM | {"code": f"c{n}"} for n in range(101)]}, "items: 101 items are more than"),
    ({"items": [{"code": "plan"}]}, "items[0]: 'title' is missing"),
    ({"item": 1}, "item: the key 'item' is not known here"),
    ({"items": [ITEM | {"status": "guessed"}]}, "items[0].status: 'guessed' is not one of"),
]


@pytest.mark.parametrize(("change", "words"), WRONG)
def test_a_mistake_is_named_with_its_place(change: dict[str, Any], words: str) -> None:
    assert any(each.startswith(words) for each in mistakes(**change)), mistakes(**change)


def test_every_mistake_is_named_at_once() -> None:
    assert len(mistakes(schema="x", title="", items=[ITEM | {"code": "A", "standards": ["9"]}])) == 4


DATA = st.recursive(
    st.none() | st.text(max_size=8) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["items", "code", "title", "id"]), inner)
    ),
    max_leaves=8,
)


@given(DATA)
def test_whatever_the_data_are_the_answer_is_a_list_or_words(data: object) -> None:
    with pytest.raises(EditionInvalid, match=r"."):
        build_list(data)
