"""Recommendations: one number once, always to somebody, and found by the body that is told."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.inspections.models import Inspection
from eyre.inspections.queries import inspection
from eyre.platform.facts import DataMistakes
from eyre.providers.queries import provider
from eyre.recommendations.models import Recommendation
from eyre.recommendations.published import read_recommendations
from eyre.recommendations.queries import recommendations_of, recommendations_to


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": 0}, "recommendation_number_from_one"),
        ({"addressee": "king"}, "recommendation_addressee_is_known"),
        ({"addressed_to": None}, "recommendation_names_its_body"),
        ({"text": ""}, "recommendation_has_text"),
    ],
)
def test_promises(loaded: Any, change: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Recommendation.objects.filter(inspection_id="pdu-2023-cumbria", number=1).update(**change)


@pytest.mark.django_db
def test_a_number_is_given_once(loaded: Any) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Recommendation.objects.filter(inspection_id="pdu-2023-cumbria", number=1).update(number=2)


@pytest.mark.django_db
def test_the_52_of_the_letter_reach_their_bodies(loaded: Any) -> None:
    assert Recommendation.objects.count() == 52
    north_west = recommendations_to(provider("north-west-region"))
    assert north_west.count() == 12
    assert {each.inspection_id for each in north_west} == {
        "pdu-2023-cheshirewest",
        "pdu-2023-blackburn",
        "pdu-2023-knowsleysthelens",
        "pdu-2023-liverpoolnorth",
        "pdu-2023-cumbria",
    }
    assert recommendations_to(provider("hmpps")).count() == 11
    numbers = [each.number for each in recommendations_of(inspection("pdu-2023-cumbria"))]
    assert numbers == list(range(1, 14))


@pytest.mark.django_db
def test_every_one_is_a_paraphrase_with_its_source(loaded: Any) -> None:
    for each in Recommendation.objects.select_related("source"):
        assert each.is_paraphrase
        assert "27 July 2023" in each.source.citation


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "recommendations.csv").write_text(
        "inspection_id,number,addressee,text,source,place\n"
        "I,1,pdu,Do this,s,p\nI,3,pdu,Do that,s,p\nI,x,king,Do more,s,p\nJ,1,hmpps,Do it,s,p\n"
    )
    with pytest.raises(DataMistakes) as caught:
        read_recommendations({"i": Inspection(id="i", provider_id="p", region_id="r")}, tmp_path)
    told = "\n".join(map(str, caught.value.mistakes))
    for words in (
        "row 3: number: 3 follows where 2 should",
        "row 4: number: 'x' is no whole number",
        "row 4: addressee: 'king'",
        "row 5: inspection_id: there is no inspection 'J'",
    ):
        assert words in told, words
