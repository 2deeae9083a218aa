"""Where is a Chromium on this machine?"""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
HOW_TO_GET_IT = (
    "No Chromium was found for the browser tests: install one (Debian and Ubuntu: apt-get install chromium; "
    "macOS: brew install --cask chromium) or name it in EYRE_CHROMIUM."
)
# A throw-away browser in a sandboxed machine: no first-run pages, no calls home
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of a Chromium: EYRE_CHROMIUM, or the first known name on the PATH; None where there is none."""
    named = os.environ.get("EYRE_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)
