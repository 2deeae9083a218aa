"""What can go wrong with providers, by name."""


class ProviderNotFound(LookupError):
    """No provider has this name or slug."""


class InterestNotFound(LookupError):
    """There is no such interest."""


class ContactNotFound(LookupError):
    """There is no such contact."""


class CannotDeclare(Exception):
    """An interest cannot be declared, or ended, like this; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CannotName(Exception):
    """Somebody cannot be a contact of this provider; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field
