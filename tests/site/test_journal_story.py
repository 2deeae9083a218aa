"""Does a newcomer see answers that differ and what was kept apart in the demonstration?"""

from typing import Any

import pytest

from cast import Cast, signed_in, story
from eyre.cases.models import AnswerNow, QuarantinedOperation

__all__ = ["story"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_southfold_has_one_of_each(story: Cast, loaded: Any) -> None:
    southfold = story.southfold
    assert AnswerNow.objects.filter(assessment__inspection=southfold, is_conflict=True).exists()
    kept = QuarantinedOperation.objects.get(inspection=southfold)
    assert kept.code == "not-allowed"
    lead = signed_in(story["lead-inspector"], "password", "mfa")
    for part, words in (("conflicts/", "1 to decide"), ("kept-apart/", "1 to decide")):
        assert words in lead.get(f"/desk/{southfold.pk}/cases/{part}").content.decode()
    assert "on the train" in lead.get(f"/desk/{southfold.pk}/cases/kept-apart/{kept.pk}/").content.decode()
