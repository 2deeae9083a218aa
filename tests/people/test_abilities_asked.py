"""Is every ability asked for by a permission of some area, and held by some role?"""

import ast
from pathlib import Path

from eyre.people.abilities import Ability
from eyre.people.roles import ROLES

SOURCE = Path(__file__).parents[2] / "src" / "eyre"


def asked_for(source: str) -> set[str]:
    """The names of the abilities that the functions of a module hand to `check` or `role_for`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            names = [each for argument in node.args for each in ast.walk(argument)]
            found |= {
                each.attr
                for each in names
                if isinstance(each, ast.Attribute) and ast.unparse(each.value).endswith("Ability")
            }
    return found


def test_every_ability_is_asked_for_by_some_permission() -> None:
    asked = {
        name
        for path in SOURCE.rglob("*.py")
        if "permissions" in path.with_suffix("").parts
        for name in asked_for(path.read_text("utf-8"))
    }
    assert {each.name for each in Ability} - asked == set()


def test_every_ability_is_held_by_some_role() -> None:
    held = {ability for role in ROLES.values() for ability in role.abilities}
    assert set(Ability) - held == set()


def test_these_tests_can_fail() -> None:
    assert asked_for("def check(standing): return standing.check(Ability.SEE_CASES, roles)") == {"SEE_CASES"}
    assert asked_for("WORDS = Ability.SEE_CASES") == set()
