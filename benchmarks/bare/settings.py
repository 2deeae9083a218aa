"""Eyre's own settings, with one page more: a bare one to measure the others against."""

from pathlib import Path

from eyre.site.settings import *
from eyre.site.settings import TEMPLATES

ROOT_URLCONF = "benchmarks.bare.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
