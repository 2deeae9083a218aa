"""Two editions side by side: recognised by concept, and the same from either side."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.frameworks import Change, Edition, build_edition, compare_editions

Data = dict[str, Any]


def question(ref: str, concept: str, text: str = "Is it so?", prompts: tuple[str, ...] = ()) -> Data:
    lettered = [{"ref": chr(ord("a") + n), "text": words} for n, words in enumerate(prompts)]
    return {"ref": ref, "concept": concept, "text": text, "prompts": lettered}


def standard(ref: str, concept: str, *questions: Data, **more: object) -> Data:
    return {
        "ref": ref,
        "title": concept.title(),
        "concept": concept,
        "rated_from": "other_evidence",
        "key_questions": list(questions),
        **more,
    }


def edition(*standards: Data, **more: object) -> Edition:
    data: Data = {
        "schema": "eyre-edition/1",
        "id": "one",
        "title": "One",
        "short_title": "One",
        "inspectorate": "Tests",
        "licence": "none",
        "completeness": "full",
        "wording": "own",
        "valid": {"from": "2026-01-01"},
        "applies_to": ["pdu"],
        "approved_by": {"by": "nobody"},
        "bands": [{"id": "good", "label": "Good", "score": 1}, {"id": "bad", "label": "Bad", "score": 0}],
        "domains": [{"ref": "1", "title": "All", "standards": list(standards)}],
        "rules": {
            "overall": {
                "method": "sum_of_scores",
                "cuts": [{"below": "bad", "above": "good", "at": "1/2", "owner": "lower"}],
            }
        },
    }
    return build_edition(deepcopy(data) | more)


OLD = edition(
    standard("1", "staff", question("1.1", "staff/load", prompts=("enough", "able"))),
    standard("2", "court"),
)


@pytest.mark.parametrize(
    ("after", "concept", "changes"),
    [
        (standard("1", "staff"), "staff", ()),
        (standard("9", "staff"), "staff", (Change.RENUMBERED,)),
        (standard("1", "staff", title="Staffing"), "staff", (Change.RETITLED,)),
        (standard("1", "staff", statement="Enough staff"), "staff", (Change.REWORDED,)),
        (standard("1", "staff", counted=False), "staff", (Change.COUNTED,)),
        (standard("1", "staff", may_be_not_rated=True), "staff", (Change.MAY_BE_NOT_RATED,)),
        (standard("1", "staff", evidence="surveys"), "staff", (Change.RATED_FROM,)),
        (standard("7", "staff", title="Staffing"), "staff", (Change.RENUMBERED, Change.RETITLED)),
        (standard("1", "people"), "people", (Change.ADDED,)),
        (standard("1", "people"), "staff", (Change.DROPPED,)),
    ],
)
def test_what_happened_to_a_standard(after: Data, concept: str, changes: tuple[Change, ...]) -> None:
    found = {one.concept: one.changes for one in compare_editions(OLD, edition(after)).standards}
    assert found[concept] == changes


def test_a_question_under_another_number_is_the_same_question() -> None:
    after = edition(
        standard("P2", "court", question("P2.1", "staff/load", "Is it really so?", ("enough", "able"))),
        standard("P1", "staff", question("P1.1", "staff/new")),
    )
    found = {one.concept: one.changes for one in compare_editions(OLD, after).questions}
    assert found == {
        "staff/load": (Change.RENUMBERED, Change.REWORDED, Change.MOVED),
        "staff/new": (Change.ADDED,),
    }


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("enough", "able"), []),
        (("enough", "able", "kind"), [("c", Change.ADDED)]),
        (("enough",), [("b", Change.DROPPED)]),
        (("enough", "skilled"), [("b", Change.REWORDED)]),
        (
            ("kind", "enough", "able"),
            [("b", Change.RENUMBERED), ("c", Change.RENUMBERED), ("a", Change.ADDED)],
        ),
    ],
)
def test_what_happened_to_the_prompts(prompts: tuple[str, ...], expected: list[tuple[str, Change]]) -> None:
    after = edition(
        standard("1", "staff", question("1.1", "staff/load", prompts=prompts)), standard("2", "court")
    )
    compared = compare_editions(OLD, after)
    changed = compared.questions[0].prompts
    found = [(side.ref, p.changes[0]) for p in changed if (side := p.after or p.before)]
    assert found == expected
    assert compared.is_same == (not expected)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"bands": [{"id": "good", "label": "Fine", "score": 1}, {"id": "bad", "label": "Bad", "score": 0}]}, "Bands and scores"),
        ({"bands": [{"id": "good", "label": "Good", "score": 4}, {"id": "bad", "label": "Bad", "score": 1}]}, "Greatest sum of scores"),
        ({"rules": {"overall": {"method": "sum_of_scores", "cuts": [{"below": "bad", "above": "good", "at": "1/2", "owner": "upper"}]}}}, "Overall rating"),
        ({"rules": {"overall": {"method": "sum_of_scores", "rounding": "half_up", "cuts": [{"below": "bad", "above": "good", "at": "1/2", "owner": "lower"}]}}}, "Rounding"),
        ({"rules": {"overall": {"method": "combination", "rules": [{"id": "r", "text": "t", "when": [{"bands": ["bad"], "at_least": 1}], "then": "bad"}]}}}, "Overall rating"),
    ],
)  # fmt: skip
def test_what_happened_to_the_rules(more: Data, what: str) -> None:
    before, after = edition(standard("1", "staff")), edition(standard("1", "staff"), **more)
    compared = compare_editions(before, after)
    assert what in {rule.what for rule in compared.rules}
    assert not compared.is_same


def test_a_condition_that_asks_for_another_number_is_another_rule() -> None:
    def rule(least: int) -> Data:
        when = [{"bands": ["bad"], "at_least": least}]
        return {"rules": {"overall": {"method": "combination", "rules": [{"id": "r", "text": "Some", "when": when, "then": "bad"}]}}}  # fmt: skip

    one, two = edition(standard("1", "a"), **rule(1)), edition(standard("1", "a"), **rule(2))
    assert [change.what for change in compare_editions(one, two).rules] == ["Overall rating"]


def test_only_an_edition_that_says_so_is_comparable() -> None:
    other = replace(OLD, id="two")
    friend = replace(OLD, id="two", comparable_with=("one",))
    assert compare_editions(OLD, OLD).comparable
    assert not compare_editions(OLD, other).comparable
    assert compare_editions(OLD, friend).comparable
    assert compare_editions(friend, OLD).comparable


CONCEPTS = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1)
TEXTS = st.sampled_from(["so", "not so", "perhaps"])


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Editions whose standards and questions share a few concepts under changing numbers and words."""
    asked = draw(CONCEPTS)
    standards = []
    for n, concept in enumerate(draw(CONCEPTS)):
        taken = [asked.pop() for _ in range(draw(st.integers(0, len(asked))))]
        prompts = draw(st.lists(TEXTS, unique=True).map(tuple))
        questions = [question(f"{n}.{q}", q, draw(TEXTS), prompts) for q in taken]
        standards.append(standard(str(n), concept, *questions, counted=draw(st.booleans())))
    return edition(*standards)


@given(editions())
def test_nothing_is_different_from_itself(one: Edition) -> None:
    compared = compare_editions(one, one)
    assert compared.is_same
    assert not any(change.changes for change in compared.standards)
    assert not any(change.changes for change in compared.questions)


@given(editions(), editions())
def test_what_one_adds_the_other_drops(one: Edition, two: Edition) -> None:
    there, back = compare_editions(one, two), compare_editions(two, one)
    assert set(there.standards_with(Change.ADDED)) == set(back.standards_with(Change.DROPPED))
    assert set(there.questions_with(Change.ADDED)) == set(back.questions_with(Change.DROPPED))
    for change in (Change.RENUMBERED, Change.REWORDED, Change.MOVED):
        assert set(there.questions_with(change)) == set(back.questions_with(change))
    assert there.is_same == back.is_same


@given(editions(), editions())
def test_every_concept_of_either_is_listed_once(one: Edition, two: Edition) -> None:
    listed = [change.concept for change in compare_editions(one, two).standards]
    assert len(listed) == len(set(listed))
    assert set(listed) == {s.concept for s in one.standards} | {s.concept for s in two.standards}
