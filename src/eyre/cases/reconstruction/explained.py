"""What was chosen, and what do the answers add up to? The tables of the analysts' page, from the targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .targets import GroupTargets, Targets

START, END = "<!-- tables: made from targets.yaml -->\n", "<!-- end of tables -->\n"


def refreshed(page: str, targets: Targets) -> str:
    """The page with the tables between its two marks made anew from the targets."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{as_markdown(targets)}\n{END}{after}"


def as_markdown(targets: Targets) -> str:
    """The choices, the figures of each unit and those over all units, as Markdown tables."""
    parts = (
        ("What we chose", _choices(targets)),
        ("Figures of each unit (sufficient of relevant)", _units(targets)),
        ("Figures over all five units (sufficient of relevant)", _overall(targets)),
    )
    return "\n".join(f"### {title}\n\n{table}" for title, table in parts)


def _choices(targets: Targets) -> str:
    return _table(("what", "chosen", "for"), ((c.what, c.chosen, c.serves) for c in targets.choices))


def _units(targets: Targets) -> str:
    counts = [{**unit.court_reports, **unit.questions} for unit in targets.units]
    questions = sorted({question for count in counts for question in count})
    rows = [("cases", *(str(unit.cases) for unit in targets.units))]
    for column, labels in targets.units[0].groups.items():
        rows += [
            (f"{column}: {label}", *(str(u.groups[column][label]) for u in targets.units)) for label in labels
        ]
    rows += [("victim cases", *(str(unit.victim_cases) for unit in targets.units))]
    rows += [(question, *(str(count.get(question, "not put")) for count in counts)) for question in questions]
    return _table(("", *(unit.inspection for unit in targets.units)), rows)


def _overall(targets: Targets) -> str:
    sets: list[tuple[str, GroupTargets]] = [*targets.supervision.items(), *targets.victims.items()]
    return _table(
        ("question", "sufficient", "insufficient", "count"),
        ((ref, str(one.count), str(one.count.complement), one.serves) for ref, one in sets),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
