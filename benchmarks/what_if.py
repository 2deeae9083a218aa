"""what-if: the page of a rating's robustness answers every change of a case, a cut or the list within a tenth of a second.

An inspection of 60 cases under PDU 2021 with frozen answers, on a list of known length for some changes. Asked over HTTP
for a signed-in person, each time something else, and once more by a real browser, from the choice to the words shown.
"""

from http.client import HTTPConnection
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from .page_server import in_django, site

TARGET = 0.1
FROZEN = """
import sys
sys.path.insert(0, "tests")
import time
import numpy as np
from django.test import Client
from django.utils.timezone import now
from eyre.cases.actions import store_answers
from eyre.cases.actions.freezing import freeze_taken
from eyre.cases.models import FrozenAnswers, Freeze
from eyre.core.cases import AnswerMatrix
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.site.demonstration.loading import load_demonstration
load_demonstration(at=now(), with_story=False)
by = Actor.of_command("make bench")
person = Person.objects.get(email="lead-inspector@inspectorate.example")
one = Inspection.objects.get(provider="westmarch-demonstration")
Inspection.objects.filter(pk=one.pk).update(edition="hmip-probation-pdu-2021", stage="judgement")
one = Inspection.objects.select_related("edition").get(pk=one.pk)
asked = [q.ref for s in edition(one.edition_id).case_standards if s.case_kind == "supervision" for q in s.key_questions]
cells = np.random.default_rng(2026).choice(np.array([3, 2, 4], dtype=np.uint8), size=(60, len(asked)), p=(0.6, 0.3, 0.1))
matrix = AnswerMatrix(tuple(f"CASE-{i:02}" for i in range(60)), tuple(asked), cells, {})
FrozenAnswers.objects.filter(inspection=one).delete()
store_answers(inspection=one, matrix=matrix, is_reconstructed=True, note="Made to be measured.", by=by, at=now())
freeze_taken(inspection=one, by=by, at=now())
client = Client()
client.force_login(person)
session = client.session
session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
session["account_authentication_methods_user"] = str(person.pk)
session.save()
print(session.session_key, one.pk, ",".join(asked))
"""


def changes(asked: list[str]) -> dict[str, Any]:
    """Of each kind, changes without end that are never the same as the one before."""
    cases = [f"CASE-{i:02}" for i in range(60)]
    return {
        "an answer turned round": (
            {"question": ref, "case": case, "instead": instead}
            for case, ref, instead in zip(cycle(cases), cycle(asked), cycle(["yes", "no"]), strict=False)
        ),
        "a case left out": ({"case": case, "instead": "out"} for case in cycle(cases)),
        "a cut moved": ({"cut_2": f"{55 + step / 4}"} for step in cycle(range(80))),
        "another length of the list": ({"list_1": str(200 + step)} for step in cycle(range(500))),
    }


def measure(repeat: int = 5) -> dict[str, Any]:
    """Median and slowest seconds of each kind of change, over HTTP; and from the choice to the words in a browser."""
    with site(0) as (home, port):
        session, inspection, asked = in_django(home, f"exec({FROZEN!r})").split()[-3:]
        path = f"/desk/{inspection}/robustness/what-if/"
        times = {
            name: _times(port, session, path, islice(each, 10 * repeat + 3))
            for name, each in changes(asked.split(",")).items()
        }
        shown = _shown(port, session, f"/desk/{inspection}/robustness/", 4 * repeat)
    found = {name: {"median seconds": median(each), "slowest": max(each)} for name, each in times.items()}
    return {
        "name": "what-if",
        "compares": "each change on the page of robustness with the tenth of a second in which an answer seems immediate",
        "command": "make bench NAME=what_if",
        "sizes": {"cases": 60, "key questions": len(asked.split(",")), "draws": 2_000},
        "target": "under 100 ms a change",
        "over HTTP": found,
        "in a browser, from the choice to the words (median seconds)": median(shown),
        "slowest median against the target": max(median(each) for each in times.values()) / TARGET,
    }


def _times(port: int, session: str, path: str, asked: Any) -> list[float]:
    connection, times = HTTPConnection("127.0.0.1", port), []
    for query in asked:
        start = perf_counter()
        connection.request("GET", f"{path}?{urlencode(query)}", headers={"Cookie": f"eyre-session={session}"})
        reply = connection.getresponse()
        body = reply.read()
        times.append(perf_counter() - start)
        if reply.status != 200 or b"would change" not in body:
            raise RuntimeError(f"{query} was answered {reply.status}")
    connection.close()
    return times[3:]


CHOOSE = """async (place) => {
  const box = document.getElementById("what-if-result"), select = document.getElementById("id_question");
  const changed = new Promise((done) => new MutationObserver(() => done(performance.now())).observe(box, { childList: true }));
  const start = performance.now();
  select.selectedIndex = 1 + (place % (select.options.length - 1));
  select.dispatchEvent(new Event("input", { bubbles: true }));
  return (await changed) - start;
}"""


def _shown(port: int, session: str, path: str, rounds: int) -> list[float]:
    from playwright.sync_api import sync_playwright
    from tools.chromium import ARGUMENTS, find

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = browser.new_page()
        page.context.add_cookies(
            [{"name": "eyre-session", "value": session, "url": f"http://127.0.0.1:{port}"}]
        )
        page.goto(f"http://127.0.0.1:{port}{path}")
        page.select_option("#id_case", "any-yes")
        page.check("input[name=instead][value=no]", force=True)
        times = [page.evaluate(CHOOSE, place) / 1000 for place in range(rounds + 2)]
        browser.close()
    return times[2:]


if __name__ == "__main__":
    for key, value in measure(1).items():
        print(f"{key}: {value}")
