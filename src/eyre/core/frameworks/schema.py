"""Is this an edition? The format `eyre-edition/1`, read from plain data, with every mistake at once."""

from __future__ import annotations

from eyre.core.editions import EditionInvalid, Fields, Mistake, read_provenance, shadowed

from .checks import check_edition
from .content import (
    DOMAIN_KEYS,
    FACT_KEYS,
    NOTE_KEYS,
    SET_KEYS,
    read_bands,
    read_domain,
    read_fact,
    read_note,
    read_question_set,
)
from .edition import Approval, Completeness, Edition, Wording
from .rules import RULES_KEYS, read_case_rule, read_overall_rule

SCHEMA = "eyre-edition/1"
EDITION_KEYS = (
    "schema", "id", "title", "short_title", "inspectorate", "licence", "completeness", "missing", "wording", "valid",
    "applies_to", "approved_by", "comparable_with", "bands", "domains", "question_sets", "rules", "facts",
    "method_notes", "provenance",
)  # fmt: skip


def build_edition(data: object) -> Edition:
    """The edition that the data describe; whole numbers, truths and dates may also stand as words.

    Raises:
        EditionInvalid: with every mistake, when the data are not an edition.
    """
    mistakes: list[Mistake] = []
    edition = _read_edition(Fields(data, (), mistakes, EDITION_KEYS))
    if isinstance(data, dict):
        noted = {mistake.path for mistake in mistakes}
        mistakes += [late for late in check_edition(edition) if not shadowed(late, noted)]
    if mistakes:
        raise EditionInvalid(mistakes)
    return edition


def _read_edition(fields: Fields) -> Edition:
    schema = fields.text("schema")
    if schema and schema != SCHEMA:
        fields.wrong(f"the format {schema!r} is not known; write {SCHEMA}", "schema")
    valid = fields.part("valid", ("from", "to"))
    approval = fields.part("approved_by", ("by", "on"))
    for key in ("applies_to", "bands", "domains"):
        if not fields.has(key):
            fields.missing(key)
    bands = read_bands(fields)
    facts = tuple(read_fact(one) for one in fields.parts("facts", FACT_KEYS))
    rules = Fields({}, (*fields.path, "rules"), fields.mistakes, RULES_KEYS)
    if fields.has("rules"):
        rules = fields.part("rules", RULES_KEYS)
    return Edition(
        id=fields.slug("id"),
        title=fields.text("title"),
        short_title=fields.text("short_title"),
        inspectorate=fields.text("inspectorate"),
        licence=fields.text("licence"),
        completeness=fields.choice("completeness", Completeness),
        missing=fields.texts("missing"),
        wording=fields.choice("wording", Wording),
        valid_from=valid.day("from"),
        valid_to=valid.day("to"),
        applies_to=fields.texts("applies_to"),
        approval=Approval(approval.text("by"), approval.day("on")),
        bands=bands,
        domains=tuple(read_domain(one) for one in fields.parts("domains", DOMAIN_KEYS)),
        cases=read_case_rule(rules, bands),
        overall=read_overall_rule(rules, bands, frozenset(fact.id for fact in facts)),
        question_sets=tuple(read_question_set(one) for one in fields.parts("question_sets", SET_KEYS)),
        facts=facts,
        comparable_with=fields.texts("comparable_with"),
        method_notes=tuple(read_note(one) for one in fields.parts("method_notes", NOTE_KEYS)),
        provenance=read_provenance(fields),
    )
