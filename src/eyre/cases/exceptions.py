"""What can go wrong with answers about cases, by name."""


class AnswersDoNotFit(ValueError):
    """The answers are about another edition, or about questions the edition does not ask."""


class FormNotFound(LookupError):
    """No edition has a form of this id."""
