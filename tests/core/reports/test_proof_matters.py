"""One matter as a strength and as a weakness: found however it is put, and not where two matters share a word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.reports import Code, Settings, proof
from eyre.core.reports.matters import Side, side_of
from eyre.reports.wording import load_policy

SETTINGS = Settings(load_policy())
DOCUMENT = """## Services

### Key strengths:

- {strength}
- The accommodation contract is managed closely with landlords.

### **Key areas for improvement:**

- Handover from prison takes place late in almost half of all cases.
- {weakness}

## Facilities

### Key strengths:

- Wi-Fi reaches every interview room.

### Areas for improvement

- {elsewhere}
"""
STRENGTH = "The backlog of unpaid work caused by the pandemic is being reduced. A team was set up for it."


def found(
    strength: str = STRENGTH, weakness: str = "Nothing else.", elsewhere: str = "Doors stick."
) -> list[str]:
    text = DOCUMENT.format(strength=strength, weakness=weakness, elsewhere=elsewhere)
    findings = proof(text, SETTINGS).findings
    return [text[f.start : f.end] for f in findings if f.code is Code.STRENGTH_AND_WEAKNESS]


@pytest.mark.parametrize(
    "weakness",
    [
        "The backlog of unpaid work caused by the pandemic is being reduced, but further improvement is required.",
        "There is a backlog of unpaid work.",
        "Unpaid-work backlogs caused by the pandemic remain.",
        "A pandemic backlog in unpaid work was not cleared on time, which left many people without an end date.",
    ],
)
def test_one_matter_on_both_sides_is_found_at_the_weakness(weakness: str) -> None:
    assert found(weakness=weakness) == [weakness]


@pytest.mark.parametrize(
    ("strength", "weakness"),
    [
        (STRENGTH, "There is a backlog of accredited programmes."),
        ("Staff are rewarded; reward and recognition are part of the culture.",
         "More needs to be done to understand disproportionality in promotion, recruitment, reward and recognition."),
        ("The region has a clear delivery plan.", "The region does not have a clear delivery plan for women."),
        ("Leaders in the region work well with partners.", "Leaders in the region work poorly."),
    ],
)  # fmt: skip
def test_two_matters_that_share_a_word_are_two(strength: str, weakness: str) -> None:
    assert found(strength, weakness) == []


def test_under_another_heading_only_the_same_words_again_are_one_matter() -> None:
    assert found(elsewhere="There is a backlog of unpaid work.") == []
    again = "Court teams in Cumbria send magistrates timely drug rehabilitation proposals every Friday."
    assert found(strength=again, elsewhere=again) == [again]


def test_an_item_is_found_once() -> None:
    twice = "A backlog of unpaid work remains. Unpaid work has a backlog."
    assert found(weakness=twice) == ["A backlog of unpaid work remains."]


def test_the_reason_names_the_line_and_the_words() -> None:
    text = DOCUMENT.format(strength=STRENGTH, weakness="A backlog of unpaid work remains.", elsewhere="-")
    (finding,) = [f for f in proof(text, SETTINGS).findings if f.code is Code.STRENGTH_AND_WEAKNESS]
    assert "line 5 (backlog, unpaid)" in finding.reason


def test_it_can_be_allowed_with_a_reason() -> None:
    weakness = "A backlog of unpaid work remains."
    text = DOCUMENT.format(strength=STRENGTH, weakness=weakness, elsewhere="-").replace(
        f"- {weakness}",
        f"\n<!-- proof: allow strength-and-weakness because the director asked -->\n- {weakness}",
    )
    result = proof(text, SETTINGS)
    assert [f.code for f in result.allowed] == [Code.STRENGTH_AND_WEAKNESS]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Key strengths of the organisation are as follows:", Side.STRENGTH),
        ("Strengths", Side.STRENGTH),
        ("The main areas for improvement are as follows:", Side.WEAKNESS),
        ("Areas of case supervision requiring improvement include:", Side.WEAKNESS),
        ("Areas of improvement for statutory victim work are:", Side.WEAKNESS),
        ("Shortfalls", Side.WEAKNESS),
        ("Strengths and areas for improvement", None),
        ("Requires improvement", None),
        ("Staff", None),
    ],
)
def test_headings_announce_a_side(words: str, side: Side | None) -> None:
    assert side_of(words) is side


@pytest.mark.parametrize("mark", ["-", "•", "*", "1."])
def test_headings_may_be_plain_lines_and_bullets_of_any_kind(mark: str) -> None:
    text = (
        f"Victims\n\nKey strengths are as follows:\n\n  {mark} Letters to victims are sent promptly.\n\n"
        f"Areas for improvement are:\n\n  {mark} Letters to victims were sent late.\n"
    )
    assert [f.code for f in proof(text, SETTINGS).findings] == [Code.STRENGTH_AND_WEAKNESS]


WORDS = st.lists(
    st.sampled_from(["alpha", "bravo", "charlie", "delta", "foxtrot", "golf", "hotel", "india"]),
    min_size=1,
    max_size=6,
)


@given(WORDS, WORDS)
def test_what_is_said_again_is_found_and_what_shares_no_word_is_not(one: list[str], other: list[str]) -> None:
    text = "## Key strengths\n\n- The {}.\n\n## Areas for improvement\n\n- The {}.\n"
    codes = [f.code for f in proof(text.format(" ".join(one), " ".join(other)), SETTINGS).findings]
    if len(set(one)) > 1 and set(one) == set(other):
        assert Code.STRENGTH_AND_WEAKNESS in codes
    if not set(one) & set(other):
        assert Code.STRENGTH_AND_WEAKNESS not in codes


@pytest.mark.slow
def test_a_document_of_one_matter_only_costs_no_more_than_its_length() -> None:
    item = "- The backlog of unpaid work number {} is being reduced.\n"
    sides = ["".join(item.format(n) for n in range(4000))] * 2
    text = f"## Strengths\n\n{sides[0]}\n## Areas for improvement\n\n{sides[1]}"
    began = time.process_time()
    proof(text, SETTINGS)
    assert time.process_time() - began < 20
