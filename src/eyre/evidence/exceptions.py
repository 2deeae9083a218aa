"""What can go wrong with evidence in advance, by name."""


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
