"""`eyre proof-measure`: how much of what documents state is found, and how often the check speaks up at all."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eyre.core.wording import Quantity
    from eyre.core.wording.measured import Claim, Compared

FILE = click.Path(exists=True, dir_okay=False)
NO_QUANTITY = re.compile(r"year|time|level|rank.*")  # units of what the finder leaves out on purpose
COLUMNS = ("count_id", "seed_file", "numerator", "denominator", "percent", "value", "unit", "verbatim")


@click.command()
@click.argument("documents", nargs=-1, required=True, type=FILE)
@click.option(
    "--counts", multiple=True, type=FILE, help="Claims that people read in the documents; repeat it."
)
@click.option(
    "--list", "listed", is_flag=True, help="List what was missed, and what was found beyond the claims."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def proof_measure(documents: tuple[str, ...], counts: tuple[str, ...], listed: bool, as_json: bool) -> None:
    """Measure recall and false alarms of the proof-reader on DOCUMENTS.

    COUNTS is CSV with the columns count_id, seed_file (the name of the document),
    numerator, denominator, percent (a range as 70-75), value (with <, > or -),
    unit and verbatim (the words as they stand). Years, ranks, levels and times
    of day are no quantities: they are counted apart.

    Without figures, names and framework the check can only speak of the prose
    itself, so on a text that is right each error is a false alarm.

    Exit codes: 0 measured, 1 a file cannot be read, 2 wrong use.
    """
    body = measure([Path(document) for document in documents], [Path(each) for each in counts])
    if as_json:
        click.echo(json.dumps(body, ensure_ascii=False, indent=2).encode())
        return
    for key, value in body.items():
        if not isinstance(value, list):
            click.echo(f"{key}: {value}".encode())
        elif listed:
            click.echo("\n".join([f"{key}:", *(f"  {line}" for line in value)]).encode())


def measure(documents: list[Path], counts: list[Path]) -> dict[str, object]:
    """What `eyre proof-measure` prints: numbers, and lists of what to look at."""
    from eyre.core.reports import Settings, proof
    from eyre.core.wording import find_quantities
    from eyre.core.wording.measured import compare

    from .wording import load_policy

    claims = _claims(counts)
    compared: list[Compared] = []
    beyond: list[str] = []
    alarms: Counter[str] = Counter()
    found = words = 0
    for path in documents:
        text = _read(path)
        quantities = find_quantities(text)
        here = compare(text, quantities, claims.get(path.name, []))
        claimed = {quantity.start for one in here for quantity in one.found}
        beyond += [_line(path, text, quantity) for quantity in quantities if quantity.start not in claimed]
        alarms += Counter(f"{f.severity}: {f.code}" for f in proof(text, Settings(load_policy())).findings)
        compared += here
        found, words = found + len(quantities), words + len(text.split())
    body: dict[str, object] = {"words": words, "quantities found": found}
    if claims:
        body |= {"of these beyond the claims": len(beyond), **_recall(compared)}
        body |= {"missed": _missed(compared), "found beyond the claims": beyond}
    listed = ", ".join(f"{number} {code}" for code, number in sorted(alarms.items()))
    return body | {"findings on the prose alone": listed or "none"}


def _recall(compared: list[Compared]) -> dict[str, object]:
    from eyre.core.wording.measured import Result

    stated = [one for one in compared if not one.claim.is_no_quantity]
    apart = [one for one in compared if one.claim.is_no_quantity]
    right = sum(one.result is Result.RIGHT for one in stated)
    other = sum(one.result is Result.OTHER for one in stated)
    return {
        "claims that state a quantity": len(stated),
        "found": f"{right + other} ({_per_cent(right + other, len(stated))})",
        "found with their numbers": f"{right} ({_per_cent(right, len(stated))})",
        "claims that are years, ranks, levels or times": len(apart),
        "of these left out": sum(one.result is Result.MISSED for one in apart),
    }


def _missed(compared: list[Compared]) -> list[str]:
    from eyre.core.wording.measured import Result

    missed = [one for one in compared if one.result is not Result.RIGHT and not one.claim.is_no_quantity]
    return [f"{one.claim.id}: “{one.claim.phrase}” {one.result}" for one in missed]


def _per_cent(x: int, of: int) -> str:
    from eyre.core.figures import Count, percent

    return f"{percent(Count(x, of))} per cent" if of else "of none"


def _claims(counts: list[Path]) -> dict[str, list[Claim]]:
    claims: dict[str, list[Claim]] = {}
    for path in counts:
        rows = csv.DictReader(_read(path).splitlines())
        lacking = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if lacking:
            raise click.ClickException(f"{path}: there is no column {', '.join(lacking)}")
        for row in rows:
            claims.setdefault(row["seed_file"], []).append(_claim(row))
    return claims


def _claim(row: dict[str, str]) -> Claim:
    from eyre.core.wording.measured import Claim

    ends = [_number(part) for part in row["percent"].split("-")] if row["percent"] else [None]
    return Claim(
        row["count_id"], row["verbatim"], _number(row["numerator"]), _number(row["denominator"]),
        ends[0], ends[-1], _number(row["value"]), bool(NO_QUANTITY.fullmatch(row["unit"])),
    )  # fmt: skip


def _number(cell: str) -> Fraction | None:
    figures = cell.strip().lstrip("<>=").replace(",", "")
    return Fraction(figures) if re.fullmatch(r"-?\d+(?:\.\d+)?", figures) else None


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path} is not UTF-8; save it as UTF-8") from None


def _line(path: Path, text: str, quantity: Quantity) -> str:
    return f"{path.name}:{text.count(chr(10), 0, quantity.start) + 1}: {quantity.text!r}"
