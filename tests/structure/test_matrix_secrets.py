"""What cannot be told from outside: that a secret inspection exists, and what belongs to another inspection.

Beside the matrix (test_matrix.py): pages that refuse must not differ from pages about nothing, and an id that a form
sends is believed no more than one in the address.
"""

import re
from typing import Any

import pytest
from django.db import connection
from matrix import ADDRESSES, OTHER, OWN, WHOSE, Address, asking, cell, is_about_an_inspection
from matrix_sweep import Place, change, undone

from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person, RoleHeld
from eyre.platform.audit.models import AuditEvent
from eyre.providers.models import Contact, Interest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOWHERE = {
    "inspection": "pdu-2026-nowhere-demonstration",
    "provider": "nowhere-demonstration",
    "member": "999999",
    "twice": "999999",
    "alert": "999999",
    "reviewed": "00000000-0000-4000-8000-000000000000",
    "contact": "999999",
    "request": "999999",
    "sent": "999999",
}
# New with every page: the token of each form on it
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
ABOUT_ONE = [each for each in ADDRESSES if is_about_an_inspection(each.kind)]


def shown(place: Place, role: str, method: str, path: str, asked: dict[str, str]) -> tuple[object, ...]:
    """Everything that comes back, but for the ids that were asked for."""
    with undone():
        reply, body = place.reply(role, method, path)
    body = TOKEN.sub(b"", body)
    for name in ("inspection", "provider"):
        body = body.replace(asked[name].encode(), f"<{name}>".encode())
    headers = {
        name: value
        for name, value in reply.headers.items()
        if name not in {"Content-Length", "ETag", "Expires"}
    }
    return reply.status_code, headers, body


def refused(address: Address, whose: str) -> list[str]:
    """Those who ask and must not know that it exists; on PostgreSQL, which runs the same rules, some of them."""
    asks = asking(address, whose, everybody=connection.vendor == "sqlite")
    return [role for role in asks if cell(address, whose, role) == "404"]


@pytest.mark.parametrize("whose", WHOSE)
def test_a_secret_inspection_is_answered_as_one_that_does_not_exist(place: Place, whose: str) -> None:
    """404 in the same bytes, headers and all, wherever the table says 404."""
    asked = 0
    with undone():
        change(place, whose)
        blanks = place.blanks[OTHER if whose == OTHER else OWN]
        for address in ABOUT_ONE:
            for role in refused(address, whose):
                path = address.example.format_map(blanks)
                secret = shown(place, role, address.method, path, blanks)
                nothing = shown(
                    place, role, address.method, address.example.format_map(blanks | NOWHERE), NOWHERE
                )
                assert secret == nothing, f"{address.method} {path} as {role}"
                asked += 1
    assert asked > 50


@pytest.mark.parametrize(
    "path", ["/inspections/{inspection}/", "/providers/{provider}/", "/inspections/{inspection}/answers/"]
)
@pytest.mark.parametrize("role", ["nobody", "lead", "admin"])
def test_no_public_page_tells_a_secret_from_nothing(place: Place, path: str, role: str) -> None:
    blanks = place.blanks[OWN]
    assert shown(place, role, "GET", path.format_map(blanks), blanks) == shown(
        place, role, "GET", path.format_map(NOWHERE), NOWHERE
    )


# Ids of another inspection, and fields that no form has


def everything() -> dict[str, list[object]]:
    """What such requests could change, as it is now."""
    return {
        "teams": list(TeamMember.objects.order_by("pk").values_list()),
        "contacts": list(Contact.objects.order_by("pk").values_list()),
        "interests": list(Interest.objects.order_by("pk").values_list()),
        "inspections": list(Inspection.objects.filter(is_public=False).order_by("pk").values_list()),
        "roles": list(RoleHeld.objects.order_by("pk").values_list()),
        "people": list(Person.objects.order_by("pk").values_list("pk", "name", "email", "is_active")),
    }


# Who sends what where; {…} is of Westmarch, {other_…} of Eastmere
FOREIGN: list[tuple[str, str, dict[str, str], int]] = [
    ("lead", "/desk/{inspection}/team/{other_member}/end/", {}, 404),
    ("ops", "/desk/{inspection}/team/{other_member}/end/", {}, 404),
    ("ops", "/desk/{other_inspection}/team/{member}/end/", {}, 404),
    ("lead", "/desk/{other_inspection}/team/", {"person": "{person}", "role": "inspector"}, 404),
    ("insp", "/desk/{inspection}/team/", {"person": "{person}", "role": "inspector"}, 403),
    ("lead", "/desk/{inspection}/team/", {"person": "{person}", "role": "administrator"}, 200),
    ("lead", "/desk/{inspection}/team/", {"person": "{nobody}", "role": "inspector"}, 200),
    ("lead", "/desk/{inspection}/team/", {"person": "not-an-id", "role": "inspector"}, 200),
    ("lead", "/desk/{other_inspection}/team/propose/", {"person": "{person}", "role": "inspector"}, 404),
    ("insp", "/desk/{inspection}/team/propose/", {"person": "{person}", "role": "inspector"}, 403),
    ("lead", "/desk/{inspection}/team/propose/", {"person": "{person}", "role": "administrator"}, 302),
    ("lead", "/desk/{inspection}/team/propose/", {"person": "{nobody}", "role": "inspector"}, 302),
    ("ops", "/desk/providers/{provider}/contacts/{other_contact}/end/", {}, 404),
    ("lead", "/desk/providers/{provider}/contacts/{contact}/end/", {}, 404),
    ("ops", "/desk/providers/{provider}/contacts/", {"person": "{person}", "role": "point-of-contact"}, 200),
    ("lead", "/desk/interests/", {"provider": "{other_provider}", "kind": "worked-there"}, 200),
    ("insp", "/desk/interests/{interest}/end/", {"reason": "long-past"}, 403),
    ("lead", "/desk/interests/{interest}/end/", {"reason": "long-past"}, 403),
    ("admin", "/people/{person}/roles/", {"role": "lead-inspector"}, 200),
    ("admin", "/people/{person}/roles/", {"role": "public"}, 200),
    ("ops", "/people/{person}/roles/", {"role": "auditor"}, 403),
    ("admin", "/people/{nobody}/disable/", {}, 404),
]


@pytest.mark.parametrize(("role", "path", "sent", "status"), FOREIGN, ids=lambda each: str(each)[:60])
def test_an_id_of_another_inspection_changes_nothing(
    place: Place, role: str, path: str, sent: dict[str, str], status: int
) -> None:
    blanks = blanks_of(place)
    before = everything()
    with undone():
        reply, _ = post(place, role, path, sent, blanks)
        assert reply.status_code == status
        assert everything() == before
        assert not AuditEvent.objects.filter(
            chain="writes", actor=place.browsers[role].session["_auth_user_id"]
        ).exists()


def blanks_of(place: Place) -> dict[str, str]:
    """What stands for Westmarch, what for Eastmere, and an id of nobody."""
    other = {f"other_{name}": value for name, value in place.blanks[OTHER].items()}
    return place.blanks[OWN] | other | {"nobody": "00000000-0000-4000-8000-000000000000"}


def post(place: Place, role: str, path: str, sent: dict[str, str], blanks: dict[str, str]) -> Any:
    """Send a form."""
    told = "&".join(f"{name}={value.format_map(blanks)}" for name, value in sent.items())
    return place.reply(
        role,
        "POST",
        path.format_map(blanks),
        data=told,
        content_type="application/x-www-form-urlencoded",
    )


def test_a_secret_provider_is_refused_in_the_words_for_one_that_does_not_exist(place: Place) -> None:
    """What a form offers it takes; the error must not say whether there is more."""
    told = []
    for provider in (place.blanks[OTHER]["provider"], NOWHERE["provider"]):
        with undone():
            _, body = post(
                place, "lead", "/desk/interests/", {"provider": provider, "kind": "worked-there"}, {}
            )
        told.append(TOKEN.sub(b"", body).replace(provider.encode(), b""))
    assert told[0] == told[1]


# Mass assignment: what a form has no field for is not taken (ASVS 5.0, 15.3.3)
EXTRA = {
    "is_active": "", "is_public": "on", "id": "{nobody}", "given_by": "{nobody}", "by": "{nobody}",
    "inspection": "{other_inspection}", "until": "2020-01-01", "session_epoch": "99", "published": "2020-01-01",
}  # fmt: skip


def test_fields_that_no_form_has_are_not_taken(place: Place) -> None:
    blanks = blanks_of(place)
    with undone():
        reply, _ = post(
            place,
            "lead",
            "/desk/{inspection}/team/propose/",
            {"person": "{analyst}", "role": "inspector"} | EXTRA,
            blanks,
        )
        assert reply.status_code == 302
        joined = TeamMember.objects.latest("pk")
        assert (joined.inspection_id, str(joined.person_id)) == (blanks["inspection"], blanks["analyst"])
        assert joined.given_by == str(place.cast["lead-inspector"].pk)
        assert joined.until is None
        assert not Inspection.objects.get(pk=blanks["inspection"]).is_public
        assert Person.objects.get(pk=blanks["analyst"]).is_active
