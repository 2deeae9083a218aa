"""Southfold's list and sample in the story: whole, with exclusions and a replacement, and quick."""

from typing import Any

import pytest

from cast import Cast
from eyre.cases.models import CaseKey, CaseList, Sample
from eyre.cases.queries.samples import check_again
from eyre.cases.sampling.drawing import read

pytestmark = pytest.mark.django_db


def test_southfold_has_a_list_and_a_sample_with_a_replacement(story: Cast) -> None:
    held = CaseList.objects.get(inspection=story.southfold)
    assert (held.state, held.problem_count) == ("stored", 0)
    assert set(held.excluded) == {"started-too-early", "started-too-late"}
    first, second = Sample.objects.filter(inspection=story.southfold).order_by("number")
    assert (first.is_current, second.is_current) == (False, True)
    receipt = read(second.receipt)
    assert len(receipt.replaced) == 1
    assert receipt.seed.startswith("High tide")
    assert check_again(second) == ()
    assert CaseKey.objects.filter(inspection=story.southfold, pseudonym__startswith="P-").count() >= 6


def test_nobody_of_the_list_is_named_on_the_receipt(story: Cast) -> None:
    told: Any = "".join(Sample.objects.values_list("receipt", flat=True))
    assert "Ashwell" not in told
    assert "SF-4" not in told
