"""How the rating of one standard was reached."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from eyre.platform.downloads import csv_response
from eyre.platform.items import Download
from eyre.site.queries.inspection import NoSuchInspection
from eyre.site.queries.standards import NoSuchStandard, StandardPage, standard_page

from .asked import CSV, JSON, BadRequest, json_response, not_found, refuse, wanted_format
from .inspections import no_such_inspection

COLUMNS = (
    "inspection", "standard", "question", "text", "sufficient", "relevant_cases", "not_relevant", "not_answered",
    "percent", "band", "governs", "reconstructed",
)  # fmt: skip


@require_safe
def standard(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """One standard of one inspection: the question that governs, its cases, and each step to the band."""
    try:
        wanted, page = wanted_format(request), standard_page(inspection, ref)
    except BadRequest as why:
        return refuse(request, why)
    except NoSuchInspection:
        return no_such_inspection(request, inspection)
    except NoSuchStandard:
        words = f"The framework of this inspection has no standard {ref[:20]}."
        link = reverse("inspections:inspection", args=[inspection])
        return not_found(request, words, "See the inspection", link)
    if wanted == CSV:
        return csv_response(f"{inspection}-{ref}.csv", COLUMNS, (r.values() for r in records(page)))
    if wanted == JSON:
        return json_response(request, _record(page))
    return render(request, "site/standard.html", {"page": page, "body": _body(page)})


@lru_cache(maxsize=1024)
def _body(page: StandardPage) -> SafeString:
    """The page as it looks. The same page looks the same, so it is drawn once; one that changed is drawn anew."""
    forms = (CSV, JSON) if page.has_answers else (JSON,)
    files = [Download("This page’s figures", f"?format={form}", form.upper()) for form in forms]
    return render_to_string("site/standard_body.html", {"page": page, "files": files})


def records(page: StandardPage) -> list[dict[str, object]]:
    """One record for each key question that was put to a case."""
    return [
        dict(
            zip(
                COLUMNS,
                (
                    page.context.id, page.standard.ref, asked.question.ref, asked.question.text, asked.count.x,
                    asked.count.of, asked.tally.not_relevant, asked.tally.not_answered, asked.rounded,
                    asked.mark.band, asked.governs, page.context.is_reconstructed,
                ),
                strict=True,
            )
        )
        for asked in page.questions
        if asked.tally
    ]  # fmt: skip


def _record(page: StandardPage) -> dict[str, object]:
    return {
        "inspection": page.context.id,
        "standard": page.standard.ref,
        "title": page.standard.title,
        "published": page.published.band or page.published.words,
        "computed": page.computed.band or page.computed.words if page.computed else None,
        "reconstructed": page.context.is_reconstructed,
        "reconstructed_note": page.context.answers_note,
        "key_questions": records(page),
        "steps": [step.text for step in page.steps],
    }
