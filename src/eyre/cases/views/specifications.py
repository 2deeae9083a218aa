"""What a case list holds: pages that anybody may read, and templates to fill in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.core.cases.listed import Specification
from eyre.frameworks.queries import stored_editions

from ..lists.shipped import NoSpecification, specification, specifications
from ..lists.templates_made import as_csv, as_xlsx

KINDS = {
    "csv": ("text/csv; charset=utf-8; header=present", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every edition of the case list."""
    return render(request, "cases/specifications.html", {"specifications": specifications()})


@require_safe
def case_list(request: HttpRequest, list_edition: str) -> HttpResponse:
    """One edition, column by column, with the rules that say which cases may be drawn."""
    found = _found(list_edition)
    titles = [each.title for each in stored_editions() if each.id in found.editions]
    return render(request, "cases/specification.html", {"rules": found, "titles": titles})


@require_safe
def template(request: HttpRequest, list_edition: str, kind: str) -> HttpResponse:
    """The empty list as a file to fill in."""
    found = _found(list_edition)
    if kind not in KINDS:
        raise Http404
    content_type, make = KINDS[kind]
    headers = {"Content-Disposition": f'attachment; filename="{found.id}.{kind}"'}
    return HttpResponse(make(found), content_type=content_type, headers=headers)


def _found(list_edition: str) -> Specification:
    try:
        return specification(list_edition)
    except NoSpecification as why:
        raise Http404 from why
