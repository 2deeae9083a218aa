"""Help for newcomers, where the data are from, and what is known of accessibility."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from eyre.frameworks.method import describe_method
from eyre.platform import marks
from eyre.site.markdown import render_text
from eyre.site.queries.reading import Example, Held, examples, held

from . import known_words


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Bands, standards, key questions and scores in two minutes, by a real example."""
    found = examples()
    if len(found) < 2:
        return render(request, "site/reading.html", {"title": "Help", "body": render_text("not-loaded", {})})
    body = render_text("help", _links() | _figures(found[0], found[1]))
    return render(request, "site/reading.html", {"title": "Help", "body": body})


@require_safe
def about_the_data(request: HttpRequest) -> HttpResponse:
    """Where the facts are from, and what it means to say that one is known."""
    body = render_text("about-the-data", _links() | _holdings(held()))
    return render(request, "site/reading.html", {"title": "About the data", "body": body})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages were tested, and what is known not to work."""
    return render(
        request,
        "site/reading.html",
        {"title": "Accessibility", "body": render_text("accessibility", _links())},
    )


def _figures(first: Example, second: Example) -> dict[str, object]:
    """Everything the help names, read off the two examples."""
    return _names("first", first) | _names("second", second) | _followed(first) | {
        "ratings": _block("ratings", first),
        "sums": render_to_string("site/help_sums.html", {"edition": first.edition, "method": describe_method(first.edition)}),
        "shares": render_to_string("site/help_shares.html", {"edition": first.edition, "method": describe_method(first.edition)}),
        "best": first.edition.best_score,
        "bands": _bands(first),
        "method": _link("frameworks:method", first.sheet.facts.edition, "the method, with every rule and examples at every cut"),
        "not_rated": _not_rated(second),
    }  # fmt: skip


def _names(prefix: str, example: Example) -> dict[str, object]:
    facts, score = example.sheet.facts, example.sheet.score
    return {
        f"{prefix}_link": _link("inspections:inspection", facts.id, facts.name),
        f"{prefix}_name": facts.name,
        f"{prefix}_score": marks.score(score.points, score.out_of) if score else "not known",
        f"{prefix}_points": score.points if score else "not known",
        f"{prefix}_out_of": score.out_of if score else "not known",
        f"{prefix}_band": _band(example),
        f"{prefix}_edition": _link("frameworks:edition", facts.edition, facts.edition_title),
        f"{prefix}_published": facts.published,
    }


def _followed(example: Example) -> dict[str, object]:
    row = example.followed
    if row is None or row.governing is None:
        return dict.fromkeys(
            ("standard", "question", "question_text", "count", "question_band", "count_link"), "–"
        )
    inspection, question = example.sheet.facts.id, row.governing.ref
    href = reverse("inspections:question", args=[inspection, question])
    return {
        "standard": f"{row.ref} {row.title}",
        "question": question,
        "question_text": row.governing.text,
        "count": f"{row.governing.count} relevant cases",
        "question_band": row.governing.mark.words,
        "count_link": format_html('<a class="govuk-link" href="{}">see these cases</a>', href),
    }


def _bands(example: Example) -> str:
    return ", ".join(f"{band.label} ({band.score})" for band in example.edition.bands)


def _band(example: Example) -> SafeString:
    mark = example.sheet.overall
    if mark.kind or mark.rank is None or mark.of is None:
        return marks.no_band_tag(mark.kind)
    return marks.band_tag(mark.label, mark.rank, mark.of)


def _not_rated(example: Example) -> str:
    names = [f"{row.ref} {row.title}" for row in example.sheet.standards if row.mark.kind == "not_rated"]
    return " and ".join(names) or "one standard"


def _block(name: str, example: Example) -> SafeString:
    return render_to_string(f"site/help_{name}.html", {"example": example, "sheet": example.sheet})


def _link(name: str, argument: str, words: str) -> SafeString:
    return format_html('<a class="govuk-link" href="{}">{}</a>', reverse(name, args=[argument]), words)


def _links() -> dict[str, object]:
    """The ways to the other pages, by the names the texts have for them."""
    return {
        "to_inspections": reverse("inspections:list"),
        "to_providers": reverse("providers:list"),
        "to_league_tables": reverse("analysis:league-tables"),
        "to_frameworks": reverse("frameworks:list"),
        "to_findings": reverse("site:findings"),
        "to_proof": reverse("reports:proof"),
        "to_sampling": reverse("sampling:calculator"),
        "to_case_lists": reverse("sampling:case-lists"),
        "to_roles": reverse("roles:table"),
        "to_about": reverse("site:about-the-data"),
        "to_help": reverse("site:help"),
    }


def _said(rows: tuple[tuple[str, int], ...], say: Callable[[str], str]) -> list[tuple[str, int]]:
    """The rows in a reader's words, each with a capital."""
    told = [(say(words), number) for words, number in rows]
    return [(words[:1].upper() + words[1:], number) for words, number in told]


def _holdings(all_held: Held) -> dict[str, object]:
    numbers: dict[str, object] = {
        name: f"{getattr(all_held, name):,}"
        for name in (
            "inspections", "providers", "editions", "scores", "complete", "recommendations", "findings",
            "contradictions", "sources",
        )
    }  # fmt: skip
    return numbers | {
        "loaded": all_held.loaded,
        "without_score": f"{all_held.inspections - all_held.scores:,}",
        "bases": render_to_string("site/about_counts.html", {"rows": _said(all_held.bases, known_words.overall_known), "what": "How the overall rating is known", "of": "Inspections"}),
        "kinds": render_to_string("site/about_counts.html", {"rows": _said(all_held.kinds, known_words.kind_of_source), "what": "Where facts about inspections were read", "of": "Readings"}),
        "licences": render_to_string("site/about_counts.html", {"rows": _said(all_held.licences, known_words.licence), "what": "Licence of the source", "of": "Sources"}),
    }  # fmt: skip
