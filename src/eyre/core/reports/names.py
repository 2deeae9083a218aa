"""Names of bodies: is the one named among those that are known?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from .codes import Code
from .context import Context
from .findings import Finding
from .windows import windows

_KIND = r"(?:PDU|[Pp]robation [Dd]elivery [Uu]nit|[Yy]outh [Jj]ustice [Ss]ervice|YJS|[Yy]outh [Oo]ffending [Ss]ervice|YOS)"
_WORD = r"[A-Z][\w’'-]+"
_BODY = re.compile(rf"\b({_WORD}(?:,? (?:(?:and|&|of|upon|with|the|on|in) )?{_WORD}){{0,6}}) {_KIND}\b")
_A_KIND, _LONGEST_NAME = re.compile(_KIND), 300
_DIRECTION = {"North", "South", "East", "West", "Central", "Mid"}
_OPENING = {"The", "In", "At", "For", "From", "Both", "Of", "And", "To", "By", "While", "When", "Our", "Across", "Although", "However", "Within", "With"}  # fmt: skip
_INSPECTED = re.compile(r"\b(?:inspected|rated|(?:inspections?|ratings?) of)\b", re.I)
_KIND_AT_END = re.compile(rf" {_KIND}$")


def check_names(context: Context) -> Iterator[Finding]:
    """Bodies ("Cheshire North PDU") and compass names ("Cheshire North") that the list of names does not hold."""
    if not context.settings.names:
        return
    known = {_KIND_AT_END.sub("", name).replace("&", "and") for name in context.settings.names}
    seen: set[int] = set()
    prose = context.document.prose
    for match in (*_bodies(prose), *_compass(known).finditer(prose)):
        start, name = _without_opening(match)
        if start not in seen and name not in _OPENING and not _is_known(name, known):
            seen.add(start)
            yield _unknown(context, start, name, known)


def _bodies(prose: str) -> Iterator[re.Match[str]]:
    """Names before their kind, looked for around the kinds: any word with a capital could begin a name."""
    kinds = (match.span() for match in _A_KIND.finditer(prose))
    for start, end in windows(kinds, _LONGEST_NAME):
        yield from _BODY.finditer(prose, start, end)


def check_inspected(context: Context) -> Iterator[Finding]:
    """Known bodies that were not inspected, in sentences that say what was ("we rated Cheshire East"), each once."""
    inspected = {_KIND_AT_END.sub("", name) for name in context.settings.inspected}
    others = {_KIND_AT_END.sub("", name) for name in context.settings.names} - inspected
    if not inspected or not others:
        return
    longest_first = sorted(inspected | others, key=len, reverse=True)
    # "Cheshire" is no body in "Cheshire North"
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b(?! [A-Z](?!DU\b))")
    said_of: set[str] = set()
    for sentence in context.sentences:
        said = context.document.prose[sentence.start : sentence.end]
        for match in named.finditer(said) if _INSPECTED.search(said) else ():
            if match[0] in others and match[0] not in said_of:
                said_of.add(match[0])
                start = sentence.start + match.start()
                reason = f"{match[0]} is not among the bodies inspected"
                yield context.finding(Code.NOT_INSPECTED, start, start + len(match[0]), reason)


def _unknown(context: Context, start: int, name: str, known: set[str]) -> Finding:
    near = next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.6)), "")
    hint = f"; did you mean {near}?" if near else ""
    return context.finding(
        Code.UNKNOWN_NAME, start, start + len(name), f"no body is called {name}{hint}", near
    )


def _without_opening(match: re.Match[str]) -> tuple[int, str]:
    """The name without the word that begins the sentence: "In Cheshire West"."""
    start, name = match.start(1), match[1]
    while " " in name and name.split(" ", 1)[0] in _OPENING:
        first, name = name.split(" ", 1)
        start += len(first) + 1
    return start, name


def _is_known(name: str, known: set[str]) -> bool:
    """Whether it is a known name, or ends with one ("Lancashire and Cheshire West" lists two); & is and."""
    name = name.replace("&", "and")
    return name in known or any(name.endswith(f" {each}") for each in known)


def _compass(known: set[str]) -> re.Pattern[str]:
    """Names that share the first word of a known compass name: Cheshire North beside Cheshire West."""
    firsts = {name.split()[0] for name in known if len(name.split()) == 2 and name.split()[1] in _DIRECTION}
    if not firsts:
        return re.compile(r"(?!)")
    return re.compile(
        rf"\b((?:{'|'.join(map(re.escape, sorted(firsts)))}) (?:{'|'.join(sorted(_DIRECTION))}))\b"
    )
