"""What stands in a plan on paper: every task with its day and who does it, the team, and who speaks for the provider?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from eyre.core.planning.letters import say_date
from eyre.inspections.models import Inspection, PlannedTask, TeamMember
from eyre.inspections.queries.dated import tasks_of
from eyre.people.roles import ROLES
from eyre.providers.models import Contact
from eyre.site.queries.work import team_and_contacts


@dataclass(frozen=True, slots=True)
class PaperTask:
    """A task as it stands on paper. `names` are those who hold its role on this inspection, or for its provider, now."""

    code: str
    title: str
    on: date
    role: str
    names: tuple[str, ...]
    is_event: bool
    is_moved: bool
    done_at: datetime | None

    @property
    def day(self) -> str:
        """Its day in words."""
        return say_date(self.on)


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """Somebody on paper: their role, name, and for those who may know it how to reach them."""

    role: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A whole plan."""

    tasks: tuple[PaperTask, ...]
    team: tuple[PaperPerson, ...]
    contacts: tuple[PaperPerson, ...]


def paper_of(inspection: Inspection, may_reach: bool) -> PlanPaper:
    """The plan of an inspection; three queries. With `may_reach` people stand there with their addresses."""
    members, contacts = team_and_contacts(inspection)
    held: dict[str, list[str]] = {}
    everybody: list[TeamMember | Contact] = [*members, *contacts]
    for each in everybody:
        held.setdefault(each.role, []).append(each.person.name)
    return PlanPaper(
        tuple(_task(each, held) for each in tasks_of(inspection)),
        tuple(_person(each, may_reach) for each in members),
        tuple(_person(each, may_reach) for each in contacts),
    )


def _person(held: TeamMember | Contact, may_reach: bool) -> PaperPerson:
    return PaperPerson(ROLES[held.role].name, held.person.name, held.person.email if may_reach else "")


def _task(task: PlannedTask, held: dict[str, list[str]]) -> PaperTask:
    return PaperTask(
        task.code,
        task.title,
        task.due,
        ROLES[task.owner].name,
        tuple(held.get(task.owner, ())),
        task.is_event,
        task.is_moved,
        task.done_at,
    )
