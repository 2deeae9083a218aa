"""What is a new inspection called in addresses, and a new programme?"""

from __future__ import annotations

from django.utils.text import slugify

from eyre.inspections.models import Inspection, Programme

LONGEST_ID = 80
LONGEST_PROGRAMME = 60
ROOM = 8  # letters of an id kept free for a number that tells it from others


def free_id(kind: str, year: int, name: str) -> str:
    """ "pdu-2026-cumbria", and with a number behind it where that is taken."""
    first = f"{kind.replace('_', '-')}-{year}-{slugify(name) or 'inspection'}"[: LONGEST_ID - ROOM].rstrip(
        "-"
    )
    taken = set(Inspection.objects.filter(id__startswith=first).values_list("id", flat=True))
    return _free(first, taken)


def free_programme(title: str) -> str:
    """ "north-2027", and with a number behind it where that is taken."""
    first = (slugify(title) or "programme")[: LONGEST_PROGRAMME - ROOM].rstrip("-")
    # Words that stand in addresses beside programmes
    taken = {"open"} | set(Programme.objects.filter(slug__startswith=first).values_list("slug", flat=True))
    return _free(first, taken)


def _free(first: str, taken: set[str]) -> str:
    numbered = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (first, *numbered) if each not in taken)
