"""Which bodies does a text name, and of which kind? By the words that stand beside every name of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eyre.core.wording.finding.lexicon import word_set

from .draft import ProviderKind
from .scale import folded

_WORD = r"[A-Z][\w’'.-]{0,30}\w|[A-Z]"
_NAME = rf"(?<![\w’])(?:{_WORD})(?:(?:, | & | and | and the | with | of | of the | upon | the |-on-|-upon-|-in-| )(?:{_WORD})){{0,7}}"
_LIST = _NAME.replace("{0,7}", "{0,40}").replace("(?:, | &", "(?:, and |, | &")
_DASH = r"\s*[–—:,-]\s*"
_NPS = r"(?:National Probation Service|NPS)"
_PDU = r"(?:[Pp]robation [Dd]elivery [Uu]nit|PDU)"
_YOUTH = (
    r"(?:[Yy]outh [Jj]ustice (?:and [Ee]arly [Ii]ntervention )?(?:[Ss]ervice|[Tt]eam)|"
    r"[Yy]outh [Oo]ffending (?:[Ss]ervice|[Tt]eam)|YJS|YJT|YOS|YOT)"
)
_CRC = r"(?:CRC|[Cc]ommunity [Rr]ehabilitation [Cc]ompany)"
_REGIONS = (
    r"(?:North West|North East|Yorkshire and (?:the )?Humber|East Midlands|West Midlands|East of England|South West South Central|"
    r"South West|South Central|South East and Eastern|South East|London|Wales|Kent,? Surrey,? (?:and|&) Sussex|Greater Manchester|Midlands)"
)
_P = ProviderKind
_PATTERNS: tuple[tuple[ProviderKind, re.Pattern[str]], ...] = (
    (_P.NPS_DIVISION, re.compile(rf"(?P<name>{_NAME}) (?:[Dd]ivision of the|[Dd]ivision,?) {_NPS}\b(?: \(NPS\))?")),
    (_P.NPS_DIVISION, re.compile(rf"(?P<name>{_NAME}) {_NPS}(?: \(NPS\))?(?: [Dd]ivision)?\b")),
    (_P.NPS_DIVISION, re.compile(rf"\b{_NPS}(?: \(NPS\))?(?:{_DASH}| )(?P<name>{_NAME}) [Dd]ivision\b")),
    (_P.NPS_DIVISION, re.compile(rf"\b{_NPS}(?: \(NPS\))?(?:{_DASH}| )(?P<name>{_REGIONS})\b(?! [Rr]egion)")),
    (_P.NPS_DIVISION, re.compile(rf"(?P<name>{_NAME}) [Dd]ivision\b(?! of)")),
    (_P.CRC, re.compile(rf"(?P<name>{_NAME}) {_CRC}\b")),
    (_P.PDU, re.compile(rf"(?P<name>{_NAME}) {_PDU}\b(?!s)")),
    (_P.YOUTH_SERVICE, re.compile(rf"(?P<name>{_NAME}) {_YOUTH}\b")),
    (_P.YOUTH_SERVICE, re.compile(rf"(?:[Yy]outh [Oo]ffending|[Yy]outh [Jj]ustice)(?: [Ss]ervices?| [Tt]eams?| [Ww]ork)? in:?\s+(?P<name>{_NAME})")),
    (_P.APPROVED_PREMISES, re.compile(rf"(?P<name>{_NAME}) [Aa]pproved [Pp]remises\b")),
    (_P.REGION, re.compile(rf"(?<!National )\bProbation Service{_DASH}(?:the )?(?P<name>{_NAME})(?: [Rr]egion)?\b")),
    (_P.REGION, re.compile(rf"(?P<name>{_NAME}) (?:[Pp]robation )?(?:[Ss]ervice )?[Rr]egion\b")),
    (_P.REGION, re.compile(rf"(?P<name>{_REGIONS}) Probation Service\b")),
    (_P.UNKNOWN, re.compile(rf"\b[Pp]robation services in:?\s+(?P<name>{_NAME})(?! (?:{_PDU}|{_CRC}|[Rr]egion|[Dd]ivision|{_NPS}))")),
)  # fmt: skip
_LISTS = re.compile(
    rf"(?P<names>{_LIST}) (?P<kind>[Pp]robation [Dd]elivery [Uu]nits|PDUs|CRCs|[Cc]ommunity [Rr]ehabilitation [Cc]ompanies)\b"
)
_OPENING = word_set(
    "The In At For From Both Of And To By While When Our Across Although However Within With As Dear Since This That "
    "These Former New All Each Every Some Most Many Within During After Before Over Under Its Their A An Inspection "
    "Chief HM His Her Majesty's Interim Inspectors He She Introduction Overall Nationally Today Yesterday Meanwhile Elsewhere Foreword Ratings"
)
_NO_NAME = word_set(
    "national probation pdu crc nps region regional youth offending justice community rehabilitation delivery unit "
    "service hm prison prisons ministry inspectorate head director manager staff practitioner operational local each "
    "every one other inspected senior statutory adult women's"
)
_NOT_THE_FIRST = word_set(
    "england january february march april may june july august september october november december general"
)
_COMPASS = frozenset({"North", "South", "East", "West", "Central", "Mid"})


LONGEST = 20_000  # characters: no paragraph is longer
_SOME_KIND = re.compile(
    r"PDU|[Dd]elivery [Uu]nit|CRC|[Rr]ehabilitation|NPS|[Pp]robation [Ss]ervices?|[Dd]ivision|[Rr]egion|[Pp]remises|[Yy]outh|Y[JO][STZ]"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A body named in a text: `start` to `end` is the name without its kind."""

    start: int
    end: int
    name: str
    kind: ProviderKind
    printed: str = ""


def find_names(text: str) -> Iterator[Named]:
    """Every body that is named with its kind, in order. Lists ("A, B and C PDUs") give each name."""
    if len(text) > LONGEST or not _SOME_KIND.search(text):
        return
    found: dict[int, Named] = {}
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            named = _trimmed(match.start("name"), match["name"], kind, match[0])
            if named and named.start not in found:
                found[named.start] = named
    for match in _LISTS.finditer(text):
        kind = _P.PDU if match["kind"][0] in "pP" else _P.CRC
        for named in _listed(match.start("names"), match["names"], kind):
            found.setdefault(named.start, named)
    yield from (found[start] for start in sorted(found))


def kind_of(words: str) -> ProviderKind:
    """The kind of body that words such as "Wexford PDU" or "the management of the region" speak of."""
    for kind, pattern in _KINDS:
        if pattern.search(words):
            return kind
    return _P.UNKNOWN


_KINDS = (
    (_P.PDU, re.compile(_PDU)),
    (_P.CRC, re.compile(rf"{_CRC}\b")),
    (_P.YOUTH_SERVICE, re.compile(rf"{_YOUTH}\b")),
    (_P.APPROVED_PREMISES, re.compile(r"[Aa]pproved [Pp]remises")),
    (_P.NPS_DIVISION, re.compile(rf"[Dd]ivision|{_NPS}\b")),
    (_P.REGION, re.compile(r"[Rr]egion\b|Regional Probation Director|(?<!Prison and )Probation Service\b")),
)
_KIND_WORDS = re.compile(
    rf"^(?:[Tt]he )?(?:Probation Service{_DASH})?(?P<name>.*?)(?:,)?(?: {_NPS}(?: \(NPS\))?)?(?: (?:{_PDU}s?|{_CRC}s?|{_YOUTH}|[Aa]pproved [Pp]remises|"
    rf"[Dd]ivision(?: of the {_NPS})?|(?:[Pp]robation )?(?:[Ss]ervice )?[Rr]egion))?(?: \([A-Z]{{2,5}}s?\))?$"
)


def bare(words: str) -> str:
    """A body's name without its kind: "Knowsley & St Helens PDU" is Knowsley & St Helens."""
    match = _KIND_WORDS.match(" ".join(words.split()).strip(" :."))
    return (match["name"] if match else words).strip()


def key(name: str) -> str:
    """The letters of a name: & is and, an article and a blank count nothing."""
    return folded(re.sub(r"\b[Tt]he\b", "", name))


def is_twin(one: str, two: str) -> bool:
    """Two names that share all but their compass point: Cheshire North and Cheshire West."""
    a, b = one.split(), two.split()
    if len(a) != len(b) or one == two:
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 and set(differing[0]) <= _COMPASS


def is_shorter_form(one: str, two: str) -> bool:
    """Does the first name begin the second: Blackburn, of Blackburn with Darwen?"""
    a, b = one.split(), two.split()
    return len(a) < len(b) and b[: len(a)] == a and b[len(a)] in ("with", "and", "&", "upon")


def _trimmed(start: int, name: str, kind: ProviderKind, printed: str) -> Named | None:
    """The name without the word that opens the sentence; None where only words of office are left."""
    while name:
        first, _, rest = name.partition(" ")
        if (
            first.rstrip(",") not in _OPENING
            and not first.endswith("ly,")
            and first not in ("and", "of", "with", "the", "NPS")
        ):
            break
        start += len(name) - len(rest) if rest else len(name)
        name = rest
    words = re.findall(r"[\w’'-]+", name.casefold())
    if words and words[0] in _NOT_THE_FIRST:
        return None
    if (
        not words
        or all(word in _NO_NAME or word in ("and", "of", "the") for word in words)
        or words[-1] in _NO_NAME
    ):
        return None
    return Named(start, start + len(name), name, kind, printed)


def _listed(start: int, names: str, kind: ProviderKind) -> Iterator[Named]:
    """The names of a list; the last "and" parts the last two, any before it belongs to a name."""
    places = [(match.start(), match.end()) for match in re.finditer(r"[^,]+", names)]
    last_start, last_end = places[-1]
    cut = names.rfind(" and ", last_start, last_end)
    is_told = (
        names[last_start:last_end].lstrip().startswith("and ")
    )  # ", and Holme and Kirk": the comma parts
    if cut > 0 and not is_told:
        places[-1:] = [(last_start, cut), (cut + 5, last_end)]
    for first, last in places:
        part = names[first:last]
        inner = part.strip().removeprefix("and ")
        if inner:
            at = start + first + part.index(inner)
            if named := _trimmed(at, inner, kind, f"{inner} {'PDU' if kind is _P.PDU else 'CRC'}"):
                yield named
