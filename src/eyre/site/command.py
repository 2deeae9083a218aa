"""The `eyre` command: one line of sub-commands over the same actions and the same core as the pages.

Sub-commands are imported when they are called, so that `eyre --help` answers at once.
"""

from __future__ import annotations

import errno
import importlib
import io
import json
import sys
from difflib import get_close_matches
from itertools import pairwise

import click

# name: (module and attribute, what it says in `eyre --help`)
COMMANDS = {
    "rate": (
        "eyre.ratings.commands:rate",
        "Rate answers or standards: ratings, score and the steps that led there.",
    ),
    "ratings": (
        "eyre.ratings.record_commands:ratings",
        "Count signed ratings again from their records; say every difference.",
    ),
    "frameworks": (
        "eyre.frameworks.commands:frameworks",
        "List, show, check and compare editions of frameworks.",
    ),
    "reconstruct": (
        "eyre.cases.commands:reconstruct",
        "Write the reconstructed case answers of the North West.",
    ),
    "sample": (
        "eyre.cases.sampling.commands:sample",
        "Draw a sample of cases that anyone can draw again; verify a receipt.",
    ),
    "case-lists": (
        "eyre.cases.lists.commands:case_lists",
        "Check the case lists that wait, where no `eyre serve` does.",
    ),
    "proof": (
        "eyre.reports.commands:proof",
        "Check the figures, names and tables of a document before it is signed.",
    ),
    "proof-measure": (
        "eyre.reports.measuring:proof_measure",
        "Measure how much of what documents state the proof-reader finds.",
    ),
    "people": (
        "eyre.people.commands:people",
        "Invite the first administrator; list people; let somebody back in.",
    ),
    "audit": (
        "eyre.platform.commands:audit",
        "Seal, verify and export the log of who did and who saw what.",
    ),
    "files": (
        "eyre.platform.files.commands:files",
        "Compare every file that was sent with the digest it was kept under.",
    ),
    "read": (
        "eyre.reports.read_commands:read",
        "Read a published letter, report or article into a draft of data.",
    ),
    "backup": (
        "eyre.platform.backups.commands:backup",
        "Write the whole store into one file.",
    ),
    "restore": (
        "eyre.platform.backups.commands:restore",
        "Let the store be what a backup holds, in a new epoch.",
    ),
    "journal": (
        "eyre.cases.journal.commands:journal",
        "Compare the answers with their journal; make them anew from it.",
    ),
    "recovery-key": (
        "eyre.cases.recovery.commands:recovery_key",
        "Make the key that opens devices whose passphrase is lost; list, end.",
    ),
    "rescue": (
        "eyre.cases.recovery.commands:rescue",
        "Take in what was saved from a device, with the recovery key.",
    ),
    "freeze": (
        "eyre.cases.freeze_commands:freeze",
        "Check that frozen answers are still what was answered.",
    ),
    "load": ("eyre.site.serving:load", "Fill the database with the published inspections."),
    "serve": ("eyre.site.serving:serve", "Set up the database, fill it, and start the pages."),
}


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
STOPPED = 130  # what a shell expects of a command that was stopped with Ctrl+C


class LazyGroup(click.Group):
    """A group whose sub-commands are imported only when one of them is called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember whether JSON is wanted, so that a refusal of the options themselves is JSON too."""
        ctx.meta["eyre.json"] = (
            "--json" in args or "--format=json" in args or "json" in _after("--format", args)
        )
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """The sub-command; what stops it from outside is said in words and never as a traceback."""
        _print_anything()
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(STOPPED)
        except click.ClickException as error:
            if not ctx.meta["eyre.json"]:
                raise
            body = {"refused": True, "error": error.format_message(), "exit_code": error.exit_code}
            click.echo(json.dumps(body, ensure_ascii=False, indent=2).encode())
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            raise click.ClickException(f"the result could not be written: {error.strerror}") from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The sub-command of the first word; where there is none, the nearest is named."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, 1, 0.5)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The sub-command of this name, imported now."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of sub-commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


def _after(option: str, args: list[str]) -> list[str]:
    return [word for before, word in pairwise(args) if before == option]


def _print_anything() -> None:
    """A terminal that knows fewer characters than a text gets the others written out, as in \\u2013."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="eyre", prog_name="eyre")
def main() -> None:
    """Eyre, the open inspection platform: from a framework of standards to a defensible rating.

    Exit codes: 0 done, 1 input refused, 2 wrong use, 3 rated with findings.
    """
