"""Do writers whose transactions overlap, and sealers who race, ever leave a row out or look like forgers?"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import postgres

# As many connections as there are threads: else sealers wait until writers are done
RUN = """
import django
from django.conf import settings
options = settings.DATABASES["default"]["OPTIONS"]
if "pool" in options:
    options["pool"] = {"min_size": 2, "max_size": 12}
django.setup()
import audit_rivals
audit_rivals.main()
"""


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """A real database of this kind, as the environment names it."""
    if kind == "sqlite":
        yield {}
        return
    with postgres.server() as uri:
        yield {"EYRE_DATABASE_URL": postgres.django_address(uri)}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_row_is_sealed_once_whoever_writes_and_seals(kind: str, tmp_path: Path) -> None:
    others = {name: value for name, value in os.environ.items() if name != "EYRE_DATABASE_URL"}
    with database(kind) as named:
        done = subprocess.run(
            [sys.executable, "-c", RUN],
            cwd=Path(__file__).parent,
            env=others | named | {"EYRE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "eyre.site.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    told = json.loads(done.stdout)
    for chain in ("writes", "reads"):
        assert told[chain]["is_whole"], told[chain]["faults"]
        assert told[chain]["rows"] == told[chain]["there"] > 50
        assert told[chain]["waiting"] == 0
    # PostgreSQL allots ids before it commits: without gaps the race would not have been run
    assert (told["writes"]["with gaps"] > 0) is (kind == "postgresql")
