"""Who speaks for a provider."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.people.roles import ROLES
from eyre.people.signed_in import standing_of
from eyre.platform.audit import Actor, record_read
from eyre.providers import queries
from eyre.providers.actions import end_contact, name_contact
from eyre.providers.exceptions import CannotName
from eyre.providers.forms import ContactForm
from eyre.providers.permissions import check_name_contacts
from eyre.site.queries import work

from .work_seen import or_not_found, refused_beside


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """Who speaks for a provider, and the form that names somebody."""
    standing, provider = standing_of(request), queries.any_provider(slug)
    actor = standing.actor(check_name_contacts(standing, queries.facts_of(provider, standing)))
    people = work.people_offered(is_of_provider=True)
    form = ContactForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid() and _name(request, form, slug, actor):
        return redirect("work:contacts", slug)
    record_read("contacts.seen", by=actor, at=now(), on=provider)
    held = [(each, ROLES[each.role]) for each in queries.contacts_of(provider)]
    context = {
        "provider": provider,
        "held": [pair for pair in held if pair[0].until is None],
        "former": [pair for pair in held if pair[0].until is not None],
        "form": form,
        "has_people": bool(people),
    }
    return render(request, "site/work_contacts.html", context)


def _name(request: HttpRequest, form: ContactForm, slug: str, actor: Actor) -> bool:
    person, role = work.person(form.cleaned_data["person"]), form.cleaned_data["role"]
    provider = queries.any_provider(slug)
    try:
        name_contact(person=person, provider=provider, role=role, by=actor, at=now())
    except CannotName as why:
        refused_beside(form, str(why), why.field)
        return False
    messages.success(request, f"{person.name} is now {ROLES[role].name.lower()} of {provider.name}.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask whether somebody is to speak for the provider no more, and do it."""
    standing, provider = standing_of(request), queries.any_provider(slug)
    actor = standing.actor(check_name_contacts(standing, queries.facts_of(provider, standing)))
    contact = queries.contact(provider, number)
    if contact.until is not None:
        messages.info(request, f"{contact.person.name} is no contact any more already.")
        return redirect("work:contacts", slug)
    if request.method == "POST":
        try:
            end_contact(contact=contact, by=actor, at=now())
        except CannotName as why:  # somebody else was quicker
            messages.info(request, str(why))
        else:
            messages.success(request, f"{contact.person.name} speaks for {provider.name} no more.")
        return redirect("work:contacts", slug)
    record_read("contacts.seen", by=actor, at=now(), on=provider)
    context = {"provider": provider, "contact": contact, "role": ROLES[contact.role]}
    return render(request, "site/work_end_contact.html", context)
