"""A page of a browser with the modules of the device at hand."""

from typing import Any

from playwright.sync_api import Page

IMPORTS = """
  const vault = await import('/offline/vault.js');
  const {Store, asked, Blocked, NAME, VERSION} = await import('/offline/store.js');
  const {Outbox, Unacknowledged, RETAINED} = await import('/offline/outbox.js');
  const {sealed, uuidv7} = await import('/journal/canonical.js');
"""


class Device:
    """A page with the modules at hand."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def run(self, code: str, given: object = None) -> Any:
        """What this code returns; it may await, and finds what was given under `given`."""
        return self.page.evaluate(f"async (given) => {{ {IMPORTS} {code} }}", given)
