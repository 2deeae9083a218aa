"""What is a new inspection called in addresses?"""

from __future__ import annotations

from django.utils.text import slugify

from eyre.inspections.models import Inspection

LONGEST_ID = 80
ROOM = 8  # letters of an id kept free for a number that tells it from others


def free_id(kind: str, year: int, name: str) -> str:
    """ "pdu-2026-cumbria", and with a number behind it where that is taken."""
    first = f"{kind.replace('_', '-')}-{year}-{slugify(name) or 'inspection'}"[: LONGEST_ID - ROOM].rstrip(
        "-"
    )
    taken = set(Inspection.objects.filter(id__startswith=first).values_list("id", flat=True))
    numbered = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (first, *numbered) if each not in taken)
