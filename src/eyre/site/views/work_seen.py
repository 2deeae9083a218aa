"""Who comes in, what of an inspection may they see, and where is it written down that they saw it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from eyre.cases.exceptions import (
    AcquaintanceNotFound,
    AssessmentNotFound,
    CaseNotFound,
    ExaminerNotFound,
    InterviewNotFound,
)
from eyre.evidence.exceptions import EvidenceNotFound, NotOpenYet, RequestNotFound, SentFileNotFound
from eyre.inspections import permissions
from eyre.inspections.exceptions import (
    InspectionNotFound,
    LetterNotFound,
    MemberNotFound,
    ProgrammeNotFound,
    TaskNotFound,
)
from eyre.inspections.permissions import Check, InspectionFacts
from eyre.inspections.queries import facts_of
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Operation, record_read
from eyre.providers.exceptions import ContactNotFound, InterestNotFound, ProviderNotFound
from eyre.ratings.exceptions import JudgementNotFound, PanelNotFound
from eyre.site.queries.inspection import NoSuchInspection
from eyre.site.queries.questions import NoSuchQuestion
from eyre.site.queries.standards import NoSuchStandard

from .asked import not_found

NOT_THERE = (
    InspectionNotFound,
    MemberNotFound,
    LetterNotFound,
    TaskNotFound,
    ProgrammeNotFound,
    ProviderNotFound,
    ContactNotFound,
    InterestNotFound,
    NoSuchInspection,
    NoSuchStandard,
    NoSuchQuestion,
    AssessmentNotFound,
    CaseNotFound,
    InterviewNotFound,
    ExaminerNotFound,
    AcquaintanceNotFound,
    NotOpenYet,
    RequestNotFound,
    SentFileNotFound,
    EvidenceNotFound,
    JudgementNotFound,
    PanelNotFound,
)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def or_not_found(view: View[P]) -> View[P]:
    """A page that is there for who may know of it; for everybody else one and the same page, with status 404."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NOT_THERE:
            words = "There is nothing of this address that you may see."
            return not_found(request, words, "See your work", reverse("work:home"))

    return cast(View[P], update_wrapper(guarded, view))


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who may see this of an inspection, and the role under which they may."""

    standing: Standing
    facts: InspectionFacts
    role: str

    @property
    def id(self) -> str:
        """Of which inspection."""
        return self.facts.id

    @property
    def actor(self) -> Actor:
        """Who acts, as the log names them."""
        return self.standing.actor(self.role)

    def record(
        self, action: str, operation: Operation = Operation.CONSULTATION, **after: int | str | bool
    ) -> None:
        """Write down that this was seen, or taken away."""
        on = ("inspections.inspection", self.facts.id)
        record_read(action, by=self.actor, at=now(), on=on, operation=operation, after=after or None)


def seen(request: HttpRequest, inspection: str, check: Check) -> Seen:
    """Whoever sends the request, if they may see this of the inspection.

    Raises:
        InspectionNotFound: when there is none, or none they may know of.
        NotAllowed: when they may know of it, and this part is not for them.
    """
    standing = standing_of(request)
    facts = facts_of(inspection, standing)
    permissions.check_see_inspection(standing, facts)
    return Seen(standing, facts, check(standing, facts))


def published(inspection: str) -> HttpResponse:
    """Where an inspection stands that everybody may read."""
    return redirect("inspections:inspection", inspection)


def refused_beside(form: forms.Form, words: str, field: str) -> None:
    """Put a refusal of an action beside the answer it is about, or above the form."""
    form.add_error(field if field in form.fields else None, words)
