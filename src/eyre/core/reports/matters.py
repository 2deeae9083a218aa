"""Is one matter filed both as a strength and as an area for improvement?

Two sentences speak of one matter when most of the words that carry the shorter one stand in the other too. Words
that every report is full of carry nothing (region, staff, improve), and neither do words that judge (good, lack).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from .codes import Code
from .context import Context, Sentence
from .document import Block, BlockKind
from .findings import Finding

# under one heading: at least so many shared words, two where both sentences are short; so much of the shorter one
_SHARED, _SHARED_SHORT, _SHORT, _PART = 3, 2, 4, Fraction(3, 5)
# under different headings, where only the same words again are the same matter
_SHARED_APART, _PART_APART = 5, Fraction(4, 5)
_FEW_ENOUGH = 40  # a word of more sentences than this tells nothing, and would make the search slow
_LEAD = 14  # words; longer paragraphs head nothing
_NAMED = 3  # words that the reason quotes

_STRENGTH = re.compile(r"\b(?:strengths?|what (?:works|worked) well|positive findings)\b", re.I)
_WEAKNESS = re.compile(
    r"\b(?:weakness(?:es)?|shortfalls?|shortcomings?|deficits?|areas? (?:\w+ ){0,4}?improvement|areas? of concern)\b",
    re.I,
)
_END = re.compile(r"[.!?;,]['\"”’)]*\s*$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "er", "e", "y", "s")
_COMMON = (
    # words of grammar
    "a about above across after again all almost along already also although among an and any are around as at be"
    " because been before being below between both but by can could did do does during each either else even ever"
    " every few for from further had has have having her here his how however if in including into is it its just"
    " less many may might more most much must neither no nor not of often on once one only onto or other others our"
    " out over own per rather same shall she should since so some such than that the their them themselves then"
    " there these they this those though through throughout thus to together too toward towards two under until up"
    " upon us very was we were what when where whether which while who whom whose why will with within without"
    " would yet you your first second three four five six seven eight nine ten overall largely generally"
    # words of every report
    " region regional regions area areas pdu pdus division divisional national local unit units service services"
    " provider providers staff team teams leader leaders leadership manager managers management practitioner"
    " practitioners officer officers probation people person case cases work working worked practice delivery"
    " deliver delivered organisation organisations organisational inspection inspections inspected inspector"
    " inspectors standard standards report review reviews year years month months week weeks time times number"
    " plan plans planning process processes system systems approach level levels way part parts use used using"
    " arrangement arrangements place information quality need needs needed focus focused focusing range key main"
    " support supports supported supporting relevant north south east west"
    # words that judge, or say that something happens
    " good well strong strongly clear clearly effective effectively appropriate appropriately sufficient"
    " sufficiently insufficient insufficiently inadequate adequate consistent consistently inconsistent improve"
    " improved improves improving improvement improvements strength strengths weakness weaknesses required"
    " requires require make makes made making take takes taken has gives given give get provide provides provided"
    " providing ensure ensures ensured ensuring found find finds see seen saw show shows showed shown evidence"
    " remain remains remained continue continues become becomes increase increased reduce reduced lack lacks"
    " lacking poor poorly progress effort efforts new significant better best high low positive excellent always"
)
_CARRIES_NOTHING = frozenset(_COMMON.split())


class Side(Enum):
    """What a list or section speaks of."""

    STRENGTH = auto()
    WEAKNESS = auto()


@dataclass(frozen=True, slots=True)
class Matter:
    """A sentence among strengths or weaknesses: its section, and the words that carry it by their stems."""

    sentence: Sentence
    topic: int
    words: dict[str, str]


def check_matters(context: Context) -> Iterator[Finding]:
    """Sentences of areas for improvement whose matter is a strength elsewhere; the closest pair of each list item."""
    by_side = _matters(context)
    index: dict[str, list[Matter]] = defaultdict(list)
    for matter in by_side[Side.STRENGTH]:
        for stem in matter.words:
            index[stem].append(matter)
    said: set[int] = set()
    for matter in by_side[Side.WEAKNESS]:
        strength = _same(matter, index)
        if strength and matter.sentence.block not in said:
            said.add(matter.sentence.block)
            yield _finding(context, matter, strength)


def side_of(words: str) -> Side | None:
    """What a heading announces; nothing where it speaks of both or of neither."""
    is_strength, is_weakness = bool(_STRENGTH.search(words)), bool(_WEAKNESS.search(words))
    if is_strength is is_weakness:
        return None
    return Side.STRENGTH if is_strength else Side.WEAKNESS


def _matters(context: Context) -> dict[Side, list[Matter]]:
    found: dict[Side, list[Matter]] = {side: [] for side in Side}
    places = _places(context)
    for sentence in context.sentences:
        side, topic = places[sentence.block]
        words = _carrying(context.document.prose[sentence.start : sentence.end]) if side else {}
        if side and len(words) >= _SHARED_SHORT:
            found[side].append(Matter(sentence, topic, words))
    return found


def _places(context: Context) -> list[tuple[Side | None, int]]:
    """Of each block its side, and the number of the heading above it that is neither."""
    places: list[tuple[Side | None, int]] = []
    side, topic = None, 0
    for n, block in enumerate(context.document.blocks):
        words = context.document.words(block.start, block.end)
        if _is_lead(context, block, words):
            side = side_of(words)
            topic = topic if side or (_STRENGTH.search(words) and _WEAKNESS.search(words)) else n
            places.append((None, topic))
        else:
            places.append((side, topic))
    return places


def _is_lead(context: Context, block: Block, words: str) -> bool:
    """Headings, and short paragraphs that end like one: "Key strengths are as follows:"."""
    if block.kind is BlockKind.HEADING:
        return True
    is_short = block.kind is BlockKind.PARAGRAPH and 0 < len(words.split()) <= _LEAD
    return is_short and bool(_WORD.search(words)) and not _END.search(words)


def _carrying(words: str) -> dict[str, str]:
    """The words that carry a sentence, by their stems."""
    return dict(pair for word in _WORD.findall(words) for pair in _stems(word))


@lru_cache(maxsize=4096)
def _stems(word: str) -> tuple[tuple[str, str], ...]:
    """The stem of a word that carries something, with the word. Unpaid-work is unpaid work; Wi-Fi is one word."""
    parts = word.split("-")
    words = parts if min(map(len, parts)) > 2 else [word]
    return tuple(
        (_stem(each), each) for each in words if len(each) > 2 and each.casefold() not in _CARRIES_NOTHING
    )


def _stem(word: str) -> str:
    """A word without its ending, so that "rejected" meets "rejecting"."""
    small = word.casefold().removesuffix("’s").removesuffix("'s")
    ending = next((e for e in _ENDINGS if small.endswith(e) and len(small) - len(e) >= 4), "")
    return small.removesuffix(ending)


def _same(matter: Matter, index: dict[str, list[Matter]]) -> Matter | None:
    """The strength that speaks of the same, the nearest first."""
    shared: dict[int, int] = defaultdict(int)
    near: dict[int, Matter] = {}
    for stem in matter.words:
        for strength in _rare(index.get(stem, ())):
            shared[strength.sentence.start] += 1
            near[strength.sentence.start] = strength
    fitting = [
        (n / _least(matter, near[at]), near[at]) for at, n in shared.items() if _fits(matter, near[at], n)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _rare(matters: Sequence[Matter]) -> Sequence[Matter]:
    return matters if len(matters) <= _FEW_ENOUGH else ()


def _least(one: Matter, other: Matter) -> int:
    return min(len(one.words), len(other.words))


def _fits(matter: Matter, strength: Matter, shared: int) -> bool:
    if matter.topic != strength.topic:
        least, part = _SHARED_APART, _PART_APART
    else:
        are_short = max(len(matter.words), len(strength.words)) <= _SHORT
        least, part = _SHARED_SHORT if are_short else _SHARED, _PART
    return shared >= least and shared >= part * _least(matter, strength)


def _finding(context: Context, matter: Matter, strength: Matter) -> Finding:
    prose, sentence = context.document.prose, matter.sentence
    said = prose[sentence.start : sentence.end]
    start = sentence.start + len(said) - len(said.lstrip())
    line = context.document.place(_first_letter(prose, strength.sentence))[0]
    named = [word for stem, word in matter.words.items() if stem in strength.words][:_NAMED]
    reason = (
        f"an area for improvement here and a strength in line {line} ({', '.join(named)});"
        " say in one place what is good and what is not yet"
    )
    return context.finding(Code.STRENGTH_AND_WEAKNESS, start, sentence.start + len(said.rstrip()), reason)


def _first_letter(prose: str, sentence: Sentence) -> int:
    said = prose[sentence.start : sentence.end]
    return sentence.start + len(said) - len(said.lstrip())
