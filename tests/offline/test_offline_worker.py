"""The worker that opens the field page without a network: what it stands in for, and what it leaves alone."""

import pytest
from django.template.loader import render_to_string

from offline_device import Device

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "/desk/field/"
PATIENCE = "const PATIENCE = 15000"


def source() -> str:
    """The worker as it is served, with less patience."""
    told = {"page": PAGE, "scope": "/desk/", "files": "[]", "page_digest": "p", "digest": "d"}
    text = render_to_string("site/service_worker.js", told)
    assert PATIENCE in text
    return text.replace(PATIENCE, "const PATIENCE = 60")


def test_a_slow_download_is_not_broken_off(device: Device) -> None:
    """Patience is for the answer to begin; how long a record takes over an office's Wi-Fi is no business of it."""
    found = device.run(
        """
        const heard = {}, pauses = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        const self = {addEventListener: (name, work) => { heard[name] = work; }};
        const caches = {open: async () => ({match: async (path) => new Response(`the page at ${path}`)})};
        const fetch = async ({url}, {signal} = {}) => {
          const aborted = new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
          if (url.endsWith('/silent/')) return aborted;
          const body = new ReadableStream({async start(stream) {
            try {
              await Promise.race([pauses(200), aborted]);
              stream.enqueue(new TextEncoder().encode('whole'));
              stream.close();
            } catch (why) { stream.error(why); }
          }});
          return new Response(body);
        };
        new Function('self', 'caches', 'fetch', given)(self, caches, fetch);
        const went = async (path, method = 'GET') => {
          let reply = null;
          const request = {url: location.origin + path, method, mode: 'navigate'};
          heard.fetch({request, respondWith: (told) => { reply = told; }});
          return reply && (await reply).text().catch((why) => why.name);
        };
        return [await went('/desk/i/record.pdf'), await went('/desk/silent/'), await went('/desk/field/'),
                await went('/sign-out/'), await went('/desk/i/', 'POST')]""",
        source(),
    )
    assert found == ["whole", f"the page at {PAGE}", f"the page at {PAGE}", None, None]
