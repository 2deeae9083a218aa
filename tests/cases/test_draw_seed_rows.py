"""Seeds of draws keep their promises: one waits at a time, and none is empty."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.cases.models import DrawSeed
from eyre.inspections.models import Inspection
from published_data import NOON

pytestmark = pytest.mark.django_db


def seed(words: str = "a sentence") -> DrawSeed:
    inspection = Inspection.objects.get(pk="pdu-2023-cumbria")
    return DrawSeed.objects.create(
        inspection=inspection, seed=words, was_said=True, fixed_by="x", fixed_at=NOON
    )


def test_an_empty_seed_is_refused(loaded: Any) -> None:
    with pytest.raises(IntegrityError, match="draw_seed_is_said"), transaction.atomic():
        seed("")
    assert "draw_seed_is_said" in {each.name for each in DrawSeed._meta.constraints}


def test_one_seed_waits_for_a_list_at_a_time(loaded: Any) -> None:
    assert "seed" in str(seed())
    with pytest.raises(IntegrityError), transaction.atomic():
        seed("another sentence")
