"""Do some groups of people fare otherwise in the frozen answers of an inspection, or of several pooled?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eyre.cases.queries.in_force import frozen_now, listed_by
from eyre.core.cases import AnswerMatrix
from eyre.core.cases.contrasting import GroupContrast, GroupContrasts, group_contrasts
from eyre.core.figures import Count, Undefined, percent
from eyre.core.frameworks import Edition
from eyre.core.statistics.differences import FEWEST, Verdict
from eyre.frameworks.queries import edition as edition_of
from eyre.inspections.models import Inspection

from .standards import GROUP_LABELS, say_label

# What an inspection is asked about its groups, and then whatever else the frozen answers hold
ASKED = ("sex", "grade", "ethnicity", "office")
TITLES = {**GROUP_LABELS, "ethnicity": "Ethnicity", "office": "Office", "risk": "Risk of serious harm"}
TOO_FEW = f"fewer than {FEWEST}"
NO_LISTS: Mapping[str, Mapping[str, int]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One contrast as it is shown: two labels, two counts or neither, the difference, and what may be said of it."""

    ref: str
    text: str
    first: str
    second: str
    row: GroupContrast

    @property
    def counts(self) -> tuple[Count, Count] | None:
        """Both counts, or neither."""
        return self.row.contrast.shown

    @property
    def shares(self) -> tuple[str, str]:
        """Both shares in whole per cents."""
        return tuple(f"{percent(one)}%" for one in self.counts or ())  # type: ignore[return-value]

    @property
    def difference(self) -> str:
        """The difference in points with its interval."""
        found = self.row.contrast.difference
        return "" if isinstance(found, Undefined) else str(found).replace(f"; {found.level:.0%} interval", "")

    @property
    def says(self) -> str:
        """What may be said, in words."""
        verdict = self.row.contrast.verdict
        if verdict in (Verdict.HIGHER, Verdict.LOWER):
            return f"{self.first} {verdict}"
        if self.row.contrast.is_withdrawn:
            return f"{str(verdict).capitalize()} once all comparisons are allowed for"
        return str(verdict).capitalize()

    @property
    def is_told(self) -> bool:
        """Whether a word of comparison stands."""
        return self.row.contrast.verdict in (Verdict.HIGHER, Verdict.LOWER)


@dataclass(frozen=True, slots=True)
class GroupTable:
    """One sub-group column: its labels with their cases, the contrasts with enough cases, and how many had too few."""

    column: str
    title: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    few: int
    family: int

    @property
    def shown(self) -> tuple[Line, ...]:
        """The contrasts that may be shown."""
        return tuple(line for line in self.lines if line.counts)

    @property
    def told(self) -> tuple[Line, ...]:
        """Those of which a word of comparison stands."""
        return tuple(line for line in self.lines if line.is_told)


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """The sub-groups of the frozen answers; `not_held` are those asked for that no answer tells."""

    tables: tuple[GroupTable, ...]
    not_held: tuple[str, ...]


def groups_page(inspection: Inspection) -> GroupsPage | None:
    """The sub-groups of one inspection; None while its answers are not frozen."""
    matrix = frozen_now([inspection.pk]).get(inspection.pk)
    if matrix is None:
        return None
    return groups_of(matrix, edition_of(inspection.edition_id), listed_by(inspection, matrix.groups))


def groups_of(
    matrix: AnswerMatrix, edition: Edition, listed: Mapping[str, Mapping[str, int]] = NO_LISTS
) -> GroupsPage:
    """The sub-groups of these answers, in the key questions that rate standards."""
    refs = [q.ref for s in edition.case_standards for q in s.key_questions if q.ref in matrix.questions]
    columns = [*(name for name in ASKED if name in matrix.groups), *sorted(set(matrix.groups) - set(ASKED))]
    tables = (
        _table(group_contrasts(matrix, name, refs, populations=listed.get(name, {})), edition)
        for name in columns
    )
    return GroupsPage(
        tuple(table for table in tables if table.lines),
        tuple(TITLES[name].lower() for name in ASKED if name not in matrix.groups),
    )


def _table(found: GroupContrasts, edition: Edition) -> GroupTable:
    lines = tuple(
        Line(
            row.question,
            edition.questions[row.question].text,
            _side_name(row.first),
            _side_name(row.second),
            row,
        )
        for row in found.rows
    )
    return GroupTable(
        found.column,
        TITLES.get(found.column, found.column.capitalize()),
        tuple(
            f"{say_label(label)}: {TOO_FEW if cases is None else cases} cases"
            for label, cases in found.labels
        ),
        lines,
        sum(line.counts is None for line in lines),
        found.family,
    )


def _side_name(label: str) -> str:
    """A label without the abbreviation that stands behind it."""
    return say_label(label).partition(" (")[0]


HEADER = (
    "group", "question", "first", "first_sufficient", "first_relevant", "second", "second_sufficient",
    "second_relevant", "difference_points", "low_points", "high_points", "adjusted_chance", "compared", "says",
)  # fmt: skip


def csv_rows(tables: Sequence[GroupTable]) -> Iterator[tuple[object, ...]]:
    """The same as rows of a file; a pair with too few cases has no figure at all."""
    for table in tables:
        for line in table.lines:
            yield (table.column, line.ref, line.first, *_side(line, 0), line.second, *_side(line, 1),
                   *_figures(line), table.family, str(line.row.contrast.verdict))  # fmt: skip


def _side(line: Line, place: int) -> tuple[int | None, int | None]:
    return (line.counts[place].x, line.counts[place].of) if line.counts else (None, None)


def _figures(line: Line) -> tuple[float | None, ...]:
    found = line.row.contrast.difference
    if isinstance(found, Undefined):
        return (None, None, None, None)
    points = (round(100 * float(each), 1) for each in (found.exact, found.low, found.high))
    return (*points, round(line.row.contrast.adjusted or 0.0, 4))
