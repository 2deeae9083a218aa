"""`make bench`: every benchmark, or the one named, and docs/benchmarks.md written from what was measured.

A benchmark is a module of this folder with `measure(repeat) -> dict`: its name, what it compares, sizes, best
times in seconds, ratios against the peers, the target, and how cost grows at 1x, 2x and 4x.
"""

import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RECORD = HERE / "results.json"
PAGE = HERE.parent / "docs" / "benchmarks.md"
MODULES = [
    "rate_bulk",
    "rate_one",
    "import_answers",
    "page_inspection",
    "page_league",
    "case_form",
    "proof",
    "read",
    "draw",
    "upload",
    "agreement",
    "robustness",
    "robustness_many",
    "what_if",
    "replan",
    "save",
    "field",
    "sync",
    "audit",
    "sign_in",
    "start",
]


def machine() -> str:
    """What it ran on, with the load: a noisy machine is part of the result."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores, {platform.machine()}, CPython {platform.python_version()}, load {load}"


def run(name: str) -> dict[str, Any]:
    """Measure one benchmark, saying where and when."""
    before = machine()
    result: dict[str, Any] = importlib.import_module(f"benchmarks.{name}").measure()
    return result | {"machine": before, "on": datetime.now(UTC).date().isoformat()}


def as_markdown(results: dict[str, dict[str, Any]]) -> str:
    """The page: one section a benchmark, each with the command that makes it again."""
    parts = [
        "# Benchmarks\n",
        "Written by `make bench`. Machines are noisy, so every claim is a ratio measured side by side in one run,",
        "best of several interleaved repetitions. Absolute times say only what order of magnitude to expect.\n",
    ]
    for name, result in results.items():
        parts.append(f"## {result.get('name', name)}\n")
        parts.append(f"`make bench NAME={name}` on {result['on']}: {result['machine']}\n")
        parts.extend(section(result))
    return "\n".join(parts)


def section(result: dict[str, Any]) -> list[str]:
    """One result: a sentence for each word or number, a table for each group of them."""
    shown = {key: value for key, value in result.items() if key not in {"on", "machine", "name", "command"}}
    lines = [f"- **{key}**: {say(value)}" for key, value in shown.items() if not isinstance(value, dict)]
    for key, value in shown.items():
        if isinstance(value, dict):
            lines += ["", *table(key, value)]
    return [*lines, ""]


def table(title: str, rows: dict[str, Any]) -> list[str]:
    """A group as a table: a row for each name, with columns where the rows have parts of the same names."""
    if not all(isinstance(row, dict) for row in rows.values()):
        return [
            f"| {title} | |",
            "|---|---|",
            *(f"| {name} | {say(value)} |" for name, value in rows.items()),
        ]
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    head = [f"| {title} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    return head + [
        f"| {name} | {' | '.join(say(row.get(column, '')) for column in columns)} |"
        for name, row in rows.items()
    ]


def say(value: object) -> str:
    """A value as a reader wants it: seconds and ratios short, tables as a list."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {say(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(say(each) for each in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value).replace("|", "\\|")


def main(chosen: list[str]) -> int:
    """Run, record, print; 2 for a name that is none."""
    # `import` is a word of Python, so its module has a longer name
    wanted = [{"import": "import_answers"}.get(name, name.replace("-", "_")) for name in chosen] or MODULES
    strangers = [name for name in wanted if name not in MODULES]
    if strangers:
        print(f"no benchmark {', '.join(strangers)}; there are {', '.join(MODULES)}")
        return 2
    results = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    for name in wanted:
        print(f"== {name}", flush=True)
        results[name] = run(name)
        for key, value in results[name].items():
            print(f"   {key}: {say(value)}", flush=True)
    ordered = {name: results[name] for name in MODULES if name in results}
    RECORD.write_text(json.dumps(ordered, indent=1) + "\n", "utf-8")
    PAGE.write_text(as_markdown(ordered), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
