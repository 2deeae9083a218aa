"""What do the reconstructed answers have to add up to? Read from `targets.yaml`, where every choice is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from eyre.core.figures import Count

SHIPPED = ("data", "north-west-2023", "targets.yaml")
Advantage = Mapping[str, Mapping[str, int]]  # sub-group column -> label -> points
COUNT = re.compile(r"(\d+) of (\d+)")


class BadTargets(ValueError):
    """The targets contradict each other or cannot be read; the words say where."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something not published that had to be chosen, and the counts or ratings it was chosen for."""

    what: str
    chosen: str
    serves: str


@dataclass(frozen=True, slots=True)
class GroupTargets:
    """One question counted over all units: sufficient of relevant, for the count of the letter in `serves`.

    `among` limits the relevant cases to one label of a sub-group column; `first` names a question whose
    sufficient cases are relevant before any other.
    """

    count: Count
    serves: str
    among: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class UnitTargets:
    """One inspection: how many cases, how many under each label, and sufficient of relevant per key question."""

    inspection: str
    prefix: str
    cases: int
    groups: Mapping[str, Mapping[str, int]]
    victim_cases: int
    questions: Mapping[str, Count]
    court_reports: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Targets:
    """All that the answers must add up to, and how a case is scored.

    `quality` and `chance` are the ranges of the two hashed parts of a score; `advantage` maps a sub-group
    column and label to points, and `exceptions` a question to the advantages that stand in their place.
    """

    label: str
    edition: str
    seed: str
    choices: tuple[Choice, ...]
    units: tuple[UnitTargets, ...]
    supervision: Mapping[str, GroupTargets]
    victims: Mapping[str, GroupTargets]
    quality: int
    chance: int
    advantage: Advantage
    exceptions: Mapping[str, Advantage]

    def points(self, groups: Mapping[str, str], question: str) -> int:
        """The advantage that the labels of a case give it in one question."""
        advantage = {**self.advantage, **self.exceptions.get(question, {})}
        return sum(advantage.get(column, {}).get(label, 0) for column, label in groups.items())


def shipped_targets() -> Targets:
    """The targets of the North West inspections of 2023."""
    return read_targets(files("eyre.cases").joinpath(*SHIPPED).read_text(encoding="utf-8"))


def read_targets(text: str) -> Targets:
    """The targets in a YAML text. Raises BadTargets for figures that cannot hold together."""
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    scoring = data["scoring"]
    return Targets(
        label=data["label"],
        edition=data["edition"],
        seed=data["seed"],
        choices=tuple(Choice(**choice) for choice in data["choices"]),
        units=tuple(_unit(inspection, part) for inspection, part in data["units"].items()),
        supervision=_groups(data["supervision"]),
        victims=_groups(data["victims"]),
        quality=scoring["quality"],
        chance=scoring["chance"],
        advantage=scoring["advantage"],
        exceptions=scoring["exceptions"],
    )


def _unit(inspection: str, part: Mapping[str, Any]) -> UnitTargets:
    unit = UnitTargets(
        inspection=inspection,
        prefix=part["prefix"],
        cases=part["cases"],
        groups=part["groups"],
        victim_cases=part["victim_cases"],
        questions=_counts(part["questions"], inspection),
        court_reports=_counts(part.get("court_reports", {}), inspection),
    )
    _check(unit)
    return unit


def _check(unit: UnitTargets) -> None:
    for column, labels in unit.groups.items():
        if sum(labels.values()) != unit.cases:
            raise BadTargets(f"{unit.inspection}: the labels of {column} do not add up to {unit.cases} cases")
    for question, count in unit.questions.items():
        if count.of > unit.cases:
            raise BadTargets(f"{unit.inspection}, {question}: {count} in {unit.cases} cases")
    if unit.victim_cases > unit.groups["disposal"]["custody"]:
        raise BadTargets(f"{unit.inspection}: more victim cases than cases after release")


def _groups(part: Mapping[str, Mapping[str, str]]) -> dict[str, GroupTargets]:
    return {
        question: GroupTargets(
            _count(one["sufficient"], question), one["serves"], one.get("among", ""), one.get("first", "")
        )
        for question, one in part.items()
    }


def _counts(part: Mapping[str, str], where: str) -> dict[str, Count]:
    return {question: _count(text, f"{where}, {question}") for question, text in part.items()}


def _count(text: str, where: str) -> Count:
    match = COUNT.fullmatch(text)
    if match is None:
        raise BadTargets(f"{where}: {text!r} does not read like '20 of 36'")
    return Count(int(match[1]), int(match[2]))
