"""The document in pieces is the document; the figures suggested are true, and a small one is never named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count
from eyre.core.reports import Code, Figure, FigureRegister, Finding, Label, Number, Settings, examined
from eyre.core.reports.bound import unbound
from eyre.core.reports.marked import pieces
from eyre.core.reports.suggestions import Suggestions, suggestions_for, ways_to_say
from eyre.core.wording import Kind, find_quantities, holds
from eyre.reports.wording import load_policy

POLICY = load_policy()


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    text = draw(st.text(min_size=1, max_size=40))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(0, 12)), max_size=8))
    return text, [Finding(Code.FALSE, start, start + width, 1, 1, "", "") for start, width in sorted(spans)]


@given(texts_with_findings())
def test_pieces_are_the_text_and_cover_each_finding(made: tuple[str, list[Finding]]) -> None:
    text, findings = made
    cut = list(pieces(text, findings))
    assert "".join(piece.text for piece in cut) == text
    for n, finding in enumerate(findings):
        covered = "".join(piece.text for piece in cut if n in piece.findings)
        assert covered == text[finding.start : max(finding.end, finding.start + 1)]
        assert [n in piece.begins for piece in cut].count(True) == 1


FIGURES = FigureRegister(
    [
        Figure("a/cases", Number(196), said_of="cases"),
        Figure("a/2.2/sufficient", Count(53, 196), "sufficient", "cases"),
        Figure("a/2.2/insufficient", Count(143, 196), "insufficient", "cases"),
        Figure("a/2.2/sex/female/insufficient", Count(22, 30), "insufficient", "cases"),
        Figure("a/small", Count(3, 4), "insufficient", "cases"),
        Figure("a/hidden", Count(143, 196), suppressed=True),
        Figure("a/score", Label("7/24")),
    ]
)


def suggested(text: str, small_group: int = 0) -> list[Suggestions]:
    _, context = examined(text, Settings(POLICY, FIGURES, small_group=small_group))
    return list(suggestions_for(context, unbound(context, context.quantities)))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("In almost three-quarters of cases, work was insufficient.", "a/2.2/insufficient"),
        ("It was so in 143 of 196 cases.", "a/2.2/insufficient"),
        ("There were 196 cases.", "a/cases"),
        ("Its score was 7/24.", "a/score"),
        ("In 27 per cent of cases, work was sufficient.", "a/2.2/sufficient"),
    ],
)
def test_the_likeliest_figure_comes_first(text: str, first: str) -> None:
    suggestions = suggested(text)[0]
    assert suggestions.first[0].figure.id == first
    assert suggestions.first[0].markdown == f"[{suggestions.quantity.text}](fig:{first})"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Plans were not made in half of the cases.", "a/insufficient"),
        ("Plans were made in half of the cases.", "a/sufficient"),
        ("Plans were made in only half of the cases.", "a/sufficient"),
    ],
)
def test_of_two_that_fit_the_one_that_counts_what_is_said_comes_first(text: str, first: str) -> None:
    figures = [Figure(f"a/{word}", Count(98, 196), word, "cases") for word in ("sufficient", "insufficient")]
    for order in (figures, figures[::-1]):
        _, context = examined(text, Settings(POLICY, FigureRegister(order)))
        (only,) = suggestions_for(context, context.quantities)
        assert only.first[0].figure.id == first
        assert len(only.first) == 2


@pytest.mark.parametrize(
    "text", ["All cases were seen.", "It took three weeks.", "In 12 per cent of cases.", "Most were."]
)
def test_what_fits_nothing_or_everything_has_no_suggestion(text: str) -> None:
    assert suggested(text) == []


def test_a_suppressed_or_small_figure_is_never_named() -> None:
    for text in ("It was 143 of 196.", "It was three of four.", "In almost three-quarters of cases."):
        named = [each.figure.id for one in suggested(text, small_group=10) for each in one.first]
        assert not {"a/hidden", "a/small"} & set(named)
    _, context = examined("x", Settings(POLICY, FIGURES, small_group=10))
    assert [ways_to_say(context, FIGURES.get(name) or FIGURES_EMPTY) for name in ("a/hidden", "a/small")] == [
        (),
        (),
    ]


FIGURES_EMPTY = Figure("none", None)


@given(st.integers(1, 400).flatmap(lambda of: st.integers(0, of).map(lambda x: Count(x, of))))
def test_the_ways_to_say_a_figure_are_true_of_it(count: Count) -> None:
    figure = Figure("a", count)
    _, context = examined("", Settings(POLICY, FigureRegister([figure])))
    ways = ways_to_say(context, figure)
    assert ways
    for way in ways:
        quantities = find_quantities(f"In {way} of the cases it was so.")
        assert [holds(POLICY, quantity, count).kind for quantity in quantities[:1]] == [Kind.TRUE]


def test_a_great_document_with_a_great_register_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eyre.core.reports.suggestions._BUDGET", 3_000)
    figures = FigureRegister(Figure(f"a/{n}", Count(n, 300)) for n in range(300))
    text = " ".join(f"There were {n} cases." for n in range(2, 200))
    _, context = examined(text, Settings(POLICY, figures))
    assert len(list(suggestions_for(context, context.quantities))) == 10  # 3,000 verdicts, and no more


@pytest.mark.parametrize(("value", "words"), [(Number(1300), ("1,300",)), (Label("Good"), ("Good",))])
def test_numbers_and_bands_are_said_as_they_are(value: Number | Label, words: tuple[str, ...]) -> None:
    figure = Figure("a", value)
    _, context = examined("", Settings(POLICY, FigureRegister([figure])))
    assert ways_to_say(context, figure) == words
