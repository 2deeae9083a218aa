"""How much of an inspector's time does a case of each kind take, and what does it ask them to know?

The minutes are ours, not the inspectorate's: nothing published says them. They include the interview with the
practitioner, and whoever shares out the cases may say others. A kind that is not named takes what most cases take.
"""

from __future__ import annotations

from collections.abc import Mapping

from eyre.cases.models.inspectors import Special

USUAL = 240
BY_KIND = {
    "community": 240,
    "licence": 240,
    "short_sentence": 180,
    "court_report": 90,
    "through_the_gate": 150,
    "unpaid_work": 120,
    "victim": 90,
    "court_disposal": 270,
    "out_of_court_disposal": 210,
}
A_DAY = 420  # seven hours of a day of fieldwork

KIND_NEEDS = {
    "court_report": Special.COURT,
    "unpaid_work": Special.UNPAID_WORK,
    "victim": Special.VICTIMS,
}
ATTRIBUTE_NEEDS = {
    ("language", "welsh"): Special.WELSH,
    ("offence", "sexual"): Special.SEXUAL_OFFENDING,
    ("offence", "domestic-abuse"): Special.DOMESTIC_ABUSE,
}


def minutes_for(kind: str, said: Mapping[str, int] | None = None) -> int:
    """The minutes a case of this kind takes: as somebody said for this inspection, else as is usual."""
    return (said or {}).get(kind) or BY_KIND.get(kind, USUAL)


def needs_of(kind: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """The specialisms a case asks for."""
    by_kind = {KIND_NEEDS[kind].value} if kind in KIND_NEEDS else set()
    return frozenset(
        by_kind
        | {
            special.value
            for (name, value), special in ATTRIBUTE_NEEDS.items()
            if str(attributes.get(name, "")).lower() == value
        }
    )
