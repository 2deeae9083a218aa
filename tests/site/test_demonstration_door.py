"""The door: one click makes you somebody, in the demonstration and nowhere else."""

import importlib
from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.test import Client, override_settings
from pytest_django import Settings

from cast import Cast, signed_in
from eyre.people.actions import disable_account
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.site.demonstration import urls
from eyre.site.demonstration.cast import CAST
from published_data import NOON

pytestmark = pytest.mark.django_db
DOOR = "/demonstration/"
BY = Actor.of_command("the tests")


def who(browser: Client) -> str:
    """Who the browser is signed in as."""
    return str(browser.session.get("_auth_user_id", ""))


def test_the_door_names_everybody_and_says_that_they_are_invented(cast: Cast) -> None:
    page = Client().get(DOOR).content.decode()
    for member in CAST:
        assert member.name in page
        assert f"Be {member.name}" in page
    assert "Everybody here is invented" in page


@pytest.mark.parametrize("key", [member.key for member in CAST])
def test_one_click_makes_you_anybody_of_the_cast(cast: Cast, key: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get(DOOR)
    token = browser.get(DOOR).context["csrf_token"]
    reply = browser.post(f"{DOOR}{key}/", {"csrfmiddlewaretoken": str(token)})
    assert (reply.status_code, reply["Location"]) == (302, "/desk/")
    assert who(browser) == str(cast[key].pk)
    home = browser.get("/desk/")
    assert home.status_code == 200
    assert cast[key].name in home.content.decode()
    assert "(demonstration)" in home.content.decode()
    assert home["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_the_click_needs_the_page_it_is_on(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(f"{DOOR}lead-inspector/").status_code == 403
    assert who(browser) == ""


def test_a_link_to_the_door_signs_nobody_in(cast: Cast) -> None:
    browser = Client()
    assert browser.get(f"{DOOR}lead-inspector/").status_code == 405
    assert who(browser) == ""


def test_a_click_is_one_row_in_the_log(cast: Cast) -> None:
    before = set(AuditEvent.objects.values_list("id", flat=True))
    Client().post(f"{DOOR}auditor/")
    (row,) = AuditEvent.objects.exclude(id__in=before)
    assert (row.action, row.operation, row.actor) == (
        "sign_in.succeeded",
        "security",
        str(cast["auditor"].pk),
    )
    assert "demonstration" in row.after
    assert row.origin == "127.0.0.1"


def test_being_somebody_else_ends_who_one_was(cast: Cast) -> None:
    browser = Client()
    browser.post(f"{DOOR}lead-inspector/")
    first = browser.session.session_key
    browser.post(f"{DOOR}outsider/")
    assert who(browser) == str(cast["outsider"].pk)
    assert browser.session.session_key != first
    assert not browser.session.__class__(first).load()


@pytest.mark.parametrize("key", ["nobody", "administrator-2", "LEAD-INSPECTOR"])
def test_nobody_else_comes_in(cast: Cast, key: str) -> None:
    browser = Client()
    assert browser.post(f"{DOOR}{key}/").status_code == 404
    assert who(browser) == ""


def test_a_disabled_account_stays_shut(cast: Cast) -> None:
    disable_account(person=cast["outsider"].pk, by=BY, at=NOON)
    browser = Client()
    reply = browser.post(f"{DOOR}outsider/")
    assert reply.status_code == 403
    assert "Be the administrator" in reply.content.decode()
    assert who(browser) == ""


def test_without_its_people_the_door_says_what_to_do(cast: Cast) -> None:
    Person.objects.filter(pk=cast["outsider"].pk).update(email="gone@inspectorate.example")
    reply = Client().post(f"{DOOR}outsider/")
    assert reply.status_code == 403
    assert "start it again" in reply.content.decode()


@pytest.fixture(
    params=[
        {"EYRE_DEMONSTRATION": False},
        {"MODE": "production"},
        {"DEBUG": True},
        {"SECRET_KEY": "somebody-chose-this-one-for-a-reason-and-means-it"},
        {"ALLOWED_HOSTS": ["testserver", "eyre.example.org"]},
    ],
    ids=lambda changed: next(iter(changed)),
)
def shut(request: pytest.FixtureRequest) -> Iterator[dict[str, object]]:
    """Settings under which there is no door."""
    with override_settings(**request.param):
        yield request.param


def test_where_it_may_not_stand_there_is_no_door(cast: Cast, shut: dict[str, object]) -> None:
    browser = Client()
    assert browser.get(DOOR).status_code == 404
    assert browser.post(f"{DOOR}lead-inspector/").status_code == 404
    assert "_auth_user_id" not in browser.session


def test_the_check_says_what_contradicts_it(shut: dict[str, object]) -> None:
    found = [error for error in run_checks() if (error.id or "").startswith("eyre.demonstration.")]
    assert bool(found) == ("EYRE_DEMONSTRATION" not in shut)
    assert all(error.level >= 40 and error.hint for error in found)


def test_the_check_says_nothing_as_things_stand() -> None:
    assert not [error for error in run_checks() if (error.id or "").startswith("eyre.demonstration.")]


def test_outside_the_demonstration_its_addresses_do_not_even_exist(settings: Settings) -> None:
    settings.EYRE_DEMONSTRATION = False
    try:
        assert importlib.reload(urls).urlpatterns == []
    finally:
        settings.EYRE_DEMONSTRATION = True
        assert len(importlib.reload(urls).urlpatterns) == 2


def test_a_session_of_the_door_is_worth_nothing_outside_the_demonstration(
    cast: Cast, settings: Settings
) -> None:
    browser = signed_in(cast["lead-inspector"])
    assert browser.get("/desk/").status_code == 200
    settings.EYRE_DEMONSTRATION = False
    assert browser.get("/desk/").status_code == 302


def test_the_banner_is_on_public_pages_too_and_only_for_those_signed_in(cast: Cast) -> None:
    assert "Be somebody else" not in Client().get("/help/").content.decode()
    page = signed_in(cast["panel-chair"]).get("/help/").content.decode()
    assert "You are <strong>Kwame Hollowell</strong>, Chair of the panel (demonstration)." in page
    assert 'href="/demonstration/"' in page


def test_the_home_page_and_the_way_to_sign_in_lead_to_the_door(cast: Cast, settings: Settings) -> None:
    for page in ("/", "/sign-in/"):
        assert 'href="/demonstration/"' in Client().get(page).content.decode()
    settings.DEBUG = True
    for page in ("/", "/sign-in/"):
        assert 'href="/demonstration/"' not in Client().get(page).content.decode()
