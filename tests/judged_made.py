"""An inspection at the stage of judgement with frozen answers, evidence in its register, and what may be written of it.

Under the edition of 2023: three standards judged on other evidence (P1.1 to P1.3), four rated from cases.
"""

from datetime import date
from uuid import uuid4

from eyre.cases.actions import store_answers
from eyre.cases.actions.freezing import freeze_taken
from eyre.cases.models import FrozenAnswers
from eyre.evidence.actions import add_evidence
from eyre.evidence.models import EvidenceItem
from eyre.evidence.told import Speaks, Told
from eyre.frameworks.queries import edition as edition_named
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.ratings.written import Written
from eyre.site.demonstration.answers import invented_answers
from published_data import NOON

BY = Actor.of_command("the tests")
EDITION = "hmip-probation-pdu-2023"
HEARD = Told("interview", "Interview with the head", "The head of service", date(2026, 11, 2), "We plan.")


def person(name: str) -> Person:
    return Person.objects.create(email=f"{name}-{uuid4()}@example.org", name=name.title(), invited_at=NOON)


def author() -> Person:
    return person("amara")


def reader() -> Person:
    return person("moira")


def frozen(pk: str = "pdu-2023-cumbria", edition: str = EDITION) -> Inspection:
    """An inspection under this edition at judgement, with its answers frozen where it asks about cases."""
    told = {"is_public": False, "stage": "judgement", "edition": edition}
    Inspection.objects.filter(pk=pk).update(**told)
    one = Inspection.objects.select_related("edition").get(pk=pk)
    FrozenAnswers.objects.filter(inspection=one).delete()
    held = edition_named(edition)
    if held.case_standards:
        matrix = invented_answers(held)
        store_answers(inspection=one, matrix=matrix, is_reconstructed=True, note="x", by=BY, at=NOON)
        freeze_taken(inspection=one, by=BY, at=NOON)
    return one


def evidence(one: Inspection, standard: str = "P1.1", direction: str = "strength") -> EvidenceItem:
    """A piece of evidence that speaks to a standard."""
    speaks = (Speaks(standard, "", direction),)
    return add_evidence(inspection=one, told=HEARD, speaks=speaks, person=person("owen"), by=BY, at=NOON)


def whole(one: Inspection, relies: EvidenceItem, standard: str = "P1.1", band: str = "good") -> Written:
    """A judgement to which nothing is missing."""
    asked = edition_named(one.edition_id).standard(standard).key_questions
    questions = {each.ref: (band, f"As {relies} shows.") for each in asked}
    return Written(band, f"Because of {relies}.", questions, (relies.number,))
