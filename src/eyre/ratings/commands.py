"""`eyre rate`: from files of answers or standards to ratings, score and the steps that led there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eyre.cases.files import AnswersRefused
    from eyre.core.frameworks import Edition

    from .exceptions import RatingRefused
    from .from_files import RatedInspection

LONG_WORK = 500  # inspections; fewer are rated before a progress bar would be seen
IN_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)

CONTRACT = """Rate inspections from files of answers: ratings, score, and how they were reached.

    ANSWERS are CSV, XLSX, ODS or Parquet files (- reads standard input) in one
    of four forms, told apart by their header. One file may hold one inspection
    or thousands; every problem is reported at once, by row and column.

    \b
    long       inspection,case,question,answer[,sub-group columns]
    wide       inspection,case,<a column per question>[,sub-group columns]
    counts     inspection,question,sufficient,relevant[,not_relevant]
    standards  inspection,standard,rating   or   inspection,standard,score

    \b
    answer     yes, no, not_relevant; empty: not yet answered. Letter case does
               not matter in answers, ratings, numbers and the names of columns;
               the space around a value matters nowhere.
    question   a key question of the edition (2.2.1), or one of its unrated sets.
    rating     a band's name or id; "Not rated": on neither side of the score;
               "Not known" or empty: our source does not say.
    score      the score of a band, such as 2; or "Not rated".
    standard   its number (2.2); or a fact of the edition, with yes or no.
    edition    in any form: the id of the edition; wins over --framework.
    sub-groups in the long form every further column; in the wide form sex, grade,
               ethnicity, office, age, disposal, risk, disability, and each column
               declared with --group. A case has one label in each.
    encoding   UTF-8, or UTF-16 with a byte order mark; commas between the cells,
               or semicolons or tabs where the header has no comma.
    limits     1 GiB a file, 2,000 columns, 50 million rows; one filled sheet in
               a workbook, and no formulas. --json lists the first 10,000
               problems and says how many there are.

    A question that was put to no case leaves its standard not known. So is a
    standard without a row, unless --complete-tables reads it as Not rated, or
    the edition lets it be left out and all the others are there.

    \b
    Examples
      eyre rate cases.csv --framework hmip-probation-pdu-2021
      eyre rate cases.ods --with domain1.csv --framework hmip-probation-pdu-2021
      eyre rate many.parquet --framework mine.yaml --format csv -o rated.csv

    \b
    A first try: put this in cheshire-west.csv (the published ratings of 2023);
    eyre rate cheshire-west.csv --framework hmip-probation-pdu-2021 says 7/24
      inspection,standard,rating
      Cheshire West,1.1,Requires improvement
      Cheshire West,1.2,Good
      Cheshire West,1.3,Requires improvement
      Cheshire West,1.4,Good
      Cheshire West,2.1,Not rated
      Cheshire West,2.2,Inadequate
      Cheshire West,2.3,Inadequate
      Cheshire West,2.4,Inadequate
      Cheshire West,2.5,Requires improvement

    CSV output has a row per standard and one per inspection (level: standard or
    overall): inspection, edition, level, ref, rating, score, out_of; of the key
    question that governs sufficient, relevant, not_relevant, not_answered, and
    its ref in governs; finding holds undetermined or rounding_would_differ.

    \b
    Exit codes
      0  rated
      1  input refused: every problem is listed, nothing was rated
      2  wrong use: an unknown option, edition or file; with --json it is JSON
         too, as is a refusal
      3  rated, with findings: a standard is undetermined and the panel decides,
         or rounding before comparing would have given another band
      (130: stopped with Ctrl+C)

    \b
    Many inspections are a table with a letter for each standard: O Outstanding;
    - Not rated, ? Not known, * Undetermined. Where a standard is not known, it
    shows the span of scores and the bands that stay possible.
    """


@click.command(help=CONTRACT)
@click.argument("answers", nargs=-1, required=True, type=IN_FILE)
@click.option(
    "--framework", metavar="ID|FILE", help="The edition to rate by: its id, or a file that holds one."
)
@click.option(
    "--with",
    "standards",
    multiple=True,
    type=IN_FILE,
    metavar="STANDARDS",
    help="A file in the standards form: what was judged from other evidence.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of the terminal."
)
@click.option(
    "--complete-tables", is_flag=True, help="Read an absent standard as Not rated instead of not known."
)
@click.option(
    "--group", "groups", multiple=True, metavar="NAME", help="A sub-group column of the wide form; repeat it."
)
@click.option(
    "--steps/--no-steps", default=None, help="How each rating was reached; default: for one inspection."
)
def rate(
    answers: tuple[str, ...],
    framework: str | None,
    standards: tuple[str, ...],
    form: str,
    as_json: bool,
    output: str | None,
    complete_tables: bool,
    groups: tuple[str, ...],
    steps: bool | None,
) -> None:
    """Read, rate, print; the exit code says whether there are findings."""
    from eyre.cases.files import AnswersRefused

    from .exceptions import RatingRefused

    form = "json" if as_json else form
    _keep_the_input(output, (*answers, *standards))
    edition = _edition(framework)
    try:
        rated = _rate(answers, standards, edition, groups, complete_tables)
    except AnswersRefused as refused:
        _refuse(refused, form)
    except RatingRefused as refused:
        _refuse_rating(refused, form)
    _write(_printed(rated, form, steps), output)
    sys.exit(3 if any(each.rating.findings for each in rated) else 0)


def _keep_the_input(output: str | None, files: Sequence[str]) -> None:
    if output and any(Path(output).resolve() == Path(file).resolve() for file in files):
        raise click.BadParameter(f"{output} is read: give another name", param_hint="--output")


def _edition(framework: str | None) -> Edition | None:
    from eyre.frameworks.exceptions import EditionFileInvalid, EditionNotFound
    from eyre.frameworks.reading import load_edition

    try:
        return None if framework is None else load_edition(framework)
    except EditionNotFound as error:
        raise click.BadParameter(str(error), param_hint="--framework") from error
    except EditionFileInvalid as error:
        raise click.ClickException(f"the edition cannot be used\n{error}") from error


def _rate(
    answers: Sequence[str],
    standards: Sequence[str],
    edition: Edition | None,
    groups: Sequence[str],
    complete_tables: bool,
) -> list[RatedInspection]:
    from .from_files import rate_all, read_dossiers

    dossiers = read_dossiers(answers, standards, edition, groups)
    if len(dossiers) < LONG_WORK or not sys.stderr.isatty():
        return rate_all(dossiers, complete_tables=complete_tables)
    with click.progressbar(length=len(dossiers), label="Rating", file=sys.stderr) as bar:
        return rate_all(dossiers, complete_tables=complete_tables, done=lambda: bar.update(1))


def _refuse(refused: AnswersRefused, form: str) -> None:
    from .printing import refused_json, say_refused

    if form == "json":
        click.echo(refused_json(refused).encode(), nl=False)
    else:
        click.echo(say_refused(refused), err=True)
    sys.exit(1)


def _refuse_rating(refused: RatingRefused, form: str) -> None:
    from .printing import cannot_rate_json, say_cannot_rate

    if form == "json":
        click.echo(cannot_rate_json(refused).encode(), nl=False)
    else:
        click.echo(say_cannot_rate(refused), err=True)
    sys.exit(1)


def _printed(rated: Sequence[RatedInspection], form: str, steps: bool | None) -> str:
    from .printing import print_csv, print_json, print_table

    match form:
        case "json":
            return print_json(rated, steps=steps is not False)
        case "csv":
            return print_csv(rated)
        case _:
            return print_table(rated, steps=steps)


def _write(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        Path(output).write_bytes(text.encode())
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
