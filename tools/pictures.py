"""Takes the pictures of the README from a running Eyre: `make pictures`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from chromium import ARGUMENTS, HOW_TO_GET_IT, find
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PICTURES = {
    "inspection": "/inspections/pdu-2023-cheshirewest/",
    "league-table": "/league-tables/pdu-2021/",
}
INSPECTOR, CASES = "Owen Larkspur", "/desk/pdu-2026-southfold-demonstration/cases/"


def serve(home: str, port: int) -> "subprocess.Popen[bytes]":
    """A server of its own, with a database of its own, ready to answer."""
    command = [str(Path(sys.executable).parent / "eyre"), "serve", "--port", str(port), "--workers", "1"]
    running = subprocess.Popen(command, env=os.environ | {"EYRE_HOME": home}, stdout=subprocess.DEVNULL)
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return running
    raise SystemExit("the server did not answer within a minute")


def case_form(page: Page, server: str) -> None:
    """A case under way, at its first key question, as an inspector of the demonstration has it before them."""
    page.goto(f"{server}/demonstration/")
    page.get_by_role("button", name=INSPECTOR).click()
    page.goto(server + CASES)
    page.get_by_role("row").filter(has_text="Under way").get_by_role("link").first.click()
    page.evaluate("document.querySelectorAll('fieldset h3, h3')[0]?.scrollIntoView()")
    page.screenshot(path=FOLDER / "case-form.png")


def main() -> None:
    """One picture for each page, 1280 wide, the first screenful."""
    path = find() or sys.exit(HOW_TO_GET_IT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        running = serve(home, port)
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1280, "height": 960})
        for name, address in PICTURES.items():
            page.goto(f"http://127.0.0.1:{port}{address}")
            page.screenshot(path=FOLDER / f"{name}.png")
        case_form(page, f"http://127.0.0.1:{port}")
        chromium.close()
        running.terminate()
        running.wait(20)


if __name__ == "__main__":
    main()
