"""Is every page whole: named, navigable, without scripts inside it, and with words for when things go wrong?"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import override_script_prefix
from pytest_django.fixtures import Settings

import eyre.platform
from eyre.platform.checks import check_navigation
from eyre.platform.context import Link, address, chrome, links

ROOT = Path(eyre.platform.__file__).parent
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
ERRORS = ["400", "403", "403_csrf", "404", "429", "500"]
ENTRIES = [("Lists", "lists", "/lists/"), ("Home", "home", "")]


class Outline(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> None:
    settings.EYRE_NAVIGATION = ENTRIES
    settings.EYRE_FOOTER = [("Lists, again", "lists", "")]


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/", ["", "page"]), ("/lists/", ["page", ""]), ("/lists/one/", ["true", ""]), ("/x/", ["", ""])],
)
def test_the_navigation_marks_where_we_are(path: str, marked: list[str]) -> None:
    assert [link.current for link in chrome(RequestFactory().get(path))["navigation"]] == marked


def test_an_entry_that_leads_nowhere_is_left_out_and_reported(settings: Settings) -> None:
    settings.EYRE_NAVIGATION = [*ENTRIES, ("Nowhere", "nowhere", "/nowhere/")]
    assert links(settings.EYRE_NAVIGATION) == (Link("Lists", "/lists/"), Link("Home", "/"))
    (found,) = check_navigation(None)
    assert found.id == "eyre.platform.E001"
    assert "Nowhere" in found.msg


def test_what_is_remembered_belongs_to_where_the_site_is_mounted() -> None:
    for prefix in ("/", "/eyre/", "/"):
        with override_script_prefix(prefix):
            assert [link.href for link in links(ENTRIES)] == [f"{prefix}lists/", prefix]


def test_what_is_remembered_belongs_to_the_urls_in_use(settings: Settings) -> None:
    for urls, href in (
        ("component_pages", "/lists/"),
        ("eyre.site.urls", None),
        ("component_pages", "/lists/"),
    ):
        settings.ROOT_URLCONF = urls
        assert address("lists") == href


def test_a_navigation_that_leads_everywhere_passes() -> None:
    assert check_navigation(None) == []


def test_a_page_has_its_frame(client: Client) -> None:
    response = client.get("/lists/one/")
    page = Outline(response.content.decode())
    assert page.all("html")[0]["lang"] == "en-GB"
    assert {"main", "header", "footer", "nav", "title"} <= {tag for tag, _ in page.elements}
    assert page.all("main")[0]["id"] == "main-content"
    first_link = page.all("a")[0]
    assert first_link["href"] == "#main-content"
    assert [link["aria-current"] for link in page.all("a") if "aria-current" in link] == ["true"]
    assert "Lists, again" in response.content.decode()


def test_the_policy_allows_nothing_but_our_own_files(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_nothing_and_offers_a_way_out(name: str) -> None:
    page = render_to_string(f"{name}.html")
    outline = Outline(page)
    assert len(outline.all("h1")) == 1
    assert "Start again from the home page" in page
    assert not re.search(rf"\b{name[:3]}\b", page), "the number of an error says nothing to a reader"


@pytest.mark.parametrize("name", ["404", "403"])
def test_an_error_page_with_a_request_keeps_the_navigation(name: str) -> None:
    assert 'href="/lists/"' in render_to_string(f"{name}.html", {}, RequestFactory().get("/x/"))


def test_an_unknown_address_gives_the_page_in_plain_words(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_script_or_a_style_inside_it(path: Path) -> None:
    page = Outline(re.sub(r"\{[%#{].*?[%#}]\}", "", path.read_text()))
    assert not page.all("style")
    assert all("src" in script for script in page.all("script"))
    for tag, attributes in page.elements:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag


def test_the_settings_of_the_site_name_their_navigation() -> None:
    assert all(len(entry) == 3 for entry in django_settings.EYRE_NAVIGATION)


@pytest.mark.parametrize(("told", "shows"), [("There is no programme “x&y”.", True), ("Resolver404", False)])
def test_a_missing_page_says_what_is_missing_where_that_is_known(told: str, shows: bool) -> None:
    page = render_to_string("404.html", {"exception": told})
    assert ("There is no programme “x&amp;y”." in page) == shows
    assert "404" not in page
    assert "check that it is right" in page
