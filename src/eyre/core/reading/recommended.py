"""Which recommendations does a document make, to whom, and about the inspection of which body?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .cleaned import Block, Cleaned, Kind
from .draft import AddresseeKind, ProviderKind
from .names import bare, kind_of

_WHO = re.compile(
    r"(?:^|(?<=[.:;])\s+|\brecommend(?:s|ed)?(?: that)?:?\s+)(?P<who>(?:the )?[A-Z][^.:;]{1,140}?)\s+(?:should|must)(?:\s*|:\s*|,? [^:.]{0,80}:\s*)$"
)
_TO = re.compile(r"^(?:Recommendations? )?(?:[Tt]o|[Ff]or) (?P<who>(?:the )?[A-Z][^.:;]{1,140}?)\s*:$")
_NAMED = re.compile(r"^(?P<who>[Tt]he [^.:;]{3,80}?|[A-Z][^.:;]{2,80}?)\s+(?:should|must)\s+[a-z]")
_HEAD = re.compile(r"\brecommendations?\b", re.I)
_OLD = re.compile(r"\b(?:previous|progress|earlier|last inspection|implementation of)\b", re.I)
_ENDS = re.compile(r"(?:[;.,]\s?(?:and)?)?\s?$")
_OTHERS = re.compile(
    r"\b(?:[Bb]oard|[Pp]artnership|[Pp]artners|[Cc]ouncil|[Ll]ocal [Aa]uthorit|[Pp]olice|[Hh]ealth|[Cc]hief [Ee]xecutive|[Cc]hair|"
    r"[Cc]rown [Pp]rosecution|[Cc]hildren|[Ww]elsh [Gg]overnment|[Hh]ome [Oo]ffice|[Dd]epartment)"
)
_MINISTRY = re.compile(r"Ministry of Justice|\bMoJ\b")
_HMPPS = re.compile(
    r"HM ?PPS\b|(?:HM|H[ie][sr] Majesty[’']?s|Her Majesty[’']?s) Prison (?:and|&) Probation [Ss]ervice"
)
_BY_PROVIDER = {
    ProviderKind.PDU: AddresseeKind.PDU,
    ProviderKind.REGION: AddresseeKind.REGION,
    ProviderKind.NPS_DIVISION: AddresseeKind.NPS_DIVISION,
    ProviderKind.CRC: AddresseeKind.CRC,
    ProviderKind.YOUTH_SERVICE: AddresseeKind.YOUTH_SERVICE,
    ProviderKind.APPROVED_PREMISES: AddresseeKind.APPROVED_PREMISES,
}
UNITS = frozenset(
    {
        AddresseeKind.PDU, AddresseeKind.NPS_DIVISION, AddresseeKind.CRC, AddresseeKind.YOUTH_SERVICE,
        AddresseeKind.APPROVED_PREMISES,
    }
)  # fmt: skip


@dataclass(slots=True)
class Item:
    """One recommendation: its block, its number (0 where none is printed) and its words, from `start` to `end`."""

    block: Block
    number: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Group:
    """What one addressee is told. `heading` is the body's name above it; `kinds` all whom the words name."""

    start: int
    end: int
    who: str
    kinds: tuple[AddresseeKind, ...]
    heading: str = ""
    items: list[Item] = field(default_factory=list)


def addressee_kinds(who: str) -> tuple[AddresseeKind, ...]:
    """Whom the words name, in the order in which they stand; OTHER where it is none that Eyre has a word for."""
    found = [(match.start(), kind) for kind, pattern in _NATIONAL if (match := pattern.search(who))]
    if found:
        return tuple(kind for _, kind in sorted(found))
    if _OTHERS.search(who):
        return (AddresseeKind.OTHER,)
    return (_BY_PROVIDER.get(kind_of(who), AddresseeKind.OTHER),)


_NATIONAL = ((AddresseeKind.HMPPS, _HMPPS), (AddresseeKind.MINISTRY, _MINISTRY))


def find_recommendations(cleaned: Cleaned) -> list[Group]:
    """The groups of recommendations in order: a line that says who should, and the items below it."""
    finder = _Finder(cleaned)
    for block in cleaned.blocks:
        finder.take(block)
    return finder.groups


class _Finder:
    """Takes the blocks one after another."""

    def __init__(self, cleaned: Cleaned) -> None:
        self.cleaned = cleaned
        self.groups: list[Group] = []
        self.group: Group | None = None
        self.heading = ""  # the latest short heading: perhaps the body's name
        self.section = ""  # the latest heading that speaks of recommendations
        self.is_old = False

    def take(self, block: Block) -> None:
        """Take the next block."""
        words = self.cleaned.words(block)
        if block.kind is Kind.NOTE:
            return
        is_one_more = block.kind is Kind.ITEM and self.group is not None and bool(self.group.items)
        if block.kind is not Kind.ROW and not is_one_more and (group := self._addresses(block, words)):
            self._open(group)
        elif block.kind is Kind.ITEM or (block.kind is Kind.PARAGRAPH and self._is_unmarked_item(words)):
            self._item(block, words)
        else:
            self._leave(block, words)

    def _addresses(self, block: Block, words: str) -> Group | None:
        """The group that the block opens, where it says who should do something."""
        match = _WHO.search(words) or (_TO.match(words) if self.section else None)
        if match is None or self.is_old or len(words) - match.start("who") > 220:
            return None
        who = re.sub(r"^[Tt]he ", "", " ".join(match["who"].split()))
        kinds = addressee_kinds(who)
        start = block.start + match.start("who")
        return Group(start, block.end, who, kinds, self.heading)

    def _open(self, group: Group) -> None:
        self.group = group
        self.groups.append(group)

    def _item(self, block: Block, words: str) -> None:
        number = int(block.number) if block.number else 0
        if self.group is None and self.section and not self.is_old:
            self._alone(block, number, words)
            return
        if self.group is not None:
            self.group.items.append(_item(block, number, words))

    def _alone(self, block: Block, number: int, words: str) -> None:
        """An item under "Recommendations" below no addressee: it may name its own."""
        match = _NAMED.match(words)
        kinds = addressee_kinds(match["who"]) if match else ()
        if match is None and not number:
            return
        who = re.sub(r"^[Tt]he ", "", match["who"]) if match else ""
        group = Group(block.start, block.end, who, kinds, self.heading)
        group.items.append(_item(block, number, words))
        self.groups.append(group)

    def _is_unmarked_item(self, words: str) -> bool:
        """A paragraph right below "… should:" that goes on with a verb in small letters."""
        return self.group is not None and words[:1].islower() and len(words.split()) > 2

    def _leave(self, block: Block, words: str) -> None:
        """A heading or a paragraph that is no recommendation ends the group."""
        self.group = None
        if block.kind is Kind.HEADING or len(words.split()) < 9:
            if _HEAD.search(words):
                self.section, self.is_old = words, bool(_OLD.search(words))
                self.heading = ""
            elif block.kind is Kind.HEADING and not self._is_a_name(words):
                self.section, self.is_old, self.heading = "", False, ""
            else:
                self.heading = words

    def _is_a_name(self, words: str) -> bool:
        """May a heading below "Recommendations" be the name of a body?"""
        return bool(self.section) and len(bare(words).split()) < 9 and words[:1].isupper()


def _item(block: Block, number: int, words: str) -> Item:
    end = block.start + _ENDS.search(words).start()  # type: ignore[union-attr]
    return Item(block, number, block.start, end, " ".join(words[: end - block.start].split()))


def count_announced(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a document says how many recommendations it makes: start, end, number."""
    for match in _ANNOUNCED.finditer(text):
        word = match["number"].lower()
        yield match.start("number"), match.end("number"), int(word) if word.isdigit() else _WORDS[word]


_WORDS = {
    word: n
    for n, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        1,
    )
}
_ANNOUNCED = re.compile(
    rf"\b(?:made|make|makes|making)\s+(?:a total of\s+)?(?P<number>\d{{1,3}}|{'|'.join(_WORDS)})\s+(?:\w+\s+){{0,2}}recommendations\b",
    re.I,
)
