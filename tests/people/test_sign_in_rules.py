"""Passwords (ASVS 5.0, V6.2), links for new ones, mail, and addresses that allauth asks for."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import allauth
import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from signing_in import NEW_PASSWORD, PASSWORD, enter, give_app, log, make_person, quick, send_password

from eyre.people.models import Person
from eyre.people.sign_in import passwords
from eyre.people.sign_in.mail import mail_settings

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick")]
SOMEBODY = Person(name="Marguerite Okonkwo-Hale", email="m.okonkwohale@northshire.example")
GOOD = [
    "plum harbour seventeen kites",
    "a" * 3 + "b" * 3 + "c" * 3 + "xyzqrs",
    "ŵŷâ ôê ûî ÿ ẅ ÿ ŵ",
    "мой дядя самых честных правил",
    "🐟🐟🦀🐙🦑🐚🐬🐳🦈🐡🦐🦞🐠🪼🪸",
    "   spaces   count   ",
    "correct horse battery staple" * 40,
    "0451 2290 7731 8842",
    "the probation of violet canyons",
    "<script>alert(1)</script>",
]
BAD = {
    "fourteen chars": "15 characters or more",
    "": "15 characters or more",
    "passwordpassword": "others try first",
    "PasswordPassword": "others try first",
    "password12345678": "others try first",
    "!!!!liverpool!!!!": "others try first",
    "123456789012345": "others try first",
    "qwertyqwertyqwerty": "others try first",
    "liverpool2026!!!": "others try first",
    "marguerite okonkwo": "words others would guess",
    "Okonkwo-Hale 2026!": "words others would guess",
    "m.okonkwohale1234": "words others would guess",
    "eyre inspectorate": "words others would guess",
    "Probation-Inspection": "words others would guess",
    "inspectinspector1": "words others would guess",
}


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_may_be_made_of_anything(password: str) -> None:
    validate_password(password, SOMEBODY)


@pytest.mark.parametrize("password", BAD)
def test_what_is_guessed_first_is_refused_with_the_reason(password: str) -> None:
    with pytest.raises(ValidationError, match=BAD[password]):
        validate_password(password, SOMEBODY)


def refusals(password: str) -> set[str | None]:
    """The codes of what is wrong with a password."""
    try:
        validate_password(password, SOMEBODY)
    except ValidationError as why:
        return {error.code for error in why.error_list}
    return set()


@given(st.text(min_size=15, max_size=200))
def test_nothing_is_asked_of_letters_and_signs(password: str) -> None:
    """No rule of composition: a long password is refused only for what it is made of as words."""
    assert refusals(password) <= {"password_too_common", "password_of_known_words"}


@given(st.text(alphabet="abcdefgh", min_size=1, max_size=6), st.integers(2, 5))
def test_a_repeated_word_is_seen_as_the_word(word: str, times: int) -> None:
    whole = word * times
    shortest = min(passwords.plain_forms(whole), key=len)
    assert len(shortest) <= len(word)
    assert (shortest * len(whole))[: len(whole)] == whole


@pytest.mark.parametrize(
    "password", [GOOD[2], GOOD[4], "x" * 64 + " y" * 32, " leading and trailing spaces "]
)
def test_a_password_is_taken_exactly_as_it_was_sent(client: Client, password: str) -> None:
    person = make_person(password=password)
    give_app(person)
    assert send_password(client, person.email, password).status_code == 302
    assert send_password(Client(), person.email, password.strip() + "x").status_code == 200


def test_the_page_lets_paste_and_show(client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert 'autocomplete="current-password"' in page
    assert "govuk-js-password-input-toggle" in page
    assert "onpaste" not in page
    assert "maxlength" not in re.search(r'<input[^>]*name="password"[^>]*>', page).group()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("not the password at all", NEW_PASSWORD, NEW_PASSWORD, "Current password is wrong"),
        (PASSWORD, "too short", "too short", "15 characters or more"),
        (PASSWORD, NEW_PASSWORD, NEW_PASSWORD + "x", "same password"),
        (PASSWORD, "lea inspector lea", "lea inspector lea", "words others would guess"),
        ("", NEW_PASSWORD, NEW_PASSWORD, "Enter current password"),
    ],
)
def test_a_change_that_is_refused_says_why(client: Client, old: str, new: str, again: str, told: str) -> None:
    person = make_person()
    give_app(person)
    enter(client, person, "password", "mfa")
    page = client.post("/account/password/", {"oldpassword": old, "password1": new, "password2": again})
    assert page.status_code == 200
    assert told in page.content.decode()
    assert "Error: Change your password" in page.content.decode()
    assert Person.objects.get().check_password(PASSWORD)
    assert "password.changed" not in log()


# Links for a new password


def link_in(mail: Any) -> str:
    return next(line for line in mail.body.splitlines() if line.startswith("http"))


def test_strangers_see_the_same_and_get_a_mail_too(client: Client, mailoutbox: list[Any]) -> None:
    person = make_person()
    pages = []
    for email in (person.email, "nobody@eyre.example"):
        reply = client.post("/sign-in/forgotten/", {"email": email}, follow=True)
        pages.append(reply.content.decode())
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [[person.email], ["nobody@eyre.example"]]
    assert "http" in mailoutbox[0].body
    assert "http" not in mailoutbox[1].body


@pytest.mark.parametrize(
    "change",
    [
        lambda person: person.set_password(NEW_PASSWORD),
        lambda person: setattr(person, "session_epoch", 7),
        lambda person: setattr(person, "last_login", timezone.now()),
        lambda person: (setattr(person, "is_active", False), setattr(person, "disabled_at", timezone.now())),
        lambda person: setattr(person, "email", "renamed@eyre.example"),
    ],
)
def test_a_link_dies_when_the_account_changes(client: Client, mailoutbox: list[Any], change: Any) -> None:
    person = make_person()
    client.post("/sign-in/forgotten/", {"email": person.email})
    change(person)
    person.save()
    page = client.get(link_in(mailoutbox[0]), follow=True)
    assert "This link does not work any more" in page.content.decode()


def test_a_link_works_once_and_for_an_hour(
    client: Client, mailoutbox: list[Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_person()
    client.post("/sign-in/forgotten/", {"email": person.email})
    link = link_in(mailoutbox[0])
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    path = client.get(link).headers["Location"]
    assert "set-password" in path, "the key leaves the address at once"
    client.post(path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert Person.objects.get().check_password(NEW_PASSWORD)
    assert "does not work any more" in Client().get(link).content.decode()


def test_who_has_no_password_gets_no_link(client: Client, mailoutbox: list[Any]) -> None:
    person = make_person()
    person.set_unusable_password()
    person.save()
    client.post("/sign-in/forgotten/", {"email": person.email})
    assert mailoutbox[0].subject == "Eyre: No account with this address"


def test_without_mail_the_page_says_whom_to_ask(
    client: Client, settings: Settings, mailoutbox: list[Any]
) -> None:
    settings.EYRE_CAN_MAIL = False
    page = client.get("/sign-in/forgotten/").content.decode()
    assert "Ask an administrator" in page
    assert 'name="email"' not in page
    client.post("/sign-in/forgotten/", {"email": make_person().email})
    assert not mailoutbox


# Mail


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 587, "", "", True, False)),
        ("smtp://u:p%40ss@mail.example:2525", ("mail.example", 2525, "u", "p@ss", True, False)),
        ("smtps://u:p@mail.example", ("mail.example", 465, "u", "p", False, True)),
        ("smtp://mail.example:25/?tls=no", ("mail.example", 25, "", "", False, False)),
    ],
)
def test_one_address_says_how_mail_is_sent(url: str, expected: tuple[object, ...]) -> None:
    said = mail_settings(url)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(said[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://u:p@mail.example:x"]
)
def test_an_address_that_is_none_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_settings(url)
    assert "u:p" not in str(refused.value)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_name_and_password_may_hold_anything(name: str, password: str) -> None:
    from urllib.parse import quote

    said = mail_settings(f"smtp://{quote(name, safe='')}:{quote(password, safe='')}@mail.example")
    assert (said["EMAIL_HOST_USER"], said["EMAIL_HOST_PASSWORD"]) == (name, password)


# Addresses

# Names that allauth's code mentions and Eyre has no page for, each with why it is never asked for
NEVER_ASKED = {
    "account_signup": "accounts are invited; allauth asks inside try/except NoReverseMatch, or from sign-up itself",
    "account_signup_by_passkey": "MFA_PASSKEY_SIGNUP_ENABLED is off",
    "account_email": "addresses are changed by administrators; asked inside try/except NoReverseMatch",
    "account_email_verification_sent": "ACCOUNT_EMAIL_VERIFICATION is none, and its stage is not ours",
    "account_confirm_email": "ACCOUNT_EMAIL_VERIFICATION is none",
    "account_set_password": "ChangePasswordView leads who has no password elsewhere",
    "account_request_login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED is off",
    "account_confirm_login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED is off, and its stage is not ours",
    "account_confirm_password_reset_code": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED is off",
    "account_complete_password_reset": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED is off",
    "account_password_reset_completed": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED is off",
    "account_verify_phone": "there are no telephone numbers",
    "account_change_phone": "there are no telephone numbers",
    "mfa_trust": "MFA_TRUST_ENABLED is off",
    "mfa_signup_webauthn": "MFA_PASSKEY_SIGNUP_ENABLED is off",
    "socialaccount_signup": "the adapter refuses before a sign-up can begin",
    "socialaccount_connections": "sign-ins are connected by the first sign-in alone: process is always login",
}
AREAS = ("account", "mfa", "socialaccount")


def names_in_allauth() -> set[str]:
    """The names of addresses that allauth's own code reverses, redirects to, or names as a stage."""
    found: set[str] = set()
    root = Path(allauth.__file__).parent
    for area in AREAS:
        for file in (root / area).rglob("*.py"):
            if file.name == "urls.py" or ("providers" in file.parts and "openid_connect" not in file.parts):
                continue
            found |= set(
                re.findall(
                    r'["\']((?:account|mfa|socialaccount|openid_connect)_[a-z_]+)["\']', file.read_text()
                )
            )
    urls = "".join(file.read_text() for area in AREAS for file in (root / area).rglob("urls.py"))
    return {name for name in found if f'"{name}"' in urls}


ARGUMENTS: dict[str, dict[str, object]] = {
    "account_reset_password_from_key": {"uidb36": "UID", "key": "KEY"},
    "openid_connect_login": {"provider_id": "organisation"},
    "openid_connect_callback": {"provider_id": "organisation"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
}


def test_every_name_allauth_asks_for_has_a_page_or_a_reason() -> None:
    names = names_in_allauth()
    assert len(names) > 25
    for name in sorted(names - set(NEVER_ASKED)):
        assert reverse(name, kwargs=ARGUMENTS.get(name))
    for name in NEVER_ASKED:
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert not set(NEVER_ASKED) - names, "a name that allauth no longer asks for"


@pytest.mark.parametrize(
    "path", ["/signup/", "/sign-in/signup/", "/accounts/signup/", "/sign-up/", "/account/signup/"]
)
def test_nobody_signs_up(client: Client, path: str) -> None:
    assert client.get(path).status_code in {404, 302}
    assert client.post(path, {"email": "a@b.example", "password1": NEW_PASSWORD}).status_code in {404, 302}
    assert not Person.objects.exists()


def test_a_stage_that_needs_a_page_has_one() -> None:
    from allauth.account.adapter import get_adapter
    from django.utils.module_loading import import_string

    stages = [import_string(place) for place in get_adapter().get_login_stages()]
    assert [reverse(stage.urlname) for stage in stages] == ["/sign-in/second-step/"]


# Settings


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"EYRE_OIDC_ISSUER": "https://issuer.example"}, "needs EYRE_OIDC_CLIENT_ID"),
        (
            {
                "EYRE_MODE": "production",
                "EYRE_SECRET_KEY": "x" * 60,
                "EYRE_HOSTS": "eyre.example",
                "EYRE_OIDC_ISSUER": "http://issuer.example",
                "EYRE_OIDC_CLIENT_ID": "eyre",
                "EYRE_OIDC_CLIENT_SECRET": "secret",
            },
            "begins with https://",
        ),
        ({"EYRE_EMAIL_URL": "mail.example"}, "EYRE_EMAIL_URL is not an address"),
        ({"EYRE_OIDC_SECOND_FACTOR": "nobody"}, "may be 'eyre' or 'provider'"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_the_start(said: dict[str, str], told: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("EYRE_")} | said
    done = subprocess.run(
        [sys.executable, "-c", "import eyre.site.settings"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert told in done.stderr


def test_production_without_mail_sends_none_and_names_its_cookies_for_the_host() -> None:
    code = (
        "from eyre.site import settings as s;"
        "print(s.EYRE_CAN_MAIL, s.EMAIL_BACKEND.split('.')[-2], s.EYRE_DEVICE_COOKIE, s.SESSION_COOKIE_SECURE,"
        " s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN, s.ACCOUNT_DEFAULT_HTTP_PROTOCOL)"
    )
    said = {"EYRE_MODE": "production", "EYRE_SECRET_KEY": "x" * 60, "EYRE_HOSTS": "eyre.example"}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("EYRE_")} | said
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "dummy", "__Host-eyre-device", "True", "False", "https"]
