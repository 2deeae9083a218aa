"""What can go wrong with answers about cases, by name."""


class AnswersDoNotFit(ValueError):
    """The answers are about another edition, or about questions the edition does not ask."""


class FormNotFound(LookupError):
    """No edition has a form of this id."""


class AssessmentNotFound(LookupError):
    """The inspection has no such assessment, or none that may be seen."""


class CannotOpenAssessment(ValueError):
    """An assessment cannot be opened, and why."""
