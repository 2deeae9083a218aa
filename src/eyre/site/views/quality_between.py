"""Two assessments of one case side by side, and the record in which their differences are decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from eyre.cases.actions.second import sign
from eyre.cases.exceptions import CannotAssure, CannotComplete, CannotOpenAssessment
from eyre.cases.forms import load_form
from eyre.cases.permissions.quality import may_assure_quality
from eyre.cases.queries.blind import readable
from eyre.cases.queries.folded import folded, missing_of
from eyre.cases.queries.seconds import (
    Parts,
    case_facts,
    comparison,
    decisions,
    listed_case,
    parts_of_case,
    people,
    person,
    signed,
)
from eyre.cases.reconciling import begin_reconciled, decide
from eyre.core.assessment import Form
from eyre.core.cases.assurance import CaseFacts, missing_signatures, why_not_reconcile
from eyre.core.cases.comparing import Difference
from eyre.inspections.permissions import check_see_cases
from eyre.people.exceptions import NotAllowed
from eyre.people.roles import QualityLead
from eyre.platform.audit import Actor
from eyre.site.quality_forms import DecideForm

from .work_seen import Seen, or_not_found, refused_beside, seen

WORDS = {"yes": "Yes", "no": "No", "not-relevant": "Not relevant", None: "Not answered"}
NOTHING = "nothing"  # what a form sends for no answer


@dataclass(frozen=True, slots=True)
class Between:
    """A case that was assessed twice, as somebody who may look at both sees it."""

    one: Seen
    parts: Parts
    facts: CaseFacts
    leads: bool

    @property
    def actor(self) -> Actor:
        """Whoever decides, as the quality lead where they are one and did not assess it."""
        return self.one.standing.actor(QualityLead.code) if self.leads else self.one.actor


def _between(request: HttpRequest, inspection: str, case: int) -> Between:
    """The case in the address.

    Raises:
        InspectionNotFound, AssessmentNotFound: for whoever may not know of it.
        NotAllowed: for those who neither assessed it nor look after quality, and before both are complete.
    """
    one = seen(request, inspection, check_see_cases)
    listed = listed_case(inspection, case)
    parts = parts_of_case(listed)
    facts = case_facts(listed, listed.case_list.inspection)
    mine = one.standing.person in facts.assessors
    if not mine and not may_assure_quality(one.standing, one.facts):
        raise NotAllowed("This is for those who assessed the case, and for those who look after quality.")
    if not parts.is_comparable:
        raise NotAllowed("Two assessments are seen side by side when both are complete.")
    for each in (parts.first, parts.second):
        if each is not None:
            readable(inspection, each.pk, one.standing)
    return Between(one, parts, facts, QualityLead.code in one.standing.roles and not mine)


@dataclass(frozen=True, slots=True)
class Row:
    """One difference as a page shows it."""

    key: str
    asked: str
    first: str
    second: str
    decided: str
    reason: str


@require_http_methods(["GET", "HEAD"])
@or_not_found
def between(request: HttpRequest, inspection: str, case: int) -> HttpResponse:
    """Where the two differ, what was decided, and who has signed."""
    it = _between(request, inspection, case)
    third = it.parts.reconciled
    it.one.record("assessments.compared", case=case)
    found = comparison(it.parts)
    done = decisions(third) if third else {}
    names = people(missing_signatures(it.facts, signed(third) if third else (), it.leads))
    context = {
        "inspection": it.parts.case.case_list.inspection,
        "parts": it.parts,
        "agreed": len(found.agreed),
        "rows": list(_rows(it, found.differences)),
        "undecided": len(found.undecided(done)),
        "why_not": why_not_reconcile(it.facts, it.one.standing.person, it.leads),
        "is_mine": third is not None and str(third.assessor_id) == it.one.standing.person,
        "may_sign": third is not None and (it.leads or it.one.standing.person in it.facts.assessors),
        "waits_for": [each.name for each in names],
        "missing": missing_of(third) if third and third.completed_at is None else (),
    }
    return render(request, "site/quality_between.html", context)


def _rows(it: Between, differences: tuple[Difference, ...]) -> Iterator[Row]:
    assert it.parts.first is not None, "two are compared"
    form, third = load_form(it.parts.first.form), it.parts.reconciled
    done = decisions(third) if third else {}
    held = folded([third.pk])[third.pk].values if third else {}
    for each in differences:
        decided = done.get(each.key)
        yield Row(
            each.key,
            asked(form, each.key),
            said(each.first),
            said(each.second),
            said(held.get(each.key)) if decided else "",
            decided.reason if decided else "",
        )


def asked(form: Form, key: str) -> str:
    """The words of what is asked under a key."""
    if key in form.facts_by_key:
        return form.facts_by_key[key].label
    for question in form.questions():
        if question.key == key:
            return f"{question.ref} {question.text}"
        for prompt in question.prompts:
            if prompt.key == key:
                return f"{question.ref} {prompt.letter}) {prompt.text}"
    return key


def said(value: object) -> str:
    """An answer in words."""
    return WORDS.get(value, str(value)) if value is None or isinstance(value, str) else str(value)


@require_POST
@or_not_found
def begin(request: HttpRequest, inspection: str, case: int) -> HttpResponse:
    """Begin the reconciled record."""
    it = _between(request, inspection, case)
    who = it.one.standing
    try:
        begin_reconciled(case=it.parts.case, person=person(who.person), standing=who, by=it.actor, at=now())
    except (CannotAssure, CannotOpenAssessment) as why:
        messages.info(request, str(why))
    return redirect("quality:between", inspection, case)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def decide_one(request: HttpRequest, inspection: str, case: int, key: str) -> HttpResponse:
    """Decide one difference, with a reason."""
    it = _between(request, inspection, case)
    third = it.parts.reconciled
    found = next((each for each in comparison(it.parts).differences if each.key == key), None)
    if third is None or found is None:
        return redirect("quality:between", inspection, case)
    if str(third.assessor_id) != it.one.standing.person:
        raise NotAllowed(f"{third.assessor.name} writes this record. Decide together, then sign it.")
    form = DecideForm(request.POST if request.method == "POST" else None, choices=_choices(found))
    if form.is_bound and form.is_valid():
        value = _chosen(found, form.cleaned_data["value"])
        told = {"key": key, "reason": form.cleaned_data["reason"]}
        try:
            decide(assessment=third, value=value, **told, standing=it.one.standing, by=it.actor, at=now())
        except CannotAssure as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, "The difference is decided.")
            return redirect("quality:between", inspection, case)
    it.one.record("assessments.compared", case=case)
    assert it.parts.first is not None, "two are compared"
    words = asked(load_form(it.parts.first.form), key)
    context = {
        "inspection": it.parts.case.case_list.inspection,
        "parts": it.parts,
        "form": form,
        "asked": words,
    }
    return render(request, "site/quality_decide.html", context)


def _choices(found: Difference) -> list[tuple[str, str]]:
    """The two answers, and for a yes and no any of the three: who decides together may find the third."""
    told = [("first", f"{said(found.first)}, as in the first assessment")]
    told.append(("second", f"{said(found.second)}, as in the second assessment"))
    if not found.key.startswith("fact:"):
        given = {found.first, found.second}
        told += [(each, WORDS[each]) for each in ("yes", "no", "not-relevant") if each not in given]
    return told


def _chosen(found: Difference, told: str) -> object:
    return {"first": found.first, "second": found.second}.get(told, told)


@require_POST
@or_not_found
def sign_off(request: HttpRequest, inspection: str, case: int) -> HttpResponse:
    """Sign the reconciled record as it stands."""
    it = _between(request, inspection, case)
    third = it.parts.reconciled
    if third is None:
        return redirect("quality:between", inspection, case)
    try:
        is_complete = sign(assessment=third, by=it.actor, at=now())
    except (CannotAssure, CannotComplete) as why:
        messages.info(request, str(why))
    else:
        words = "The record is complete." if is_complete else "You have signed. The other assessor signs too."
        messages.success(request, words)
    return redirect("quality:between", inspection, case)
