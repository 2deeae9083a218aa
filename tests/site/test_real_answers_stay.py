"""What inspectors answered about single cases does not become public with the report; only what Eyre made up is."""

from collections.abc import Iterator

import pytest
from django.test import Client

from cast import Cast, signed_in
from eyre.cases.models import FrozenAnswers

pytestmark = pytest.mark.django_db
INSPECTION, CASE = "pdu-2023-cheshirewest", "CW-001"
PUBLIC = ["", "standards/2.2/", "questions/2.2.3/", "answers/", "answers/?format=csv", "figures/"]


@pytest.fixture
def real() -> Iterator[FrozenAnswers]:
    """The answers of Cheshire West, as if inspectors had given them."""
    held = FrozenAnswers.objects.get(inspection=INSPECTION)
    assert CASE in held.cases
    FrozenAnswers.objects.filter(pk=held.pk).update(is_reconstructed=False, note="")
    yield held
    FrozenAnswers.objects.filter(pk=held.pk).update(is_reconstructed=True, note=held.note)


def test_reconstructed_cases_can_be_followed_down(cast: Cast) -> None:
    assert CASE in Client().get(f"/inspections/{INSPECTION}/questions/2.2.3/").content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_page_names_a_case_that_is_real(cast: Cast, real: FrozenAnswers, path: str) -> None:
    for browser in (Client(), signed_in(cast["lead-inspector"]), signed_in(cast["quality-lead"])):
        answer = browser.get(f"/inspections/{INSPECTION}/{path}")
        assert answer.status_code == (404 if path.startswith("answers") else 200)
        assert CASE not in answer.content.decode()


def test_whoever_may_take_answers_still_can(cast: Cast, real: FrozenAnswers) -> None:
    answer = signed_in(cast["analyst"]).get(f"/desk/{INSPECTION}/answers-file/")
    assert answer.status_code == 200
    assert CASE.encode() in answer.getvalue()
