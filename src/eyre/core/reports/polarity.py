"""Do true words stand in a sentence that says the opposite of what their figure counts?

`[27 per cent](fig:a/sufficient) of cases, work was insufficient`: 27 per cent is right of the figure, and the
sentence is not. Only figures that count what is sufficient or insufficient are looked at, and only sentences that
bind one of them: elsewhere a rule cannot tell which words speak of which figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from .codes import Code
from .context import Context, Sentence
from .document import Binding
from .figures import Figure
from .findings import Finding

_FAILING = re.compile(
    r"\b(?:insufficient|inadequate|ineffective)(?:ly)?\b|\b(?:not|no|never|without|absent|missing|fail(?:ed|s)?"
    r"|lack(?:s|ed|ing)?|cannot|neither|none)\b|n[’']t\b",
    re.I,
)
_MEETING = re.compile(r"\b(?:sufficient(?:ly)?|adequate(?:ly)?|effective(?:ly)?)\b", re.I)
SUFFICIENT, INSUFFICIENT = "sufficient", "insufficient"


def check_polarity(context: Context, is_true: Callable[[Binding, Figure], bool]) -> Iterator[Finding]:
    """Sentences with one bound figure that speak of its opposite, though the words bound to it are true."""
    figures = context.settings.figures
    if figures is None:
        return
    bindings = context.document.bindings
    starts = [binding.start for binding in bindings]
    for sentence in context.sentences:
        here = bindings[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        polar = [(each, f) for each in here if (f := figures.get(each.figure)) and _is_polar(f)]
        if len(polar) == 1:
            yield from (finding for finding in _check(context, sentence, *polar[0]) if is_true(*polar[0]))


def _is_polar(figure: Figure) -> bool:
    return figure.polarity in (SUFFICIENT, INSUFFICIENT)


def _check(context: Context, sentence: Sentence, binding: Binding, figure: Figure) -> Iterator[Finding]:
    prose = context.document.prose
    around = f"{prose[sentence.start : binding.start]} {prose[binding.end : sentence.end]}"
    failing = _FAILING.findall(around)
    if figure.polarity == SUFFICIENT:
        is_turned = len(failing) == 1  # two may cancel each other
    else:
        is_turned = not failing and bool(_MEETING.search(around))
    if is_turned:
        word = failing[0] if failing else _MEETING.findall(around)[0]
        reason = f"{figure.id} counts what is {figure.polarity}, and the sentence says “{word}”"
        yield context.finding(Code.POLARITY_DOUBTFUL, binding.start, binding.end, reason)
