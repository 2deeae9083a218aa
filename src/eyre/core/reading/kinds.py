"""What sort of document is it, and what is it called? By the words that only such documents have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cleaned import Cleaned, line_place, place_of
from .draft import DocumentKind, Place
from .lines import Line, LineKind

_K = DocumentKind
_SIGNS: dict[DocumentKind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    _K.LETTER: (
        ("a greeting", re.compile(r"(?m)^Dear\b")),
        ("a closing formula", re.compile(r"(?m)^Yours (?:sincerely|faithfully)\b")),
    ),
    _K.PRESS_NOTICE: (
        ("the word ENDS", re.compile(r"(?m)^\W{0,9}(?:ENDS|Ends)\W{0,9}$")),
        ("notes to editors", re.compile(r"\bnotes? (?:to|for) editors\b", re.I)),
        ("media enquiries", re.compile(r"\bmedia (?:enquir|contact)|press office\b", re.I)),
        ("an embargo", re.compile(r"\bembargo", re.I)),
        ("a news release", re.compile(r"(?m)^\W{0,9}(?:press|news|media) (?:release|notice)\b", re.I)),
    ),
    _K.ARTICLE: (
        ("buttons to share it", re.compile(r"(?m)^ {0,9}share (?:this|on)\b", re.I)),
        ("comments", re.compile(r"\b(?:leave a (?:reply|comment)|post a comment|your email address will not be published)\b", re.I)),
        ("links to related posts", re.compile(r"(?m)^ {0,9}(?:related (?:posts|articles|stories|topics)|more on this story|read more)\b", re.I)),
        ("a byline", re.compile(r"(?m)^ {0,9}By [A-Z][a-z]{1,30} [A-Z][a-z]{1,30}")),
        ("it speaks of the report from outside", re.compile(r"\breport\b[^.\n]{0,60}\b(?:published|out) (?:today|yesterday|this week)|\baccording to (?:a|the|today’s|today's|inspectors)\b", re.I)),
        ("it speaks of inspectors from outside", re.compile(r"\binspectors (?:said|found|rated|have found|noted)\b", re.I)),
    ),
    _K.REPORT: (
        ("a table of contents", re.compile(r"(?m)^(?:# )?contents\s*$", re.I)),
        ("a foreword", re.compile(r"(?m)^(?:# )?foreword\b", re.I)),
        ("an executive summary", re.compile(r"(?m)^(?:# )?(?:executive summary|introduction|background)\s*$", re.I)),
        ("the title of a report", re.compile(r"\b(?:an inspection of|a report on the inspection)\b", re.I)),
        ("an imprint", re.compile(r"\bcrown copyright\b|\bISBN\b", re.I)),
        ("recommendations of its own", re.compile(r"(?m)^# recommendations\b", re.I)),
        ("a part on methodology", re.compile(r"(?m)^(?:# )?(?:annexe|appendix|annex)\b.*\b(?:method|about this inspection)", re.I)),
        ("ratings", re.compile(r"(?m)^(?:# )?(?:ratings|overall rating)\b", re.I)),
    ),
}  # fmt: skip
_BOILERPLATE = re.compile(
    r"\s*(?:keep up-to-date.*|the latest research.*|share (?:this|on).*|skip to.*|home|menu|search|cookies.*|published:.*|\d+|hm inspectorate.*|of probation|"
    r"contents|close|news|press release|press notice|news release|embargo.*|not for publication.*|on probation)\s*", re.I
)  # fmt: skip
_TAIL = re.compile(
    r"\s*(?:related (?:posts|articles)|leave a (?:reply|comment)|more on this story|get every blog post.*|post navigation|about the author|keep informed)\s*",
    re.I,
)
_BREAKS_OFF = re.compile(r"(?:\b(?:in|of|the|and|for|at|by)|[:,–-])$")
_MOST_OF_A_TITLE = 30  # words
_TOP = 80  # lines at the beginning in which a title stands


def document_kind(cleaned: Cleaned) -> tuple[DocumentKind, tuple[str, ...]]:
    """The kind with the most signs, and the signs."""
    text = cleaned.text
    found = {
        kind: tuple(words for words, pattern in signs if pattern.search(text))
        for kind, signs in _SIGNS.items()
    }
    if len(found[_K.LETTER]) == 2:
        return _K.LETTER, found[_K.LETTER]
    best = max(found, key=lambda kind: len(found[kind]))
    return (best, found[best]) if found[best] else (_K.UNKNOWN, ())


def title(cleaned: Cleaned) -> Place | None:
    """The title: the first heading, or the first line that is no furniture of a web page or letterhead."""
    top = [
        line for n, line in enumerate(cleaned.lines[:_TOP]) if line.text.strip() and n not in cleaned.skipped
    ]
    headings = [line for line in top if line.kind is LineKind.HEADING and line.level == 1]
    for line in [*headings, *top]:
        words = line.text.strip()
        if (
            not _BOILERPLATE.fullmatch(words)
            and 2 < len(words.split()) <= _MOST_OF_A_TITLE
            and "@" not in words
        ):
            return _whole_title(cleaned, line, top)
    return None


def _whole_title(cleaned: Cleaned, line: Line, top: Sequence[Line]) -> Place:
    """The title with the line below, where it breaks off: "An inspection of probation services in:"."""
    after = next((n for n, each in enumerate(top) if each is line), 0) + 1
    if not _BREAKS_OFF.search(line.text.rstrip()) or after >= len(top):
        return line_place(cleaned.given, line)
    words = " ".join(f"{line.text} {top[after].text}".split())
    return place_of(cleaned.given, line.given(0), top[after].span(0, len(top[after].text.rstrip()))[1], words)


def tail(cleaned: Cleaned) -> int:
    """Where the furniture of a web page begins that stands below an article; the text's end where there is none."""
    for block in cleaned.blocks[len(cleaned.blocks) // 3 :]:
        if _TAIL.fullmatch(cleaned.words(block)):
            return block.start
    return len(cleaned.text)
