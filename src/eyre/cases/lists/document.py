"""The specification of case lists as a page of the documents (docs/providers/case-list.md), made from its data."""

from __future__ import annotations

from eyre.core.cases.listed import Column, Specification

from .shipped import specifications

HEAD = """# The case list

Before cases are sampled, the provider sends a list of them, under `/desk/<inspection>/case-list/`. The list is CSV, XLSX or ODS, with one sheet, a header in its first row and a row for each case. The same pages, and empty lists to fill in, stand under `/sampling/case-list/`.

Send every case you supervise: which of them may be drawn is worked out when the list is checked. If anything is wrong, you see all of it at once, by row and column, and can take it away as a file; nothing is stored then. Put it right and send it again. A list of 100,000 cases is fine: the page shows how far its check is, and you may close it meanwhile.

- Days are written with the day first: 27/03/2026. `2026-03-27` and `27 March 2026` are read too; years of two figures and days without a year are refused.
- Columns may stand in any order. A column that is not asked for is refused, so that nothing comes in that nobody needs.
- Formulas, merged cells and a header that is repeated further down are refused.
- What is marked as sealed is kept encrypted and apart, under a pseudonym, and is opened by the inspector who has the case; each opening is written down. The file itself is not kept once it is read.
"""


def as_markdown() -> str:
    """The whole page."""
    return HEAD + "".join(_edition(one) for one in specifications())


def _edition(rules: Specification) -> str:
    rows = "\n".join(_row(column) for column in rules.columns)
    out = "\n".join(
        f"- {rule.why} ({rule.status.value}){f': {rule.note}' if rule.note else ''}"
        for rule in rules.windows.rules
    )
    known = "\n".join(f"- {one.part}: {one.status.value}. {one.note}".rstrip() for one in rules.provenance)
    return (
        f"\n## {rules.title}\n\nEdition `{rules.id}`, for inspections under {', '.join(f'`{one}`' for one in rules.editions)}.\n\n"
        f"| column | what stands in it | example | needed | sealed |\n|---|---|---|---|---|\n{rows}\n\n"
        f"A case may be drawn unless one of these is true of it:\n\n{out}\n\nHow this is known:\n\n{known}\n"
    )


def _row(column: Column) -> str:
    says = column.says
    if column.choices:
        says += f"; one of: {', '.join(choice.value for choice in column.choices)}"
    if column.also:
        says += f" (also read under {', '.join(column.also)})"
    marks = ("yes" if column.is_needed else "no", "yes" if column.is_sealed else "no")
    return f"| {column.name} | {says} | {column.example} | {marks[0]} | {marks[1]} |"
