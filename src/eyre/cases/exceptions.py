"""What can go wrong with answers about cases, by name."""

from eyre.inspections.exceptions import InspectionNotFound


class AnswersDoNotFit(ValueError):
    """The answers are about another edition, or about questions the edition does not ask."""


class FormNotFound(LookupError):
    """No edition has a form of this id."""


class AssessmentNotFound(LookupError):
    """The inspection has no such assessment, or none that may be seen."""


class CannotOpenAssessment(ValueError):
    """An assessment cannot be opened, and why."""


class CannotComplete(ValueError):
    """An assessment cannot be completed or reopened now, and why."""


class CannotAssure(ValueError):
    """A second assessment, a review, a dip sample or a decision is refused, and why; `field` is the answer it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CannotCalibrate(ValueError):
    """A vignette, a calibration session or an answer in one is refused, and why; `field` is the answer it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CalibrationNotFound(LookupError):
    """There is no such vignette or calibration session, or none for whoever asks."""


class CannotFreeze(ValueError):
    """The answers of an inspection cannot be frozen, or no longer, and why."""


class AlertNotFound(AssessmentNotFound):
    """The inspection has no such alert."""


class CannotSendList(ValueError):
    """A case list is not taken in now; the words say why, and what to do."""


class CannotSaySeed(ValueError):
    """A seed cannot be said any more; the words say why."""


class ListNotFound(InspectionNotFound):
    """The inspection has no such case list: answered as if there were no inspection."""


class ListLost(RuntimeError):
    """Another worker has taken the list over, or it was decided already; what this one does counts for nothing."""


class CannotDraw(ValueError):
    """A sample cannot be drawn, drawn again or changed like this; `field` is the answer the words are about."""

    def __init__(self, words: str, field: str = "") -> None:
        self.field = field
        super().__init__(words)


class SampleNotFound(InspectionNotFound):
    """The inspection has no such sample, or no such case in it: answered as if there were no inspection."""


class CannotAllocate(Exception):
    """A case cannot be given like this; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class AllocationChanged(CannotAllocate):
    """What would be done now is not what somebody looked at."""


class CannotPlan(Exception):
    """An interview cannot be planned like this; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class PlanChanged(CannotPlan):
    """What would be planned now is not what somebody looked at."""


class CannotSay(Exception):
    """Something cannot be said of an inspector like this; the words say why, `field` which answer is meant."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CaseNotFound(LookupError):
    """The sample of the inspection holds no such case."""


class InterviewNotFound(LookupError):
    """The inspection has no such interview."""


class TooManyKeys(Exception):
    """Somebody opened as many keys within an hour as anybody may; the lead inspector is told."""


class CannotLetIn(ValueError):
    """What was kept apart cannot become an answer, or nothing can be decided about it; the words say why."""


class NotYourDevice(ValueError):
    """A device belongs to somebody else, or was revoked."""


class NoRecoveryKey(ValueError):
    """No key of the organisation that is in force has this name, so no device can be set up for it."""


class NotAllowedToDeposit(ValueError):
    """Whoever leaves work is no device we know, by its secret; the same words whatever is wrong."""


class CannotKeepKey(ValueError):
    """A recovery key cannot be made or ended like this; the words say why."""


class CannotUpgrade(ValueError):
    """An assessment cannot be moved to a later edition of its form, and why."""


class ConflictNotFound(AssessmentNotFound):
    """Nothing waits to be decided under this number, or nothing that may be seen."""


class ExaminerNotFound(LookupError):
    """Nobody of this id examines cases on the inspection."""


class AcquaintanceNotFound(LookupError):
    """Nothing of this number was declared on the inspection."""
