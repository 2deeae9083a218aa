"""Writes the documents that are made from the code; with --check, only says which are out of date."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from eyre.site.command import COMMANDS, LazyGroup, main

ROOT = Path(__file__).parent.parent
NOTICE = "<!-- Made by `make fix` from the code. Change the code, not this page. -->\n"


def command_help() -> str:
    """docs/analysts/commands.md: the help of every command, as it prints itself."""
    parts = [NOTICE, "# The `eyre` command\n"]
    for path, command in _walk("eyre", main):
        context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
        parts.append(f"## `{path}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        names = COMMANDS if isinstance(command, LazyGroup) else command.list_commands(context)
        for name in names:
            below = command.get_command(context, name)
            assert below is not None, f"{path} {name} is listed and must exist"
            yield from _walk(f"{path} {name}", below)


def reconstructed_data() -> str:
    """docs/analysts/reconstructed-data.md with its tables made from the targets."""
    from eyre.cases.reconstruction import refreshed, shipped_targets

    return refreshed((ROOT / "docs/analysts/reconstructed-data.md").read_text("utf-8"), shipped_targets())


def proportions() -> str:
    """docs/editors/proportions.md with the table of the default wording policy."""
    from eyre.reports.wording import load_policy
    from eyre.reports.wording_table import with_table

    return with_table((ROOT / "docs/editors/proportions.md").read_text("utf-8"), load_policy())


def roles() -> str:
    """docs/operators/roles.md: who may do what, from the classes of roles."""
    from eyre.people.who_may import as_markdown

    return f"{NOTICE}\n{as_markdown()}"


def stages() -> str:
    """docs/lead-inspectors/stages.md: the stages of an inspection, drawn and as a table."""
    from eyre.core.planning import MOVES, as_diagram

    rows = [
        f"| {stage.words} | {way.to.words}{' (back)' if way.is_back else ''} "
        f"| {', '.join(code.replace('-', ' ') for code in way.by)} "
        f"| {'; '.join(way.needs) or '–'} | {'; '.join(way.effects) or '–'} |"
        for stage, ways in MOVES.items()
        for way in ways
    ]
    head = "| from | to | who | what must be true first | what follows |\n|---|---|---|---|---|"
    return (
        f"{NOTICE}\n# The stages of an inspection\n\nThe rule is one table in `eyre.core.planning.stages`; this page is made"
        " from it. `system` is the clock: a report comes out at its minute by nobody’s hand.\n\n"
        f"```mermaid\n{as_diagram()}```\n\n{head}\n" + "\n".join(rows) + "\n"
    )


def case_lists() -> str:
    """docs/providers/case-list.md: what a case list holds, from the data of its editions."""
    from eyre.cases.lists.document import as_markdown

    return f"{NOTICE}\n{as_markdown()}"


DOCUMENTS = {
    "docs/analysts/commands.md": command_help,
    "docs/analysts/reconstructed-data.md": reconstructed_data,
    "docs/editors/proportions.md": proportions,
    "docs/lead-inspectors/stages.md": stages,
    "docs/operators/roles.md": roles,
    "docs/providers/case-list.md": case_lists,
}


def run(check: bool) -> int:
    """Write each document, or compare it; the number of those that differ."""
    stale = 0
    for name, make in DOCUMENTS.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if check:
            stale += 1
            sys.stdout.write(f"{name} is not what the code would write: run `make fix`\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            sys.stdout.write(f"wrote {name}\n")
    return stale


if __name__ == "__main__":
    raise SystemExit(1 if run("--check" in sys.argv[1:]) else 0)
