"""What can go wrong with inspections, by name."""


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
