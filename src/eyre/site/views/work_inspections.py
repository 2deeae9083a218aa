"""The inspections somebody may see, one of them, and opening a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.inspections import permissions
from eyre.inspections.actions import open_inspection
from eyre.inspections.exceptions import CannotOpen
from eyre.inspections.forms import OpenForm
from eyre.inspections.queries import conflicts, roles_anywhere
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.abilities import Ability
from eyre.people.roles import ROLES
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import record_read
from eyre.platform.filters import Choice, ChoiceFilter, Filters, TextFilter
from eyre.platform.items import Fact
from eyre.providers.permissions import may_name_contacts
from eyre.providers.queries import any_provider, is_covered
from eyre.providers.queries import facts_of as provider_facts
from eyre.site.queries import work as queries
from eyre.site.queries.work_ratings import Draft, draft_of

from .asked import left_out
from .inspection_parts import grouped, parts_of
from .work_seen import Seen, or_not_found, published, refused_beside, seen

PAGE = 25
STAGES = (Choice(queries.UNPUBLISHED, "Not published"), Choice(queries.PUBLISHED, "Published"))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every inspection somebody may see, unpublished ones first, narrowed and page by page."""
    standing = standing_of(request)
    filters = _filters(request, standing)
    by = queries.Narrowed(**{one.name: filters.value(one.name) for one in filters.filters})
    rows = queries.WorkList(standing, by)
    page: Page[queries.WorkRow] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    secret = sum(not row.is_public for row in page.object_list)
    if secret:
        role = standing.role_for(Ability.SEE_INSPECTION, roles_anywhere(standing))
        on, actor = ("people.person", standing.person), standing.actor(role or "")
        record_read("inspections.listed", by=actor, at=now(), on=on, after={"unpublished": secret})
    context = {
        "filters": filters,
        "page": page,
        "rows": page.object_list,
        "left_out": left_out(filters),
        "may_open": permissions.may_open_inspection(standing),
    }
    return render(request, "site/work_inspections.html", context)


def _filters(request: HttpRequest, standing: Standing) -> Filters:
    return Filters(
        (
            TextFilter("q", "Inspection, provider or region"),
            ChoiceFilter("stage", "Stage", STAGES, every="All stages"),
            ChoiceFilter("kind", "Kind", queries.kinds_seen(standing), every="All kinds"),
            ChoiceFilter("mine", "Team", (Choice("yes", "I am on the team"),), every="Any team"),
        ),
        request.GET,
    )


@require_safe
@or_not_found
def inspection(request: HttpRequest, inspection: str) -> HttpResponse:
    """One inspection behind the wall: facts, team and contacts, and the ways to what may be seen of it."""
    one = seen(request, inspection, permissions.check_see_inspection)
    if not permissions.may_see_team(one.standing, one.facts):
        return published(inspection)
    found = one_inspection(inspection, one.standing)
    team, contacts = queries.team_and_contacts(found)
    draft = _draft(one)
    one.record("inspection.seen", draft_ratings=draft is not None)
    context = {
        "draft": draft,
        "inspection": found,
        "stage": "Published" if found.is_public else "Not published",
        "facts": [
            Fact("Provider", found.provider.name),
            Fact("Kind", found.get_kind_display()),
            Fact("Framework", found.edition.title, reverse("frameworks:edition", args=[found.edition_id])),
            Fact("Programme", found.programme.title),
            Fact("Fieldwork", str(found.fieldwork_on) or "Not planned yet"),
        ],
        "team": [(ROLES[each.role].name, each.person.name) for each in team],
        "contacts": [(ROLES[each.role].name, each.person.name) for each in contacts],
        "roles": [ROLES[code].name for code in ROLES if code in one.facts.roles_here],
        "conflicts": conflicts(found) if permissions.may_form_team(one.standing, one.facts) else (),
        "parts": grouped(parts_of(one, found.stage)),
        "may_name_contacts": may_name_contacts(one.standing, provider_facts(found.provider, one.standing)),
    }
    return render(request, "site/work_inspection.html", context)


def _draft(one: Seen) -> Draft | None:
    """The draft rating, for those who may see it and as long as it is one."""
    if one.facts.is_public or not permissions.may_see_draft_ratings(one.standing, one.facts):
        return None
    return draft_of(one.id, one.standing)


@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: HttpRequest) -> HttpResponse:
    """Begin an inspection."""
    standing = standing_of(request)
    permissions.check_open_inspection(standing)
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        providers=queries.providers_offered(standing),
        programmes=queries.programmes_offered(),
    )
    if form.is_bound and form.is_valid() and (made := _open(form, standing)):
        messages.success(request, "The inspection is open. Next: form its team.")
        return redirect("work:team", made)
    return render(request, "site/work_open.html", {"form": form})


def _open(form: OpenForm, standing: Standing) -> str | None:
    """The id of the inspection; None where it was refused, with the words beside the answer they are about."""
    chosen = form.cleaned_data
    provider, programme = any_provider(chosen["provider"]), queries.programme(chosen["programme"])
    role = permissions.check_open_inspection(standing)
    if is_covered(provider.slug, standing):
        refused_beside(form, permissions.HAS_INTEREST, "provider")
        return None
    try:
        made = open_inspection(
            provider=provider,
            edition=queries.edition_of(programme),
            programme=programme,
            kind=chosen["kind"],
            name=chosen["name"],
            fieldwork=chosen["fieldwork"],
            by=standing.actor(role),
            at=now(),
        )
    except CannotOpen as why:
        refused_beside(form, str(why), why.field)
        return None
    return made.pk
