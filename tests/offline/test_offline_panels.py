"""The parts of the field page that open and close a device, as a person uses them."""

import json
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from offline_device import Device
from offline_keys import GIVEN, PRELUDE, RIGHT, WRONG, recovered

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PARTS = ("setup", "unlock", "device", "rescue", "sign_out")
NEXT = "another long phrase of mine"
LONG = 30_000  # ms: 600,000 rounds beside seven other runs
WIRED = (
    PRELUDE
    + """
  document.body.innerHTML = given.html;
  const drawn = {};
  const part = (name) => document.getElementById(`field-${name}`);
  const shows = (state) => {
    part('setup').hidden = state !== 'none';
    part('unlock').hidden = !['locked', 'blocked', 'other'].includes(state);
    part('device').hidden = !['unlocked', 'locked', 'blocked'].includes(state);
    document.body.dataset.state = state;
  };
  const tab = new Lock({store, doors, onchange: (state, why) => {
    shows(state);
    for (const panel of Object.values(drawn)) panel.draw?.(why);
  }});
  const reply = (operations) => ({epoch: 'one', results: operations.map(({id, hash}) => ({id, hash, verdict: 'accepted'}))});
  doors.batch = async (_, operations) => reply(operations);
  doors.deposit = async ({operations}) => reply(operations);
  const modules = {setup: 'Setup', unlocking: 'Unlock', keeping: 'Device', rescuing: 'Rescue', signing_out: 'SignOut'};
  const roots = {setup: 'setup', unlocking: 'unlock', keeping: 'device', rescuing: 'rescue', signing_out: 'sign-out'};
  await tab.begin();
  for (const [file, kind] of Object.entries(modules)) {
    const draw = (await import(`/offline/${file}.js`))[`draw${kind}`];
    drawn[file] = draw({root: part(roots[file]), lock: tab, store, doors});
  }
  const greeted = {...hello(tab), recovery: given.recovery, work: [], csrf: 'token'};
  for (const panel of Object.values(drawn)) await panel.met(greeted);
  window.kept = {tab, store, hello, drawn, put: async (value) => {
    const operation = await sealed({id: uuidv7(), device: tab.id, sequence: 1, assessment: 'a', key: 'note:case', edition: 'e', value, base: null, at: ''});
    await new Outbox({store, key: tab.key, post: null}).put(operation, {inspection: 'i'});
  }};
"""
)


@pytest.fixture
def page(device: Device) -> Page:
    html = "".join(render_to_string(f"site/field_{part}.html") for part in PARTS)
    device.run(WIRED, GIVEN | {"html": html})
    return device.page


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#{name.replace('_', '-')}").fill(value)


def set_up(page: Page) -> None:
    fill(page, setup_name="Tablet 7", setup_passphrase=RIGHT, setup_again=RIGHT)
    page.get_by_label("This is not a private window").check()
    page.get_by_role("button", name="Set up this device").click()
    expect(page.locator("body")).to_have_attribute("data-state", "unlocked", timeout=LONG)


def test_from_setting_up_to_forgetting(page: Page) -> None:
    """Every problem of a form at once; wrong tries told; nothing forgotten that was neither sent nor saved."""
    setup, unlock = page.locator("#field-setup"), page.locator("#field-unlock")
    expect(setup).to_contain_text("recovery 2026", timeout=LONG)
    page.get_by_role("button", name="Set up this device").click()
    expect(setup.locator(".govuk-error-summary li")).to_have_count(3, timeout=LONG)
    set_up(page)
    page.evaluate("kept.put('a canary')")
    page.get_by_role("button", name="Lock now").click()
    expect(unlock).to_contain_text("Tablet 7, set up on", timeout=LONG)
    expect(unlock).to_contain_text("1 answer on this device waits to be sent", timeout=LONG)
    fill(page, unlock_passphrase=WRONG)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect(unlock.locator(".govuk-error-summary li")).to_contain_text("4 tries are left", timeout=LONG)
    fill(page, unlock_passphrase=RIGHT)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect(page.locator("body")).to_have_attribute("data-state", "unlocked", timeout=LONG)
    page.get_by_text("Change the passphrase").first.click()
    fill(page, change_old=RIGHT, change_next=NEXT, change_again=NEXT)
    page.get_by_role("button", name="Change the passphrase").click()
    expect(page.locator("#field-device")).to_contain_text("The passphrase is changed", timeout=LONG)
    page.get_by_text("Forget this device").first.click()
    fill(page, forget_typed="forget")
    page.get_by_role("button", name="Forget this device").click()
    expect(page.locator("#field-device")).to_contain_text(
        "1 answer was not sent yet: send them", timeout=LONG
    )
    with page.expect_download():
        page.locator("#field-device").get_by_role("button", name="Save a rescue file").click()
    expect(page.locator("#field-device")).to_contain_text("1 answer in the file", timeout=LONG)
    page.get_by_role("button", name="Forget this device").click()
    expect(page.locator("body")).to_have_attribute("data-state", "none", timeout=LONG)


def test_a_rescue_file_is_saved_and_sent_by_hand(page: Page, tmp_path: Path) -> None:
    set_up(page)
    page.evaluate("kept.put('a canary')")
    page.evaluate("kept.tab.lock()")
    rescue = page.locator("#field-rescue")
    with page.expect_download() as download:
        rescue.get_by_role("button", name="Save a rescue file").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert [each["value"] for each in recovered(json.loads(path.read_text()))] == ["a canary"]
    page.get_by_text("Send what is in a rescue file").click()
    rescue.get_by_role("button", name="Send").click()
    expect(rescue.locator(".govuk-error-summary li")).to_have_count(2, timeout=LONG)
    page.locator("#rescue-file").set_input_files(path)
    fill(page, rescue_passphrase=WRONG)
    rescue.get_by_role("button", name="Send").click()
    expect(rescue).to_contain_text("not the passphrase of the device it was saved on", timeout=LONG)
    fill(page, rescue_passphrase=RIGHT)
    rescue.get_by_role("button", name="Send").click()
    expect(rescue).to_contain_text("1 answer is on the server.", timeout=LONG)
    expect(page.locator("#field-sign-out")).to_contain_text(
        "1 answer on this device was not sent yet", timeout=LONG
    )


def test_signing_out_elsewhere_says_what_waits_and_locks(page: Page, modules: str) -> None:
    """Any page with the form: refused once, then gone through with; what waits is still there, in every tab locked."""
    set_up(page)
    page.evaluate("kept.put('a canary')")
    other = page.context.new_page()
    other.route("**/sign-out/", lambda route: route.fulfill(body="You have signed out"))
    other.goto(modules + "offline/")
    other.evaluate(
        'document.body.innerHTML = \'<form method="post" action="/sign-out/"><button>Sign out</button></form>\';'
        "import('/offline/leaving.js').then(() => 1)"
    )
    other.get_by_role("button", name="Sign out").click()
    dialog = other.get_by_role("dialog", name="Not everything was sent")
    expect(dialog).to_contain_text(
        "1 answer on this device was not sent yet. It stays here, locked", timeout=LONG
    )
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(page.locator("body")).to_have_attribute("data-state", "unlocked", timeout=LONG)
    other.get_by_role("button", name="Sign out").click()
    dialog.get_by_role("button", name="Sign out, and keep").click()
    expect(other.locator("body")).to_have_text("You have signed out", timeout=LONG)
    expect(page.locator("body")).to_have_attribute("data-state", "locked", timeout=LONG)
    expect(page.locator("#field-unlock")).to_contain_text(
        "1 answer on this device waits to be sent", timeout=LONG
    )
