"""How many cases are there on the list, of which those inspected are a sample?"""

from __future__ import annotations

from collections.abc import Iterable

from eyre.cases.models import ListedCase
from eyre.inspections.models import Inspection

from .samples import current_sample


def population_of(inspection: Inspection, cases: Iterable[str]) -> int | None:
    """How many cases could have been drawn where these were: those of their kinds on the list that no rule keeps out.

    None where no list is known, or these cases are not all on it.
    """
    sample, names = current_sample(inspection), set(cases)
    if sample is None or not names:
        return None
    listed = ListedCase.objects.filter(case_list=sample.case_list_id)
    found = dict(listed.filter(pseudonym__in=names).values_list("pseudonym", "kind"))
    if len(found) < len(names):
        return None
    there = listed.filter(kind__in=set(found.values()), excluded="").count()
    return there if there >= len(names) else None
