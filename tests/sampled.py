"""An inspection with a team, a case list and a sample, as small as what is shared out needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from eyre.cases.keys import Identity, seal_identity
from eyre.cases.models import CaseKey, CaseList, ListedCase, Sample, SampledCase
from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.queries import roles_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from small_register import small_inspections, small_register, somebody

AT = datetime(2026, 9, 28, 9, 0, tzinfo=UTC)
BY = Actor("11111111-1111-4111-8111-111111111111", "lead-inspector", "192.0.2.1")
FIRST, LAST = date(2026, 10, 5), date(2026, 10, 9)
# A name nobody has, so that it is found wherever it slips out
NAME, PRACTITIONER = "Zebedee Canarybird", "Quentin Practitionerbird"


@dataclass
class Sampled:
    """The inspection, its people by name, and its cases by pseudonym, in the order of the draw."""

    inspection: Inspection
    people: dict[str, Person]
    cases: dict[str, ListedCase]
    sample: Sample

    def standing(self, name: str) -> Standing:
        """What the rules see of somebody."""
        person = self.people[name]
        return Standing(str(person.pk), person.name, roles_of(person.pk))

    def actor(self, name: str, role: str = "inspector") -> Actor:
        """Somebody acting in a role."""
        return self.standing(name).actor(role)


def sampled(
    cases: int = 6,
    team: Mapping[str, str] | None = None,
    offices: Sequence[str] = ("North", "South"),
    inspection: Inspection | None = None,
    kind: str = "community",
    days: tuple[date, date] = (FIRST, LAST),
) -> Sampled:
    """The cases C-01, C-02 … of the practitioners P-1, P-2 …, two each; a lead and two inspectors unless told."""
    one = inspection or _inspection()
    one.fieldwork, (one.fieldwork_from, one.fieldwork_to) = f"{days[0]}/{days[1]}", days
    one.save(update_fields=["fieldwork", "fieldwork_from", "fieldwork_to"])
    roles = team or {"Lea": "lead-inspector", "Ada": "inspector", "Bea": "inspector"}
    people = {name: somebody(name) for name in roles}
    for name, role in roles.items():
        join(one, people[name], role)
    case_list = CaseList.objects.create(
        inspection=one, version=1, file_name="x.csv", digest="0" * 64, state="stored", sent_by="x", sent_at=AT
    )
    sample = Sample.objects.create(
        inspection=one,
        case_list=case_list,
        number=1,
        kind="supervision",
        receipt="{}",
        digest="0" * 64,
        drawn_by="x",
        drawn_at=AT,
    )
    made = [listed(case_list, n, office=offices[n % len(offices)], kind=kind) for n in range(1, cases + 1)]
    for n, case in enumerate(made, start=1):
        SampledCase.objects.create(sample=sample, case=case, position=n)
    return Sampled(one, people, {case.pseudonym: case for case in made}, sample)


def _inspection() -> Inspection:
    """One in fieldwork, by an edition whose form asks about cases."""
    one = small_inspections(small_register(), ("cumbria",))["cumbria"]
    edition = StoredEdition.objects.get(pk=one.edition_id)
    edition.pk = "hmip-probation-pdu-2023"
    edition.save(force_insert=True)
    Inspection.objects.filter(pk=one.pk).update(edition=edition, stage="fieldwork")
    return Inspection.objects.get(pk=one.pk)


def listed(case_list: CaseList, n: int, *, office: str, kind: str) -> ListedCase:
    """One case of the list, with its key."""
    pseudonym = f"C-{n:02}"
    sealed = seal_identity(
        Identity(f"X{n:06}", f"{NAME} {n}", "1990-02-14", f"{PRACTITIONER} {(n + 1) // 2}")
    )
    CaseKey.objects.create(
        inspection=case_list.inspection, pseudonym=pseudonym, tag=f"{n:064}", sealed=sealed
    )
    return ListedCase.objects.create(
        case_list=case_list,
        row=n + 1,
        pseudonym=pseudonym,
        kind=kind,
        attributes={"office": office},
        practitioner=f"P-{(n + 1) // 2}",
    )


def join(inspection: Inspection, person: Person, role: str) -> TeamMember:
    """Put somebody on the team."""
    return TeamMember.objects.create(inspection=inspection, person=person, role=role, since=AT, given_by="x")
