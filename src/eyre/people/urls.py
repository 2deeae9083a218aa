"""The addresses of the administrator's pages."""

from django.urls import path

from .views import changes, inviting, listing, person

app_name = "people"
urlpatterns = [
    path("", listing.people_list, name="list"),
    path("invite/", inviting.invite, name="invite"),
    path("<uuid:person>/", person.person_sheet, name="person"),
    path("<uuid:person>/name/", changes.name, name="name"),
    path("<uuid:person>/email/", changes.email, name="email"),
    path("<uuid:person>/roles/", person.give_role, name="give-role"),
    path("<uuid:person>/roles/<slug:role>/end/", person.end_role, name="end-role"),
    *(path(f"<uuid:person>/{step}/", changes.confirm, {"step": step}, name=step) for step in changes.STEPS),
]
