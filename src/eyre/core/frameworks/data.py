"""An edition as plain data again: what `build_edition` reads, this writes."""

from __future__ import annotations

from typing import Any

from eyre.core.editions import Provenance
from eyre.core.figures import Scale

from .edition import (
    CaseRule,
    Condition,
    Domain,
    Edition,
    KeyQuestion,
    MethodNote,
    OverallRule,
    PrintedTable,
    QuestionSet,
    Standard,
    SumOfScores,
)

Data = dict[str, Any]


def edition_data(edition: Edition) -> Data:
    """The data of the format `eyre-edition/1`, ready for JSON; values that are empty are left out."""
    return _without_empty(
        {
            "schema": "eyre-edition/1",
            "id": edition.id,
            "title": edition.title,
            "short_title": edition.short_title,
            "inspectorate": edition.inspectorate,
            "licence": edition.licence,
            "completeness": str(edition.completeness),
            "missing": list(edition.missing),
            "wording": str(edition.wording),
            "valid": {
                "from": edition.valid_from and edition.valid_from.isoformat(),
                "to": edition.valid_to and edition.valid_to.isoformat(),
            },
            "applies_to": list(edition.applies_to),
            "approved_by": _without_empty(
                {
                    "by": edition.approval.by,
                    "on": edition.approval.on and edition.approval.on.isoformat(),
                }
            ),
            "comparable_with": list(edition.comparable_with),
            "bands": [{"id": band.id, "label": band.label, "score": band.score} for band in edition.bands],
            "domains": [_domain(domain) for domain in edition.domains],
            "question_sets": [_question_set(group) for group in edition.question_sets],
            "rules": _without_empty({"cases": _cases(edition.cases), "overall": _overall(edition.overall)}),
            "facts": [{"id": fact.id, "text": fact.text} for fact in edition.facts],
            "method_notes": [_note(note) for note in edition.method_notes],
            "provenance": _provenance(edition.provenance),
        }
    )


def _without_empty(data: Data) -> Data:
    return {key: value for key, value in data.items() if value is False or value not in (None, "", [], {})}


def _provenance(parts: tuple[Provenance, ...]) -> list[Data]:
    return [
        _without_empty({
            "part": part.part, "status": str(part.status), "sources": list(part.sources), "note": part.note,
        })
        for part in parts
    ]  # fmt: skip


def _domain(domain: Domain) -> Data:
    standards = [_standard(standard) for standard in domain.standards]
    provenance = _provenance(domain.provenance)
    return _without_empty(
        {"ref": domain.ref, "title": domain.title, "standards": standards, "provenance": provenance}
    )


def _standard(standard: Standard) -> Data:
    return _without_empty(
        {
            "ref": standard.ref,
            "title": standard.title,
            "concept": standard.concept,
            "rated_from": str(standard.rated_from),
            "evidence": standard.evidence,
            "case_kind": standard.case_kind,
            "counted": standard.counted,
            "may_be_not_rated": standard.may_be_not_rated,
            "statement": standard.statement,
            "key_questions": [_question(question) for question in standard.key_questions],
            "provenance": _provenance(standard.provenance),
        }
    )


def _question(question: KeyQuestion) -> Data:
    return _without_empty(
        {
            "ref": question.ref,
            "concept": question.concept,
            "theme": question.theme,
            "text": question.text,
            "prompts": [{"ref": prompt.ref, "text": prompt.text} for prompt in question.prompts],
            "provenance": _provenance(question.provenance),
        }
    )


def _question_set(group: QuestionSet) -> Data:
    return _without_empty(
        {
            "id": group.id,
            "title": group.title,
            "case_kind": group.case_kind,
            "questions": [_question(question) for question in group.questions],
            "provenance": _provenance(group.provenance),
        }
    )


def _cuts(scale: Scale) -> list[Data]:
    return [
        {
            "below": below,
            "above": above,
            "at": f"{cut.at.numerator}/{cut.at.denominator}",
            "owner": str(cut.owner),
        }
        for below, above, cut in zip(scale.bands, scale.bands[1:], scale.cuts, strict=False)
    ]


def _cases(rule: CaseRule | None) -> Data | None:
    if rule is None:
        return None
    return _without_empty(
        {
            "cuts": _cuts(rule.scale),
            "rounding": str(rule.rounding),
            "phrases": dict(rule.phrases),
            "provenance": _provenance(rule.provenance),
        }
    )


def _overall(rule: OverallRule | None) -> Data | None:
    if rule is None:
        return None
    limiters = [{"id": one.id, "text": one.text, "fact": one.fact, "cap": one.cap} for one in rule.limiters]
    return _without_empty({**_method(rule), "limiters": limiters, "provenance": _provenance(rule.provenance)})


def _method(rule: OverallRule) -> Data:
    method = rule.method
    if isinstance(method, SumOfScores):
        return {
            "method": "sum_of_scores",
            "cuts": _cuts(method.scale),
            "rounding": method.rounding and str(method.rounding),
            "printed": [_printed(table) for table in method.printed],
        }
    rules = [
        {
            "id": one.id,
            "text": one.text,
            "when": [_condition(condition) for condition in one.when],
            "then": one.then,
        }
        for one in method.rules
    ]
    return {"method": "combination", "rules": rules}


def _condition(condition: Condition) -> Data:
    data: Data = {"bands": list(condition.bands), "at_least": condition.at_least}
    return data if condition.at_most is None else {**data, "at_most": condition.at_most}


def _printed(table: PrintedTable) -> Data:
    rows = [{"band": band, "least": least, "greatest": greatest} for band, least, greatest in table.rows]
    return {"maximum": table.maximum, "rows": rows}


def _note(note: MethodNote) -> Data:
    return _without_empty({
        "part": note.part, "text": note.text, "values": dict(note.values), "provenance": _provenance(note.provenance),
    })  # fmt: skip
