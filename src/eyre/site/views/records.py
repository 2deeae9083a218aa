"""What does a page say as plain data? One record for each row, the same words in CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eyre.site.queries.listing import Listed
from eyre.site.queries.marks import Mark
from eyre.site.queries.sheets import Sheet, StandardRow

LISTED_COLUMNS = (
    "inspection", "name", "provider", "kind", "region", "published", "published_basis", "framework",
    "overall_rating", "overall_rating_in_words", "overall_rating_basis", "score", "score_out_of", "score_basis",
    "ratings_table_complete",
)  # fmt: skip
SHEET_COLUMNS = (
    "inspection", "section", "ref", "title", "says", "band", "points", "x", "of", "not_relevant", "not_answered",
    "source", "url", "reconstructed",
)  # fmt: skip


def listed_record(row: Listed) -> dict[str, Any]:
    """One inspection of the list."""
    values = (
        row.id, row.name, row.provider, row.kind, row.region, row.published, row.published_basis, row.framework,
        row.mark.band, row.mark.words, row.basis, row.points, row.out_of, row.score_basis, row.table_is_complete,
    )  # fmt: skip
    return dict(zip(LISTED_COLUMNS, values, strict=True))


def sheet_record(sheet: Sheet) -> dict[str, Any]:
    """One inspection with everything on its page."""
    facts = sheet.facts
    return {
        "inspection": facts.id,
        "name": facts.name,
        "provider": facts.provider,
        "kind": facts.kind,
        "region": facts.region,
        "framework": facts.edition,
        "programme": facts.programme,
        "fieldwork": facts.fieldwork,
        "published": facts.published,
        "published_basis": facts.published_basis,
        "cases_inspected": facts.cases_inspected,
        "reconstructed": sheet.is_reconstructed,
        "reconstructed_note": sheet.answers_note if sheet.is_reconstructed else "",
        "overall_rating": _mark(sheet.overall) | {"basis": sheet.overall_basis},
        "score": _score(sheet),
        "ratings_table_complete": facts.table_is_complete,
        "standards": [_standard(sheet, row) for row in (*sheet.standards, *sheet.strangers)],
        "steps": [step.text for step in sheet.steps],
        "left_open": sheet.left_open,
        "agreement": [*sheet.agreement, *([sheet.from_answers] if sheet.from_answers else [])],
        "counted_not_rated": [_counted(sheet, one.title, q) for one in sheet.sets for q in one.questions],
        "recommendations": [
            {"number": a.number, "addressee": to.name, "text": a.text, "paraphrase": a.is_paraphrase}
            for to in sheet.recommendations
            for a in to.advice
        ],
        "findings": [{"severity": f.severity, "place": f.place, "text": f.text} for f in sheet.findings],
        "sources": [
            {"citation": s.citation, "url": s.url, "read": s.what, "kind": s.kind, "date": s.date, "licence": s.licence}
            for s in sheet.sources
        ],
    }  # fmt: skip


def _mark(mark: Mark) -> dict[str, Any]:
    return {"band": mark.band or None, "in_words": mark.words}


def _score(sheet: Sheet) -> dict[str, Any] | None:
    if sheet.score is None:
        return None
    return {"points": sheet.score.points, "out_of": sheet.score.out_of, "basis": sheet.score_basis}


def _standard(sheet: Sheet, row: StandardRow) -> dict[str, Any]:
    record = {"ref": row.ref, "title": row.title, "points": row.points, "note": row.note} | _mark(row.mark)
    if row.governing is None:
        return record
    count = row.governing.count
    governing = {"question": row.governing.ref, "sufficient": count.x, "relevant_cases": count.of}
    return record | {"governing": governing | {"reconstructed": sheet.is_reconstructed}}


def _counted(sheet: Sheet, title: str, question: Any) -> dict[str, Any]:
    return {
        "set": title,
        "ref": question.ref,
        "question": question.text,
        "sufficient": question.count.x,
        "relevant_cases": question.count.of,
        "not_relevant": question.tally.not_relevant,
        "not_answered": question.tally.not_answered,
        "reconstructed": sheet.is_reconstructed,
    }


def sheet_rows(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """Everything on the page of one inspection as rows of one table, `SHEET_COLUMNS`."""
    for values in _rows(sheet):
        record = dict.fromkeys(SHEET_COLUMNS, "") | {"inspection": sheet.facts.id, "reconstructed": "false"}
        yield tuple((record | values).values())


def _rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    facts, score = sheet.facts, sheet.score
    for title, value in (
        ("provider", facts.provider_name), ("region", facts.region_name), ("fieldwork", facts.fieldwork),
        ("published", facts.published), ("framework", facts.edition), ("programme", facts.programme),
    ):  # fmt: skip
        yield {"section": "fact", "title": title, "says": value}
    yield {
        "section": "overall",
        "title": "Overall rating",
        "says": sheet.overall.words,
        "band": sheet.overall.band,
    }
    if score:
        yield {
            "section": "overall",
            "title": "Score",
            "says": str(score),
            "x": score.points,
            "of": score.out_of,
        }
    for row in (*sheet.standards, *sheet.strangers):
        yield _standard_row(row)
    yield from _evidence_rows(sheet)
    for to in sheet.recommendations:
        for advice in to.advice:
            yield {"section": "recommendation", "ref": advice.number, "title": to.name, "says": advice.text}
    for finding in sheet.findings:
        yield {"section": "finding", "title": finding.place, "says": finding.text}
    for read in sheet.sources:
        yield {
            "section": "source",
            "title": read.kind,
            "says": read.what,
            "source": read.citation,
            "url": read.url,
        }


def _standard_row(row: StandardRow) -> dict[str, Any]:
    points = "" if row.points is None else row.points
    return {
        "section": "standard", "ref": row.ref, "title": row.title, "says": row.mark.words, "band": row.mark.band,
        "points": points,
    }  # fmt: skip


def _evidence_rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    flag = {"reconstructed": str(sheet.is_reconstructed).lower()}
    for row in sheet.standards:
        if row.governing:
            q = row.governing
            said = f"governs {row.ref}"
            yield flag | {
                "section": "governing question", "ref": q.ref, "title": q.text, "says": said, "band": q.mark.band,
                "x": q.count.x, "of": q.count.of,
            }  # fmt: skip
    for one in sheet.sets:
        for asked in one.questions:
            yield flag | {
                "section": "counted, not rated", "ref": asked.ref, "title": asked.text, "x": asked.count.x,
                "of": asked.count.of, "not_relevant": asked.tally.not_relevant, "not_answered": asked.tally.not_answered,
            }  # fmt: skip
