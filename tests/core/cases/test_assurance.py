"""Nobody reviews their own work, whoever comes first; and two who assess one case do not see each other's answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eyre.core.cases.assurance import (
    CaseFacts,
    missing_signatures,
    why_not_ask_second,
    why_not_read,
    why_not_reconcile,
    why_not_review,
    why_not_withdraw_second,
)

ONCE = CaseFacts("ann", first_complete=True)
TWICE = CaseFacts("ann", "ben", frozenset({"ann", "ben"}), first_complete=True)
BOTH = replace(TWICE, second_complete=True)


@pytest.mark.parametrize(
    ("facts", "by", "to", "words"),
    [
        (ONCE, "lead", "ben", ""),
        (ONCE, "lead", "ann", "assessed this case first"),
        (replace(ONCE, handled=frozenset({"ben"})), "lead", "ben", "in their hands"),
        (replace(ONCE, interested=frozenset({"ben"})), "lead", "ben", "declared an interest"),
        (replace(ONCE, withdrawn=frozenset({"ben"})), "lead", "ben", "was withdrawn"),
        (ONCE, "ann", "ben", "You assessed this case yourself"),
        (TWICE, "lead", "cat", "has a second assessment"),
    ],
)
def test_who_is_asked_to_assess_again(facts: CaseFacts, by: str, to: str, words: str) -> None:
    assert words in why_not_ask_second(facts, by, to)
    assert bool(words) == bool(why_not_ask_second(facts, by, to))


@pytest.mark.parametrize(
    ("facts", "by", "words"),
    [
        (TWICE, "lead", ""),
        (TWICE, "ann", "You assess this case yourself"),
        (TWICE, "ben", "You assess this case yourself"),
        (ONCE, "lead", "Nobody assesses"),
        (BOTH, "lead", "complete"),
    ],
)
def test_who_withdraws_a_second_assessment(facts: CaseFacts, by: str, words: str) -> None:
    why = why_not_withdraw_second(facts, by)
    assert words in why
    assert bool(words) == bool(why)


@pytest.mark.parametrize(
    ("facts", "reader", "is_hidden"),
    [
        (ONCE, "ann", True),
        (ONCE, "cat", False),
        (ONCE, "lead", False),
        (TWICE, "ann", True),
        (TWICE, "ben", True),
        (BOTH, "ann", True),
        (BOTH, "ben", True),
        (BOTH, "lead", False),
    ],
)
def test_what_was_withdrawn_is_hidden_from_those_who_assess(
    facts: CaseFacts, reader: str, is_hidden: bool
) -> None:
    """It was Cat's."""
    assert bool(why_not_read(facts, reader, "cat", is_withdrawn=True)) == is_hidden


@pytest.mark.parametrize(
    ("facts", "reader", "writer", "is_hidden"),
    [
        (ONCE, "ben", "ann", False),
        (TWICE, "ben", "ann", True),
        (TWICE, "ann", "ben", True),
        (TWICE, "ann", "ann", False),
        (TWICE, "ben", "ben", False),
        (TWICE, "lead", "ann", False),
        (replace(TWICE, handled=frozenset({"ann", "lead"})), "lead", "ben", True),
        (replace(TWICE, handled=frozenset({"ann", "lead"})), "lead", "ann", False),
        (BOTH, "ben", "ann", False),
        (BOTH, "ann", "ben", False),
    ],
)
def test_what_two_assessors_see(facts: CaseFacts, reader: str, writer: str, is_hidden: bool) -> None:
    assert bool(why_not_read(facts, reader, writer)) == is_hidden


@pytest.mark.parametrize(
    ("assessor", "handled", "complete", "reviewer", "words"),
    [
        ("ann", (), True, "moira", ""),
        ("ann", (), True, "ann", "own work"),
        ("ann", ("moira",), True, "moira", "own work"),
        ("ann", (), False, "moira", "not complete"),
    ],
)
def test_who_reviews(
    assessor: str, handled: tuple[str, ...], complete: bool, reviewer: str, words: str
) -> None:
    why = why_not_review(assessor, handled, complete, reviewer)
    assert words in why
    assert bool(words) == bool(why)


@pytest.mark.parametrize(
    ("facts", "by", "leads", "words"),
    [
        (ONCE, "ann", False, "once only"),
        (TWICE, "ann", False, "Both assessments"),
        (TWICE, "moira", True, "Both assessments"),
        (BOTH, "ann", False, ""),
        (BOTH, "ben", False, ""),
        (BOTH, "moira", True, ""),
        (BOTH, "cat", False, "two assessors"),
    ],
)
def test_who_reconciles(facts: CaseFacts, by: str, leads: bool, words: str) -> None:
    why = why_not_reconcile(facts, by, leads)
    assert words in why
    assert bool(words) == bool(why)


def test_whose_signature_is_missing() -> None:
    assert missing_signatures(BOTH, [], False) == {"ann", "ben"}
    assert missing_signatures(BOTH, ["ann"], False) == {"ben"}
    assert missing_signatures(BOTH, ["ben", "ann"], False) == frozenset()
    assert missing_signatures(BOTH, [], True) == frozenset()


PEOPLE = some.sampled_from(["ann", "ben", "cat"])


@given(PEOPLE, PEOPLE, PEOPLE, some.booleans(), some.booleans(), some.booleans())
def test_nobody_is_both_first_and_second_nor_reads_the_other(
    first: str, by: str, to: str, first_done: bool, second_done: bool, is_asked: bool
) -> None:
    facts = CaseFacts(first, first_complete=first_done)
    if not why_not_ask_second(facts, by, to):
        assert to != first
        assert by != first
        after = replace(facts, second=to, second_complete=second_done)
        hidden = bool(why_not_read(after, to, first))
        assert hidden == (not (first_done and second_done))
        assert hidden == bool(why_not_read(after, first, to))


@given(PEOPLE, some.frozensets(PEOPLE), some.booleans(), PEOPLE)
def test_no_reviewer_worked_on_it(
    assessor: str, handled: frozenset[str], complete: bool, reviewer: str
) -> None:
    if not why_not_review(assessor, handled, complete, reviewer):
        assert reviewer not in {assessor, *handled}


@given(PEOPLE, PEOPLE, PEOPLE, PEOPLE, some.booleans())
def test_after_a_withdrawal_somebody_new_begins(
    first: str, second: str, by: str, to: str, is_complete: bool
) -> None:
    facts = CaseFacts(first, second, first_complete=True, second_complete=is_complete)
    if not why_not_withdraw_second(facts, by):
        assert not is_complete
        after = replace(facts, second="", withdrawn=frozenset({second}))
        assert not after.is_blind
        if not why_not_ask_second(after, by, to):
            assert to not in {first, second}
        assert bool(why_not_read(after, first, second, is_withdrawn=True)) == (first != second)
