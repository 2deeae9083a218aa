"""Somebody signed in finds their own work first, and only what their roles open."""

import re

import pytest
from django.test import Client

from cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def menu(browser: Client, path: str = "/help/") -> list[str]:
    page = browser.get(path).content.decode()
    return re.findall(r'govuk-service-navigation__link"[^>]*>(?:<strong[^>]*>)?([^<]+)', page)


PUBLIC = ["Inspections", "Providers", "League tables", "Frameworks", "Help"]
FIRST = {
    "lead-inspector": ["My work"],
    "administrator": ["My work", "People"],
    "auditor": ["My work", "Audit"],
    "point-of-contact": ["My work"],
}


@pytest.mark.parametrize("key", FIRST)
def test_ones_own_work_comes_first(cast: Cast, key: str) -> None:
    assert menu(signed_in(cast[key])) == [*FIRST[key], *PUBLIC]


def test_nobody_sees_what_is_public_and_no_more() -> None:
    assert menu(Client()) == PUBLIC


def test_a_password_alone_opens_nothing(cast: Cast) -> None:
    assert menu(signed_in(cast["administrator"], "password")) == PUBLIC


def test_the_page_one_is_on_is_marked(cast: Cast) -> None:
    page = signed_in(cast["lead-inspector"]).get("/desk/").content.decode()
    assert re.search(r'href="/desk/" aria-current="page"', page)
