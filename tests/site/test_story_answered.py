"""The step of the demonstration that puts two cases under way."""

import pytest
from django.db import transaction

from case_made import made_case
from cast import Cast
from eyre.cases.forms import load_form
from eyre.cases.models import Assessment
from eyre.cases.queries.assessments import answers_now
from eyre.core.assessment import missing
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.site.demonstration.cast import EASTMERE, SOUTHFOLD, WESTMARCH
from eyre.site.demonstration.story.answered import answered
from eyre.site.demonstration.story.scene import Scene
from published_data import NOON

pytestmark = pytest.mark.django_db


def scene(cast: Cast) -> Scene:
    inspections = {SOUTHFOLD: cast.southfold, WESTMARCH: cast.westmarch, EASTMERE: cast.eastmere}
    people: dict[str, Person] = dict(cast.people)
    return Scene(inspections, people, Actor.of_command("eyre serve"), NOON)


def test_two_cases_are_under_way(cast: Cast) -> None:
    with transaction.atomic():
        made = [made_case(cast.southfold, cast["inspector"], pseudonym=f"C-{n}") for n in range(5)]
        answered(scene(cast))
        half, disputed = (Assessment.objects.get(pk=one.pk) for one in made[-2:])
        assert half.answered > 40
        assert disputed.conflicts == 1
        assert {one.answered for one in Assessment.objects.filter(pk__in=[one.pk for one in made[:3]])} == {0}
        told = missing(load_form(half.form), "licence", answers_now(half).values({}))
        assert 0 < len(told) < 20
        transaction.set_rollback(True)


def test_without_cases_nothing_is_told(cast: Cast) -> None:
    with transaction.atomic():
        made_case(cast.southfold, cast["inspector"])
        answered(scene(cast))
        assert not Assessment.objects.filter(answered__gt=0).exists()
        transaction.set_rollback(True)
