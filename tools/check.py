"""Everything a machine can say about the tree without changing it. Every check runs; every failure is reported."""

import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = {
    "format": [BIN / "ruff", "format", "--no-cache", "--check", "-q", "."],
    "lint": [BIN / "ruff", "check", "--no-cache", "-q", "."],
    "types": [BIN / "mypy", "--no-error-summary"],
    "imports": [BIN / "lint-imports", "--no-cache"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "-v", "1"],
    "documents": [sys.executable, "tools/generate.py", "--check"],
    # Those that need a database take as long as other tests, and run with them
    "structure": [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--no-header",
        "--without-database",
        "tests/structure",
    ],
}


def main() -> int:
    """Run every check, print what failed in full, and one line for each."""
    failed = []
    for name, command in CHECKS.items():
        start = time.perf_counter()
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        took = time.perf_counter() - start
        if done.returncode:
            failed.append(name)
            sys.stdout.write(f"\n--- {name}\n{done.stdout}{done.stderr}\n")
        sys.stdout.write(f"{'FAILED' if done.returncode else 'ok    '} {name} ({took:.1f} s)\n")
        sys.stdout.flush()
    sys.stdout.write(f"\n{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
