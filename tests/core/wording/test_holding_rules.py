"""Reasons, mends, synonyms, the opposite, and what no number of cases can break."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_cases import POLICIES, POLICY, quantity

from eyre.core.figures import Count
from eyre.core.wording import Form, Hedge, Kind, Quantity, ShareMeaning, holds, holds_share, meaning

SHARES = st.fractions(0, 1, max_denominator=20)
COUNTS = st.integers(1, 500).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))


def said(text: str, **data: object) -> Quantity:
    return quantity(text, data)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    form = draw(
        st.sampled_from(
            [Form.FRACTION, Form.RATIO, Form.PERCENT, Form.COUNT, Form.ALL_BUT, Form.ALL, Form.NONE]
        )
    )
    low = draw(st.integers(0, 150))
    return Quantity(
        0, 4, "this", form, draw(st.sampled_from(Hedge)), number=draw(st.integers(0, 500)), share=draw(SHARES),
        low=Fraction(low), high=Fraction(low + draw(st.integers(0, 20))),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("nearly one in three", form="ratio", hedge="nearly", share="1/3"), said("almost a third", form="fraction", hedge="nearly", share="1/3")),
        (said("three in four", form="ratio", share="3/4"), said("three-quarters", form="fraction", share="3/4")),
        (said("almost all", form="all", hedge="nearly"), said("nearly all", form="word", word="nearly all")),
        (said("virtually every", form="word", word="virtually every"), said("nearly all", form="word", word="nearly all")),
        (said("practically no", form="word", word="practically no"), said("almost none", form="word", word="almost none")),
        (said("the majority", form="word", word="the majority"), said("a majority", form="word", word="majority")),
        (said("72 per cent", form="percent", low="72", high="72"), said("72%", form="percent", low="72", high="72")),
    ],
)  # fmt: skip
def test_synonyms_mean_the_same(one: Quantity, other: Quantity) -> None:
    assert meaning(POLICY, one) == meaning(POLICY, other)


def test_not_all_is_said_of_anything_but_all() -> None:
    not_all = said("not every", form="word", word="not every")
    assert holds(POLICY, not_all, Count(15, 16)).kind is Kind.TRUE
    assert holds(POLICY, not_all, Count(16, 16)).kind is Kind.FALSE


def test_what_is_no_synonym_means_something_else() -> None:
    third = said("a third", form="fraction", share="1/3")
    assert meaning(POLICY, third) != meaning(POLICY, replace(third, hedge=Hedge.NEARLY))
    assert meaning(POLICY, third) != meaning(POLICY, said("33 per cent", form="percent", low="33", high="33"))


@pytest.mark.parametrize(
    ("phrase", "count", "words", "mend"),
    [
        (said("almost three-quarters", form="fraction", hedge="nearly", share="3/4"), Count(68, 100), "68 of 100 is 68 per cent, but “almost three-quarters” means from 72 to under 75 per cent", "just over two-thirds"),
        (said("5 of 6", form="count_of", count=[5, 6]), Count(10, 12), "“5 of 6” is not the count, which is 10 of 12: the same share, of another base", "10 of 12"),
        (said("5 of 6", form="count_of", count=[5, 6]), Count(4, 6), "“5 of 6” is not the count, which is 4 of 6", "four of six"),
        (said("all but one", form="all_but", number=1), Count(14, 16), "the count is 14 of 16, which leaves out 2, not what “all but one” says", "all but two"),
        (said("58 per cent", form="percent", low="58", high="58"), Count(56, 97), "", ""),
        (said("57 per cent", form="percent", low="57", high="57"), Count(56, 97), "56 of 97 is 57.7 per cent, but “57 per cent” means from 56.5 to under 57.5 per cent", "58 per cent"),
        (said("a majority", form="word", word="a majority"), Count(51, 100), "51 of 100 is 51 per cent, and “a majority” means over 50 per cent, but one case more or fewer would make it false", "just over half"),
        (said("too few", form="word", word="too few"), Count(3, 10), "'too few' judges instead of counting, so no count can show it", "3 of 10"),
        (said("many", form="word", word="many"), Count(30, 100), "the wording policy hmip-observed-2023 gives 'many' no meaning, so no count can show it", "30 per cent"),
        (said("two", form="count", number=2), Count(3, 9), "the count is 3 of 9, and neither number is “two”", "three of nine"),
    ],
)  # fmt: skip
def test_the_reason_has_the_figures_and_the_mend_is_right(
    phrase: Quantity, count: Count, words: str, mend: str
) -> None:
    verdict = holds(POLICY, phrase, count)
    assert verdict.mend == mend
    if words:
        assert verdict.reason == words
    else:
        assert verdict.kind is Kind.TRUE


def test_a_word_of_the_policy_comes_before_the_general_rule() -> None:
    """Education Scotland says "less than half" of 15 to 49 per cent."""
    scotland = next(policy for policy in POLICIES if policy.id == "education-scotland")
    less = said("less than half", form="fraction", hedge="under", share="1/2")
    assert holds(scotland, less, Count(20, 100)).kind is Kind.TRUE
    assert holds(POLICY, less, Count(20, 100)).kind is Kind.BORDERLINE
    assert holds(scotland, less, Count(10, 100)).kind is Kind.FALSE


def test_a_figure_is_never_rounded_to_all_or_to_none() -> None:
    not_quite = holds(POLICY, said("all", form="all"), Count(9999, 10000))
    assert not_quite.reason == "9999 of 10000 is over 99.9 per cent, but “all” means exactly 100 per cent"
    hardly = holds(POLICY, said("none", form="none"), Count(1, 10000))
    assert hardly.reason == "1 of 10000 is under 0.1 per cent, but “none” means exactly 0 per cent"


def test_nothing_is_true_of_nothing() -> None:
    verdict = holds(POLICY, said("none", form="none"), Count(0, 0))
    assert (verdict.kind, verdict.mend) == (Kind.FALSE, "")


def test_a_quantity_without_its_number_is_no_crash() -> None:
    assert holds(POLICY, said("some share", form="fraction"), Count(1, 2)).kind is Kind.BORDERLINE


@given(quantities(), COUNTS, st.sampled_from(POLICIES))
def test_the_opposite_is_the_same_phrase_on_the_complement(phrase: Quantity, count: Count, policy) -> None:  # type: ignore[no-untyped-def]
    verdict = holds(policy, phrase, count, opposite=True)
    assert verdict == holds(policy, phrase, count.complement)
    assert verdict.reason


@given(quantities(), COUNTS)
def test_a_mirrored_meaning_holds_of_the_complement(phrase: Quantity, count: Count) -> None:
    meant = meaning(POLICY, phrase)
    if isinstance(meant, ShareMeaning):
        assert meant.shares.mirrored().has(count.of - count.x, count.of) == meant.shares.has(
            count.x, count.of
        )


@given(st.integers(0, 100), COUNTS)
def test_a_whole_per_cent_is_true_of_what_rounds_to_it(whole: int, count: Count) -> None:
    verdict = holds(POLICY, said(f"{whole} per cent", form="percent", low=whole, high=whole), count)
    rounded = (200 * count.x + count.of) // (2 * count.of)
    exact_at_the_ends = whole not in (0, 100) or count.x in (0, count.of)
    assert (verdict.kind is Kind.TRUE) == (rounded == whole and exact_at_the_ends)


@given(quantities(), COUNTS)
def test_what_is_not_true_is_told_what_would_be(phrase: Quantity, count: Count) -> None:
    verdict = holds(POLICY, phrase, count)
    assert bool(verdict.mend) == (verdict.kind is not Kind.TRUE)


@pytest.mark.parametrize(
    ("phrase", "share", "kind", "reason"),
    [
        (said("102 per cent", form="percent", low="102", high="102"), Fraction(102, 100), Kind.TRUE, "the figure is 102 per cent, and “102 per cent” means from 101.5 to under 102.5 per cent"),
        (said("over 110 per cent", form="percent", hedge="over", low="110", high="110"), Fraction(102, 100), Kind.FALSE, "the figure is 102 per cent, but “over 110 per cent” means over 110 per cent"),
        (said("over 110 per cent", form="percent", hedge="over", low="110", high="110"), Fraction(112, 100), Kind.TRUE, ""),
        (said("nearly half", form="fraction", hedge="nearly", share="1/2"), Fraction(48, 100), Kind.TRUE, ""),
        (said("more than half", form="fraction", hedge="over", share="1/2"), Fraction(504, 1000), Kind.BORDERLINE, ""),
        (said("more than half", form="fraction", hedge="over", share="1/2"), Fraction(9, 10), Kind.BORDERLINE, ""),
        (said("six", form="count", number=6), Fraction(1, 2), Kind.BORDERLINE, "“six” is a number, and the figure is 50 per cent of a number that is not known"),
        (said("too few", form="word", word="too few"), Fraction(1, 2), Kind.BORDERLINE, "'too few' judges instead of counting, so no figure can show it"),
    ],
)  # fmt: skip
def test_a_share_without_its_count_is_checked_too(
    phrase: Quantity, share: Fraction, kind: Kind, reason: str
) -> None:
    verdict = holds_share(POLICY, phrase, share)
    assert verdict.kind is kind
    assert reason in ("", verdict.reason)


@given(quantities(), COUNTS)
def test_a_share_is_judged_as_a_count_of_very_many(phrase: Quantity, count: Count) -> None:
    if isinstance(meaning(POLICY, phrase), ShareMeaning):
        many = Count(10**9 * count.x, 10**9 * count.of)
        share = Fraction(count.x, count.of)
        assert holds_share(POLICY, phrase, share).kind is holds(POLICY, phrase, many).kind
        assert holds_share(POLICY, phrase, share, opposite=True) == holds_share(POLICY, phrase, 1 - share)


@pytest.mark.parametrize(
    ("hedge", "share", "count", "kind"),
    [
        (Hedge.AT_MOST, Fraction(0), Count(0, 100), Kind.TRUE),
        (Hedge.AT_LEAST, Fraction(1), Count(100, 100), Kind.TRUE),
        (Hedge.AT_MOST, Fraction(0), Count(1, 100), Kind.FALSE),
        (Hedge.AT_LEAST, Fraction(1, 2), Count(50, 100), Kind.BORDERLINE),
    ],
)
def test_at_most_none_and_at_least_all_hang_on_no_case(
    hedge: Hedge, share: Fraction, count: Count, kind: Kind
) -> None:
    assert holds(POLICY, Quantity(0, 4, "this", Form.FRACTION, hedge, share=share), count).kind is kind


def test_more_than_the_whole_has_no_opposite() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        holds_share(POLICY, said("half", form="fraction", share="1/2"), Fraction(102, 100), opposite=True)


THIRD_TO_HALF = Quantity(
    0, 26, "between a third and a half", Form.FRACTION, low=Fraction(100, 3), high=Fraction(50)
)


@given(COUNTS)
def test_a_range_of_fractions_holds_from_end_to_end(count: Count) -> None:
    is_inside = Fraction(1, 3) - Fraction(1, 200) <= count.share <= Fraction(101, 200)  # type: ignore[operator]
    assert (holds(POLICY, THIRD_TO_HALF, count).kind is Kind.TRUE) is is_inside


@pytest.mark.parametrize("text", ["three times", "3.5"])
def test_what_measures_is_never_shown_true_by_a_count(text: str) -> None:
    said = Quantity(0, len(text), text, Form.COUNT, low=Fraction(7, 2), high=Fraction(7, 2), unit="times")
    assert holds(POLICY, said, Count(3, 4)).kind is Kind.BORDERLINE


def test_a_few_is_not_few() -> None:
    eti = next(policy for policy in POLICIES if policy.id == "eti")
    assert eti.word("few") is not None
    assert eti.word("a few") is None
    assert POLICY.word("a few") is POLICY.word("few")  # where the policy lists both
    assert POLICY.word("A large majority") is POLICY.word("large-majority")
