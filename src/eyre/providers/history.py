"""Who is meant by a name on a day, and who came before and after whom? Pure: facts in, answers out, no Django."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from eyre.core.calendar import UNKNOWN, PartialDate

# What may follow a name and says only which kind of body it is; the longest come first
KIND_WORDS = (
    ("national probation service division", "nps_division"),
    ("community rehabilitation company", "crc"),
    ("probation delivery unit", "pdu"),
    ("youth offending service", "youth_service"),
    ("youth justice service", "youth_service"),
    ("youth offending team", "youth_service"),
    ("approved premises", "approved_premises"),
    ("probation region", "region"),
    ("nps division", "nps_division"),
    ("division", "nps_division"),
    ("region", "region"),
    ("pdu", "pdu"),
    ("crc", "crc"),
    ("nps", "nps_division"),
    ("yjs", "youth_service"),
    ("yos", "youth_service"),
    ("yot", "youth_service"),
)


@dataclass(frozen=True, slots=True)
class Body:
    """A provider with the time it existed."""

    slug: str
    kind: str
    exists_from: PartialDate = UNKNOWN
    exists_to: PartialDate = UNKNOWN
    source: str = ""
    note: str = ""

    def may_exist(self, on: PartialDate) -> bool:
        """Whether it may have existed at any time of `on`; what is not known does not exclude."""
        return may_lie_between(on, self.exists_from, self.exists_to)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a provider: `use` is official, short or variant."""

    provider: str
    name: str
    use: str = "official"
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN
    source: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A provider is part of a larger one for a time."""

    provider: str
    whole: str
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN
    source: str = ""


@dataclass(frozen=True, slots=True)
class Follows:
    """`successor` took over from `predecessor`, whole or in part: merged, split or renamed."""

    predecessor: str
    successor: str
    how: str
    on: PartialDate = UNKNOWN
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The name means this provider."""

    slug: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """No provider has this name then; `nearest` are the names most like it."""

    name: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several providers have this name then."""

    name: str
    slugs: tuple[str, ...]


Resolution = Found | NotFound | Ambiguous


@dataclass(frozen=True)
class Register:
    """Every provider we know, with names, wholes and successions."""

    bodies: tuple[Body, ...]
    names: tuple[Name, ...]
    memberships: tuple[Membership, ...] = ()
    follows: tuple[Follows, ...] = ()

    @cached_property
    def by_slug(self) -> Mapping[str, Body]:
        """The providers by slug."""
        return {body.slug: body for body in self.bodies}

    @cached_property
    def _by_plain_name(self) -> Mapping[str, tuple[Name, ...]]:
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            found[plain_name(name.name)[0]].append(name)
        return {key: tuple(names) for key, names in found.items()}

    def resolve(self, name: str, kind: str = "", on: PartialDate = UNKNOWN) -> Resolution:
        """The provider that is meant by a name, of this kind where one is given, at that time.

        Case, accents, "&" and the words that only name the kind ("PDU", "Youth Offending Team") do not matter;
        those words tell the kind where none is given. Of several, one whose name was in force then wins.
        """
        plain, said_kind = plain_name(name)
        kind = kind or said_kind
        named = [n for n in self._by_plain_name.get(plain, ()) if self._fits(n.provider, kind, on)]
        slugs = _unique(n.provider for n in named)
        if len(slugs) > 1:
            in_force = _unique(n.provider for n in named if may_lie_between(on, n.since, n.until))
            slugs = in_force if len(in_force) == 1 else slugs
        if not slugs:
            return NotFound(name, self._nearest(plain, kind))
        return Found(slugs[0]) if len(slugs) == 1 else Ambiguous(name, tuple(slugs))

    def _fits(self, slug: str, kind: str, on: PartialDate) -> bool:
        body = self.by_slug.get(slug)
        return body is not None and (not kind or body.kind == kind) and body.may_exist(on)

    def _nearest(self, plain: str, kind: str) -> tuple[str, ...]:
        candidates = {
            key: names[0].name
            for key, names in self._by_plain_name.items()
            if not kind or any(self.by_slug[n.provider].kind == kind for n in names)
        }
        return tuple(candidates[key] for key in get_close_matches(plain, candidates, n=2, cutoff=0.6))

    def name_on(self, slug: str, on: PartialDate = UNKNOWN) -> str:
        """The official name at that time; the latest where no time is given. Raises KeyError without one."""
        official = [n for n in self.names if n.provider == slug and n.use == "official"]
        if not official:
            raise KeyError(slug)
        in_force = [n for n in official if on and may_lie_between(on, n.since, n.until)] or official
        return max(in_force, key=lambda n: n.since.earliest or date.min).name

    def whole_of(self, slug: str, on: PartialDate = UNKNOWN) -> str | None:
        """What it was part of at that time, if that is known."""
        wholes = [m for m in self.memberships if m.provider == slug and may_lie_between(on, m.since, m.until)]
        return max(wholes, key=lambda m: m.since.earliest or date.min).whole if wholes else None

    def predecessors(self, slug: str) -> tuple[str, ...]:
        """Who came immediately before it."""
        return tuple(f.predecessor for f in self.follows if f.successor == slug)

    def successors(self, slug: str) -> tuple[str, ...]:
        """Who came immediately after it."""
        return tuple(f.successor for f in self.follows if f.predecessor == slug)

    def line_of(self, slug: str) -> tuple[str, ...]:
        """The provider itself and everyone it descends from, nearest first; safe where the data go in a circle."""
        line, waiting = [slug], [slug]
        while waiting:
            for earlier in self.predecessors(waiting.pop(0)):
                if earlier not in line:
                    line.append(earlier)
                    waiting.append(earlier)
        return tuple(line)

    def mistakes(self) -> Iterator[str]:
        """What in the register contradicts itself, a sentence each."""
        yield from self._unknown_slugs()
        for body in self.bodies:
            if not any(n.provider == body.slug and n.use == "official" for n in self.names):
                yield f"{body.slug} has no official name"
            if _ends_before(body.exists_from, body.exists_to):
                yield f"{body.slug} ends before it starts"
            if body.slug in {e for s in self.successors(body.slug) for e in self._descends(s)}:
                yield f"{body.slug} descends from itself"
        yield from self._clashes()

    def _descends(self, slug: str) -> set[str]:
        found, waiting = {slug}, [slug]
        while waiting:
            for later in self.successors(waiting.pop()):
                if later not in found:
                    found.add(later)
                    waiting.append(later)
        return found

    def _unknown_slugs(self) -> Iterator[str]:
        used = [
            *((n.provider, f"the name {n.name}") for n in self.names),
            *((s, "a membership") for m in self.memberships for s in (m.provider, m.whole)),
            *((s, "a succession") for f in self.follows for s in (f.predecessor, f.successor)),
        ]
        for slug, where in used:
            if slug not in self.by_slug:
                yield f"{slug}, of {where}, is no provider"

    def _clashes(self) -> Iterator[str]:
        for plain, names in self._by_plain_name.items():
            owners = _unique(n.provider for n in names if n.provider in self.by_slug)
            for i, one in enumerate(owners):
                for two in owners[i + 1 :]:
                    if self._are_confused(one, two):
                        yield f"{one} and {two} are of one kind and share the name {plain!r} at one time"

    def _are_confused(self, one: str, two: str) -> bool:
        first, second = self.by_slug[one], self.by_slug[two]
        return (
            first.kind == second.kind
            and not _ends_before(second.exists_from, first.exists_to)
            and not _ends_before(first.exists_from, second.exists_to)
        )


def plain_name(name: str) -> tuple[str, str]:
    """A name as it is compared, and the kind of body its last words tell ("" where they tell none)."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = " ".join(re.findall(r"[a-z0-9]+", letters.replace("&", " and ").replace("'", "")))
    for suffix, kind in KIND_WORDS:
        if words.endswith(f" {suffix}"):
            return words.removesuffix(f" {suffix}"), kind
    return words, ""


def may_lie_between(on: PartialDate, since: PartialDate, until: PartialDate) -> bool:
    """Whether some day of `on` may lie between the two; an unknown border is open, and so is an unknown `on`."""
    return not _ends_before(since, on) and not _ends_before(on, until)


def _ends_before(start: PartialDate, end: PartialDate) -> bool:
    return start.earliest is not None and end.latest is not None and end.latest < start.earliest


def _unique(slugs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(slugs))
