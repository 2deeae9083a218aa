"""The cases of an inspection: listed, sampled, allocated, assessed, frozen."""

from __future__ import annotations

from .allocations import CaseAllocation, CaseInterview
from .answers import FrozenAnswers
from .assessments import Alert, AnswerNow, Assessment, Review
from .calibration import CalibrationAnswer, CalibrationSession, Vignette
from .fieldwork import FormUpgrade, LeaseTaken, RecoveryKey
from .inspectors import (
    Acquaintance,
    InspectorTime,
    InterviewPattern,
    KeyAlarm,
    Special,
    Specialism,
    Touched,
)
from .journal import Device, JournalEntry, QuarantinedOperation
from .lists import CaseKey, CaseList, ListedCase
from .quality import Decision, DipPurpose, DipSample, Freeze, SecondAsked, SecondWithdrawn, Signature
from .samples import DrawSeed, Sample, SampledCase

__all__ = [
    "Acquaintance",
    "Alert",
    "AnswerNow",
    "Assessment",
    "CalibrationAnswer",
    "CalibrationSession",
    "CaseAllocation",
    "CaseInterview",
    "CaseKey",
    "CaseList",
    "Decision",
    "Device",
    "DipPurpose",
    "DipSample",
    "DrawSeed",
    "FormUpgrade",
    "Freeze",
    "FrozenAnswers",
    "InspectorTime",
    "InterviewPattern",
    "JournalEntry",
    "KeyAlarm",
    "LeaseTaken",
    "ListedCase",
    "QuarantinedOperation",
    "RecoveryKey",
    "Review",
    "Sample",
    "SampledCase",
    "SecondAsked",
    "SecondWithdrawn",
    "Signature",
    "Special",
    "Specialism",
    "Touched",
    "Vignette",
]
