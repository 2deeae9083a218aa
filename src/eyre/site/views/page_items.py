"""The facts, sources and downloads of one inspection, as the components of a page take them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from eyre.platform.items import Download, Fact, Source
from eyre.site.queries.sheets import Facts, ReadIn, Sheet

from . import known_words

NOT_KNOWN = "Not known"


def facts_of(sheet: Sheet) -> list[Fact]:
    """The key facts, in the order in which people ask for them; what is not known says so."""
    return list(_facts(sheet, sheet.facts))


def _facts(sheet: Sheet, facts: Facts) -> Iterator[Fact]:
    yield Fact("Provider", facts.provider_name, reverse("providers:provider", args=[facts.provider]))
    if facts.region and facts.region != facts.provider:
        yield Fact("Region", facts.region_name, reverse("providers:provider", args=[facts.region]))
    yield Fact("Fieldwork", facts.fieldwork or NOT_KNOWN)
    yield Fact("Published", _published(facts))
    yield Fact("Framework", facts.edition_title, reverse("frameworks:edition", args=[facts.edition]))
    yield Fact("Programme", facts.programme_title, reverse("analysis:league-table", args=[facts.programme]))
    yield Fact("Cases inspected", NOT_KNOWN if facts.cases_inspected is None else facts.cases_inspected)
    yield Fact("Previous inspection", _previous(sheet))
    if facts.later:
        yield Fact(
            "Later inspection", "A later inspection", reverse("inspections:inspection", args=[facts.later])
        )
    if facts.notes:
        yield Fact("Note", facts.notes)


def _published(facts: Facts) -> SafeString | str:
    if not facts.published:
        return NOT_KNOWN
    if not facts.published_basis:
        return facts.published
    return format_html(
        '{} <span class="eyre-quiet">(date from: {})</span>',
        facts.published,
        known_words.date_from(facts.published_basis),
    )


def _previous(sheet: Sheet) -> SafeString | str:
    before = sheet.previous
    if before is None:
        return NOT_KNOWN
    if not before.id:
        return f"{before.title}. {before.movement}".strip()
    href = reverse("inspections:inspection", args=[before.id])
    return format_html('<a class="govuk-link" href="{}">{}</a>. {}', href, before.title, before.movement)


def sources_of(read: tuple[ReadIn, ...]) -> list[Source]:
    """What was read where, for the list at the foot of the page."""
    return [
        Source(one.citation, one.url, "", one.date, known_words.licence(one.licence), _read(one))
        for one in read
    ]


def _read(one: ReadIn) -> str:
    kind = known_words.kind_of_source(one.kind)
    read = f"Read{' on ' + one.read_on if one.read_on else ''}: {one.what}."
    return f"{kind[:1].upper()}{kind[1:]}. {read}" if kind else read


def known_of(sheet: Sheet) -> str:
    """How the overall rating and the score are known; nothing where inspections of the kind give none."""
    if sheet.overall.is_unrated_type:
        return ""
    parts = []
    if sheet.overall_basis:
        parts.append(f"Overall rating: {known_words.overall_known(sheet.overall_basis)}.")
    if sheet.score and sheet.score_basis:
        parts.append(f"Score: {known_words.score_known(sheet.score_basis)}.")
    return " ".join(parts)


def files_of(sheet: Sheet) -> list[Download]:
    """Everything on the page as files, and the answers where we hold any."""
    files = [
        Download("Everything on this page", "?format=csv", "CSV"),
        Download("Everything on this page", "?format=json", "JSON"),
    ]
    if sheet.from_answers:
        answers = reverse("inspections:answers", args=[sheet.facts.id])
        kind = "Reconstructed answers" if sheet.is_reconstructed else "Answers"
        note = "In the form that “eyre rate” reads. Reconstructed by Eyre, not the inspectorate’s data."
        files.append(
            Download(f"{kind} about cases", answers, "CSV", note=note if sheet.is_reconstructed else "")
        )
    return files
