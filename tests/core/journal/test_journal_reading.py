"""Is everything wrong with an operation said, and does one that cannot be read spoil no other?"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.journal import (
    LARGEST_VALUE,
    LONGEST_KEY,
    MOST_OPERATIONS,
    NotABatch,
    Operation,
    Unreadable,
    digest_of,
    read_batch,
    read_operation,
)

ID = "019ab6c1-2f00-7abc-8def-0123456789ab"
OTHER = "019ab6c1-2f01-7abc-8def-0123456789ab"
FIRST = Operation(
    id=ID,
    device="3f0c5c1e-0000-4000-8000-000000000001",
    sequence=1,
    assessment="9d1c9f5e-0000-4000-8000-00000000000a",
    key="question:2.1.1",
    edition="hmip-probation-pdu-2021",
    value="yes",
    base=None,
    at="2026-11-24T09:30:00.000+00:00",
).sealed()
GOOD = json.loads(FIRST.written())


def written(**changed: Any) -> str:
    """The first operation with other fields; None of Python leaves a field out."""
    told = GOOD | changed
    return json.dumps({name: value for name, value in told.items() if value is not ...})


def fields_at_fault(text: str) -> set[str]:
    said = read_operation(text)
    assert isinstance(said, Unreadable)
    return {problem.field for problem in said.problems}


def test_what_was_written_is_read() -> None:
    assert read_operation(FIRST.written()) == FIRST
    assert read_operation(json.dumps(GOOD, indent=3)) == FIRST
    settling = replace(FIRST, settles=(OTHER,), base=OTHER).sealed()
    assert read_operation(settling.written()) == settling


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": "x"}, "id"),
        ({"id": GOOD["device"]}, "id"),
        ({"id": ID.upper()}, "id"),
        ({"id": ...}, "id"),
        ({"device": 7}, "device"),
        ({"sequence": 0}, "sequence"),
        ({"sequence": True}, "sequence"),
        ({"sequence": "1"}, "sequence"),
        ({"assessment": None}, "assessment"),
        ({"key": "question"}, "key"),
        ({"key": "question:" + "a" * LONGEST_KEY}, "key"),
        ({"key": "question:2.1.1\n"}, "key"),
        ({"edition": ""}, "edition"),
        ({"value": ...}, "value"),
        ({"value": "a" * LARGEST_VALUE}, "value"),
        ({"base": "x"}, "base"),
        ({"base": ID}, "base"),
        ({"base": ...}, "base"),
        ({"settles": []}, "settles"),
        ({"settles": [OTHER, OTHER]}, "settles"),
        ({"settles": [{}]}, "settles"),
        ({"settles": OTHER}, "settles"),
        ({"settles": [ID]}, "base"),
        ({"at": "2026-11-24"}, "at"),
        ({"at": "2026-11-24T09:30:00"}, "at"),
        ({"at": "2026-02-29T09:30:00Z"}, "at"),
        ({"at": "2026-02-28T25:30:00Z"}, "at"),
        ({"at": 5}, "at"),
        ({"hash": "0" * 64}, "hash"),
        ({"hash": "x"}, "hash"),
        ({"value": "no"}, "hash"),
        ({"more": 1}, "more"),
        ({"m\0re": 1}, "m\\x00re"),
        ({"\ud800": 1}, "\\ud800"),
        ({"value": 1.5}, ""),
        ({"value": "a\0b"}, ""),
        ({"value": "\ud800"}, ""),
        ({"value": 2**53}, ""),
        ({"value": float("nan")}, ""),
    ],
)
def test_each_thing_that_can_be_wrong_is_named(changed: dict[str, Any], field: str) -> None:
    assert field in fields_at_fault(written(**changed))


def test_a_number_of_thousands_of_digits_is_refused_and_not_counted() -> None:
    assert fields_at_fault(written().replace('"yes"', "1" * 5000)) == {""}


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "7", '"x"', "{", "{,}", written()[:-1], written() + "x", "{'id': 1}",
     written().replace('"yes"', '"yes", "value": "no"')],
)  # fmt: skip
def test_what_is_no_object_of_fields_is_refused(text: str) -> None:
    assert "" in fields_at_fault(text)


def test_everything_wrong_is_said_at_once() -> None:
    assert {"id", "sequence", "key", "at", "more", "device"} <= fields_at_fault(
        written(id="x", sequence=0, key="", at="", more=1, device=...)
    )


def test_what_could_be_read_of_a_refused_one_is_kept() -> None:
    said = read_operation(written(sequence=0))
    assert isinstance(said, Unreadable)
    assert (said.id, said.device, said.hash) == (ID, GOOD["device"], FIRST.hash)
    assert said.words == "sequence: is a whole number from 1"


# Batches


def batch(*pieces: str) -> bytes:
    return ('{"operations": [' + ", ".join(pieces) + "]}").encode("utf-8", "surrogateescape")


BROKEN = [
    "{}",
    "nonsense",
    '{"id": }',
    '{"value": 1.5}',
    '{"a" "b"}',
    written(value="\ud800"),
    '"' + b"\xff\xfe".decode("utf-8", "surrogateescape") + '"',
]


@pytest.mark.parametrize("broken", [*BROKEN, "[1,2]", "''"])
@pytest.mark.parametrize("place", [0, 50, 99])
def test_one_that_cannot_be_read_spoils_no_other(broken: str, place: int) -> None:
    pieces = [FIRST.written()] * MOST_OPERATIONS
    pieces[place] = broken
    received = read_batch(batch(*pieces)).received
    assert len(received) == MOST_OPERATIONS
    assert [isinstance(one.said, Operation) for one in received].count(False) == 1
    assert isinstance(received[place].said, Unreadable)
    assert received[place].content == broken.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is expected"),
        (b"null", "is expected"),
        (b"[]", "is expected"),
        (b"{}", "has a field operations"),
        (b'{"operations": []}', "1 to 100"),
        (b'{"operations": {}}', "is expected"),
        (b'{"operations": [', "breaks off"),
        (b'{"operations": [1}', "closes nothing"),
        (b'{"operations": [1]} x', "does not end where it should"),
        (b'{"operations": [1], "operations": [2]}', "twice"),
        (b'{"operations": [1], "more": 2}', "no field more"),
        (b'{"operations": ["x]}', "does not end"),
        (b'{"operations": [1], "sent": "yesterday"}', "moment"),
        (b'{"operations": ' + b"[" * 10_000, "deep"),
        (b"{operations: [1]}", "name"),
        (batch(*["{}"] * 101), "1 to 100"),
    ],
)
def test_what_is_no_batch_is_refused_with_the_place(content: bytes, words: str) -> None:
    with pytest.raises(NotABatch, match=words):
        read_batch(content)


def test_a_batch_may_say_when_it_was_sent() -> None:
    content = f'{{"sent": "2028-02-29T09:30:00.000+05:45", "operations": [{FIRST.written()}]}}'.encode()
    found = read_batch(content)
    assert found.sent is not None
    assert found.sent.isoformat() == "2028-02-29T09:30:00+05:45"
    assert [one.said for one in found.received] == [FIRST]


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    try:
        read_batch(b'{"operations": [' + content + b"]}")
    except NotABatch:
        return


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, min_size=1, max_size=9), st.sampled_from([None, 2]))
def test_pieces_are_those_that_a_reader_of_json_finds(told: list[Any], indent: int | None) -> None:
    content = json.dumps({"operations": told}, indent=indent).encode()
    received = read_batch(content).received
    # What is written is compared: a NaN is equal to nothing
    found = [json.dumps(json.loads(one.content)) for one in received]
    assert found == [json.dumps(each) for each in told]


@given(st.dictionaries(st.sampled_from([*GOOD, "settles"]), json_values, min_size=1))
def test_whatever_stands_in_the_fields_is_taken_or_refused(changed: dict[str, Any]) -> None:
    said = read_operation(json.dumps(GOOD | changed))
    assert isinstance(said, Operation) or said.words


def test_content_that_cannot_be_read_has_a_digest_of_its_own() -> None:
    assert digest_of(b"\xff") != digest_of(b"\xfe")
