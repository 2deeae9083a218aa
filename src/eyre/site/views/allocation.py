"""Who has which case: as it is, as it would be shared out, and one case handed over or given back by hand."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions import apply_allocation, give_back, hand_over
from eyre.cases.allocation_forms import HandOverForm, MinutesForm, ReasonForm
from eyre.cases.exceptions import AllocationChanged, CannotAllocate, CaseNotFound
from eyre.cases.permissions.allocation import (
    check_allocate,
    check_examine,
    check_see_allocation,
    may_allocate,
    may_examine,
    may_open_key,
)
from eyre.cases.queries.allocations import inspector_of
from eyre.cases.queries.inspectors import office_of
from eyre.cases.queries.keys import alarms
from eyre.cases.queries.proposals import Proposal, Shares, propose, shares_of
from eyre.inspections.permissions import InspectionFacts
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing
from eyre.site.queries import allocation as lines
from eyre.site.queries import work

from .work_seen import Seen, or_not_found, refused_beside, seen

ALARMS_SHOWN = timedelta(days=7)


@require_safe
@or_not_found
def allocation(request: HttpRequest, inspection: str) -> HttpResponse:
    """Who has which case now, how even that is, and which cases nobody has."""
    one = seen(request, inspection, check_see_allocation)
    found = one_inspection(inspection, one.standing)
    shares = shares_of(found)
    allocates = may_allocate(one.standing, one.facts)
    one.record("allocation.seen", cases=len(shares.cases))
    context = {
        "inspection": found,
        "shares": shares,
        "balances": lines.balances(shares, shares.now),
        "kinds": [lines.kind_words(kind) for kind in shares.kinds],
        "rows": lines.rows_of(shares),
        "may_allocate": allocates,
        "may_say_knows": may_examine(one.standing, one.facts),
        "me": one.standing.person,
        "opens_every_key": may_open_key(one.standing, one.facts, is_theirs=False),
        "opens_own_keys": may_open_key(one.standing, one.facts, is_theirs=True),
        "alarms": alarms(found, now() - ALARMS_SHOWN) if allocates else [],
    }
    return render(request, "site/allocation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def proposing(request: HttpRequest, inspection: str) -> HttpResponse:
    """How the cases that nobody has would be shared out, and doing it."""
    one = seen(request, inspection, check_allocate)
    found = one_inspection(inspection, one.standing)
    kinds = shares_of(found).kinds
    given = request.POST if request.method == "POST" else request.GET
    asked = any(MinutesForm.name_of(kind) in given for kind in kinds)
    form = MinutesForm(given if asked else None, kinds=kinds)
    said = form.said() if form.is_bound and form.is_valid() else None
    if request.method == "POST" and not form.errors and _apply(request, one, said):
        return redirect("work:allocation", inspection)
    proposal = propose(found, said)
    one.record("allocation.proposed", given=len(proposal.new))
    return render(request, "site/allocation_propose.html", _proposed(one, form, proposal, said))


def _apply(request: HttpRequest, one: Seen, said: dict[str, int] | None) -> bool:
    found = one_inspection(one.id, one.standing)
    digest = request.POST.get("digest", "")
    try:
        done = apply_allocation(inspection=found, digest=digest, said=said, by=one.actor, at=now())
    except AllocationChanged as why:
        messages.info(request, str(why))
        return False
    except CannotAllocate as why:
        messages.info(request, str(why))
        return True
    messages.success(request, f"{lines.cases_words(len(done.new))} given.")
    return True


def _proposed(
    one: Seen, form: MinutesForm, proposal: Proposal, said: dict[str, int] | None
) -> dict[str, object]:
    shares = proposal.shares
    return {
        "inspection": one_inspection(one.id, one.standing),
        "form": form,
        "said": [(form.name_of(kind), minutes) for kind, minutes in (said or {}).items()],
        "digest": proposal.digest,
        "balances": lines.balances(shares, proposal.allocation.by_inspector),
        "kinds": [lines.kind_words(kind) for kind in shares.kinds],
        "new": lines.new_rows(proposal),
        "unplaced": lines.unplaced_rows(proposal),
        "shares": shares,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def hand(request: HttpRequest, inspection: str, case: str) -> HttpResponse:
    """Give one case to somebody by hand, with what the rules say of each."""
    one = seen(request, inspection, check_allocate)
    found = one_inspection(inspection, one.standing)
    shares = shares_of(found)
    listed = shares.by_pseudonym.get(case)
    if listed is None:
        raise CaseNotFound(f"There is no case {case!r} in the sample.")
    holder = shares.held.get(case, "")
    people = [(who, each.person.name) for who, each in shares.by_id.items() if who != holder]
    form = HandOverForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid() and _hand(request, one, shares, case, form):
        return redirect("work:allocation", inspection)
    one.record("case.seen", case=listed.pk)
    context = {
        "inspection": found,
        "case": listed,
        "kind": lines.kind_words(listed.kind),
        "office": office_of(listed),
        "holder": shares.by_id[holder].person.name if holder else "",
        "left": shares.left.get(case),
        "says": lines.what_rules_say(shares, listed, holder),
        "form": form,
    }
    return render(request, "site/hand_over.html", context)


def _hand(request: HttpRequest, one: Seen, shares: Shares, case: str, form: HandOverForm) -> bool:
    chosen = form.cleaned_data
    to = work.person(chosen["inspector"])
    try:
        hand_over(
            inspection=one_inspection(one.id, one.standing),
            case=shares.by_pseudonym[case],
            to=to,
            reason=chosen["reason"],
            despite=chosen["despite"],
            by=one.actor,
            at=now(),
        )
    except CannotAllocate as why:
        refused_beside(form, str(why), why.field)
        return False
    messages.success(request, f"{to.name} has the case {case} now, with everything that was answered.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def giving_back(request: HttpRequest, inspection: str, case: str) -> HttpResponse:
    """Take a case from its inspector, or give one's own back."""

    def check(standing: Standing, facts: InspectionFacts) -> str:
        if may_allocate(standing, facts):
            return check_allocate(standing, facts)
        role = check_examine(standing, facts)
        held = inspector_of(lines.one_case(facts.id, standing, case).listed)
        if held is None or str(held.inspector_id) != standing.person:
            raise NotAllowed("Only whoever has a case, or shares out the cases, gives it back.")
        return role

    one = seen(request, inspection, check)
    asked = lines.one_case(inspection, one.standing, case)
    found, listed = asked.inspection, asked.listed
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            give_back(inspection=found, case=listed, reason=reason, by=one.actor, at=now())
        except CannotAllocate as why:  # somebody else was quicker
            messages.info(request, str(why))
        else:
            messages.success(request, f"Nobody has the case {case} now. What was answered stays with it.")
        return redirect(reverse("work:allocation", args=[inspection]))
    one.record("case.seen", case=listed.pk)
    return render(request, "site/give_back.html", {"inspection": found, "case": listed, "form": form})
