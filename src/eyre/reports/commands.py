"""`eyre proof`: is every figure in a document right, and is it fit to sign?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from eyre.core.frameworks import Edition
    from eyre.core.reports import Figure, FigureRegister, Proof

T = TypeVar("T")
IN_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
FILE = click.Path(exists=True, dir_okay=False)
MAX_BYTES = 20_000_000  # a report of 1,000 pages has under 4 million

CONTRACT = """Check the figures, names and ratings tables of a document before it is signed.

    REPORT is Markdown (- reads standard input). A figure is bound to the words
    that state it; any editor shows them as a link:

    \b
      In [almost three-quarters](fig:nw/2.2.3/insufficient) of the
      [196](fig:nw/cases) cases, work was insufficient.

    \b
    FIGURES is CSV with the columns id,x,of,value,polarity,said_of,source,suppressed
    or YAML: schema: eyre-figures/1, figures: a list with the same keys.
      x, of      the count: 143 of 196
      value      without a count: 196, 65 %, a band or a score (7/24)
      suppressed true: too small to be printed; no words may state it

    \b
    ANSWERS are files as for `eyre rate`; they give the figures
      <inspection>/cases
      <inspection>/<question>/sufficient, .../insufficient, .../relevant
      <inspection>/<standard>/rating, <inspection>/standards/<band>
      <inspection>/rating, <inspection>/score, <inspection>/points
    with the inspection's name in small letters and hyphens (cheshire-west).
    --inspection gives the same of a published inspection from the database,
    with sub-groups and the numbers that were published about it.
    --list-figures writes all of them as a file that --figures reads.

    Ratings tables are checked with --framework, names with --names. A finding
    that should stand is allowed, with a reason, before its paragraph:

    \b
      <!-- proof: allow unbound because the target is the government's -->

    \b
    Examples
      eyre proof letter.md --figures figures.csv
      eyre proof letter.md --answers cases.csv --framework hmip-probation-pdu-2021
      eyre proof letter.md --inspection pdu-2023-cumbria
      eyre proof --list-figures --inspection pdu-2023-cumbria -o figures.csv
      eyre proof letter.md --figures figures.yaml --format sarif -o letter.sarif

    \b
    Exit codes
      0  fit to sign: no error (with --strict: no warning either)
      1  input refused: a file has mistakes, and each is listed
      2  wrong use: an unknown option, edition, policy or file
      3  not fit to sign
    """


@click.command(help=CONTRACT)
@click.argument("report", type=IN_FILE, required=False)
@click.option("--figures", type=FILE, metavar="FIGURES", help="A file of figures.")
@click.option(
    "--answers", multiple=True, type=FILE, metavar="ANSWERS", help="A file of answers; repeat it for more."
)
@click.option("--inspection", metavar="ID", help="A published inspection whose figures the database holds.")
@click.option("--framework", metavar="ID|FILE", help="The edition to rate by and to check tables by.")
@click.option("--policy", metavar="ID|FILE", help="The wording policy; default: hmip-observed-2023.")
@click.option(
    "--names", type=FILE, metavar="NAMES", help="The known bodies: a name a line, or CSV with name."
)
@click.option(
    "--inspected",
    multiple=True,
    metavar="NAME",
    help="A body that was inspected, of NAMES; repeat it for more.",
)
@click.option(
    "--small-group", type=click.IntRange(0), default=0, help="The fewest cases that may be printed; 0: any."
)
@click.option("--list-figures", is_flag=True, help="Write the figures as CSV and check nothing.")
@click.option("--strict", is_flag=True, help="Warnings block signing too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of the terminal."
)
def proof(
    report: str | None,
    figures: str | None,
    answers: tuple[str, ...],
    inspection: str | None,
    framework: str | None,
    policy: str | None,
    names: str | None,
    inspected: tuple[str, ...],
    small_group: int,
    list_figures: bool,
    strict: bool,
    form: str,
    as_json: bool,
    output: str | None,
) -> None:
    """Read, check, print; the exit code says whether the document is fit to sign."""
    from eyre.core.reports import Settings
    from eyre.core.reports import proof as check

    from .names import read_names
    from .register import write_register
    from .wording import DEFAULT_POLICY, load_policy

    if report is None and not list_figures:
        raise click.UsageError("name the REPORT to check, or ask for --list-figures")

    form = "json" if as_json else form
    _keep_the_input(output, tuple(filter(None, (report, figures, names, *answers))))
    edition = _edition(framework)
    register = _register(figures, answers, inspection, edition)
    if report is None or list_figures:
        _write(write_register(register or ()), output)
        return
    settings = Settings(
        _named("--policy", lambda: load_policy(policy or DEFAULT_POLICY)),
        register,
        edition,
        _refusing(lambda: read_names(Path(names))) if names else (),
        small_group,
        inspected,
    )
    checked = check(_text(report), settings)
    _write(_printed(report, checked, form, strict=strict), output)
    sys.exit(0 if checked.is_fit_to_sign(strict=strict) else 3)


def _keep_the_input(output: str | None, files: tuple[str, ...]) -> None:
    if output and any(Path(output).resolve() == Path(file).resolve() for file in files):
        raise click.BadParameter(f"{output} is read: give another name", param_hint="--output")


def _edition(framework: str | None) -> Edition | None:
    from eyre.frameworks.reading import load_edition

    return None if framework is None else _named("--framework", lambda: load_edition(framework))


def _named(option: str, load: Callable[[], T]) -> T:
    """What an id or a file holds; an unknown id is wrong use, a file with mistakes is refused."""
    from eyre.frameworks.exceptions import EditionFileInvalid, EditionNotFound

    try:
        return load()
    except EditionNotFound as error:
        raise click.BadParameter(str(error), param_hint=option) from error
    except EditionFileInvalid as error:
        raise click.ClickException(f"the file cannot be used\n{error}") from error


def _register(
    figures: str | None, answers: tuple[str, ...], inspection: str | None, edition: Edition | None
) -> FigureRegister | None:
    from .register import figures_from_answers, joined, read_register

    if figures is None and not answers and inspection is None:
        return None
    read = tuple(_refusing(lambda: read_register(Path(figures)))) if figures else ()
    counted = _refusing(lambda: figures_from_answers(answers, edition)) if answers else ()
    held = _of_inspection(inspection) if inspection else ()
    return _refusing(lambda: joined(read, counted, held))


def _of_inspection(inspection: str) -> tuple[Figure, ...]:
    from .database import NoDatabase, figures_of_inspection

    try:
        return figures_of_inspection(inspection)
    except LookupError as error:
        raise click.BadParameter(str(error), param_hint="--inspection") from error
    except NoDatabase as error:
        raise click.ClickException(str(error)) from error


def _refusing(read: Callable[[], T]) -> T:
    """What a file holds, or a refusal in its words."""
    from eyre.cases.files import AnswersRefused
    from eyre.frameworks.exceptions import EditionFileInvalid
    from eyre.ratings.exceptions import RatingRefused
    from eyre.ratings.printing import say_cannot_rate, say_refused

    try:
        return read()
    except AnswersRefused as refused:
        raise click.ClickException(say_refused(refused)) from refused
    except RatingRefused as refused:
        raise click.ClickException(say_cannot_rate(refused)) from refused
    except EditionFileInvalid as error:
        raise click.ClickException(f"the file cannot be used\n{error}") from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _text(report: str) -> str:
    if report == "-":
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(report).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise click.ClickException(f"{report} has more than {MAX_BYTES:,} bytes; check it part by part")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise click.ClickException(f"{report}:{line}: a byte is not UTF-8; save the file as UTF-8") from None


def _printed(report: str, checked: Proof, form: str, *, strict: bool) -> str:
    from .printing import print_json, print_text
    from .sarif import print_sarif

    match form:
        case "json":
            return print_json(report, checked, strict=strict)
        case "sarif":
            return print_sarif(report, checked)
        case _:
            return print_text(report, checked, strict=strict)


def _write(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        Path(output).write_bytes(text.encode())
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
