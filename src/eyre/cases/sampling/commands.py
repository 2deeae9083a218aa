"""`eyre sample`: how many cases, which ones, and whether a receipt holds."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from eyre.core.sampling import Aim, Receipt

    from .case_list import CaseList

T = TypeVar("T")
IN_FILE = click.Path(exists=True, dir_okay=False)
DIFFERS = 3


@click.group()
def sample() -> None:
    """How many cases, which ones, and drawn so that anyone can draw them again.

    CASELIST is a CSV, XLSX, ODS or Parquet file with a column `case`, the
    columns that make strata, and perhaps a column `excluded` with the reason
    why a case cannot be drawn.

    \b
    Examples
      eyre sample size --cases 600
      eyre sample draw cases.csv --by sex --by office --seed "said aloud" -o receipt.json
      eyre sample verify receipt.json cases.csv
      eyre sample replace receipt.json NW-017 --reason "file not found" -o receipt.json

    \b
    Exit codes
      0  done; for verify: the receipt holds
      1  input refused: every problem is listed
      2  wrong use
      3  verify: the receipt does not hold, and every difference is named
    """


def _aiming(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how precise a sample shall be."""
    for option in (
        click.option(
            "--formula",
            type=click.Choice(["cochran", "kauermann"]),
            default="cochran",
            show_default=True,
            help="cochran: n = N·n0/(N+n0−1). kauermann: n = P(1−P)/(e²/z²+P(1−P)/N). Both are rounded up.",
        ),
        click.option("--share", type=float, default=0.5, show_default=True, help="The share expected."),
        click.option(
            "--margin", type=float, default=0.05, show_default=True, help="Half the width, as a share."
        ),
        click.option(
            "--confidence", type=float, default=0.8, show_default=True, help="The level, as a share."
        ),
    ):
        command = option(command)
    return command


def _aim(confidence: float, margin: float, share: float, formula: str) -> Aim:
    from eyre.core.sampling import Aim, Formula

    try:
        return Aim(confidence, margin, share, Formula(formula))
    except ValueError as why:
        raise click.UsageError(str(why)) from why


@sample.command()
@click.option(
    "--cases", type=click.IntRange(1), help="How many cases are on the list; without it, any number."
)
@_aiming
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def size(
    cases: int | None, confidence: float, margin: float, share: float, formula: str, as_json: bool
) -> None:
    """How many cases must be inspected, and what other numbers of cases would give."""
    from ..efforts import efforts

    aim = _aim(confidence, margin, share, formula)
    rows = efforts(aim, cases)
    needed = next(row.cases for row in rows if row.is_asked)
    if as_json:
        told = [{"cases": row.cases, "margin": round(row.margin, 6)} for row in rows]
        _print_json({"needed": needed, "of": cases, "plan": _plan(aim, cases, needed), "efforts": told})
        return
    of = f" of {cases:,}" if cases else ""
    click.echo(f"{needed:,}{of} cases for {confidence:.0%} confidence and ±{margin:.1%} ({formula}).\n")
    click.echo("  cases   margin")
    for row in rows:
        click.echo(f"{row.cases:>7,}   ±{row.margin:.1%}{'   asked for' if row.is_asked else ''}")


def _plan(aim: Aim, cases: int | None, needed: int) -> dict[str, str]:
    """How the size of a sample came about, as a receipt keeps it."""
    return {
        "formula": aim.formula.value,
        "confidence": f"{aim.level:g}",
        "margin": f"{aim.margin:g}",
        "share": f"{aim.share:g}",
        "cases": "any" if cases is None else str(cases),
        "needed": str(needed),
    }


@sample.command()
@click.argument("caselist", type=IN_FILE)
@click.option("--by", multiple=True, help="A column that makes strata; may be given several times.")
@click.option("--number", type=click.IntRange(1), help="How many cases; without it, reckoned as `size` does.")
@click.option("--floor", type=click.IntRange(0), default=0, help="The least number of cases of each stratum.")
@click.option(
    "--seed", help="What the draw hangs on: say it before the list is known. Without it, one is made."
)
@click.option(
    "--reserves", type=click.IntRange(0), help="Reserves of each stratum; as many as drawn unless told."
)
@_aiming
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), help="The receipt, as JSON; else it is printed."
)
def draw(
    caselist: str,
    by: tuple[str, ...],
    number: int | None,
    floor: int,
    seed: str | None,
    reserves: int | None,
    confidence: float,
    margin: float,
    share: float,
    formula: str,
    output: str | None,
) -> None:
    """Draw a sample from a case list, and write its receipt."""
    from eyre.core.sampling import as_data, cases_needed, draw_receipt, share_out

    aim, found = _aim(confidence, margin, share, formula), _read(caselist, by)
    sizes = found.frame.sizes()
    if not sizes:
        raise click.ClickException("every case of the list is excluded")
    wanted = number or cases_needed(aim, len(found.frame.cases))
    plan = _plan(aim, len(found.frame.cases), wanted) if number is None else {"number": str(number)}
    receipt = _in_words(
        lambda: draw_receipt(
            found.frame,
            seed or secrets.token_hex(16),
            share_out(sizes, wanted, floor=floor),
            plan=plan | {"floor": str(floor)},
            by=found.by,
            excluded=found.excluded,
            reserves=reserves,
        )
    )
    _write(json.dumps(as_data(receipt), ensure_ascii=False, indent=1) + "\n", output)
    _tell(receipt)


def _tell(receipt: Receipt) -> None:
    """What was drawn, on standard error, so that a receipt that is printed stays JSON."""
    for line in receipt.strata:
        click.echo(f"{line.stratum}: {len(line.cases):,} of {line.size:,}", err=True)
    total = sum(len(line.cases) for line in receipt.strata)
    click.echo(f"{total:,} of {receipt.cases:,} cases drawn with the seed {receipt.seed!r}.", err=True)


@sample.command()
@click.argument("receipt", type=IN_FILE)
@click.argument("caselist", type=IN_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(receipt: str, caselist: str, as_json: bool) -> None:
    """Draw the sample of a receipt again from the case list, and name every difference."""
    from eyre.core.sampling import differences

    told = _receipt(receipt)
    found = differences(told, _read(caselist, told.by).frame)
    total = sum(len(line.cases) for line in told.strata)
    if as_json:
        _print_json({"holds": not found, "cases": told.cases, "drawn": total, "differences": list(found)})
    elif found:
        click.echo("The receipt does not hold:\n" + "\n".join(f"- {words}" for words in found))
    else:
        click.echo(f"The receipt holds: {total:,} of {told.cases:,} cases, drawn again alike.")
    sys.exit(DIFFERS if found else 0)


@sample.command()
@click.argument("receipt", type=IN_FILE)
@click.argument("case")
@click.option("--reason", required=True, help="Why the case is not inspected.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="The new receipt; else it is printed.")
def replace(receipt: str, case: str, reason: str, output: str | None) -> None:
    """Replace a case by the next reserve of its stratum, and write that into the receipt."""
    from eyre.core.sampling import as_data, replace_case

    after = _in_words(lambda: replace_case(_receipt(receipt), case, reason))
    _write(json.dumps(as_data(after), ensure_ascii=False, indent=1) + "\n", output)
    click.echo(f"{case} is replaced by {after.replaced[-1].by}.", err=True)


def _receipt(path: str) -> Receipt:
    from eyre.core.sampling import ReceiptFaulty, receipt_of

    try:
        return receipt_of(json.loads(Path(path).read_text("utf-8")))
    except ReceiptFaulty as why:
        raise click.ClickException(f"{path} is no receipt: {why}") from why
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as why:
        raise click.ClickException(f"{path} is no JSON, or was cut short: {why}") from why


def _read(path: str, by: tuple[str, ...]) -> CaseList:
    from eyre.cases.files import AnswersRefused, say_refused

    from .case_list import read_case_list

    try:
        return read_case_list(path, tuple(name.strip().lower() for name in by))
    except AnswersRefused as refused:
        raise click.ClickException(say_refused(refused)) from refused


def _in_words(work: Callable[[], T]) -> T:
    """What was asked for, or why it cannot be had."""
    try:
        return work()
    except ValueError as why:
        raise click.ClickException(str(why)) from why


def _print_json(body: object) -> None:
    click.echo(json.dumps(body, ensure_ascii=False, indent=2).encode())


def _write(text: str, output: str | None) -> None:
    """Whole or not at all: a receipt that is written over stays as it was until the new one is complete."""
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        with click.open_file(output, "wb", atomic=True) as file:
            file.write(text.encode())
    except OSError as why:
        raise click.BadParameter(f"{output}: {why.strerror}", param_hint="--output") from why
