"""What must hold for the whole tree: documented settings, documented code, no trace of a machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "eyre"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts and path.read_text())
# Written in two parts, so that this file is not one of those it looks for
MACHINE = re.compile(
    "|".join(["/wo" + "rk/", "/fa" + "rm/", "/tm" + "p/", "pythonhos" + "ted", "registry.npm" + "js"])
)


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_a_path_of_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found.extend(f"{path.relative_to(ROOT)}: {match.group()}" for match in MACHINE.finditer(text))
    assert not found


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    code = "".join(path.read_text() for path in [*MODULES, *(ROOT / "tools").glob("*.py")])
    used = set(re.findall(r'(?:setting\(|environ\.get\()\s*"(EYRE_[A-Z_]+)"', code))
    documented = set(re.findall(r"`(EYRE_[A-Z_]+)`", (ROOT / "docs/operators/settings.md").read_text()))
    assert used == documented


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_things_say_what_they_answer(path: Path) -> None:
    """A module starts with the question it answers; in the core every public function and class says its own."""
    tree = ast.parse(path.read_text("utf-8"))
    lacking = [] if ast.get_docstring(tree) or path.name in {"apps.py", "__init__.py"} else ["the module"]
    if "core" in path.parts:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                lacking.extend([] if ast.get_docstring(node) or _is_inner(tree, node) else [node.name])
    assert not lacking


def _is_inner(tree: ast.Module, node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether a function is defined inside another: those explain themselves by their place."""
    outers = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    return any(node in ast.walk(outer) and node is not outer for outer in outers)


def test_the_lock_pins_every_dependency_of_the_project() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    locked = {re.split(r"[=\[]", line)[0] for line in (ROOT / "requirements.lock").read_text().splitlines()}
    block = project.partition("dependencies = [")[2].partition("]\n\n[project.optional")[0]
    wanted = re.findall(r'^\s+"([A-Za-z0-9_.-]+)', block, re.MULTILINE)
    assert len(wanted) > 5
    assert {name.lower().replace("_", "-").replace(".", "-") for name in wanted} <= {
        name.lower().replace("_", "-").replace(".", "-") for name in locked
    }


def test_every_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    bare = [line for line in lines if re.match(r'\s+"[a-z].*[<>]=?\d.*",?\s*$', line)]
    assert not bare
