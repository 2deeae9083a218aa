"""The `eyre` command: one line of sub-commands over the same actions and the same core as the pages.

Sub-commands are imported when they are called, so that `eyre --help` answers at once.
"""

from __future__ import annotations

import importlib

import click

# name: (module and attribute, what it says in `eyre --help`)
COMMANDS = {
    "rate": (
        "eyre.ratings.commands:rate",
        "Rate answers or standards: ratings, score and the steps that led there.",
    ),
    "frameworks": (
        "eyre.frameworks.commands:frameworks",
        "List, show, check and compare editions of frameworks.",
    ),
    "reconstruct": (
        "eyre.cases.commands:reconstruct",
        "Write the reconstructed case answers of the North West.",
    ),
    "load": ("eyre.site.serving:load", "Fill the database with the published inspections."),
    "serve": ("eyre.site.serving:serve", "Set up the database, fill it, and start the pages."),
}


class LazyGroup(click.Group):
    """A group whose sub-commands are imported only when one of them is called."""

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


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="eyre", prog_name="eyre")
def main() -> None:
    """Eyre, the open inspection platform: from a framework of standards to a defensible rating.

    Exit codes: 0 done, 1 input refused, 2 wrong use, 3 rated with findings.
    """
