"""What can go wrong with evidence, by name."""

from __future__ import annotations

from typing import NamedTuple


class RequestNotFound(LookupError):
    """The inspection asks for nothing of this number, or it is not for them yet."""


class SentFileNotFound(LookupError):
    """No file of this number was sent for the item."""


class NotOpenYet(LookupError):
    """The provider’s page is there from the announcement on."""


class CannotAsk(Exception):
    """Nothing can be asked like this; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class EvidenceNotFound(LookupError):
    """The register of the inspection holds nothing of this number."""


class Problem(NamedTuple):
    """One thing that is wrong: which answer is meant (empty for none of them), and what to do, in words."""

    field: str
    words: str


class CannotRegister(Exception):
    """Nothing can be put into the register, changed or withdrawn like this; `problems` are all that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(each.words for each in problems))
        self.problems = problems
