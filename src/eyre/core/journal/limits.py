"""How much is taken at once? The same figures hold in the form, at the endpoint and in the browser."""

from __future__ import annotations

MOST_OPERATIONS = 100  # in one batch
LARGEST_BATCH = 2 * 1024 * 1024  # bytes
LARGEST_VALUE = 128 * 1024  # bytes of canonical text: 20,000 characters, however they are written
LONGEST_KEY = 100  # characters
LONGEST_EDITION = 100
MOST_SETTLED = 50
LONGEST_TIME = 40
