"""Everybody who has an account, narrowed by words, role and state."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from eyre.people import queries
from eyre.people.permissions import check_manage_accounts
from eyre.people.queries import Person
from eyre.people.roles import Held, held_for
from eyre.people.signed_in import standing_of
from eyre.platform.audit import Ids, record_read
from eyre.platform.filters import Choice, ChoiceFilter, Filters, TextFilter

PAGE = 50

FILTERS = (
    TextFilter("q", "Search", "Part of a name or an e-mail address"),
    ChoiceFilter("role", "Role", [Choice(role.code, role.name) for role in held_for(Held.ORGANISATION)]),
    ChoiceFilter("state", "State", [Choice(state.code, state.words) for state in queries.State]),
)


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """The list of people, page by page; who was shown is written down."""
    standing, at = standing_of(request), now()
    role = check_manage_accounts(standing)
    filters = Filters(FILTERS, request.GET)
    people = queries.people(filters.value("q"), filters.value("role"), filters.value("state"), at)
    page: Page[Person] = Paginator(people, PAGE).get_page(request.GET.get("page"))
    rows = [queries.row_of(person) for person in page.object_list]
    shown: Ids = {"page": page.number, "people": [row.id for row in rows]}
    record_read("people.listed", by=standing.actor(role), at=at, on=("people.person", "list"), after=shown)
    return render(request, "people/list.html", {"filters": filters, "page": page, "rows": rows})
