"""Single sign-on: invited people only, and every check of the protocol broken once (a real provider on loopback)."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from oidc_provider import CLIENT, SECRET, Provider, running_provider
from pytest_django import Settings
from signing_in import code_of, give_app, log, make_person, quick

from eyre.people.models import Person
from eyre.people.sign_in.oidc import ENDPOINTS
from eyre.platform.audit.models import AuditEvent

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick")]
BEGIN, BACK = "/sign-in/with/organisation/", "/sign-in/with/organisation/back/"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running_provider() as provider:
        settings.EYRE_OIDC_ISSUER = provider.address
        settings.EYRE_OIDC_CLIENT_ID, settings.EYRE_OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.EYRE_OIDC_NAME = "Northshire Council"
        yield provider


@pytest.fixture
def lead() -> Person:
    return make_person()


def to_provider(client: Client, provider: Provider, **sent: str) -> dict[str, str]:
    """What the browser is sent to the provider with; the provider remembers nonce and challenge."""
    reply = client.post(BEGIN, sent)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["Location"]).query).items()}
    assert reply.headers["Location"].startswith(f"{provider.address}/authorise?")
    provider.nonce, provider.challenge = asked["nonce"], asked["code_challenge"]
    return asked


def come_back(client: Client, state: str, **more: str) -> Any:
    return client.get(BACK, {"state": state, "code": "once", **more})


def through(client: Client, provider: Provider, **sent: str) -> Any:
    return come_back(client, to_provider(client, provider, **sent)["state"])


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def why() -> str:
    row = AuditEvent.objects.filter(action="sign_in.refused").latest("id")
    return str(json.loads(row.after)["why"])


def test_what_is_asked_of_the_provider(client: Client, provider: Provider) -> None:
    asked = to_provider(client, provider)
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "email", "profile"}
    assert asked["response_type"] == "code"
    assert len(asked["nonce"]) >= 32
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    again = to_provider(Client(), provider)
    assert again["nonce"] != asked["nonce"]
    assert again["state"] != asked["state"]


def test_an_invited_person_comes_in_and_sets_a_second_factor_up(
    client: Client, provider: Provider, lead: Person
) -> None:
    reply = through(client, provider, next="/account/security/")
    assert reply.headers["Location"] == "/account/security/"
    assert client.session["_auth_user_id"] == str(lead.pk)
    assert client.get("/account/security/").headers["Location"].startswith("/account/second-factor/")
    kept = SocialAccount.objects.get()
    assert (kept.user_id, kept.extra_data) == (lead.pk, {"iss": provider.address, "sub": "subject-1"})
    assert log() == ["sign_in.connected", "sign_in.succeeded"]


def test_the_second_factor_is_asked_here(client: Client, provider: Provider, lead: Person) -> None:
    secret = give_app(lead)
    assert through(client, provider).headers["Location"] == "/sign-in/second-step/"
    assert not is_in(client)
    client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert is_in(client)


def test_or_not_where_the_provider_is_trusted_with_it(
    client: Client, provider: Provider, lead: Person, settings: Settings
) -> None:
    settings.EYRE_OIDC_HAS_SECOND_FACTOR = True
    give_app(lead)
    through(client, provider)
    assert client.get("/account/security/").status_code == 200


def test_afterwards_the_id_counts_and_not_the_address(
    client: Client, provider: Provider, lead: Person
) -> None:
    through(client, provider)
    provider.claims = {"email": "renamed@eyre.example", "email_verified": False}
    later = Client()
    through(later, provider)
    assert later.session["_auth_user_id"] == str(lead.pk)


def test_another_id_with_the_same_address_is_refused(
    client: Client, provider: Provider, lead: Person
) -> None:
    through(client, provider)
    provider.claims = {"sub": "subject-2"}
    later = Client()
    assert through(later, provider).status_code == 403
    assert not is_in(later)
    assert why() == "other-id"
    assert AuditEvent.objects.latest("id").subject_id == str(lead.pk)


def test_the_same_id_at_another_issuer_is_somebody_else(
    client: Client, provider: Provider, lead: Person, settings: Settings
) -> None:
    through(client, provider)
    with running_provider() as other:
        settings.EYRE_OIDC_ISSUER = other.address
        other.claims = {"email": "stranger@eyre.example"}
        later = Client()
        assert through(later, other).status_code == 403
        assert why() == "not-invited"


def test_a_disabled_person_is_not_even_connected(client: Client, provider: Provider, lead: Person) -> None:
    Person.objects.update(is_active=False, disabled_at=lead.invited_at)
    assert through(client, provider).status_code == 403
    assert why() == "inactive"
    assert not SocialAccount.objects.exists()
    assert not is_in(client)


def test_a_disabled_person_stays_out(client: Client, provider: Provider, lead: Person) -> None:
    through(client, provider)
    Person.objects.update(is_active=False, disabled_at=lead.invited_at)
    assert through(Client(), provider).status_code == 403
    assert why() == "inactive"


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "an address that is not verified": ({"email_verified": False}, "email-not-verified"),
    "a word for verified": ({"email_verified": "true"}, "email-not-verified"),
    "nothing about verified": ({"email_verified": None}, "email-not-verified"),
    "an address nobody has": ({"email": "stranger@eyre.example"}, "not-invited"),
    "no address at all": ({"email": ""}, "email-not-verified"),
    "another nonce": ({"nonce": "another"}, "nonce"),
    "no nonce": ({"nonce": None}, "token-incomplete"),
    "an empty nonce": ({"nonce": ""}, "nonce"),
    "another issuer": ({"iss": "https://evil.example"}, "token-issuer"),
    "no issuer": ({"iss": None}, "token-incomplete"),
    "another audience": ({"aud": "another"}, "token-audience"),
    "another party": ({"aud": [CLIENT, "another"], "azp": "another"}, "authorised-party"),
    "too old": ({"exp": int(time.time()) - 120}, "token-expired"),
    "no end": ({"exp": None}, "token-incomplete"),
    "from the future": ({"iat": int(time.time()) + 3600}, "token-invalid"),
    "no subject": ({"sub": None}, "token-incomplete"),
    "an empty subject": ({"sub": ""}, "subject"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_an_id_token_with_a_fault_opens_nothing(
    client: Client, provider: Provider, lead: Person, case: str
) -> None:
    provider.claims, told = BROKEN[case]
    page = through(client, provider)
    assert page.status_code == 403
    assert "You are not signed in" in page.content.decode()
    assert not is_in(client)
    assert why() == told
    assert Person.objects.count() == 1, "nobody is ever created"
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_signature_that_anybody_can_make_is_none(
    client: Client, provider: Provider, lead: Person, algorithm: str
) -> None:
    provider.algorithm = algorithm
    assert through(client, provider).status_code == 403
    assert not is_in(client)
    assert why() == "token-algorithm"


def test_a_key_of_somebody_else_signs_nothing(client: Client, provider: Provider, lead: Person) -> None:
    provider.other_key = rsa.generate_private_key(65537, 2048)
    assert through(client, provider).status_code == 403
    assert why() == "token-signature"


@pytest.mark.parametrize("state", ["", "made-up", "x" * 16])
def test_another_state_opens_nothing(client: Client, provider: Provider, lead: Person, state: str) -> None:
    to_provider(client, provider)
    assert come_back(client, state).status_code == 403
    assert not is_in(client)
    assert provider.tokens == 0


def test_the_state_of_another_browser_opens_nothing(client: Client, provider: Provider, lead: Person) -> None:
    state = to_provider(client, provider)["state"]
    other = Client()
    assert come_back(other, state).status_code == 403
    assert not is_in(other)


def test_a_state_works_once(client: Client, provider: Provider, lead: Person) -> None:
    state = to_provider(client, provider)["state"]
    come_back(client, state)
    client.post("/sign-out/")
    assert come_back(client, state).status_code == 403


def test_another_verifier_gets_no_token(client: Client, provider: Provider, lead: Person) -> None:
    state = to_provider(client, provider)["state"]
    provider.challenge = "of-another-browser"
    assert come_back(client, state).status_code == 403


def test_an_answer_of_another_issuer_is_a_mix_up(client: Client, provider: Provider, lead: Person) -> None:
    state = to_provider(client, provider)["state"]
    assert come_back(client, state, iss="https://evil.example").status_code == 403
    assert why() == "mixed-up-issuer"
    assert provider.tokens == 0, "the code is not shown to anybody"
    state = to_provider(client, provider)["state"]
    assert come_back(client, state, iss=provider.address).status_code == 302


def test_an_issuer_that_promised_its_name_gives_it(client: Client, provider: Provider, lead: Person) -> None:
    provider.config = {"authorization_response_iss_parameter_supported": True}
    assert through(client, provider).status_code == 403
    assert why() == "mixed-up-issuer"


def test_a_configuration_of_another_issuer_is_refused(client: Client, provider: Provider) -> None:
    provider.config = {"issuer": "https://evil.example"}
    assert client.post(BEGIN).status_code == 403
    assert why() == "other-issuer"


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_a_secure_issuer_leads_to_no_insecure_address(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    settings.EYRE_OIDC_ISSUER = "https://issuer.example"
    said = {each: f"https://issuer.example/{each}" for each in ENDPOINTS} | {
        "issuer": "https://issuer.example"
    }
    said[name] = "http://issuer.example/plain"

    def answered(*_: object, **__: object) -> requests.Response:
        response = requests.Response()
        response.status_code, response._content = 200, json.dumps(said).encode()
        return response

    monkeypatch.setattr(requests.Session, "request", answered)
    assert client.post(BEGIN).status_code == 403
    assert why() == "insecure-endpoint"


def test_the_address_may_come_from_the_userinfo_of_the_same_person_alone(
    client: Client, provider: Provider, lead: Person
) -> None:
    provider.claims = {"email": None, "email_verified": None}
    provider.userinfo = {"email": lead.email, "email_verified": True, "sub": "subject-2"}
    assert through(client, provider).status_code == 403
    assert why() == "subject"
    provider.userinfo["sub"] = "subject-1"
    through(Client(), provider)
    assert log()[-1] == "sign_in.succeeded"


def test_giving_up_there_leads_back(client: Client, provider: Provider) -> None:
    state = to_provider(client, provider)["state"]
    reply = client.get(BACK, {"state": state, "error": "access_denied"}, follow=True)
    assert reply.redirect_chain[-1][0] == "/sign-in/"


def test_a_provider_that_does_not_answer_is_a_page(client: Client, settings: Settings) -> None:
    settings.EYRE_OIDC_ISSUER = "http://127.0.0.1:9"
    assert client.post(BEGIN).status_code == 403
    assert why() == "provider-unreachable"


@pytest.mark.parametrize("ask", [lambda client: client.post(BEGIN), lambda client: client.get(BACK)])
def test_without_an_issuer_there_is_no_such_page(client: Client, ask: Callable[[Client], Any]) -> None:
    assert ask(client).status_code == 404


def test_no_link_starts_it(client: Client, provider: Provider) -> None:
    assert client.get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403
    assert provider.nonce == ""


def test_the_sign_in_page_leads_there_and_nowhere_else(client: Client, provider: Provider) -> None:
    page = client.get("/sign-in/")
    assert "Sign in through Northshire Council" in page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert f"form-action 'self' {provider.address}" in policy


def test_without_an_issuer_forms_stay_here(client: Client) -> None:
    page = client.get("/sign-in/")
    assert "form-action 'self';" in page.headers["Content-Security-Policy"] + ";"
    assert "/sign-in/with/" not in page.content.decode()


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example"])
def test_nobody_is_sent_to_other_hosts_afterwards(
    client: Client, provider: Provider, lead: Person, next_page: str
) -> None:
    reply = through(client, provider, next=next_page)
    assert reply.headers["Location"] in {"/", "/desk/"}


def test_no_authenticator_is_made_by_it(client: Client, provider: Provider, lead: Person) -> None:
    through(client, provider)
    assert not Authenticator.objects.exists()
