"""What must hold of every expression, form and value, whatever they are."""

import json
from pathlib import Path

import pytest
from form_of_vectors import form_of
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.core.assessment import (
    check_expression,
    check_value,
    derive_form,
    evaluate,
    missing,
    progress,
    relevance,
)
from eyre.frameworks.reading import load_edition

VECTORS = Path(__file__).parents[2] / "vectors"
FORM = form_of(json.loads((VECTORS / "completeness.json").read_text("utf-8"))["form"])
DERIVED = derive_form(load_edition("hmip-probation-crc-2018"))
KEYS = sorted({*FORM.answer_keys, *FORM.facts_by_key, "note:2.1.1"})
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "low", "high"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SCALARS = st.sampled_from(["yes", "no", "not-relevant", "low", "high", 1, 2, True, "2026-10-01"])
VALUES = st.dictionaries(st.sampled_from(KEYS), SCALARS, max_size=8)
LEAVES = st.booleans() | st.builds(
    lambda op, key, value: {op: [key, [value] if op == "in" else value]},
    st.sampled_from(["eq", "in"]),
    st.sampled_from(KEYS),
    SCALARS,
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(lambda one: {"not": one}, inner)
        | st.builds(
            lambda op, ones: {op: ones},
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=1, max_size=3),
        )
    ),
    max_leaves=8,
)


@given(JSON, st.dictionaries(st.text(max_size=8), JSON))
def test_an_expression_never_raises(expression: object, values: dict[str, object]) -> None:
    assert evaluate(expression, values) in (True, False, None)


@given(JSON)
def test_checking_an_expression_never_raises(expression: object) -> None:
    assert all(isinstance(words, str) for words in check_expression(expression))


@given(EXPRESSIONS)
def test_what_is_well_made_has_no_mistakes(expression: object) -> None:
    assert not list(check_expression(expression))


@given(EXPRESSIONS, VALUES, VALUES)
def test_learning_more_never_turns_what_was_known(
    expression: object, known: dict[str, object], more: dict[str, object]
) -> None:
    """Without `answered`, a further answer makes the unknown known and nothing else."""
    before, after = evaluate(expression, known), evaluate(expression, more | known)
    assert before is None or after is before


@given(EXPRESSIONS, VALUES)
def test_twice_not_is_nothing(expression: object, values: dict[str, object]) -> None:
    assert evaluate({"not": {"not": expression}}, values) is evaluate(expression, values)


@given(st.text(max_size=30) | st.sampled_from(KEYS) | JSON, JSON)
def test_a_value_is_taken_or_refused_in_words(key: object, value: object) -> None:
    said = check_value(FORM, key, value)
    assert said is None or (said.endswith(".") and len(said) < 200)


@given(st.sampled_from(KEYS))
def test_every_answer_may_be_taken_back(key: str) -> None:
    assert check_value(FORM, key, None) is None


@given(st.sampled_from(["community", "licence", "report", "?"]), st.dictionaries(st.sampled_from(KEYS), JSON))
def test_a_case_can_always_be_counted(kind: str, values: dict[str, object]) -> None:
    told, far = missing(FORM, kind, values), progress(FORM, kind, values)
    assert 0 <= far.answered <= far.of <= len(relevance(FORM, kind, values))
    assert {one.key for one in told} <= set(relevance(FORM, kind, values))


@pytest.mark.slow
@settings(max_examples=10)
@given(
    st.dictionaries(
        st.sampled_from(sorted(DERIVED.answer_keys)), st.sampled_from(["yes", "no", "not-relevant"])
    )
)
def test_answering_what_is_missing_ends(values: dict[str, object]) -> None:
    """Whoever does what the list says, item by item, comes to its end."""
    answers = dict(values)
    for _ in range(3 * len(DERIVED.answer_keys)):
        told = missing(DERIVED, "community", answers)
        if not told:
            return
        one = told[0]
        ref = one.key.partition(":")[2].partition("/")[0]
        answers[f"note:{ref}" if one.rule in ("evidence", "reason") else one.key] = "yes"
    raise AssertionError(told)


@given(st.sampled_from(sorted(DERIVED.answer_keys)))
def test_whatever_is_missing_is_missed(key: str) -> None:
    """A complete case with one judgement taken back is not complete."""
    answers: dict[str, object] = dict.fromkeys(DERIVED.answer_keys, "yes")
    assert not missing(DERIVED, "community", answers)
    del answers[key]
    asked = relevance(DERIVED, "community", answers)
    assert [one.key for one in missing(DERIVED, "community", answers)] == ([key] if key in asked else [])
