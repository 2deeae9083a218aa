"""What the generator writes, the finder reads, and the checker then accepts: one circle under every policy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_cases import POLICIES

from eyre.core.figures import Count
from eyre.core.wording import Kind, WordingPolicy, find_quantities, holds, phrases_for

counts = st.integers(1, 400).flatmap(lambda of: st.integers(0, of).map(lambda x: Count(x, of)))


@given(st.sampled_from(POLICIES), counts)
def test_every_phrase_of_the_generator_is_found_whole_and_true(policy: WordingPolicy, count: Count) -> None:
    for phrase in phrases_for(policy, count):
        (found,) = find_quantities(f"It was so in {phrase.text} of the cases.")
        assert found.text == phrase.text
        assert holds(policy, found, count).kind is not Kind.FALSE


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_every_word_of_a_policy_is_found_whole_and_means_something(policy: WordingPolicy) -> None:
    for name in [name for word in policy.words for name in (word.word, *word.synonyms)]:
        one, other = (find_quantities(f"It was so in {name} {joint}cases.") for joint in ("", "of the "))
        assert name in {q.text for q in (*one, *other)}
        assert policy.word(name) is not None
