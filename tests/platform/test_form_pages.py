"""Can a page of every kind of input be used by anybody: measured by axe and in a real Chromium, as on the site?"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, expect
from sample_form import EveryField, draw_components, draw_page
from test_forms import FULL

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "http://eyre.test/"
FORMS = {"new": None, "empty": {}, "full": FULL}
Show = Callable[..., Page]


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Shows a page under the site's own policy, with its own files and no server; fails on any word in the console."""
    said: list[str] = []
    pages: list[Page] = []

    def show_page(html: str, width: int = 1280, scripts: bool = True) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        pages.append(page)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.route("**/*", lambda route: _answer(route, html))
        page.goto(ADDRESS, wait_until="networkidle")
        return page

    yield show_page
    for page in pages:
        page.close()
    assert not said


def _answer(route: Route, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        rules = django_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
        policy = "; ".join(" ".join((name, *values)) for name, values in rules)
        headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=html, headers=headers)
        return
    file = finders.find(path.removeprefix(django_settings.STATIC_URL))
    assert isinstance(file, str), path
    route.fulfill(path=file)


def page_of(kind: str) -> str:
    return draw_components() if kind == "around" else draw_page(EveryField(FORMS[kind]))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("form", [*FORMS, "around"])
def test_axe_finds_nothing(show: Show, form: str, width: int) -> None:
    found = Axe().run(show(page_of(form), width))
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("form", [*FORMS, "around"])
def test_nothing_is_wider_than_a_narrow_screen(show: Show, form: str, scripts: bool) -> None:
    page = show(page_of(form), 320, scripts)
    assert page.locator("body").bounding_box()["width"] <= 320
    outside = "es => es.filter(e => e.getBoundingClientRect().right > 320).map(e => e.outerHTML)"
    assert page.locator("main *").evaluate_all(outside) == []


def test_the_summary_takes_the_focus_and_leads_to_each_input(show: Show) -> None:
    page = show(page_of("empty"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    for link in page.locator(".govuk-error-summary a").all():
        link.click()
        target = link.get_attribute("href")
        assert target
        expect(page.locator(f'[id="{target[1:]}"]')).to_be_focused()


def test_a_password_is_shown_when_asked_and_hidden_when_sent(show: Show) -> None:
    page = show(page_of("new"))
    page.fill("#id_password", "correct horse")
    page.get_by_role("button", name="Show password").click()
    expect(page.locator("#id_password")).to_have_attribute("type", "text")
    page.evaluate("document.querySelector('form').dispatchEvent(new Event('submit'))")
    expect(page.locator("#id_password")).to_have_attribute("type", "password")


def test_without_scripts_there_is_no_button_that_does_nothing(show: Show) -> None:
    page = show(page_of("new"), scripts=False)
    expect(page.locator(".govuk-password-input__toggle:visible")).to_have_count(0)
    expect(page.locator("#id_password:visible")).to_have_count(1)


def test_every_input_is_reached_by_the_keyboard_in_the_order_of_the_page(show: Show) -> None:
    page = show(page_of("new"))
    page.focus("#id_name")
    reached = ["id_name"]
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    seen = list(dict.fromkeys(filter(None, reached)))
    inputs = page.locator("form :is(input:not([type=hidden]), select, textarea)").all()
    ids = [item.get_attribute("id") for item in inputs]
    # One of several radios is reached with Tab, the others with the arrows
    assert [name for name in seen if name in ids] == [name for name in ids if name != "id_kind_1"]
