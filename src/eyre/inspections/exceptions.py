"""What can go wrong with inspections, by name."""

from collections.abc import Sequence

from eyre.core.planning.dates import DateFault


class InspectionNotFound(LookupError):
    """No inspection that may be seen has this id."""


class CannotOpen(Exception):
    """An inspection cannot be opened like this; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CannotJoin(Exception):
    """Somebody cannot take this role on this inspection; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "person") -> None:
        super().__init__(words)
        self.field = field


class MemberNotFound(LookupError):
    """Nobody of this number works on the inspection."""


class CannotReplace(Exception):
    """A figure that ships with the data stands in this place; the words say so."""


class CannotPlan(Exception):
    """These days cannot be; `faults` are all reasons, each with the field it is about."""

    def __init__(self, faults: Sequence[DateFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.words for fault in self.faults))


class TaskNotFound(LookupError):
    """The plan of the inspection has no task of this code."""


class ProgrammeNotFound(LookupError):
    """There is no programme of this name that may be seen."""


class LetterNotFound(LookupError):
    """The inspection has no letter of this number, or there is none of this code."""


class CannotSend(Exception):
    """A letter cannot go like this; `reasons` are all that speaks against it, in words."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class LeftAlready(CannotSend):
    """The letter was sent already, by this person or another: it never goes twice."""
