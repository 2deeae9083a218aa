"""Do the same values give the same bytes, here and in another serialiser's vectors?"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.journal import (
    LARGEST,
    NotCanonical,
    Operation,
    canonical,
    digest,
    is_uuid7,
    moment_of,
    read_operation,
    uuid7,
)
from eyre.core.journal.ids import RANDOM_BYTES

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "operations.json").read_text("utf-8"))

characters = st.characters(exclude_categories=["Cs"])
texts = st.text(characters, max_size=30)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def titled(name: str) -> Any:
    return pytest.mark.parametrize("vector", VECTORS[name], ids=lambda vector: vector.get("title", ""))


@titled("values")
def test_a_value_has_the_text_and_the_digest_of_the_vectors(vector: dict[str, Any]) -> None:
    assert canonical(vector["value"]) == vector["canonical"]
    assert digest(vector["canonical"]) == vector["sha256"]


@titled("operations")
def test_an_operation_has_the_text_and_the_hash_of_the_vectors(vector: dict[str, Any]) -> None:
    told = dict(vector["operation"])
    told["settles"] = tuple(told.get("settles", ()))
    operation = Operation(**told).sealed()
    assert operation.canonical() == vector["canonical"]
    assert operation.hash == vector["hash"]
    assert read_operation(operation.written()) == operation


@titled("refused")
def test_what_has_no_canonical_form_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(NotCanonical):
        canonical(json.loads(vector["json"]))


@titled("ids")
def test_an_id_is_made_as_the_standard_says(vector: dict[str, Any]) -> None:
    from datetime import UTC, datetime, timedelta

    random = bytes.fromhex(vector["random"])
    moment = moment_of(vector["id"])
    if moment is not None:
        assert uuid7(moment, random) == vector["id"]
        assert moment == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=vector["milliseconds"])
    assert is_uuid7(vector["id"])


@given(values)
def test_the_text_says_the_value_and_is_its_own_canonical_form(value: Any) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
    assert json.loads(text.encode("utf-8")) == value


@given(st.dictionaries(texts, st.integers(0, 9), max_size=6), st.randoms())
def test_the_order_in_which_fields_were_written_does_not_matter(fields: dict[str, int], random: Any) -> None:
    shuffled = list(fields.items())
    random.shuffle(shuffled)
    assert canonical(dict(shuffled)) == canonical(fields)


@given(values, values)
def test_different_values_have_different_texts(one: Any, two: Any) -> None:
    # True is 1 for Python, not for JSON: so the texts are compared with the standard library's, in one order
    alike = json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)
    assert (canonical(one) == canonical(two)) == alike


@pytest.mark.parametrize("value", [1.0, float("nan"), 2**53, -(2**53), b"x", {1: 2}, {1, 2}, object()])
def test_other_things_are_no_values(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical([value])


@given(
    st.datetimes(timezones=st.just(__import__("datetime").UTC)).filter(lambda at: at.year >= 1970),
    st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES),
)
def test_an_id_tells_its_moment_and_sorts_by_it(at: Any, random: bytes) -> None:
    id = uuid7(at, random)
    assert is_uuid7(id)
    told = moment_of(id)
    assert told is not None
    assert 0 <= (at - told).total_seconds() < 0.001


@pytest.mark.parametrize(
    "text",
    ["", "x", "019ab6c1-2f00-4abc-8def-0123456789ab", "019AB6C1-2F00-7ABC-8DEF-0123456789AB",
     "019ab6c1-2f00-7abc-cdef-0123456789ab", "019ab6c12f007abc8def0123456789ab", None, 7],
)  # fmt: skip
def test_other_texts_are_no_ids(text: Any) -> None:
    assert not is_uuid7(text)


def test_ids_are_made_of_ten_bytes_since_1970() -> None:
    from datetime import UTC, datetime

    with pytest.raises(ValueError, match="10 random bytes"):
        uuid7(datetime(2026, 1, 1, tzinfo=UTC), b"x")
    with pytest.raises(ValueError, match="1970"):
        uuid7(datetime(1969, 1, 1, tzinfo=UTC), bytes(10))
    with pytest.raises(ValueError, match="version 7"):
        moment_of("x")
