"""A demonstration of its own, with a case in the hands of an inspector, that can be stopped in the middle and come back."""

import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Page

from browsing import follow
from migrated import lay_out
from serving_started import free_port, stop, until_it_answers

MAKER = Path(__file__).parents[1] / "case_made.py"
SERVICE = "southfold-demonstration"


@dataclass
class Server:
    """Eyre on a port that stays, on a database of its own."""

    home: Path
    port: int = 0
    running: "subprocess.Popen[bytes] | None" = None
    cases: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = free_port()
        lay_out(self.home)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "EYRE_DATABASE_URL"}
        return kept | {"EYRE_HOME": str(self.home)}

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            str(Path(sys.executable).parent / "eyre"),
            "serve",
            "--port",
            str(self.port),
            "--workers",
            "1",
        ]
        with (self.home / "log").open("a") as log:
            self.running = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        until_it_answers(self.address, self.running, self.home / "log")

    def stop(self) -> None:
        """Stop it; the database stays."""
        if self.running:
            stop(self.running)
            self.running = None

    def make_case(self, email: str = "inspector@inspectorate.example", kind: str = "licence") -> str:
        """A new case for this person; the path of its form."""
        command = [sys.executable, str(MAKER), SERVICE, kind, email]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)
        inspection, number = done.stdout.split()
        self.cases.append((inspection, number))
        return f"/desk/{inspection}/cases/{number}/"

    def values(self, path: str) -> dict[str, Any]:
        """What stands in the database for the case of this path, by key, as JSON text."""
        number = UUID(path.rstrip("/").rpartition("/")[2]).hex
        with sqlite3.connect(self.home / "eyre.sqlite3") as database:
            rows = database.execute(
                "SELECT key, value FROM cases_answernow WHERE assessment_id = ?", [number]
            )
            return dict(rows.fetchall())

    def come_in(self, context: BrowserContext, who: str) -> Page:
        """A window in which one of the cast is signed in."""
        page = context.new_page()
        page.goto(f"{self.address}/demonstration/")
        follow(page.get_by_role("button", name=re.compile(who)).first)
        return page
