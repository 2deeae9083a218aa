"""What is generated from a figure passes; a figure moved away from its words is found once; a long document is quick."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eyre.core.figures import Count
from eyre.core.reports import Code, Figure, FigureRegister, Settings, Severity, proof
from eyre.core.reports.document import read_document
from eyre.core.wording import Kind, holds, phrases_for
from eyre.reports.wording import load_policy

POLICY = load_policy()
counts = st.integers(1, 400).flatmap(lambda of: st.integers(0, of).map(lambda x: Count(x, of)))


def settings(*figures: Count) -> Settings:
    return Settings(POLICY, FigureRegister(Figure(f"a/{n}", count) for n, count in enumerate(figures)))


@given(st.lists(counts, min_size=1, max_size=6), st.data())
def test_a_document_of_proposed_phrases_has_no_error(figures: list[Count], data: st.DataObject) -> None:
    texts = [data.draw(st.sampled_from(phrases_for(POLICY, count))).text for count in figures]
    document = "\n\n".join(f"In [{text}](fig:a/{n}) of the cases it was." for n, text in enumerate(texts))
    found = proof(document, settings(*figures)).findings
    assert [f for f in found if f.severity is Severity.ERROR or f.code is Code.BORDERLINE] == []


@given(counts, counts)
def test_a_figure_that_moved_away_from_its_words_is_found_once(count: Count, moved: Count) -> None:
    phrase = phrases_for(POLICY, count)[0]
    text, quantity = phrase.text, phrase.quantity
    assume(holds(POLICY, quantity, moved).kind is Kind.FALSE)
    found = proof(f"In [{text}](fig:a/0) of the cases it was.", settings(moved)).findings
    wrong = [f.code for f in found if f.code in (Code.FALSE, Code.POLARITY_REVERSED)]
    assert len(wrong) == 1
    opposite = holds(POLICY, quantity, moved, opposite=True).kind is Kind.TRUE
    assert (wrong == [Code.POLARITY_REVERSED]) is opposite


@given(st.text(alphabet="ab 1.|#-*_[](){}<!>`:\n/figproof", max_size=200))
def test_any_text_keeps_its_length_and_is_read(text: str) -> None:
    document = read_document(text)
    assert len(document.prose) == len(text)
    for binding in document.bindings:
        assert text[binding.start - 1] == "["
        assert text[binding.end : binding.end + 6] == "](fig:"
    proof(text, settings(Count(1, 2)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "In [almost half](fig:a/0) of the [29 of 60](fig:a/0) cases it was so, and {} was not long. ",
        "[" * 9,
        "<!-- ",
        "| 1 | 2 |\n",
        "<!-- proof: allow sum because of {} -->\n\nA word or two.\n\n",
        "too few ",
        "3 men, a total of ",
        "It was rated as good, poor, ",
    ],
)
def test_a_hundred_thousand_words_take_seconds(part: str) -> None:
    text = "".join(part.format(n) for n in range(100_000 // max(len(part.split()), 1)))
    began = time.process_time()
    proof(text, settings(Count(29, 60)))
    assert time.process_time() - began < 20  # about one; the rest is for a slow machine
