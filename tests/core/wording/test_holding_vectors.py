"""Every phrase with a figure that we know, published or by definition, against the verdict it must get."""

from fractions import Fraction
from typing import Any

import pytest
from wording_cases import POLICY, VECTORS, quantity

from eyre.core.figures import Count
from eyre.core.wording import Kind, NoMeaning, ShareMeaning, Span, Spans, holds, meaning

KNOWN = VECTORS["published"] + VECTORS["definition"]
ORACLES = VECTORS["oracles"]
WITHOUT_MEANING = {
    "too few", "too many instances", "too many cases", "not ... often enough", "substantial staffing shortages",
    "many areas", "up to a 12-week delay",
}  # fmt: skip


def named(vector: dict[str, Any]) -> str:
    return f"{vector['id']} {vector['phrase']}"


@pytest.mark.parametrize("vector", KNOWN, ids=named)
def test_the_verdict_is_the_expected_one(vector: dict[str, Any]) -> None:
    verdict = holds(POLICY, quantity(vector["phrase"], vector["quantity"]), Count(*vector["count"]))
    assert verdict.kind == vector["expected"], verdict.reason


@pytest.mark.parametrize("vector", KNOWN, ids=named)
def test_the_opposite_of_the_complement_is_the_same(vector: dict[str, Any]) -> None:
    said, count = quantity(vector["phrase"], vector["quantity"]), Count(*vector["count"])
    assert holds(POLICY, said, count.complement, opposite=True) == holds(POLICY, said, count)


def test_no_published_pair_is_called_false() -> None:
    assert len(VECTORS["published"]) >= 17
    assert all(vector["expected"] != "false" for vector in VECTORS["published"])


@pytest.mark.parametrize("vector", [one for one in ORACLES if "count" in one], ids=named)
def test_no_gathered_phrase_with_a_number_is_called_false(vector: dict[str, Any]) -> None:
    verdict = holds(POLICY, quantity(vector["phrase"], vector["quantity"]), Count(*vector["count"]))
    assert verdict.kind is not Kind.FALSE, verdict.reason


@pytest.mark.parametrize(
    "vector", [one for one in ORACLES if "bound" in one and one["unit"] != "weeks"], ids=named
)
def test_a_gathered_phrase_stays_inside_its_bound(vector: dict[str, Any]) -> None:
    """ "less than half" with the bound <50: no share it means lies on the other side."""
    sign, number = vector["bound"][0], vector["bound"][1:].removeprefix("=")
    meant = meaning(POLICY, quantity(vector["phrase"], vector["quantity"]))
    numbers = meant.shares if isinstance(meant, ShareMeaning) else meant.numbers
    exact = {"66.7": Fraction(2, 3), "33.3": Fraction(1, 3)}.get(number, Fraction(number) / 100)
    end = exact if isinstance(meant, ShareMeaning) else Fraction(number)
    beyond = Span(end) if sign == "<" else Span(Fraction(0), end)
    assert numbers
    assert not numbers & Spans((beyond,))


@pytest.mark.parametrize("vector", [one for one in ORACLES if one["unit"] != "weeks"], ids=named)
def test_every_gathered_phrase_means_something_or_judges(vector: dict[str, Any]) -> None:
    said = quantity(vector["phrase"], vector["quantity"])
    if vector["phrase"].casefold() in WITHOUT_MEANING:
        with pytest.raises(NoMeaning):
            meaning(POLICY, said)
    else:
        assert meaning(POLICY, said)


def test_a_delay_in_weeks_is_no_count_of_cases() -> None:
    (delay,) = [one for one in ORACLES if one["unit"] == "weeks"]
    verdict = holds(POLICY, quantity(delay["phrase"], delay["quantity"]), Count(12, 12))
    assert verdict.kind is Kind.BORDERLINE
    assert "week" in verdict.reason
