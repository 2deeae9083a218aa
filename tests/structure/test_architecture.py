"""Promises of the architecture that no import contract can see."""

import ast
import importlib
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS: list[str] = CONTRACTS[0]["layers"]
OURS = [model for model in apps.get_models() if model._meta.app_config.name.startswith("eyre.")]
KEYS = [
    field
    for model in OURS
    for field in model._meta.get_fields(include_hidden=True)
    if isinstance(field, models.ForeignKey | models.ManyToManyField)
]
CORE = sorted((ROOT / "src" / "eyre" / "core").rglob("*.py"))
# What tells the time: the modules, and the methods of dates and moments that ask the clock
CLOCKS = {"time", "timeit", "zoneinfo"}
ASKING = {"now", "utcnow", "today", "localtime", "gmtime", "monotonic", "perf_counter"}


def area(model: type[models.Model]) -> str:
    return model._meta.app_config.name.removeprefix("eyre.")


def points_downstream(one: str, other: str) -> bool:
    """Whether an area points at one further down the stream: layers are listed from the last to the first."""
    return LAYERS.index(other) < LAYERS.index(one)


def reads_the_clock(source: str) -> list[str]:
    """Where a module asks what time it is."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names if alias.name.partition(".")[0] in CLOCKS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in CLOCKS:
            found.append(node.module or "")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            found.append(f"{node.func.attr}() in line {node.lineno}")
    return found


def test_there_are_keys_between_areas_to_look_at() -> None:
    assert sum(area(key.model) != area(key.related_model) for key in KEYS) > 10  # type: ignore[arg-type]


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_no_key_points_downstream_and_keys_between_areas_are_hidden(
    key: "models.ForeignKey[models.Model, models.Model]",
) -> None:
    here, there = area(key.model), area(key.related_model)
    assert not points_downstream(here, there)
    if here != there:
        assert key.remote_field.hidden, f"{key} needs related_name='+'"


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_in_the_core_reads_the_clock(path: Path) -> None:
    assert not reads_the_clock(path.read_text("utf-8"))


def test_these_tests_can_fail() -> None:
    assert points_downstream("providers", "ratings")
    assert not points_downstream("ratings", "providers")
    assert reads_the_clock("from datetime import date\nx = date.today()")
    assert reads_the_clock("import time")
    assert reads_the_clock("from time import monotonic")
    assert not reads_the_clock("from datetime import date\ndef f(on: date): return on.year")


def test_every_constraint_says_what_it_means() -> None:
    for model in OURS:
        for constraint in model._meta.constraints:
            default = type(constraint).default_violation_error_message
            assert constraint.violation_error_message not in (None, default), constraint.name


def test_every_constraint_is_broken_by_a_test() -> None:
    """Check constraints are named where they are broken; what must be unique is broken table by table."""
    written = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    names = [c.name for m in OURS for c in m._meta.constraints if isinstance(c, models.CheckConstraint)]
    assert names
    assert [name for name in names if f'"{name}"' not in written] == []


def test_labels_are_the_folders() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("eyre."):
            assert config.label == config.name.removeprefix("eyre.")
            assert importlib.import_module(config.name)
