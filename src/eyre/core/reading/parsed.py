"""A document taken apart: its tables, text, recommendations, bodies and dates, before they become facts of a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from eyre.core.frameworks import Edition
from eyre.core.reports.context import Context, Settings
from eyre.core.reports.document import read_document
from eyre.core.wording import WordingPolicy

from .bodies import Bodies, Body
from .cells import read_cells
from .claimed import Claimed, find_claims
from .cleaned import Cleaned, Kind, clean, lines_of
from .draft import DocumentKind, Place, ProviderKind
from .given import Given
from .kinds import document_kind, tail, title
from .lines import Line
from .names import LONGEST, find_names
from .recommended import Group, find_recommendations
from .scale import Shelf, plain_ref, without_mark
from .stated import Stated, Statements
from .tables import Table, find_tables
from .when import Dated, find_times

_UNITS = r"(?:[Pp]robation [Dd]elivery [Uu]nits|PDUs|CRCs)"
_INSPECTION_OF = re.compile(rf"\binspect(?:ions? of|ed) (?:the )?(?P<names>[^.;:]{{3,400}}?{_UNITS})\b")
_WERE_INSPECTED = re.compile(
    rf"(?P<names>\b[A-Z][^.;:]{{3,400}}?{_UNITS})(?: \([A-Z]{{2,5}}s\))? (?:were|have (?:now )?been) inspected\b"
)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}|…{2,}")  # of a table of contents
_KIND_OF_EDITION = (("youth", ProviderKind.YOUTH_SERVICE), ("pdu", ProviderKind.PDU), ("region", ProviderKind.REGION),
    ("nps", ProviderKind.NPS_DIVISION), ("crc", ProviderKind.CRC), ("approved", ProviderKind.APPROVED_PREMISES),
)  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """Each part is made when it is asked for, and asks for the parts it needs."""

    given: Given
    shelf: Shelf
    policy: WordingPolicy

    @cached_property
    def _lines(self) -> tuple[tuple[Line, ...], frozenset[int]]:
        return lines_of(self.given)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the document."""
        return self._lines[0]

    @cached_property
    def tables(self) -> list[Table]:
        """The ratings tables."""
        found = find_tables(read_cells(*self._lines, self.shelf), self.shelf)
        return [table for table in found if self._numbered(table)]

    def _numbered(self, table: Table) -> bool:
        """Give standards that are printed by their titles alone the numbers of the edition; False where none has them."""
        if all(row.ref and row.ref.words for row in table.rows):
            return True
        refs = self.shelf.refs_of([without_mark(row.title) for row in table.rows])
        for row, ref in zip(table.rows, refs or [], strict=False):
            if row.ref and not row.ref.words:
                row.ref, row.is_numbered = replace(row.ref, words=ref), False
        return refs is not None

    @cached_property
    def rows(self) -> frozenset[int]:
        """The lines that belong to ratings tables."""
        return frozenset(line for table in self.tables for line in table.lines)

    @cached_property
    def cleaned(self) -> Cleaned:
        """The text without furniture, joined."""
        return clean(self.given, *self._lines, self.rows)

    @cached_property
    def context(self) -> Context:
        """The cleaned text as the proof-reader sees it: sentences and quantities."""
        return Context(read_document(self.cleaned.text), Settings(self.policy))

    @cached_property
    def kind(self) -> tuple[DocumentKind, tuple[str, ...]]:
        """What sort of document, and by which signs."""
        return document_kind(self.cleaned)

    @cached_property
    def title(self) -> Place | None:
        """Where its title stands."""
        return None if self.kind[0] is DocumentKind.LETTER else title(self.cleaned)

    @cached_property
    def tail(self) -> int:
        """Where the furniture of a web page begins below the text."""
        return tail(self.cleaned)

    @cached_property
    def groups(self) -> list[Group]:
        """The recommendations."""
        return find_recommendations(self.cleaned)

    @cached_property
    def editions(self) -> list[tuple[Edition | None, bool]]:
        """The edition of each table, and whether it is the only one that fits."""
        return [self._edition(table) for table in self.tables]

    def _edition(self, table: Table) -> tuple[Edition | None, bool]:
        """The edition that leaves out the fewest standards; of several, the one in force at the fieldwork."""
        fitting = self.shelf.fits([(plain_ref(row.ref.words), row.title) for row in table.rows if row.ref])
        if not fitting:
            return None, False
        best = [edition for missing, edition in fitting if missing == fitting[0][0]]
        on = next((d.date.earliest for d in self.times if d.date.earliest), None)
        in_force = [e for e in best if on and (e.valid_from is None or e.valid_from <= on)]
        newest = max(in_force or best, key=lambda e: (e.valid_from is not None, str(e.valid_from)))
        return newest, len(best) == 1

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies, with what each has to do with the document."""
        bodies = Bodies(self.cleaned, self.title.end if self.title else 0)
        bodies.take_tables(self.tables, self.lines, self._kind_of_tables)
        bodies.take_groups(self.groups)
        bodies.settle(self.kind[0], self._listed(bodies))
        return bodies

    @cached_property
    def _kind_of_tables(self) -> ProviderKind:
        """The kind of body that the editions of the tables are for."""
        counted = Counter(
            kind
            for edition, _ in self.editions
            if edition
            for part, kind in _KIND_OF_EDITION
            if part in edition.id
        )
        return counted.most_common(1)[0][0] if counted else ProviderKind.UNKNOWN

    def _listed(self, bodies: Bodies) -> Iterator[Body]:
        """The bodies of "the inspection of the A, B and C PDUs", and of "A, B and C PDUs were inspected"."""
        for block in self.cleaned.blocks:
            words = self.cleaned.words(block)
            if len(words) > LONGEST or "inspect" not in words:
                continue
            for match in (*_INSPECTION_OF.finditer(words), *_WERE_INSPECTED.finditer(words)):
                for named in find_names(match["names"]):
                    if body := bodies.find(named.name, named.kind):
                        yield body

    @cached_property
    def times(self) -> list[Dated]:
        """The dates of the prose that say when."""
        return list(find_times(self.cleaned, self.kind[0], self.rows, self.tail))

    @cached_property
    def stated(self) -> list[Stated]:
        """The ratings that the prose gives."""
        finder, prose = Statements(self.shelf, self.bodies), self.context.document.prose
        found = [
            each
            for sentence in self.context.sentences
            if sentence.start < self.tail
            for each in finder.find(prose[sentence.start : sentence.end], sentence.start)
        ]
        return sorted(found, key=lambda each: each.start)

    @cached_property
    def claims(self) -> list[Claimed]:
        """The quantities that the prose claims; ratings tables and recommendations claim none."""
        skip = {
            n
            for n, block in enumerate(self.cleaned.blocks)
            if block.kind is Kind.ROW and block.lines[0] in self.rows
        }
        skip |= {
            n for n, block in enumerate(self.cleaned.blocks) if _LEADERS.search(self.cleaned.words(block))
        }
        skip |= {self.cleaned.block_at(item.start) for group in self.groups for item in group.items}
        return list(find_claims(self.context, self.cleaned, frozenset(skip), self.tail))
