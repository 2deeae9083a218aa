"""`make test`: every test on the embedded database and in a real Chromium, then the database's on PostgreSQL."""

import subprocess
import sys

from chromium import HOW_TO_GET_IT, find
from postgres import django_address, server


def pytest(*arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run pytest on two cores; its exit code, where "no tests" of a narrowed run is no failure."""
    import os

    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-q", *arguments]
    code = subprocess.run(command, env=os.environ | (environment or {}), check=False).returncode
    return 0 if code == 5 and len(sys.argv) > 1 else code


def main() -> int:
    """Both runs, whatever the first one said; 1 if anything failed."""
    chosen = sys.argv[1:]
    browser = find()
    if browser is None:
        sys.stderr.write(HOW_TO_GET_IT + "\n")
    sys.stdout.write("On the embedded database" + (", and in Chromium\n" if browser else "\n"))
    sys.stdout.flush()
    first = pytest(*chosen, *([] if browser else ["-m", "not browser"]))
    sys.stdout.write("On PostgreSQL\n")
    sys.stdout.flush()
    with server() as uri:
        second = pytest("--database-only", *chosen, environment={"EYRE_DATABASE_URL": django_address(uri)})
    if browser is None:
        sys.stderr.write("Failed: " + HOW_TO_GET_IT + "\n")
    return 1 if first or second or browser is None else 0


if __name__ == "__main__":
    raise SystemExit(main())
