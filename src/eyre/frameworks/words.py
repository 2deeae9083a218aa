"""How do pages say what an edition holds? The words for completeness, wording, evidence, dates and shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eyre.core.calendar import say_day
from eyre.core.figures import Rounding
from eyre.core.frameworks import Completeness, Edition, Provenance, Status


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word for a mark, the colour of its tag, and the sentence that explains it."""

    word: str
    colour: str
    text: str


COMPLETENESS = {
    Completeness.FULL: Tag("Full", "green", "Every standard, every key question and every rule is here."),
    Completeness.PARTIAL: Tag(
        "Partial", "yellow", "Standards and the overall rule are here; some key questions or case rules are not."
    ),
    Completeness.OUTLINE: Tag("Outline", "orange", "Not enough is known to rate anything."),
}  # fmt: skip

ROUNDING = {
    Rounding.HALF_UP: "to the nearest whole per cent, a half up",
    Rounding.HALF_EVEN: "to the nearest whole per cent, a half to the even number",
    Rounding.HALF_DOWN: "to the nearest whole per cent, a half down",
    Rounding.DOWN: "down to a whole per cent",
}

APPLIES_TO = {
    "pdu": "Probation delivery units",
    "region": "Probation regions",
    "crc": "Community rehabilitation companies",
    "nps_division": "National Probation Service divisions",
    "national": "National arrangements for probation",
    "approved_premises": "Approved premises",
    "youth_service": "Youth justice services",
    "youth": "Youth justice services",
    "sfo_review": "Serious further offence reviews",
    "local_authority": "Local authorities (adult social care)",
    "adult_social_care_service": "Adult social care services",
}

FAMILIES = {
    "Probation before the unified service of June 2021": {"crc", "nps_division"},
    "Probation since June 2021": {"pdu", "region", "national", "approved_premises", "sfo_review"},
    "Youth justice": {"youth", "youth_service"},
    "Adult social care, by another inspectorate": {"local_authority", "adult_social_care_service"},
}
OTHER_FAMILY = "Others"


def family_of(edition: Edition) -> str:
    """The family an edition is listed under."""
    kinds = set(edition.applies_to)
    return next((family for family, members in FAMILIES.items() if kinds & members), OTHER_FAMILY)


def say_applies_to(edition: Edition) -> str:
    """Whom the edition is for, in words."""
    return "; ".join(APPLIES_TO.get(kind, kind.replace("_", " ")) for kind in edition.applies_to)


def say_valid(start: date | None, end: date | None) -> str:
    """ "26 June 2021 to 30 September 2023", "from 1 January 2025", or that no dates are known."""
    if start and end:
        return f"{say_day(start)} to {say_day(end)}"
    if start:
        return f"from {say_day(start)}"
    return f"until {say_day(end)}" if end else "dates not known"


def weakest(provenance: tuple[Provenance, ...]) -> Status | None:
    """The status that needs most care among the parts: recalled before ours before derived before verified."""
    order = (Status.RECALLED, Status.OURS, Status.DERIVED, Status.VERIFIED)
    held = {one.status for one in provenance}
    return next((status for status in order if status in held), None)
