"""An inspector on the form of a case: from the keyboard alone, without scripts, without a server, in two windows."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from case_server import Server
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import come_to, fits_and_is_accessible, follow, how_many, leads_on
from eyre.cases.forms import form_for_edition
from eyre.core.assessment import missing, progress, relevance

FORM = form_for_edition("hmip-probation-pdu-2023")
OWEN = "Owen Larkspur"
WIDTHS = (320, 768, 1280)
WRITTEN = {"fact:age": "34", "fact:began": "03032026", "fact:practitioners": "2"}
VECTORS = Path(__file__).parents[1] / "vectors"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("cases"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield made
    made.close()


def opened(server: Server, context: BrowserContext, path: str) -> Page:
    """The form of a case, its scripts ready."""
    page = server.come_in(context, OWEN)
    page.goto(server.address + path)
    page.wait_for_selector("#case-form[data-ready=yes]")
    return page


def saved(page: Page) -> None:
    expect(page.locator("#form-saving")).to_contain_text(re.compile(r"Saved at \d\d:\d\d"))
    expect(page.locator("#form-problem")).to_be_hidden()


def known(server: Server, path: str) -> dict[str, object]:
    return {key: json.loads(value) for key, value in server.values(path).items()}


def known_soon(server: Server, path: str, holds: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    """What stands in the database once this holds of it: “Saved” may still be of the answer before."""
    for _ in range(200):
        if holds(values := known(server, path)):
            return values
        time.sleep(0.1)
    return known(server, path)


def check_known(server: Server, path: str, values: dict[str, object]) -> None:
    """These and no others stand in the database, soon."""
    assert known_soon(server, path, lambda found: found == values) == values


def test_a_whole_case_from_the_keyboard_alone(server: Server, context: BrowserContext) -> None:
    """From one's work to the last of eighty answers without a mouse; every value in the database."""
    path = server.make_case()
    page = server.come_in(context, OWEN)
    with leads_on(page):
        page.get_by_role("link", name=re.compile("assess your cases")).press("Enter")
    with leads_on(page):
        page.get_by_role("link", name=re.compile("C-MADE")).first.press("Enter")
    page.wait_for_selector("#case-form[data-ready=yes]")
    page.goto(server.address + path)
    page.wait_for_selector("#case-form[data-ready=yes]")
    press, typed = page.keyboard.press, page.keyboard.type
    press("u")
    for _ in range(90):
        progress_told, here = page.evaluate(
            "[document.getElementById('form-progress').textContent, document.activeElement.name]"
        )
        if progress_told.startswith("77 of 77"):
            break
        if words := WRITTEN.get(here):
            typed(words)
            press("Enter")
        elif here == "question:P2.1.1":
            press("n")
            typed("Nobody asked her what she wanted.")
            press("Escape")
        else:
            press({"fact:risk_judged": "3"}.get(here, "1" if here.startswith("fact:") else "y"))
        kind = page.evaluate("document.activeElement.type")
        if kind == "radio":
            press("u")
    expect(page.locator("#form-progress")).to_have_text("77 of 77 answered, 0 not relevant")
    expect(page.locator("#form-missing-count")).to_have_text("Nothing is missing.")
    saved(page)
    values = known_soon(server, path, lambda found: not missing(FORM, "licence", found))
    asked = {key for key, held in relevance(FORM, "licence", values).items() if held}
    assert {key for key, value in values.items() if value is not None} == asked | {"note:P2.1.1"}
    assert (values["fact:age"], values["fact:began"], values["fact:risk_judged"]) == (
        34,
        "2026-03-03",
        "high",
    )
    assert values["question:P2.1.1"] == "no"
    assert not missing(FORM, "licence", values)


def test_the_same_without_scripts(server: Server, browser: Browser) -> None:
    path = server.make_case(kind="community")
    context = browser.new_context(java_script_enabled=False)
    page = server.come_in(context, OWEN)
    page.goto(server.address + path)
    for section in ("facts", *(one.id for one in FORM.sections_for("community"))):
        form = page.locator(f'form[data-section="{section}"]')
        for name in form.locator("fieldset.eyre-item").evaluate_all(
            "all => all.map((one) => one.dataset.key)"
        ):
            group = form.locator(f'fieldset[data-key="{name}"]')
            if how_many(form.locator(f'fieldset[data-key="{name}"]:visible')):
                wanted = {"fact:risk_judged": "medium"}.get(name)
                group.locator(f'input[value="{wanted}"]' if wanted else "input").first.check(force=True)
        for entry, text in (("fact:age", "51"), ("fact:began", "2026-02-03"), ("fact:practitioners", "1")):
            if section == "facts":
                form.locator(f'input[name="{entry}"]').fill(text)
        follow(form.get_by_role("button", name="Save this section"))
    # Non-compliance opened one more question, which stands there now
    form = page.locator('form[data-section="facts"]')
    form.locator('fieldset[data-key="fact:enforced"] input').first.check(force=True)
    follow(form.get_by_role("button", name="Save this section"))
    for section in (one.id for one in FORM.sections_for("community")):
        form = page.locator(f'form[data-section="{section}"]')
        for group in form.locator("fieldset.eyre-item:visible").all():
            group.locator("input").first.check(force=True)
        follow(form.get_by_role("button", name="Save this section"))
    values = known(server, path)
    assert not missing(FORM, "community", values)
    told = progress(FORM, "community", values)
    assert told.answered == told.of > 70
    context.close()


def test_a_server_that_stops_loses_nothing(server: Server, context: BrowserContext) -> None:
    path = server.make_case()
    page = opened(server, context, path)
    page.locator('[id="prompt:P2.1.1/a-yes"]').focus()
    page.keyboard.press("y")
    saved(page)
    server.stop()
    page.keyboard.press("n")
    problem = page.locator("#form-problem")
    expect(problem).to_be_visible(timeout=20_000)
    expect(problem).to_contain_text("1 answer is not saved")
    expect(problem).to_contain_text("Do not close this window")
    expect(page.locator("#form-saving")).to_have_text("Not saved")
    page.locator('[id="note:P2.1.1"]').fill("Written while there was no server")
    expect(problem).to_contain_text("2 answers are not saved")
    expect(page.locator('[id="prompt:P2.1.1/b-no"]')).to_be_checked()
    assert page.evaluate("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"), (
        "leaving is held up"
    )
    server.start()
    saved_after = page.locator("#form-saving")
    expect(saved_after).to_contain_text("Saved at", timeout=60_000)
    expect(problem).to_be_hidden()
    check_known(
        server,
        path,
        {
            "prompt:P2.1.1/a": "yes",
            "prompt:P2.1.1/b": "no",
            "note:P2.1.1": "Written while there was no server",
        },
    )


def test_two_windows_keep_both_answers_until_one_is_chosen(server: Server, browser: Browser) -> None:
    path = server.make_case()
    contexts = [browser.new_context(), browser.new_context()]
    one, two = (opened(server, each, path) for each in contexts)
    for page, value in ((one, "yes"), (two, "no")):
        page.locator(f'[id="question:P2.1.1-{value}"]').check(force=True)
        saved(page)
    for page in (one, two):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.reload()
        page.wait_for_selector("#case-form[data-ready=yes]")
        rivals = page.locator('[data-rivals="question:P2.1.1"]')
        expect(rivals).to_be_visible()
        expect(rivals.locator("label")).to_have_count(2)
    expect(one.locator("#form-missing")).to_contain_text("Choose between the two answers to P2.1.1")
    one.locator('[data-rivals="question:P2.1.1"] label').filter(has_text="Yes").click()
    saved(one)
    check_known(server, path, {"question:P2.1.1": "yes"})
    expect(one.locator('[id="question:P2.1.1-yes"]')).to_be_checked()
    two.reload()
    two.wait_for_selector("#case-form[data-ready=yes]")
    expect(two.locator(".eyre-rivals")).to_have_count(0)
    for each in contexts:
        each.close()


def test_rules_show_and_hide_while_one_answers(server: Server, context: BrowserContext) -> None:
    page = opened(server, context, server.make_case())
    # Whatever one jumps to is not behind the bar
    page.evaluate("document.getElementById('question-P2.2.1').scrollIntoView()")
    bar = page.locator(".eyre-bar").evaluate("(bar) => bar.getBoundingClientRect().bottom")
    top = "document.getElementById('question-P2.2.1').getBoundingClientRect().top"
    assert page.evaluate(top) > bar
    # With scripts nothing is saved by hand, and nothing is wrong yet
    expect(page.get_by_role("button", name="Save this section").first).to_be_hidden()
    expect(page.locator(".govuk-error-message:visible")).to_have_count(0)
    question = page.locator('.eyre-question[data-ref="P2.1.3"]')
    expect(question.locator(".eyre-open")).to_be_visible()
    page.locator('[id="fact:risk_judged-low"]').check(force=True)
    expect(question.locator(".eyre-out")).to_be_visible()
    expect(question.locator(".eyre-question__body")).to_be_hidden()
    expect(page.locator("#form-progress")).to_have_text("1 of 57 answered, 20 not relevant")
    page.locator('[id="fact:risk_judged-high"]').check(force=True)
    expect(question.locator(".eyre-question__body")).to_be_visible()
    saved(page)


def test_single_keys_can_be_switched_off(server: Server, context: BrowserContext) -> None:
    path = server.make_case()
    page = opened(server, context, path)
    page.locator("body").press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single keys, on this browser").uncheck(force=True)
    page.get_by_role("button", name="Close").click()
    page.locator('[id="prompt:P2.1.1/a-yes"]').focus()
    page.keyboard.press("y")
    page.keyboard.press("j")
    expect(page.locator('[id="prompt:P2.1.1/a-yes"]')).to_be_focused()
    expect(page.locator('[id="prompt:P2.1.1/a-yes"]')).not_to_be_checked()
    # What everybody knows still works
    page.keyboard.press("Space")
    saved(page)
    check_known(server, path, {"prompt:P2.1.1/a": "yes"})


def test_guidance_is_found_and_marks_are_made(server: Server, context: BrowserContext) -> None:
    path = server.make_case()
    page = opened(server, context, path)
    page.locator("body").press("/")
    page.keyboard.type("contingency trigger")
    expect(page.locator("#form-results-count")).to_have_text("1 question found")
    expect(page.locator("#form-results")).to_contain_text("P2.2.3")
    page.locator('[id="prompt:P2.1.1/a-yes"]').focus()
    page.keyboard.press("q")
    page.keyboard.type("They listened to me")
    page.get_by_role("button", name="Mark it").press("Enter")
    saved(page)
    page.get_by_text("Somebody is at immediate risk of harm").click()
    page.locator('[id="mark:alert"]').fill("A child is alone with him")
    page.get_by_role("button", name="Alert the lead inspector").click()
    expect(page.locator("#form-saving")).to_have_text("Alert saved: the lead inspector is told")
    values = known_soon(server, path, lambda found: len(found) == 2)
    assert sorted(key.partition(":")[0] for key in values) == ["alert", "quotation"]
    assert {"text": "They listened to me", "question": "P2.1.1"} in values.values()
    page.reload()
    expect(page.locator("#marks")).to_contain_text("They listened to me")


def test_who_signs_in_again_goes_on_without_a_loss(server: Server, context: BrowserContext) -> None:
    path = server.make_case()
    page = opened(server, context, path)
    context.clear_cookies()
    page.locator('[id="prompt:P2.1.1/a-yes"]').check(force=True)
    expect(page.locator("#form-problem")).to_contain_text("1 answer is not saved")
    # In another window; the token of the first page is none any more
    server.come_in(context, OWEN)
    saved_after = page.locator("#form-saving")
    expect(saved_after).to_contain_text("Saved at", timeout=60_000)
    expect(page.locator("#form-problem")).to_be_hidden()
    check_known(server, path, {"prompt:P2.1.1/a": "yes"})


def test_a_number_out_of_its_range_is_told_beside_it(server: Server, context: BrowserContext) -> None:
    path = server.make_case()
    page = opened(server, context, path)
    page.locator('[id="fact:age"]').fill("340")
    page.keyboard.press("Enter")
    expect(page.locator('[id="fact:age-problem"]')).to_have_text("Write a whole number from 18 to 110")
    page.locator('[id="fact:age"]').fill("34")
    page.keyboard.press("Enter")
    saved(page)
    expect(page.locator('[id="fact:age-problem"]')).to_have_count(0)
    check_known(server, path, {"fact:age": 34})


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_it(server: Server, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    path = server.make_case()
    page = opened(server, context, path)
    for each in (path.rpartition("cases/")[0] + "cases/", path):
        come_to(page, server.address + each)
        fits_and_is_accessible(page, each)
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_it_fits_too(server: Server, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    path = server.make_case()
    page = server.come_in(context, OWEN)
    for each in (path.rpartition("cases/")[0] + "cases/", path):
        come_to(page, server.address + each)
        wide = page.locator("html").bounding_box()
        assert wide is not None
        assert wide["width"] <= width
    context.close()


def test_the_browser_computes_what_python_computes(server: Server, context: BrowserContext) -> None:
    page = opened(server, context, server.make_case())
    rules = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).find((name) => name.includes('/form/rules'))"
    )
    expressions = json.loads((VECTORS / "relevance.json").read_text("utf-8"))["vectors"]
    told = page.evaluate(
        "async ([rules, all]) => { const { evaluate } = await import(rules);"
        " return all.map(({ expression, values }) => evaluate(expression, values)); }",
        [rules, expressions],
    )
    assert told == [vector["holds"] for vector in expressions]
    cases = json.loads((VECTORS / "completeness.json").read_text("utf-8"))
    told = page.evaluate(
        "async ([rules, { form, vectors }]) => { const r = await import(rules);"
        " return vectors.map(({ kind, values, conflicts }) => ({"
        " relevance: [...r.relevance(form, kind, values)],"
        " missing: r.missing(form, kind, values, conflicts).map((one) => [one.key, one.rule, one.words]),"
        " progress: Object.values(r.progress(form, kind, values)) })); }",
        [rules, cases],
    )
    for vector, one in zip(cases["vectors"], told, strict=True):
        assert one == {part: vector[part] for part in ("relevance", "missing", "progress")}, vector["name"]
