"""The result of a check as HTML: the document with its findings in place, each with a way to its words and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from eyre.core.reports import Code, Context, Finding, Proof, Severity
from eyre.core.reports.bound import unbound
from eyre.core.reports.marked import Piece, pieces
from eyre.core.reports.suggestions import Suggestions, said, suggestions_for, ways_to_say
from eyre.core.wording import Form

MOST_FINDINGS, MOST_QUANTITIES, MOST_FIGURES = 500, 300, 200
LETTERS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.NOTE: "N"}
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_FORMS = {
    Form.COUNT_OF: "a part of a whole", Form.COUNT: "a number", Form.ALL_BUT: "all but some", Form.ALL: "all",
    Form.NONE: "none", Form.FRACTION: "a fraction", Form.RATIO: "a ratio", Form.PERCENT: "a per cent",
    Form.WORD: "a word of the policy", Form.SCORE: "a score",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as the list shows it: number from 1, its mark (E1), and the figures that would fit its words."""

    number: int
    mark: str
    finding: Finding
    severity: str
    suggestions: Suggestions | None

    @property
    def reason(self) -> str:
        """The reason as a sentence."""
        return self.finding.reason if self.finding.reason.endswith("?") else f"{self.finding.reason}."


@dataclass(frozen=True, slots=True)
class Quantified:
    """A quantity of the document: its words, what kind it is, what it is said of, and whether it is bound."""

    words: str
    kind: str
    said_of: str
    line: int
    is_bound: bool


@dataclass(frozen=True, slots=True)
class Sayable:
    """A figure, its value, and the words that would be right for it."""

    id: str
    value: str
    ways: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the page shows of a checked document."""

    is_fit: bool
    counts: dict[str, int]
    lines: tuple[Line, ...]
    left_out: int
    allowed: tuple[Finding, ...]
    document: SafeString
    quantities: tuple[Quantified, ...]
    quantities_in_all: int
    bindings: int
    figures: tuple[Sayable, ...]
    figures_in_all: int


def result_of(proof: Proof, context: Context, *, strict: bool) -> Result:
    """The result of a check, cut to what a page can hold; downloads hold all of it."""
    shown = proof.findings[:MOST_FINDINGS]
    figures = context.settings.figures
    return Result(
        is_fit=proof.is_fit_to_sign(strict=strict),
        counts={each: sum(f.severity is each for f in proof.findings) for each in _GRAVEST},
        lines=_lines(shown, context),
        left_out=len(proof.findings) - len(shown),
        allowed=proof.allowed[:MOST_FINDINGS],
        document=draw_document(context.document.text, shown),
        quantities=_quantities(context),
        quantities_in_all=proof.quantities,
        bindings=proof.bindings,
        figures=_figures(context),
        figures_in_all=len(figures) if figures else 0,
    )


def mark_of(number: int, finding: Finding) -> str:
    """E1, W2, N3: how grave it is, and its number."""
    return f"{LETTERS[finding.severity]}{number}"


def draw_document(text: str, findings: Sequence[Finding]) -> SafeString:
    """The document as it stands, each finding underlined, with a link to its words in the list."""
    return mark_safe("".join(_draw(piece, findings) for piece in pieces(text, findings)))


def _draw(piece: Piece, findings: Sequence[Finding]) -> str:
    text = conditional_escape(piece.text.replace("\0", "\ufffd"))
    if not piece.findings:
        return text
    gravest = min((findings[n].severity for n in piece.findings), key=_GRAVEST.index)
    links = "".join(_link(n + 1, findings[n]) for n in piece.begins)
    return links + format_html('<mark class="eyre-proof__mark eyre-proof__mark--{}">{}</mark>', gravest, text)


def _link(number: int, finding: Finding) -> str:
    return format_html(
        '<a class="eyre-proof__number" id="place-{0}" href="#finding-{0}"><span class="govuk-visually-hidden">{1},'
        " finding </span>{2}</a>",
        number,
        finding.severity.capitalize(),
        mark_of(number, finding),
    )


def _lines(findings: Sequence[Finding], context: Context) -> tuple[Line, ...]:
    fitting = {each.quantity.start: each for each in _fitting(context, findings)}
    return tuple(
        Line(
            number,
            mark_of(number, finding),
            finding,
            finding.severity.capitalize(),
            fitting.get(finding.start) if finding.code is Code.UNBOUND else None,
        )
        for number, finding in enumerate(findings, 1)
    )


def _fitting(context: Context, findings: Sequence[Finding]) -> Iterable[Suggestions]:
    starts = {finding.start for finding in findings if finding.code is Code.UNBOUND}
    return suggestions_for(context, [q for q in context.quantities if q.start in starts])


def _quantities(context: Context) -> tuple[Quantified, ...]:
    shown = context.quantities[:MOST_QUANTITIES]
    free = {quantity.start for quantity in unbound(context, shown)}
    return tuple(
        Quantified(
            context.document.words(quantity.start, quantity.end),
            f"{_FORMS[quantity.form]} ({quantity.unit})" if quantity.unit else _FORMS[quantity.form],
            quantity.said_of,
            context.document.place(quantity.start)[0],
            quantity.start not in free,
        )
        for quantity in shown
    )


def _figures(context: Context) -> tuple[Sayable, ...]:
    """The figures of the whole; those of sub-groups, with longer names, are too many to read."""
    whole = [figure for figure in context.settings.figures or () if figure.id.count("/") < 3]
    return tuple(
        Sayable(figure.id, said(figure.value), ways_to_say(context, figure), figure.source)
        for figure in whole[:MOST_FIGURES]
        if figure.value is not None and not figure.suppressed
    )
