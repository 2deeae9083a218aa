"""How sub-groups fare, and what changed since the previous inspection: pages before publication, and as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.inspections.permissions import check_see_draft_ratings
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.items import Download
from eyre.site.queries import change as changes
from eyre.site.queries import groups as grouped

from .asked import not_found
from .work_seen import Seen, or_not_found, published, seen

NOTE = "Taking it away is written down."
NOT_FROZEN = "The answers of this inspection are not frozen yet: nothing is counted before they are."


@require_safe
@or_not_found
def groups(request: HttpRequest, inspection: str) -> HttpResponse:
    """Each sub-group column: its pairs, question by question."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    found = one_inspection(inspection, one.standing)
    page = grouped.groups_page(found)
    one.record("groups.seen")
    files = _file("groups:groups-csv", inspection, "The contrasts") if page and page.tables else []
    context = {"inspection": found, "page": page, "not_frozen": NOT_FROZEN, "files": files}
    return render(request, "site/groups.html", context)


@require_safe
@or_not_found
def groups_csv(request: HttpRequest, inspection: str) -> HttpResponse:
    """The contrasts as a table."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    page = grouped.groups_page(one_inspection(inspection, one.standing))
    if page is None:
        return _not_frozen(request, inspection)
    return _taken(
        one, "groups.taken", f"{inspection}-groups.csv", grouped.HEADER, grouped.csv_rows(page.tables)
    )


@require_safe
@or_not_found
def change(request: HttpRequest, inspection: str) -> HttpResponse:
    """The previous inspection and this one, side by side."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    found = one_inspection(inspection, one.standing)
    page = changes.change_page(found, one.standing)
    one.record("change.seen")
    _record_then(request, page, "change.seen")
    files = _file("groups:change-csv", inspection, "The questions") if page.questions else []
    return render(request, "site/change.html", {"inspection": found, "page": page, "files": files})


@require_safe
@or_not_found
def change_csv(request: HttpRequest, inspection: str) -> HttpResponse:
    """The questions then and now as a table."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    page = changes.change_page(one_inspection(inspection, one.standing), one.standing)
    _record_then(request, page, "change.taken", Operation.DISCLOSURE)
    return _taken(one, "change.taken", f"{inspection}-change.csv", changes.HEADER, changes.csv_rows(page))


def _record_then(
    request: HttpRequest,
    page: changes.ChangePage,
    action: str,
    operation: Operation = Operation.CONSULTATION,
) -> None:
    """Write down at the previous inspection too that it was looked at, where it is not published."""
    if page.previous is not None and not page.previous.is_public:
        seen(request, page.previous.pk, check_see_draft_ratings).record(action, operation)


def _file(address: str, inspection: str, label: str) -> list[Download]:
    return [Download(label, reverse(address, args=[inspection]), "CSV", note=NOTE)]


def _taken(one: Seen, action: str, name: str, header: tuple[str, ...], rows: object) -> HttpResponse:
    one.record(action, Operation.DISCLOSURE)
    return csv_response(name, header, rows)  # type: ignore[arg-type]


def _not_frozen(request: HttpRequest, inspection: str) -> HttpResponse:
    return not_found(request, NOT_FROZEN, "See the inspection", reverse("work:inspection", args=[inspection]))
