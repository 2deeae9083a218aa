"""How far two who assess the same cases agree: a page, and the same figures as CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.cases.permissions.quality import check_assure_quality
from eyre.cases.queries.agreements import Agreements, Measured, agreements_of
from eyre.core.figures import Undefined
from eyre.core.statistics import Interval
from eyre.core.statistics.agreement import FEWEST, Agreement, Coefficient
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.items import Download

from .work_seen import Seen, or_not_found, seen

HEADER = [
    "of", "what", "cases", "agreed", "pairs", "few", "share_low", "share_high", "kappa", "kappa_low", "kappa_high",
    "ac1", "ac1_low", "ac1_high", "alpha", "alpha_low", "alpha_high",
]  # fmt: skip
NOTE = "Taking it away is written down."


def _asked(request: HttpRequest, inspection: str) -> tuple[Seen, Agreements]:
    one = seen(request, inspection, check_assure_quality)
    return one, agreements_of(one_inspection(inspection, one.standing))


@require_safe
@or_not_found
def agreement(request: HttpRequest, inspection: str) -> HttpResponse:
    """In all, question by question, and by the type of pair; and which questions' wording may mislead."""
    one, told = _asked(request, inspection)
    one.record("agreement.seen", cases=told.cases)
    files = [
        Download(
            f"Agreement as {form.upper()}",
            reverse(f"quality:agreement-{form}", args=[inspection]),
            form.upper(),
            note=NOTE,
        )
        for form in ("csv", "json")
    ]
    found = one_inspection(inspection, one.standing)
    context = {"inspection": found, "told": told, "files": files, "fewest": FEWEST}
    return render(request, "site/quality_agreement.html", context)


@require_safe
@or_not_found
def as_csv(request: HttpRequest, inspection: str) -> HttpResponse:
    """The figures as a table."""
    one, told = _asked(request, inspection)
    one.record("agreement.taken", Operation.DISCLOSURE, cases=told.cases)
    rows = [[record[name] for name in HEADER] for record in _records(told)]
    return csv_response(f"{inspection}-agreement.csv", HEADER, rows)


@require_safe
@or_not_found
def as_json(request: HttpRequest, inspection: str) -> HttpResponse:
    """The figures as JSON; what is undefined is null."""
    one, told = _asked(request, inspection)
    one.record("agreement.taken", Operation.DISCLOSURE, cases=told.cases)
    data = {"inspection": inspection, "fewest_pairs": FEWEST, "level": 0.95, "rows": list(_records(told))}
    return JsonResponse(data)


def _records(told: Agreements) -> Iterator[dict[str, str | int | float | bool | None]]:
    if told.overall is not None:
        yield _record("all", Measured("all questions", "", told.cases, told.overall))
    for each in told.questions:
        yield _record("question", each)
    for each in told.pairs:
        yield _record("pair type", each)


def _record(of: str, each: Measured) -> dict[str, str | int | float | bool | None]:
    found: Agreement = each.agreement
    share = found.share if isinstance(found.share, Interval) else None
    record: dict[str, str | int | float | bool | None] = {
        "of": of,
        "what": each.what,
        "cases": each.cases,
        "agreed": found.agreed.x,
        "pairs": found.pairs,
        "few": found.is_few,
        "share_low": share.low if share else None,
        "share_high": share.high if share else None,
    }
    for name, value in (("kappa", found.kappa), ("ac1", found.ac1), ("alpha", found.alpha)):
        record |= _coefficient(name, value)
    return record


def _coefficient(name: str, value: Coefficient | Undefined) -> dict[str, float | None]:
    if isinstance(value, Undefined):
        return {name: None, f"{name}_low": None, f"{name}_high": None}
    ends = [None if isinstance(end, Undefined) else end for end in (value.low, value.high)]
    return {name: value.value, f"{name}_low": ends[0], f"{name}_high": ends[1]}
