"""Command-line doors of the cases area."""

from __future__ import annotations

import json
from typing import BinaryIO

import click


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.File("wb", lazy=False, atomic=True),
    default="-",
    help="The file to write; without it, the answers go to the terminal.",
)
@click.option(
    "--seed", help="Draw other cases that add up to the same figures. Default: that of the shipped file."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Write JSON with the label and the rows instead of CSV."
)
def reconstruct(output: BinaryIO, seed: str | None, as_json: bool) -> None:
    """Write the RECONSTRUCTED case answers of the five North West inspections of 2023.

    They are not the inspectorate's data: single answers are not public. These add up to the published ratings
    and to the counts of the regional letter, and are invented in every single case. Without --seed the CSV is
    byte for byte the file that Eyre ships.

    Exit codes: 0 written, 1 no answers fit with this seed, 2 wrong use.
    """
    from .reconstruction import CannotReconstruct, as_csv, as_rows, shipped_targets
    from .reconstruction import reconstruct as draw

    targets = shipped_targets()
    try:
        found = draw(targets, seed)
    except CannotReconstruct as problem:
        raise click.ClickException(str(problem)) from problem
    rows = {"label": targets.label, "edition": targets.edition, "answers": as_rows(found)}
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n" if as_json else as_csv(found)
    # bytes, so that no system turns the line ends into its own
    output.write(text.encode("utf-8"))
