"""Does the story of Southfold show evidence in every state that matters, as people would have brought it about?"""

from collections import Counter

import pytest
from evidence_asked import CONTACT, LEAD, somebody

from cast import Cast
from eyre.evidence.models import Request, RequestFile
from eyre.inspections.models import StageFact

pytestmark = pytest.mark.django_db


def test_southfold_shows_evidence_in_every_state_that_matters(story: Cast) -> None:
    found = Counter(Request.objects.filter(inspection=story.southfold).values_list("state", flat=True))
    assert found["asked"] == 1
    assert (
        found["sent"],
        found["accepted"],
        found["asked-again"],
        found["not-applicable"],
        found["prepared"],
    ) == (4, 7, 1, 1, 1)
    assert StageFact.objects.get(inspection=story.southfold, needed="requests-sent").is_true
    kinds = set(
        RequestFile.objects.filter(request__inspection=story.southfold).values_list("file__kind", flat=True)
    )
    assert kinds == {"txt", "csv", "docx"}


def test_both_sides_see_it(story: Cast) -> None:
    lead = somebody(story, LEAD).get(f"/desk/{story.southfold.pk}/evidence/").content.decode()
    contact = somebody(story, CONTACT).get(f"/desk/{story.southfold.pk}/provider/").content.decode()
    for page in (lead, contact):
        assert "Staffing by office.csv" in page
        assert "Asked for again" in page
    assert "Duty desk at court" in lead
    assert "Duty desk at court" not in contact
