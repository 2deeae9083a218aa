"""The administrator's pages: who gets in, what they show, what they change, what is written down."""

import itertools
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from somebody import AT, acting, roles, signed_in, somebody

from eyre.people import actions, queries
from eyre.people.models import Invitation, Person
from eyre.people.roles import ROLES, Held, held_for
from eyre.platform.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

ORGANISATION = [role.code for role in held_for(Held.ORGANISATION)]


@pytest.fixture
def asa() -> Person:
    """An administrator."""
    return somebody("Asa Gray", "administrator")


@pytest.fixture
def bo() -> Person:
    """An analyst, on whom administrators act."""
    return somebody("Bo Ek", "analyst")


@pytest.fixture
def client(asa: Person) -> Client:
    """A browser in which the administrator is signed in."""
    return signed_in(asa)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


PATHS = ["", "invite/", "{0}/", "{0}/name/", "{0}/email/", "{0}/roles/", "{0}/roles/analyst/end/"]
PATHS += [f"{{0}}/{step}/" for step in ("disable", "reset", "withdraw")]


# Who gets in


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [*ORGANISATION, ""])
def test_only_administrators_get_in(bo: Person, path: str, role: str) -> None:
    someone = signed_in(somebody("Cy Twombly", *filter(None, [role])))
    expected = 200 if role == "administrator" else 403
    assert someone.get("/people/" + path.format(bo.pk)).status_code == expected
    if expected == 403 and path not in {"", "{0}/"}:
        assert someone.post("/people/" + path.format(bo.pk)).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_asked_to_sign_in_and_whoever_has_one_factor_for_the_second(bo: Person, path: str) -> None:
    path = "/people/" + path.format(bo.pk)
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/")
    half = Client()
    half.force_login(somebody("Cy Twombly", "administrator"))
    answer = half.get(path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/second-factor/")


@pytest.mark.parametrize("path", [path for path in PATHS if "{0}" in path])
def test_a_person_who_is_not_there_is_not_found_and_only_administrators_learn_that(
    client: Client, path: str
) -> None:
    path = "/people/" + path.format("00000000-0000-4000-8000-000000000000")
    assert client.get(path).status_code == 404
    assert client.post(path).status_code in {404, 405}
    assert signed_in(somebody("Cy Twombly", "analyst")).get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_what_administrators_see_is_kept_by_no_cache(client: Client, bo: Person, path: str) -> None:
    answer = client.get("/people/" + path.format(bo.pk))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


# The list


def test_the_list_shows_who_there_is_and_says_so_to_the_log(client: Client, asa: Person, bo: Person) -> None:
    somebody("Di Fisk", of_provider=True, joined=False)
    told = words(client.get("/people/"))
    for expected in ("3 people", "Asa Gray", "bo.ek@example.org", "Analyst", "None (works for a provider)"):
        assert expected in told
    row = AuditEvent.objects.filter(action="people.listed").get()
    assert (row.chain, row.operation, row.actor, row.role) == (
        "reads",
        "consultation",
        str(asa.pk),
        "administrator",
    )
    assert set(json.loads(row.after)["people"]) == {str(person.pk) for person in Person.objects.all()}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=ek", {"Bo Ek"}),
        ("q=DI.FISK%40", {"Di Fisk"}),
        ("q=%25", set()),
        ("q=_", set()),
        ("q=%00", {"Asa Gray", "Bo Ek", "Cy Twombly", "Di Fisk", "Ed Ruscha"}),
        ("role=analyst", {"Bo Ek"}),
        ("role=auditor", set()),
        ("role=nonsense", {"Asa Gray", "Bo Ek", "Cy Twombly", "Di Fisk", "Ed Ruscha"}),
        ("state=active", {"Asa Gray", "Bo Ek"}),
        ("state=invited", {"Di Fisk"}),
        ("state=not-joined", {"Ed Ruscha"}),
        ("state=disabled", {"Cy Twombly"}),
        ("state=active&role=administrator&q=gray", {"Asa Gray"}),
    ],
)
def test_the_list_is_narrowed(client: Client, asa: Person, bo: Person, query: str, names: set[str]) -> None:
    cy = somebody("Cy Twombly")
    actions.disable_account(person=cy.pk, by=acting(asa), at=AT)
    di, ed = somebody("Di Fisk", joined=False), somebody("Ed Ruscha", joined=False)
    Invitation.objects.filter(person=di).update(made_at=_now(), expires_at=_now() + timedelta(days=7))
    actions.withdraw_invitation(person=ed.pk, by=acting(asa), at=AT)
    answer = client.get(f"/people/?{query}")
    assert {row.name for row in answer.context["rows"]} == names
    assert ("Nobody fits" in words(answer)) is (not names)


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def test_a_long_list_comes_in_pages_with_few_questions_to_the_database(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    Person.objects.bulk_create(
        Person(name=f"Person {n:03}", email=f"p{n}@example.org", invited_at=AT) for n in range(120)
    )
    with django_assert_max_num_queries(12):
        first = client.get("/people/")
    assert len(first.context["rows"]) == 50
    assert len(client.get("/people/?page=3").context["rows"]) == 21
    assert len(client.get("/people/?page=%00").context["rows"]) == 50


# One person


def test_one_person_is_shown_and_the_log_told(client: Client, asa: Person, bo: Person) -> None:
    told = words(client.get(f"/people/{bo.pk}/"))
    for expected in ("Bo Ek", "bo.ek@example.org", "Active", "Analyst", "Disable account", "Reset sign-in"):
        assert expected in told
    assert "Invite again" not in told
    row = AuditEvent.objects.filter(action="person.seen").get()
    assert (row.subject_id, row.actor, row.operation) == (str(bo.pk), str(asa.pk), "consultation")


@pytest.mark.parametrize("path", [path for path in PATHS if "{0}" in path])
def test_every_page_about_one_person_leaves_one_row(client: Client, bo: Person, path: str) -> None:
    client.get("/people/" + path.format(bo.pk))
    assert AuditEvent.objects.filter(action="person.seen", subject_id=str(bo.pk), chain="reads").count() == 1


def test_your_own_account_offers_nothing_you_may_not_do(client: Client, asa: Person) -> None:
    told = words(client.get(f"/people/{asa.pk}/"))
    assert "This is your own account" in told
    for absent in ("Disable account", "Reset sign-in", "Give a role", "End the role"):
        assert absent not in told


# Inviting


INVITED = {"name": "Cy Twombly", "email": "cy@example.org", "works_for": "inspectorate", "roles": ["analyst"]}


def test_without_mail_the_link_is_shown_once_and_that_is_written_down(client: Client) -> None:
    answer = client.post("/people/invite/", INVITED)
    assert answer.status_code == 200
    link = answer.context["link"]
    assert link in answer.content.decode()
    cy = Person.objects.get(email="cy@example.org")
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in client.get(f"/people/{cy.pk}/").content.decode()
    shown = AuditEvent.objects.filter(action="invitation.shown").get()
    assert (shown.chain, shown.operation) == ("reads", "disclosure")
    assert token not in json.dumps(list(AuditEvent.objects.values()), default=str)
    assert mail.outbox == []
    assert roles(cy) == {"analyst"}


def test_with_mail_the_link_is_sent_and_not_shown(client: Client, settings: Any) -> None:
    settings.EYRE_EMAIL_URL = "smtp://mail.example"
    answer = client.post("/people/invite/", INVITED, follow=True)
    assert "on its way" in words(answer)
    assert "/invitation/" not in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["cy@example.org"]
    assert "Cy Twombly" in letter.body
    assert re.search(r"http://testserver/invitation/[\w-]{43}/", letter.body)
    assert not AuditEvent.objects.filter(action="invitation.shown").exists()


def test_a_name_in_a_letter_is_not_escaped(client: Client, settings: Any) -> None:
    settings.EYRE_EMAIL_URL = "smtp://mail.example"
    client.post("/people/invite/", INVITED | {"name": "Miles O'Brien & Co <x>"})
    assert "Miles O'Brien & Co <x>," in mail.outbox[0].body


def test_a_mail_server_that_fails_leaves_the_link_on_the_page(
    client: Client, settings: Any, monkeypatch: Any
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError

    settings.EYRE_EMAIL_URL = "smtp://mail.example"
    monkeypatch.setattr("eyre.platform.mail.EmailMultiAlternatives.send", refuse)
    answer = client.post("/people/invite/", INVITED)
    assert "Hand over this link" in words(answer)


@pytest.mark.parametrize(
    ("told", "message", "target"),
    [
        ({"name": ""}, "Enter full name", "id_name"),
        ({"name": "a" * 10_000}, "Name is 10,000 letters long", "id_name"),
        ({"email": "cy"}, "Enter an e-mail address like", "id_email"),
        ({"email": "ASA.GRAY@example.org"}, "Asa Gray has an account with this address already", "id_email"),
        ({"email": "asa.grаy@example.org"}, "cyrillic small letter a", "id_email"),
        ({"works_for": ""}, "Answer the question", "id_works_for_0"),
        ({"works_for": "provider"}, "cannot hold a role in the inspectorate", "id_roles_0"),
        ({"roles": ["administrator", "auditor"]}, "nobody can be both", "id_roles_0"),
        ({"roles": ["lead-inspector"]}, "select a valid choice", "id_roles_0"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_above_and_nothing_typed_is_lost(
    client: Client, told: dict[str, Any], message: str, target: str
) -> None:
    answer = client.post("/people/invite/", INVITED | told)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert f'<a href="#{target}">' in page
    assert page.count(message) >= 2
    assert "<title>Error: Invite somebody" in page
    for name, value in (INVITED | told).items():
        for each in value if isinstance(value, list) else [value]:
            if each in ROLES and each not in ORGANISATION:
                continue
            assert not each or f'value="{each}"' in page, name
    assert not Person.objects.filter(email="cy@example.org").exists()


# Changes


@pytest.mark.parametrize("step", ["disable", "enable", "reset", "invite-again", "withdraw"])
def test_a_change_is_asked_for_first_and_looking_changes_nothing(
    client: Client, asa: Person, step: str
) -> None:
    cy = somebody("Cy Twombly", joined=step not in {"invite-again", "withdraw"})
    before = Person.objects.filter(pk=cy.pk).values().get(), AuditEvent.objects.filter(chain="writes").count()
    answer = client.get(f"/people/{cy.pk}/{step}/")
    assert answer.status_code == 200
    assert "Cancel" in words(answer)
    assert (
        Person.objects.filter(pk=cy.pk).values().get(),
        AuditEvent.objects.filter(chain="writes").count(),
    ) == before


def test_an_account_is_disabled_and_enabled(client: Client, bo: Person) -> None:
    assert "is disabled, and its sessions have ended" in words(
        client.post(f"/people/{bo.pk}/disable/", follow=True)
    )
    assert not Person.objects.get(pk=bo.pk).is_active
    told = words(client.post(f"/people/{bo.pk}/disable/", follow=True))
    assert "somebody else was quicker" in told
    assert "Enable account" in told
    assert "The account is enabled" in words(client.post(f"/people/{bo.pk}/enable/", follow=True))


def test_a_reset_hands_over_a_new_link(client: Client, bo: Person) -> None:
    answer = client.post(f"/people/{bo.pk}/reset/")
    assert "Hand over this link" in words(answer)
    assert not Person.objects.get(pk=bo.pk).has_usable_password()
    told = words(client.get(f"/people/{bo.pk}/"))
    assert "Open invitation" in told


def test_inviting_again_and_withdrawing(client: Client) -> None:
    cy = somebody("Cy Twombly", joined=False)
    assert "Hand over this link" in words(client.post(f"/people/{cy.pk}/invite-again/"))
    assert "The invitation is withdrawn" in words(client.post(f"/people/{cy.pk}/withdraw/", follow=True))
    assert "somebody else was quicker" in words(client.post(f"/people/{cy.pk}/withdraw/", follow=True))


def test_a_reset_is_told_by_a_letter(client: Client, bo: Person, settings: Any) -> None:
    settings.EYRE_EMAIL_URL = "smtp://mail.example"
    client.post(f"/people/{bo.pk}/reset/")
    (letter,) = mail.outbox
    assert letter.subject == "Your sign-in to Eyre was reset"
    assert "You did not ask for this?" in letter.body


def test_a_role_is_given_and_ended(client: Client, bo: Person) -> None:
    assert "The role was given" in words(
        client.post(f"/people/{bo.pk}/roles/", {"role": "publications"}, follow=True)
    )
    assert "The role was ended" in words(client.post(f"/people/{bo.pk}/roles/analyst/end/", follow=True))
    assert roles(bo) == {"publications"}
    assert "does not hold" in words(client.post(f"/people/{bo.pk}/roles/analyst/end/", follow=True))
    assert "Roles that ended" in words(client.get(f"/people/{bo.pk}/"))


def test_a_role_that_ended_is_gone_from_the_next_page_on(client: Client, asa: Person) -> None:
    cy = somebody("Cy Twombly", "administrator")
    theirs = signed_in(cy)
    assert theirs.get("/people/").status_code == 200
    client.post(f"/people/{cy.pk}/roles/administrator/end/")
    assert theirs.get("/people/").status_code == 403


@pytest.mark.parametrize("role", ["", "lead-inspector", "analyst", "<script>", "\0"])
def test_only_a_role_that_is_offered_is_given(client: Client, bo: Person, role: str) -> None:
    answer = client.post(f"/people/{bo.pk}/roles/", {"role": role})
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert roles(bo) == {"analyst"}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("disable/", "own account"),
        ("reset/", "own sign-in"),
        ("roles/", "to themselves"),
        ("roles/administrator/end/", "own role"),
        ("roles/analyst/end/", "does not hold"),
    ],
)
def test_what_nobody_does_to_themselves_is_refused_with_the_reason(
    client: Client, asa: Person, path: str, why: str
) -> None:
    answer = client.get(f"/people/{asa.pk}/{path}")
    assert answer.status_code == 403
    answer = client.post(f"/people/{asa.pk}/{path}", {"role": "analyst"}, follow=True)
    assert answer.status_code in {200, 403}
    assert (Person.objects.get(pk=asa.pk).is_active, roles(asa)) == (True, {"administrator"})


def test_a_name_and_an_address_are_changed(client: Client, bo: Person) -> None:
    assert "name was changed" in words(
        client.post(f"/people/{bo.pk}/name/", {"name": "Bo Ekström"}, follow=True)
    )
    answer = client.post(f"/people/{bo.pk}/email/", {"email": "Bo@New.example"}, follow=True)
    assert "address was changed" in words(answer)
    bo.refresh_from_db()
    assert (bo.name, bo.email) == ("Bo Ekström", "bo@new.example")
    answer = client.post(f"/people/{bo.pk}/email/", {"email": "asa.gray@example.org"})
    assert "Asa Gray has an account" in words(answer)
    assert 'value="asa.gray@example.org"' in answer.content.decode()


# Two administrators, and fields nobody asked for

EXTRA = {
    "id": "00000000-0000-4000-8000-000000000000",
    "is_active": "False",
    "is_of_provider": "True",
    "is_staff": "True",
    "is_superuser": "True",
    "password": "x",
    "session_epoch": "99",
    "disabled_at": "2026-01-01",
    "invited_at": "2020-01-01",
    "last_login": "2020-01-01",
    "by": "eve",
    "person": "eve",
    "email": "eve@example.org",
    "name": "Eve",
    "roles": "administrator",
    "role": "administrator",
    "roles_held": "administrator",
}


@pytest.mark.parametrize(
    ("path", "sent", "changed"),
    [
        ("name/", {"name": "Bo Ekström"}, {"name"}),
        ("email/", {"email": "bo@new.example"}, {"email", "session_epoch"}),
        ("roles/", {"role": "publications"}, set()),
        ("roles/analyst/end/", {}, set()),
        ("disable/", {}, {"is_active", "disabled_at", "session_epoch"}),
        ("enable/", {}, set()),
        ("reset/", {}, {"password", "last_login", "session_epoch"}),
        ("withdraw/", {}, set()),
    ],
)
def test_fields_that_nobody_asked_for_are_ignored(
    client: Client, bo: Person, path: str, sent: dict[str, str], changed: set[str]
) -> None:
    before = Person.objects.filter(pk=bo.pk).values().get()
    client.post(f"/people/{bo.pk}/{path}", EXTRA | sent)
    after = Person.objects.filter(pk=bo.pk).values().get()
    assert {name for name in before if before[name] != after[name]} == changed
    assert after["session_epoch"] < 2
    assert "administrator" not in roles(bo)
    assert not Person.objects.filter(email="eve@example.org").exists()


def test_fields_that_nobody_asked_for_are_ignored_in_an_invitation(client: Client) -> None:
    client.post("/people/invite/", EXTRA | INVITED)
    cy = Person.objects.get(email="cy@example.org")
    assert (cy.name, cy.is_active, cy.is_of_provider, cy.session_epoch) == ("Cy Twombly", True, False, 0)
    assert (cy.has_usable_password(), cy.last_login, cy.disabled_at) == (False, None, None)
    assert roles(cy) == {"analyst"}


def test_two_administrators_at_once_are_told_what_the_other_did(
    client: Client, asa: Person, bo: Person
) -> None:
    """Both have the page open; what the second sends is held against what the first left."""
    second = signed_in(somebody("Cy Twombly", "administrator"))
    client.post(f"/people/{bo.pk}/roles/", {"role": "auditor"})
    answer = second.post(f"/people/{bo.pk}/roles/", {"role": "administrator"})
    assert "There is a problem" in words(answer)
    assert roles(bo) == {"analyst", "auditor"}


# The own account


def test_the_own_account_says_who_you_are_and_what_you_may_do(bo: Person) -> None:
    told = words(signed_in(bo).get("/account/"))
    for expected in ("Bo Ek", "bo.ek@example.org", "Analyst", "Works with pseudonymised data"):
        assert expected in told
    assert "Administrator" not in told


@pytest.mark.parametrize("roles", [(), *[(code,) for code in ORGANISATION]])
def test_the_own_account_leads_to_no_page_that_is_closed(roles: tuple[str, ...]) -> None:
    browser = signed_in(somebody("Cy Twombly", *roles))
    for link in browser.get("/account/").context["onward"]:
        assert browser.get(link.href, follow=True).status_code == 200, link.href


def test_somebody_without_a_role_has_an_account_too() -> None:
    assert "None. Roles on one inspection" in words(
        signed_in(somebody("Di Fisk", of_provider=True)).get("/account/")
    )


# Who may do what


def test_who_may_do_what_is_open_to_everyone_and_whole() -> None:
    answer = Client().get("/help/roles/")
    assert answer.status_code == 200
    told = words(answer)
    for role in ROLES.values():
        assert role.name in told
        assert role.says() in told.replace("&#x27;", "'")
    yes = sum(len(role.abilities) for role in ROLES.values())
    assert answer.content.decode().count("<strong>Yes</strong>") == yes


# How far somebody is


def test_the_database_and_the_rule_agree_on_how_far_somebody_is(asa: Person) -> None:
    """Every combination of what the state depends on: asked of the database, and worked out from the row."""
    at = AT + timedelta(days=1)
    kinds = itertools.product(
        (True, False), ("!unusable", "argon2$x"), (None, AT), ("none", "open", "too old", "used")
    )
    for number, (is_active, password, last_login, invitation) in enumerate(kinds):
        person = Person.objects.create(
            name=f"Person {number}",
            email=f"p{number}@example.org",
            invited_at=AT,
            is_active=is_active,
            disabled_at=None if is_active else AT,
            password=password,
            last_login=last_login,
        )
        if invitation != "none":
            Invitation.objects.create(
                person=person,
                token_digest=str(number),
                made_by="x",
                made_at=AT - timedelta(days=7),
                expires_at=at + timedelta(days=-1 if invitation == "too old" else 1),
                used_at=AT if invitation == "used" else None,
            )
    everybody = list(queries.people("", "", "", at))
    assert len(everybody) == 33
    worked_out = {person.pk: queries.row_of(person).state for person in everybody}
    assert set(worked_out.values()) == set(queries.State)
    for state in queries.State:
        asked = {person.pk for person in queries.people("", "", state.code, at)}
        assert asked == {key for key, value in worked_out.items() if value is state}
