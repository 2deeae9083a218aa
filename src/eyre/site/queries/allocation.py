"""The lines of the pages on which cases are shared out and interviews planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from eyre.cases.exceptions import CaseNotFound
from eyre.cases.models import CaseInterview, ListedCase
from eyre.cases.queries.allocations import case_of, inspector_of
from eyre.cases.queries.inspectors import office_of
from eyre.cases.queries.interviews import PlannedInterviews, interview
from eyre.cases.queries.proposals import Balance, Proposal, Shares
from eyre.inspections.models import Inspection
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.standing import Standing


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """How much somebody has, in words: cases, how many of each kind in the order of kinds, and time."""

    name: str
    specials: str
    cases: int
    of_kinds: tuple[int, ...]
    has: str
    can: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case with who has it: the id and name of the inspector, or the name of somebody who has it no more."""

    pseudonym: str
    kind: str
    office: str
    practitioner: str
    inspector: str
    who: str
    left: str


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """An interview as a timetable shows it."""

    number: int
    day: date | None
    clock: str
    minutes: int
    inspector: str
    case: str
    practitioner: str
    place: str
    state: str
    why: str
    is_by_hand: bool


def kind_words(kind: str) -> str:
    """A kind of case as a page says it."""
    return kind.replace("_", " ").replace("-", " ").capitalize()


def cases_words(number: int) -> str:
    """ "1 case was", "3 cases were"."""
    return "1 case was" if number == 1 else f"{number} cases were"


def hours(minutes: int) -> str:
    """Minutes as hours: "12 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest} min" if rest else f"{whole} h"


def balances(shares: Shares, by_inspector: Mapping[str, tuple[str, ...]]) -> list[BalanceLine]:
    """How much everybody has, or would have; those who neither have cases nor time are left out."""
    return [
        _balance(shares, each) for each in shares.loads(by_inspector) if each.cases or each.examiner.minutes
    ]


def _balance(shares: Shares, load: Balance) -> BalanceLine:
    return BalanceLine(
        load.examiner.person.name,
        ", ".join(load.examiner.specials),
        len(load.cases),
        tuple(load.kinds[kind] for kind in shares.kinds),
        hours(load.minutes),
        hours(load.examiner.minutes),
        load.left < 0,
    )


def rows_of(shares: Shares) -> list[CaseLine]:
    """Every case with who has it, those nobody has first, then by inspector."""
    rows = [_case(shares, case) for case in shares.cases]
    return sorted(rows, key=lambda row: (bool(row.inspector), row.inspector, row.pseudonym))


def _case(shares: Shares, case: ListedCase) -> CaseLine:
    who = shares.held.get(case.pseudonym, "")
    left = shares.left.get(case.pseudonym)
    return CaseLine(
        case.pseudonym,
        kind_words(case.kind),
        office_of(case),
        case.practitioner,
        shares.by_id[who].person.name if who else "",
        who,
        left.inspector.name if left else "",
    )


def new_rows(proposal: Proposal) -> list[CaseLine]:
    """The cases that would be given, by inspector."""
    shares = proposal.shares
    rows = [
        CaseLine(
            case,
            kind_words(shares.by_pseudonym[case].kind),
            office_of(shares.by_pseudonym[case]),
            shares.by_pseudonym[case].practitioner,
            shares.by_id[who].person.name,
            who,
            "",
        )
        for case, who in proposal.new.items()
    ]
    return sorted(rows, key=lambda row: (row.inspector, row.pseudonym))


def unplaced_rows(proposal: Proposal) -> list[tuple[str, str, str]]:
    """The cases that nobody would have: pseudonym, kind and why."""
    by_pseudonym = proposal.shares.by_pseudonym
    unplaced = proposal.allocation.unplaced.items()
    return [(case, kind_words(by_pseudonym[case].kind), why) for case, why in unplaced]


def what_rules_say(shares: Shares, case: ListedCase, holder: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Of everybody but the holder: the name, how much they have, and what the rules say against it."""
    loads = {str(load.examiner.person.pk): load for load in shares.loads()}
    return [
        (load.examiner.person.name, _has(load), shares.against(case, who))
        for who, load in loads.items()
        if who != holder
    ]


def _has(load: Balance) -> str:
    cases = "1 case" if len(load.cases) == 1 else f"{len(load.cases)} cases"
    return f"{cases}, {hours(load.minutes)} of {hours(load.examiner.minutes)}"


def interview_lines(rows: Iterable[CaseInterview]) -> list[InterviewLine]:
    """Interviews as lines, in their order."""
    return [_interview(row) for row in rows]


def _interview(row: CaseInterview) -> InterviewLine:
    local = timezone.localtime(row.starts) if row.starts else None
    return InterviewLine(
        row.pk,
        local.date() if local else None,
        f"{local:%H:%M}" if local else "",
        row.minutes,
        row.inspector.name,
        row.case.pseudonym,
        row.practitioner,
        row.place,
        row.get_state_display(),
        row.why,
        row.is_by_hand,
    )


def by_day(lines: Sequence[InterviewLine]) -> list[tuple[date, list[InterviewLine]]]:
    """The interviews that have a time, day by day; on each by time and inspector."""
    days = sorted({line.day for line in lines if line.day})
    return [
        (
            day,
            sorted(
                (line for line in lines if line.day == day), key=lambda line: (line.clock, line.inspector)
            ),
        )
        for day in days
    ]


def by_name(lines: Sequence[InterviewLine], name: str) -> list[tuple[str, list[InterviewLine]]]:
    """The interviews that have a time by inspector or practitioner."""
    timed = [line for line in lines if line.day]
    names = sorted({str(getattr(line, name)) for line in timed})
    return [(each, [line for line in timed if getattr(line, name) == each]) for each in names]


def planned_days(plan: PlannedInterviews) -> list[tuple[date, list[tuple[str, str, str, str, str, bool]]]]:
    """What would be planned, day by day: time, inspector, case, practitioner, office, and whether it stays as it is."""
    names = {who: each.person.name for who, each in plan.shares.by_id.items()}
    days: dict[date, list[tuple[str, str, str, str, str, bool]]] = {}
    for one in plan.timetable.placed:
        wanted = one.wanted
        days.setdefault(one.day, []).append(
            (
                f"{one.start:%H:%M}",
                names.get(wanted.inspector, "somebody who has left"),
                one.case,
                wanted.practitioner,
                wanted.office,
                one.case in plan.kept,
            )
        )
    return [(day, sorted(rows)) for day, rows in days.items()]


@dataclass(frozen=True, slots=True)
class OneCase:
    """A case of the sample, with its inspection and who has it."""

    inspection: Inspection
    listed: ListedCase
    holder: str

    @property
    def facts(self) -> dict[str, object]:
        """What pages about it show."""
        return {
            "inspection": self.inspection,
            "case": self.listed,
            "kind": kind_words(self.listed.kind),
            "office": office_of(self.listed),
            "holder": self.holder,
        }


def one_case(inspection: str, standing: Standing, pseudonym: str) -> OneCase:
    """A case of the sample of an inspection that somebody may see.

    Raises:
        InspectionNotFound: when there is no such inspection, or none they may see.
        CaseNotFound: when its sample holds no such case.
    """
    found = one_inspection(inspection, standing)
    listed = case_of(found, pseudonym)
    if listed is None:
        raise CaseNotFound(f"There is no case {pseudonym!r} in the sample.")
    held = inspector_of(listed)
    return OneCase(found, listed, held.inspector.name if held else "")


@dataclass(frozen=True, slots=True)
class OneInterview:
    """An interview, as its page shows it."""

    row: CaseInterview

    @property
    def line(self) -> InterviewLine:
        """As a timetable shows it."""
        return _interview(self.row)

    @property
    def initial(self) -> dict[str, object]:
        """What stands in the form that moves it."""
        line = self.line
        told: dict[str, object] = {"place": line.place}
        return told if line.day is None else told | {"day": line.day, "clock": line.clock}

    def has_come(self, at: datetime) -> bool:
        """Whether its time has come."""
        return self.row.starts is not None and self.row.starts <= at


def one_interview(inspection: str, standing: Standing, number: int) -> OneInterview:
    """An interview of an inspection that somebody may see.

    Raises:
        InspectionNotFound: when there is no such inspection, or none they may see.
        InterviewNotFound: when it has no such interview.
    """
    return OneInterview(interview(one_inspection(inspection, standing), number))
