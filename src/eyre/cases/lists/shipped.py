"""Which editions of the case list ship with Eyre, and which one serves an edition of a framework?"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from eyre.core.cases.listed import Specification, read_specification
from eyre.frameworks.yaml_text import read_yaml

FOLDER = files("eyre.cases") / "lists" / "definitions"


class NoSpecification(LookupError):
    """No edition of the case list serves this edition of a framework."""


@lru_cache(maxsize=1)
def specifications() -> tuple[Specification, ...]:
    """Every edition of the case list, by its id.

    Raises:
        EditionInvalid: with every mistake of the first file that has any.
    """
    texts = sorted(
        (file.name, file.read_text("utf-8")) for file in FOLDER.iterdir() if file.name.endswith(".yaml")
    )
    return tuple(read_specification(read_yaml(text)[0]) for _, text in texts)


def specification(list_edition: str) -> Specification:
    """The edition of the case list with this id. Raises NoSpecification."""
    found = next((one for one in specifications() if one.id == list_edition), None)
    if found is None:
        raise NoSpecification(f"There is no edition {list_edition!r} of the case list.")
    return found


def specification_for(framework_edition: str) -> Specification:
    """The latest edition of the case list for inspections under this edition of a framework.

    Raises:
        NoSpecification: where cases are not sampled from a list, as in approved premises.
    """
    found = [one for one in specifications() if framework_edition in one.editions]
    if not found:
        words = "Inspections under this framework draw no cases from a list, or Eyre does not know what to ask for."
        raise NoSpecification(words)
    return found[-1]
