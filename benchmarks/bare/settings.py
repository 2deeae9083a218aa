"""Eyre's own settings, with a few pages more: bare ones to measure the others against."""

from pathlib import Path

from eyre.site.settings import *
from eyre.site.settings import EYRE_OPEN_NAMES, TEMPLATES

ROOT_URLCONF = "benchmarks.bare.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
EYRE_OPEN_NAMES = EYRE_OPEN_NAMES | {"bare", "bare-sign-in", "bare-unchecked"}
