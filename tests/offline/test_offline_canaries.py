"""Whoever takes the disk of a device finds nothing on it: 200 canaries, looked for in every byte of the profile.

Each canary begins with a word made for this run; a compressed file holds a word in full where it stands first, so that
looking for the word is looking for each of them. The positive control is the same search on a store that is not sealed.
"""

import base64
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from offline_device import Device
from offline_keys import GIVEN, PRELUDE
from profile_dump import found, killed, profile

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# 60 answers, 60 notes typed into a field, 40 pseudonyms and 39 names in leases, and the passphrase
PLANTED = (
    PRELUDE
    + """
  const {word} = given;
  const tab = lock();
  await tab.begin();
  if (tab.state === 'none') await setUp(tab, `${word} passphrase of 2026`);
  else await tab.unlock(`${word} passphrase of 2026`);
  const outbox = new Outbox({store, key: tab.key, post: null});
  const field = document.body.appendChild(document.createElement('textarea'));
  if (!given.careless) field.autocomplete = 'off';
  for (let i = 0; i < 60; i += 1) {
    field.value = `${word} note ${i}`;
    for (const value of [`${word} answer ${i}`, field.value]) {
      await outbox.put({id: uuidv7(), device: 'd', sequence: i, assessment: 'a', key: 'note:case', value}, {inspection: 'i'});
    }
  }
  for (let i = 0; i < 40; i += 1) {
    const lease = {assessment: `a-${i}`, pseudonym: `${word} case ${i}`, title: i < 39 ? `${word} name ${i}` : ''};
    const box = await vault.sealed(tab.key, `lease:a-${i}`, lease);
    await store.written('leases', ({leases}) => { leases.put({assessment: `a-${i}`, ...box}); });
    if (given.careless) await store.written('leases', ({leases}) => { leases.put({assessment: `b-${i}`, lease}); });
  }
  window.tab = tab;
  return (await outbox.rows()).length;
"""
)


def _planted(page: Page, modules: str, word: str, *, careless: bool = False) -> int:
    page.goto(modules + "offline/")
    return int(Device(page).run(PLANTED, GIVEN | {"word": word, "careless": careless}))


def test_a_locked_profile_holds_none_of_200_canaries(browser: Browser, modules: str, tmp_path: Path) -> None:
    """Locked and closed; then opened again, unlocked, written on, and killed while it was unlocked."""
    word = f"Q{secrets.token_hex(6)}"
    context = profile(browser.browser_type, tmp_path)
    page = context.pages[0]
    assert _planted(page, modules, word) == 120
    page.evaluate("tab.lock()")
    context.close()
    assert found(tmp_path, {word}) == set()
    context = profile(browser.browser_type, tmp_path)
    assert _planted(context.pages[0], modules, word) == 240
    killed(tmp_path, context)
    assert found(tmp_path, {word, "Ada Canary"}) == set()


def test_the_same_search_finds_what_is_not_sealed(browser: Browser, modules: str, tmp_path: Path) -> None:
    word = f"Q{secrets.token_hex(6)}"
    context = profile(browser.browser_type, tmp_path)
    _planted(context.pages[0], modules, word, careless=True)
    context.close()
    hits = {name for _, name in found(tmp_path, {word})}
    assert any(name.endswith((".log", ".ldb")) for name in hits), hits


@pytest.mark.parametrize("text", ["Zoë’s file", "Q0123456789ab", "O’Brien"])
def test_every_form_of_a_text_is_looked_for(text: str, tmp_path: Path) -> None:
    """A text in base64 is found wherever it begins, and nothing is found in a folder without it."""
    for shift in range(3):
        name = tmp_path / f"{shift}"
        name.write_bytes(base64.b64encode(b"x" * shift + text.encode() + b"y"))
    (tmp_path / "wide").write_bytes(b"\x00\x01" + text.encode("utf-16-le"))
    (tmp_path / "none").write_bytes(b"nothing here")
    assert {name for _, name in found(tmp_path, {text})} == {"0", "1", "2", "wide"}
