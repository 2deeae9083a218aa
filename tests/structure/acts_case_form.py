"""The action that opens an assessment."""

from acts import act

from eyre.cases import actions as cases
from eyre.cases.models import CaseList, ListedCase
from eyre.cases.models.lists import ListState
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from published_data import NOON


def listed_case() -> ListedCase:
    """A case of a made list of the inspection of Cumbria."""
    made = CaseList.objects.create(
        inspection=Inspection.objects.get(pk="pdu-2023-cumbria"),
        version=CaseList.objects.count() + 1,
        file_name="cases.csv",
        digest="0" * 64,
        state=ListState.REPLACED,
        sent_by="eyre load",
        sent_at=NOON,
    )
    return ListedCase.objects.create(case_list=made, row=2, pseudonym="C-7KQ2M", kind="licence")


@act(cases.open_assessment)
def _() -> dict[str, object]:
    case = listed_case()
    assessor = Person.objects.create(email="assessor@example.org", name="Ada", invited_at=NOON)
    return {"inspection": case.case_list.inspection, "case": case, "assessor": assessor}
