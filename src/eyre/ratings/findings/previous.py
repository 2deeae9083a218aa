"""Does what is printed about previous inspections, and do dates, fit what we hold?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from eyre.core.calendar import UNKNOWN, NotADate, PartialDate, parse_partial
from eyre.core.frameworks import Edition
from eyre.inspections.models import Inspection
from eyre.inspections.published import Published

from ..models import DataFinding, PublishedOverall
from ..published import outcome_named
from .statements import slug


def find_in_previous(
    published: Published,
    overalls: Mapping[str, PublishedOverall],
    edition_of: Mapping[str, Edition],
) -> Iterator[DataFinding]:
    """What is printed about previous inspections, against those we hold and against each other."""
    by_body: defaultdict[str, list[Inspection]] = defaultdict(list)
    for inspection in published.inspections:
        body = re.search(r"\(([A-Z][^)]*)\)$", inspection.previous_as_printed)
        if body:
            by_body[body[1]].append(inspection)
        elif inspection.previous_as_printed:
            yield from _against_previous(inspection, overalls, edition_of)
    for body_name, those in by_body.items():
        yield from _dated_differently(body_name, those, published)


def _dated_differently(
    body: str, inspections: Sequence[Inspection], published: Published
) -> Iterator[DataFinding]:
    dates = {_date_in(inspection.previous_as_printed).text for inspection in inspections}
    if len(dates) < 2:
        return
    sides = [
        {"says": f"{i.name_as_printed}: {i.previous_as_printed}", "source": _first_hand(i, published)}
        for i in inspections
    ]
    for inspection in inspections:
        yield DataFinding(
            key=f"previous_dates_differ:{slug(body)}:{inspection.id}",
            kind="previous_dates_differ",
            severity="warning",
            inspection_id=inspection.id,
            place="previous inspection",
            text=f"The inspection of {body} is dated {' and '.join(sorted(dates))} by different releases.",
            sides=sides,
        )


def _first_hand(inspection: Inspection, published: Published) -> str:
    """The inspectorate's own publication on an inspection; empty where we have none."""
    return next(
        (
            reading.source_id
            for reading in published.readings
            if reading.inspection_id == inspection.id and reading.kind.startswith("primary")
        ),
        "",
    )


def _date_in(printed: str) -> PartialDate:
    try:
        return parse_partial(printed.partition(" (")[0])
    except NotADate:
        return UNKNOWN


def _against_previous(
    inspection: Inspection, overalls: Mapping[str, PublishedOverall], edition_of: Mapping[str, Edition]
) -> Iterator[DataFinding]:
    printed = inspection.previous_overall_as_printed
    if inspection.previous_id is None:
        when = _date_in(inspection.previous_as_printed)
        yield DataFinding(
            key=f"previous_not_held:{inspection.id}",
            kind="previous_not_held",
            severity="note",
            inspection_id=inspection.id,
            place="previous inspection",
            text=f"A previous inspection{f' of {when}' if when else ''} is named, and we do not hold it"
            + (f"; it is said to have ended in {printed}." if printed else "."),
        )
        return
    edition, overall = edition_of[inspection.previous_id], overalls[inspection.previous_id]
    if printed and overall.band and outcome_named(edition, printed) != overall.band:
        yield DataFinding(
            key=f"previous_rating_differs:{inspection.id}",
            kind="previous_rating_differs",
            severity="error",
            inspection_id=inspection.id,
            place="previous inspection",
            text=f"The previous rating is printed as {printed}; that inspection was published as "
            f"{edition.band(overall.band).label}.",
        )


def find_in_dates(inspections: Iterable[Inspection]) -> Iterator[DataFinding]:
    for i in inspections:
        if i.fieldwork_from and i.published_to and i.published_to < i.fieldwork_from:
            yield DataFinding(
                key=f"published_before_fieldwork:{i.id}",
                kind="published_before_fieldwork",
                severity="error",
                inspection_id=i.id,
                place="dates",
                text=f"It was published {i.published_on}, before its fieldwork of {i.fieldwork_on}.",
            )
