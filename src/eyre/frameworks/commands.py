"""`eyre frameworks`: list, show, check and compare editions. Needs no database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

import click

from eyre.core.frameworks import Edition

from .exceptions import EditionFileInvalid, EditionNotFound, FileMistake
from .reading import edition_digest, load_edition, read_edition_file, shipped_editions

if TYPE_CHECKING:
    from eyre.core.frameworks import (
        Comparison,
        PlacedQuestion,
        Prompt,
        QuestionChange,
        Standard,
        StandardChange,
    )

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def frameworks() -> None:
    """List, show, check and compare editions of frameworks.

    An edition is named by its id (see `eyre frameworks list`) or by the path of a file.
    Exit codes: 0 done, 1 a file is not an edition or is not there, 2 wrong use.
    """


@frameworks.command("list")
@AS_JSON
def list_editions(as_json: bool) -> None:
    """List the editions that come with Eyre.

    Exit codes: 0 done, 2 wrong use.
    """
    editions = [_load(edition_id) for edition_id in shipped_editions()]
    if as_json:
        _write_json([_row(edition) for edition in editions])
    else:
        from .tables import print_editions

        print_editions(editions)


@frameworks.command()
@click.argument("edition")
@click.option(
    "--full", is_flag=True, help="Also the prompts, the notes on method and how each part is known."
)
@AS_JSON
def show(edition: str, full: bool, as_json: bool) -> None:
    """Show one EDITION: its bands, standards, key questions and rules.

    With --json, the whole edition in the format of its file.

    Exit codes: 0 done, 1 there is no such edition or its file is none, 2 wrong use.
    """
    loaded = _load(edition)
    if as_json:
        from eyre.core.frameworks import edition_data

        _write_json(edition_data(loaded))
    else:
        from .tables import print_edition

        print_edition(loaded, full=full)


@frameworks.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@AS_JSON
def check(files: tuple[str, ...], as_json: bool) -> None:
    """Check whether each FILE is an edition; every mistake is listed with its line.

    Exit codes: 0 all are, 1 one is not, 2 wrong use.
    """
    results = {file: _check(file) for file in files}
    if as_json:
        _write_json([_result(file, result) for file, result in results.items()])
    else:
        for file, result in results.items():
            click.echo(_result_in_words(file, result))
    if not all(isinstance(result, Edition) for result in results.values()):
        raise SystemExit(1)


@frameworks.command()
@click.argument("before")
@click.argument("after")
@AS_JSON
def compare(before: str, after: str, as_json: bool) -> None:
    """Compare the edition BEFORE with the edition AFTER.

    Standards and questions are recognised by their concept, so that a new number is not a new question.

    Exit codes: 0 compared, 1 there is no such edition or its file is none, 2 wrong use.
    """
    from eyre.core.frameworks import compare_editions

    comparison = compare_editions(_load(before), _load(after))
    if as_json:
        _write_json(_comparison(comparison))
    else:
        from .tables import print_comparison

        print_comparison(comparison)


def _load(name: str) -> Edition:
    """The edition, or the end of the command with words on standard error."""
    try:
        return load_edition(name)
    except (EditionNotFound, EditionFileInvalid) as error:
        _refuse(str(error))


def _refuse(words: str) -> NoReturn:
    raise click.ClickException(words)


def _check(file: str) -> Edition | tuple[FileMistake, ...]:
    try:
        return read_edition_file(file)
    except EditionFileInvalid as error:
        return error.mistakes
    except EditionNotFound as error:
        return (FileMistake(file, 0, "the file", str(error)),)


def _result_in_words(file: str, result: Edition | tuple[FileMistake, ...]) -> str:
    if isinstance(result, Edition):
        questions = sum(len(standard.key_questions) for standard in result.standards)
        return f"{file}: fine. {result.title}: {len(result.standards)} standards, {questions} key questions"
    return "\n".join(str(mistake) if mistake.line else mistake.text for mistake in result)


def _result(file: str, result: Edition | tuple[FileMistake, ...]) -> dict[str, Any]:
    if isinstance(result, Edition):
        return {"file": file, "fine": True, "edition": result.id, "mistakes": []}
    mistakes = [{"line": one.line or None, "place": one.place, "text": one.text} for one in result]
    return {"file": file, "fine": False, "edition": None, "mistakes": mistakes}


def _row(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "title": edition.title,
        "inspectorate": edition.inspectorate,
        "completeness": edition.completeness,
        "missing": edition.missing,
        "wording": edition.wording,
        "valid_from": edition.valid_from and edition.valid_from.isoformat(),
        "valid_to": edition.valid_to and edition.valid_to.isoformat(),
        "applies_to": edition.applies_to,
        "standards": len(edition.standards),
        "sha256": edition_digest(shipped_editions()[edition.id].read_bytes()),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "before": comparison.before.id,
        "after": comparison.after.id,
        "same": comparison.is_same,
        "comparable": comparison.comparable,
        "standards": [_standard_change(one) for one in comparison.standards],
        "questions": [_question_change(one) for one in comparison.questions],
        "rules": [asdict(rule) for rule in comparison.rules],
    }


def _standard_change(change: StandardChange) -> dict[str, Any]:
    def side(standard: Standard | None) -> dict[str, str] | None:
        return {"ref": standard.ref, "title": standard.title} if standard else None

    return {
        "concept": change.concept,
        "before": side(change.before),
        "after": side(change.after),
        "changes": change.changes or ("unchanged",),
    }


def _question_change(change: QuestionChange) -> dict[str, Any]:
    def side(placed: PlacedQuestion | None) -> dict[str, str] | None:
        if placed is None:
            return None
        return {"ref": placed.question.ref, "text": placed.question.text, "standard": placed.place}

    def prompt(one: Prompt | None) -> dict[str, str] | None:
        return {"ref": one.ref, "text": one.text} if one else None

    prompts = [
        {"before": prompt(one.before), "after": prompt(one.after), "changes": one.changes}
        for one in change.prompts
    ]
    return {
        "concept": change.concept,
        "before": side(change.before),
        "after": side(change.after),
        "changes": change.changes or ("unchanged",),
        "prompts": prompts,
    }


def _write_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode())
