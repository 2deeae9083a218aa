"""The bodies of a document: their names in print, what each has to do with it, and which name is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .cleaned import Cleaned, place_of
from .draft import AddresseeKind, DocumentKind, Place, ProviderKind, Role
from .lines import Line
from .names import Named, bare, find_names, is_shorter_form, is_twin, key, kind_of
from .recommended import UNITS, Group
from .tables import Table, name_of

_NATIONAL = re.compile(
    r"National Probation Service|HM Prison and Probation Service|Probation Service of England and Wales"
)
_MOST = 200  # bodies: no document is about more, and each is held against the others
_TITLE = 10  # what a mention in the title weighs against one in the text
_OPENING = 2


@dataclass(eq=False, slots=True)
class Body:
    """A body while the document is read: `names` are its spellings with their first places."""

    kind: ProviderKind
    names: dict[str, Place] = field(default_factory=dict)
    weight: int = 0
    tables: int = 0
    groups: int = 0
    is_listed: bool = False  # named in "the inspection of the A, B and C PDUs"
    role: Role = Role.MENTIONED
    is_main: bool = False

    @property
    def name(self) -> str:
        """The first of its longest full names."""
        return max(self.names, key=lambda name: len(name.split()))

    @property
    def place(self) -> Place:
        """Where it is named first."""
        return next(iter(self.names.values()))

    def answers_to(self, name: str) -> bool:
        """Is it called so, & and articles aside?"""
        return any(key(each) == key(name) for each in self.names)


class Bodies:
    """All bodies of a document, in the order in which they are named."""

    def __init__(self, cleaned: Cleaned, title_end: int) -> None:
        self.cleaned = cleaned
        self.bodies: list[Body] = []
        self.index: dict[tuple[str, ProviderKind], Body] = {}
        self.of_tables: list[Body | None] = []
        self.of_groups: list[Body | None] = []
        for block in cleaned.blocks:
            for named in find_names(cleaned.words(block)):
                self._name(named, block.start, title_end)
        self._join_shorter_forms()

    def _name(self, named: Named, at: int, title_end: int) -> None:
        if len(self.bodies) >= _MOST and self._exactly(named.name, named.kind) is None:
            return
        place = self.cleaned.place(at + named.start, at + named.end)
        body = self._add(named.name, named.kind, place)
        is_early = at + named.start < len(self.cleaned.text) // 10
        body.weight += (
            _TITLE
            if body.place.start < title_end and named.start < 4 * title_end
            else (_OPENING if is_early else 1)
        )
        before = self.cleaned.text[max(0, at + named.start - 60) : at + named.start]
        if "inspection of" in before.lower() or "inspected" in before.lower():
            body.weight += _OPENING

    def _add(self, name: str, kind: ProviderKind, place: Place) -> Body:
        found = self._exactly(name, kind) or self.find(name, kind)
        if found is None:
            found = Body(kind)
            self.bodies.append(found)
        self.index.setdefault((key(name), kind), found)
        found.names.setdefault(name, place)
        return found

    def _exactly(self, name: str, kind: ProviderKind) -> Body | None:
        return self.index.get((key(name), kind))

    def find(self, name: str, kind: ProviderKind = ProviderKind.UNKNOWN) -> Body | None:
        """The body of this name, of the kind where one is given; a shorter form finds the longer where it is alone."""
        same = [body for body in self.bodies if kind in (body.kind, ProviderKind.UNKNOWN)]
        exact = [body for body in same if body.answers_to(name)]
        if exact:
            return max(
                exact, key=lambda body: (body.role is not Role.MENTIONED, body.tables, -_rank(body.kind))
            )
        longer = [body for body in same if any(_one_is_shorter(name, each) for each in body.names)]
        return longer[0] if len(longer) == 1 else None

    def _join_shorter_forms(self) -> None:
        for body in list(self.bodies):
            others = [
                other
                for other in self.bodies
                if other is not body and other.kind is body.kind and is_shorter_form(body.name, other.name)
            ]
            if len(others) == 1:
                for name, place in body.names.items():
                    others[0].names.setdefault(name, place)
                others[0].weight += body.weight
                self.index = {k: others[0] if found is body else found for k, found in self.index.items()}
                self.bodies.remove(body)

    def take_tables(self, tables: Sequence[Table], lines: Sequence[Line], kind: ProviderKind) -> None:
        """Find the body of each table by its heading; a heading may name nobody."""
        self.of_tables = [self._of_table(table, lines, kind, is_alone=len(tables) == 1) for table in tables]

    def _of_table(
        self, table: Table, lines: Sequence[Line], kind: ProviderKind, *, is_alone: bool
    ) -> Body | None:
        cell = table.heading
        if cell is None:
            return None
        name = bare(name_of(cell.words))
        said = kind_of(cell.words)
        body = self.find(name, said) or (self.find(name) if not said else None)
        if body is None and name[:1].isupper() and len(name.split()) < 9 and (said or not is_alone):
            place = place_of(
                self.cleaned.given, *lines[cell.line].span(cell.start, cell.start + len(name)), name
            )
            body = self._add(name, said or kind, place)
        if body is not None:
            body.tables += 1
            first = lines[cell.line]
            place = place_of(self.cleaned.given, *first.span(cell.start, cell.start + len(name)), name)
            body.names.setdefault(name, place)
        return body

    def take_groups(self, groups: Sequence[Group]) -> None:
        """Find the body whose inspection each group of recommendations belongs to.

        A group told to a unit opens its body's list, and those to the region and above belong to it, until the
        heading or the numbering says otherwise. Without such a group the heading says it.
        """
        found: list[Body | None] = []
        current: Body | None = None
        heading = None
        for group in groups:
            named = self.find(bare(group.heading), kind_of(group.heading)) if group.heading else None
            restarts = bool(group.items) and group.items[0].number == 1
            if group.heading != heading and (named or group.heading):
                current = named or (None if restarts else current)
            heading = group.heading
            kinds = set(group.kinds) & UNITS
            if kinds:
                unit = self._unit(group)
                current = unit or current
            if current is not None:
                current.groups += 1
            found.append(current)
        self.of_groups = found

    def _unit(self, group: Group) -> Body | None:
        kind = ProviderKind(next(kind for kind in group.kinds if kind in UNITS).value)
        name = bare(group.who)
        return self.find(name, kind)

    def settle(self, kind: DocumentKind, listed: Iterable[Body]) -> None:
        """Say what each body has to do with the document, and which one it is about."""
        for body in listed:
            body.is_listed = True
        rated = [body for body in self.bodies if body.tables or body.is_listed]
        for body in rated:
            body.role = Role.INSPECTED
        for body in self.bodies:
            if body.groups and not rated:
                body.role = Role.INSPECTED
        self._settle_main(kind, rated)

    def _settle_main(self, kind: DocumentKind, rated: list[Body]) -> None:
        known = [body for body in self.bodies if body.kind is not ProviderKind.UNKNOWN]
        candidates = known or self.bodies
        inspected = [body for body in candidates if body.role is Role.INSPECTED]
        if kind is DocumentKind.LETTER and inspected:
            regions = [b for b in candidates if b.kind is ProviderKind.REGION and b.role is Role.MENTIONED]
            if regions and all(body.kind is ProviderKind.PDU for body in inspected):
                max(regions, key=lambda body: body.weight).role = Role.REVIEWED
        if len(inspected) == 1:
            inspected[0].is_main = True
        elif not inspected and candidates:
            main = max(candidates, key=lambda body: body.weight)
            if main.weight >= 2 * _OPENING or len(candidates) == 1:
                main.is_main, main.role = True, Role.INSPECTED
        elif not candidates and (match := _NATIONAL.search(self.cleaned.text)):
            main = self._add(match[0], ProviderKind.NATIONAL, self.cleaned.place(match.start(), match.end()))
            main.is_main, main.role = True, Role.INSPECTED

    @property
    def main(self) -> Body | None:
        """The one body that the document is about, where there is one."""
        return next((body for body in self.bodies if body.is_main), None)

    def nobodys(self) -> list[tuple[Body, Body]]:
        """Bodies that are only mentioned and differ by a compass point from one that was inspected."""
        inspected = [body for body in self.bodies if body.role is Role.INSPECTED]
        return [
            (body, twin)
            for body in self.bodies
            if body.role is Role.MENTIONED and body.kind is ProviderKind.PDU and not body.groups
            for twin in inspected
            if is_twin(body.name, twin.name)
        ]

    def twin(self, name: str) -> Body | None:
        """The inspected body whose name differs from this one by a compass point alone."""
        return next((b for b in self.bodies if b.role is Role.INSPECTED and is_twin(name, b.name)), None)


_RANKS = (ProviderKind.PDU, ProviderKind.YOUTH_SERVICE, ProviderKind.CRC, ProviderKind.NPS_DIVISION)


def _rank(kind: ProviderKind) -> int:
    """Units come before regions of the same name."""
    return _RANKS.index(kind) if kind in _RANKS else len(_RANKS)


def _one_is_shorter(one: str, two: str) -> bool:
    return is_shorter_form(one, two) or is_shorter_form(two, one)


def kinds_of_addressees(kinds: Sequence[AddresseeKind]) -> AddresseeKind:
    """The first whom the words name."""
    return kinds[0] if kinds else AddresseeKind.OTHER
