"""What can go wrong with published documents, by name."""


class DocumentNotFound(LookupError):
    """There is no document of this digest."""


class FactNotFound(LookupError):
    """The draft of the document has no fact of this id."""


class CannotTakeIn(ValueError):
    """The document cannot be taken in like this; the words say why."""


class CannotDecide(ValueError):
    """A fact cannot be decided like this; `words` say why, by field where there is one."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__("; ".join(words.values()))
        self.words = words


class CannotStore(ValueError):
    """What was accepted cannot be stored like this; the words say why."""
