"""The answers about cases before an inspection is published: counted, case by case, and as a file to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.inspections.permissions import check_see_cases, check_take_answers
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.items import Download
from eyre.site.queries.questions import all_answers, question_page
from eyre.site.queries.work_ratings import answers_page

from .asked import left_out, not_found
from .questions import answer_filters, long_form, long_header
from .work_seen import or_not_found, published, seen


@require_safe
@or_not_found
def answers(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every question that was put to a case, counted."""
    one = seen(request, inspection, check_see_cases)
    if one.facts.is_public:
        return published(inspection)
    page = answers_page(inspection, one.standing)
    one.record("answers.seen", cases=page.cases if page else 0)
    files = [
        Download("All answers about cases", reverse("work:answers-file", args=[inspection]), "CSV", note=NOTE)
    ]
    return render(request, "site/work_answers.html", {"page": page, "id": inspection, "files": files})


NOTE = "In the form that “eyre rate” reads. Taking it away is written down."


@require_safe
@or_not_found
def question(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """One question: its cases, narrowed by answer and sub-group."""
    one = seen(request, inspection, check_see_cases)
    if one.facts.is_public:
        return published(inspection)
    page = question_page(inspection, ref, one.standing)
    filters = answer_filters(request, page)
    chosen = {name: filters.value(name) for name, _ in page.columns}
    lines = page.narrowed(filters.value("answer") if page.tally else "", chosen)
    one.record("answers.seen", question=page.question.ref, cases=len(lines))
    context = {
        "page": page,
        "lines": lines,
        "filters": filters if page.tally else None,
        "left_out": left_out(filters),
    }
    return render(request, "site/work_question.html", context)


@require_safe
@or_not_found
def file(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every answer held of an inspection as a file: written down as a disclosure."""
    one = seen(request, inspection, check_take_answers)
    found = all_answers(inspection, one.standing)
    if found is None:
        words, link = "No answers about cases are held of this inspection yet.", "work:inspection"
        return not_found(request, words, "See the inspection", reverse(link, args=[inspection]))
    edition, held = found
    one.record("answers.taken", Operation.DISCLOSURE, cases=len(held.matrix.cases))
    return csv_response(f"{inspection}-answers.csv", long_header(held), long_form(inspection, edition, held))
