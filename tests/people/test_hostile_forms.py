"""Whatever is typed into whatever form: it comes out as text, never as a part of the page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import now
from hypothesis import HealthCheck, given
from hypothesis import settings as properties
from hypothesis import strategies as st
from somebody import COMMAND, signed_in, somebody

from eyre.people import actions
from eyre.people.models import Person

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>canary()</script>",
    '"><img src=x onerror=canary()>',
    "' onfocus='canary()' autofocus='",
    '"/><svg/onload=canary()>',
    "</textarea><script>canary()</script>",
    "</title><script>canary()</script>",
    "<!--canary",
    "{{ request.session }}{% load static %}{% csrf_token %}",
    "javascript:canary()",
    "&lt;script&gt;canary&amp;",
    "canary' OR 1=1; DROP TABLE people_person; --",
    "Ada\0Canary",
    "Ada \u202eyranac",
    "\ufeffcanary\u200b",
    "canary\r\nBcc: everybody@example.org",
    'canary@example.org"><script>x</script>',
    '"<script>canary</script>"@example.org',
    "canary+<svg/onload=x>@example.org",
    "=cmd|' /C calc'!A0",
    "canary" * 1_700,
    "\U0001f9ff\u0301\u0489" * 40,
]
hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=80),
    st.lists(st.sampled_from(["<", ">", '"', "'", "&", "/", "=", "script", "on", "{{", "}}", "\0", " ", "@", "a"]), max_size=30).map("".join),
)  # fmt: skip
few = properties(max_examples=30, suppress_health_check=list(HealthCheck))


def shape(response: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes, in order; what is typed must never change it.

    An input that is empty has no value; that is no part of the shape.
    """
    page = BeautifulSoup(response.content.decode(), "lxml")
    return [(each.name, tuple(sorted(set(each.attrs) - {"value"}))) for each in page.find_all(True)]


def is_clean(response: Any) -> None:
    """Nothing on the page acts: no script but ours, no handler, no address that runs."""
    assert response.status_code < 500
    page = BeautifulSoup(response.content.decode(), "lxml")
    for each in page.find_all(True):
        assert not [name for name in each.attrs if name.startswith("on") or "canary" in name], each
        assert each.name not in {"iframe", "object", "embed", "base"}
        assert each.name != "script" or not each.text.strip()
        for name in ("href", "src", "action", "formaction"):
            address = str(each.get(name) or "/")
            assert address.startswith(("/", "#", "?", "https://www.nationalarchives.gov.uk/")), each


@pytest.fixture
def client() -> Client:
    """A browser in which an administrator is signed in."""
    return signed_in(somebody("Asa Gray", "administrator"))


FORMS = {
    "invite/": {"name": "Bo", "email": "b@example.org", "works_for": "inspectorate", "roles": "analyst"},
    "{0}/name/": {"name": "Bo"},
    "{0}/email/": {"email": "b@example.org"},
    "{0}/roles/": {"role": "publications"},
    "{0}/roles/analyst/end/": {"nothing": "x"},
    "{0}/disable/": {"nothing": "x"},
    "{0}/reset/": {"nothing": "x"},
}
FIELDS = [(path, field) for path, fields in FORMS.items() for field in fields]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_what_is_typed_never_becomes_a_part_of_the_page(client: Client, path: str, field: str) -> None:
    """A form that is sent back looks as it does when the field is left empty, or when the address is taken."""
    bo = somebody("Bo Ek", "analyst")
    somebody("B")
    address, usual = "/people/" + path.format(bo.pk), FORMS[path]
    client.post(address, usual)
    refused = [shape(client.post(address, usual | {field: ""})), shape(client.post(address, usual))]

    @few
    @given(hostile)
    def post(typed: str) -> None:
        answer = client.post(address, usual | {field: typed})
        is_clean(answer)
        if "There is a problem" in answer.content.decode():
            assert shape(answer) in refused

    post()


NAMES = [
    typed
    for typed in HOSTILE
    if "\0" not in typed and len(typed) <= 150 and "\u202e" not in typed and "\ufeff" not in typed
]
PAGES = [
    "/people/",
    "/people/?q={1}",
    "/people/{0}/",
    "/people/{0}/name/",
    "/people/{0}/email/",
    "/people/{0}/roles/",
]
PAGES += ["/people/{0}/disable/", "/people/{0}/reset/", "/people/{0}/roles/analyst/end/"]


@pytest.mark.slow
def test_a_hostile_name_is_shown_as_a_name(client: Client) -> None:
    bo = somebody("Bo Ek", "analyst")
    usual = {page: shape(client.get(page.format(bo.pk, "Bo"))) for page in PAGES}

    @few
    @given(st.one_of(st.sampled_from(NAMES), hostile))
    def rename(typed: str) -> None:
        client.post(f"/people/{bo.pk}/name/", {"name": typed}, follow=True)
        name = Person.objects.get(pk=bo.pk).name
        for page in PAGES:
            if "{1}" in page:
                is_clean(client.get("/people/", {"q": typed}))
                continue
            answer = client.get(page.format(bo.pk))
            is_clean(answer)
            assert shape(answer) == usual[page]
            text = " ".join(BeautifulSoup(answer.content.decode(), "lxml").get_text().split())
            assert " ".join(name.split()) in text or "\ufffd" in text or not name.isprintable()

    rename()


@pytest.mark.slow
def test_a_hostile_name_is_shown_as_a_name_to_whoever_has_it() -> None:
    issued = actions.invite(
        name="Bo", email="bo@example.org", roles=[], of_provider=False, by=COMMAND, at=now()
    )
    bo = Person.objects.get(pk=issued.person)
    invited = Client()
    invited.get(f"/invitation/{issued.token}/")
    mine = signed_in(bo)
    usual = [
        shape(each) for each in (invited.get("/invitation/"), mine.get("/account/"), mine.get("/invitation/"))
    ]
    for name in NAMES:
        actions.rename(person=bo.pk, name=name, by=COMMAND, at=now()) if any(map(str.isalnum, name)) else None
        pages = (invited.get("/invitation/"), mine.get("/account/"), mine.get("/invitation/"))
        for answer in pages:
            is_clean(answer)
        assert [shape(each) for each in pages] == usual


@pytest.mark.slow
@pytest.mark.parametrize("field", ["password", "again"])
def test_what_is_typed_as_a_password_is_never_shown(field: str) -> None:
    issued = actions.invite(
        name="Bo", email="bo@example.org", roles=[], of_provider=False, by=COMMAND, at=now()
    )
    client = Client()
    client.get(f"/invitation/{issued.token}/")

    @few
    @given(hostile.filter(lambda typed: len(typed) > 8))
    def post(typed: str) -> None:
        answer = client.post("/invitation/", {"password": "x", "again": "y", field: typed})
        is_clean(answer)
        assert "canary" not in answer.content.decode()

    post()


def test_these_tests_can_fail() -> None:
    class Page:
        status_code = 200
        content = b""

    for bad in (
        b"<script>canary()</script>",
        b"<img src=x onerror=canary()>",
        b'<a href="javascript:canary()">x</a>',
    ):
        Page.content = bad
        with pytest.raises(AssertionError):
            is_clean(Page)
