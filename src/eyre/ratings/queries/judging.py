"""On which inspections does a judgement wait for somebody: to be written, gone on with, or read as a second person?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from eyre.core.planning import Stage
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.abilities import Ability
from eyre.people.roles import Held, held_for
from eyre.people.standing import Standing
from eyre.ratings.models import Judgement, JudgementState

MOST = 20  # inspections told of


def _with(ability: Ability) -> tuple[str, ...]:
    return tuple(role.code for role in held_for(Held.INSPECTION) if ability in role.abilities)


WRITING, READING = _with(Ability.WRITE_JUDGEMENTS), _with(Ability.DISCUSS_JUDGEMENTS)


@dataclass(frozen=True, slots=True)
class ToJudge:
    """An inspection at judgement that somebody leads: what was returned, what is a draft, what nobody has begun."""

    inspection: str
    name: str
    returned: int
    drafts: int
    not_begun: int


@dataclass(frozen=True, slots=True)
class ToRead:
    """A submitted judgement that waits for a second person."""

    inspection: str
    name: str
    ref: str
    author: str


@dataclass(frozen=True, slots=True)
class Turns:
    """What of judgements waits for somebody: inspections on which they have to write, and judgements to read."""

    to_judge: tuple[ToJudge, ...] = ()
    to_read: tuple[ToRead, ...] = ()


def turns(standing: Standing) -> Turns:
    """What waits for somebody on the teams of inspections at judgement; one query, and two more where there is any.

    They lead those on which they have to write. They may read a submitted judgement when they wrote no version of it.
    """
    places = _places(standing)
    if not places:
        return Turns()
    rows = list(
        Judgement.objects.filter(inspection__in={place.inspection_id for place in places})
        .select_related("written_by")
        .defer("reasoning", "written_by__password")
    )
    led = {place.inspection_id: place.inspection for place in places if place.role in WRITING}
    read = {place.inspection_id: place.inspection for place in places if place.role in READING}
    return Turns(tuple(_to_judge(led, rows)), tuple(_to_read(read, rows, standing.person)))


def _places(standing: Standing) -> list[TeamMember]:
    """The places somebody has on teams of inspections that are at judgement and that they may see."""
    if not standing.is_signed_in:
        return []
    seen = visible_to(standing).filter(is_public=False, stage=Stage.JUDGEMENT)
    told = {"person": UUID(standing.person), "until": None, "role__in": {*WRITING, *READING}}
    mine = TeamMember.objects.filter(**told, inspection__in=seen.order_by().values("pk"))
    return list(mine.select_related("inspection").order_by("inspection")[:MOST])


def _to_judge(led: Mapping[str, Inspection], rows: Iterable[Judgement]) -> Iterator[ToJudge]:
    in_force = [row for row in rows if row.state != JudgementState.REPLACED]
    for pk, one in led.items():
        states = Counter(row.state for row in in_force if row.inspection_id == pk)
        left = len(edition(one.edition_id).standards) - states.total()
        returned, drafts = states[JudgementState.RETURNED], states[JudgementState.DRAFT]
        if returned or drafts or left:
            yield ToJudge(pk, one.name_as_printed, returned, drafts, left)


def _to_read(read: Mapping[str, Inspection], rows: Iterable[Judgement], person: str) -> Iterator[ToRead]:
    held = list(rows)
    wrote = {(row.inspection_id, row.standard_ref) for row in held if str(row.written_by_id) == person}
    for row in sorted(held, key=lambda row: (row.inspection_id, row.standard_ref)):
        place = (row.inspection_id, row.standard_ref)
        if row.state == JudgementState.SUBMITTED and row.inspection_id in read and place not in wrote:
            name = read[row.inspection_id].name_as_printed
            yield ToRead(row.inspection_id, name, row.standard_ref, row.written_by.name)
