"""case-form: a case of eighty questions drawn, opened, and answered whole from the keyboard in a real browser.

The page is set beside a bare page of eighty rows on the same server, for the same signed-in person. Ways of drawing
the eighty radio groups are measured alone, in this process. The browser presses keys as fast as the page takes them.
"""

import json
import os
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import django

from .page_server import SETTINGS, in_django, site

ROWS = 80
# The inspector of the demonstration with a case of the kind that is asked 77 things under PDU 2023, 80 under 2021
CASE = """
import sys
sys.path.insert(0, "tests")
import time
from django.test import Client
from eyre.site.demonstration.loading import load_demonstration
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from case_made import made_case
load_demonstration()
person = Person.objects.get(email="inspector@inspectorate.example")
inspection = Inspection.objects.get(provider="southfold-demonstration")
Inspection.objects.filter(pk=inspection.pk).update(edition="hmip-probation-pdu-2021")
inspection.refresh_from_db()
made = [made_case(inspection, person, pseudonym=f"C-BENCH{n}") for n in range(2)]
client = Client()
client.force_login(person)
session = client.session
session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
session["account_authentication_methods_user"] = str(person.pk)
session.save()
print(session.session_key, inspection.pk, *[each.pk for each in made])
"""


def measure(repeat: int = 5) -> dict[str, Any]:
    """Seconds of the page and of its peers, of each way of drawing, and the operations a second a browser sustains."""
    with site(0) as (home, port):
        session, inspection, first, second = in_django(home, f"exec({CASE!r})").split()[-4:]
        paths = {
            "the case, its reading logged": f"/desk/{inspection}/cases/{first}/",
            f"a bare page of {ROWS} rows": f"/bare/{ROWS}/",
            f"a bare page of {ROWS} rows, logged as a reading": f"/bare/logged/{ROWS}/",
        }
        times = _interleaved(port, session, paths, 40 * repeat)
        typed = _typed(port, session, f"/desk/{inspection}/cases/{second}/")
    case, bare, logged = times.values()
    return {
        "name": "case-form",
        "compares": "a case of 80 questions with a bare page of 80 rows on the same server, for the same person",
        "command": "make bench NAME=case_form",
        "target": "the page within 1.5x of a bare page whose reading is logged as durably (the row of the log is a duty of "
        "every unpublished page, not of the form); 80 answers a case as fast as fingers go (10 a second)",
        "times the bare page": case / bare,
        "times the bare page that is logged too": case / logged,
        "seconds": times,
        "drawing 80 radio groups (seconds)": drawing(repeat),
        "a whole case from the keyboard": typed,
    }


def _interleaved(port: int, session: str, paths: dict[str, str], rounds: int) -> dict[str, float]:
    connection = HTTPConnection("127.0.0.1", port)
    times: dict[str, list[float]] = {name: [] for name in paths}
    for place in range(-3, rounds):
        for name, path in paths.items():
            start = perf_counter()
            connection.request("GET", path, headers={"Cookie": f"eyre-session={session}"})
            reply = connection.getresponse()
            reply.read()
            if reply.status != 200:
                raise RuntimeError(f"{path} answered {reply.status}")
            if place >= 0:
                times[name].append(perf_counter() - start)
    connection.close()
    return {name: median(each) for name, each in times.items()}


def drawing(repeat: int) -> dict[str, float]:
    """The best time of each way to make the markup of the same 80 groups with answers in them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    ways = {
        "pieces made once, joined (ours)": _joined(),
        "one Django template with loops": _template(),
        "django.forms with our widgets": _forms(),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(3 * repeat):
        for name, way in ways.items():
            start = perf_counter()
            way()
            best[name] = min(best[name], perf_counter() - start)
    return best


def _groups() -> list[tuple[str, str]]:
    return [
        (f"prompt:2.1.{n}/a", f"a) Question {n} about engaging the person on probation") for n in range(ROWS)
    ]


def _joined() -> Callable[[], str]:
    from eyre.cases.assessing.groups import ANSWER_WORDS, radio_group

    groups = [radio_group(key, words, ANSWER_WORDS) for key, words in _groups()]
    return lambda: "".join(group.draw("yes", is_out=False) for group in groups)


def _template() -> Callable[[], str]:
    from django.template import engines

    from eyre.cases.assessing.groups import ANSWER_WORDS

    text = """{% for key, legend in groups %}<fieldset class="govuk-fieldset eyre-item" data-key="{{ key }}">
<legend class="govuk-fieldset__legend">{{ legend }}</legend><div class="govuk-radios govuk-radios--small">
{% for value, words in options %}<div class="govuk-radios__item"><input class="govuk-radios__input" id="{{ key }}-{{ value }}"
name="{{ key }}" type="radio" value="{{ value }}"{% if value == chosen %} checked{% endif %}>
<label class="govuk-label govuk-radios__label" for="{{ key }}-{{ value }}">{{ words }}</label></div>{% endfor %}
</div></fieldset>{% endfor %}"""
    template = engines["django"].from_string(text)
    context = {"groups": _groups(), "options": ANSWER_WORDS, "chosen": "yes"}
    return lambda: str(template.render(context))


def _forms() -> Callable[[], str]:
    from django import forms

    from eyre.cases.assessing.groups import ANSWER_WORDS

    fields = {
        f"q{n}": forms.ChoiceField(label=words, choices=ANSWER_WORDS, widget=forms.RadioSelect)
        for n, (_, words) in enumerate(_groups())
    }
    made = type("Case", (forms.Form,), fields)
    return lambda: str(made(initial=dict.fromkeys(fields, "yes")))


def _typed(port: int, session: str, path: str) -> dict[str, Any]:
    """A case opened and answered: seconds to open, presses, and what a second holds until the last is saved."""
    from playwright.sync_api import sync_playwright
    from tools.chromium import ARGUMENTS, find

    base = f"http://127.0.0.1:{port}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=ARGUMENTS)
        context = browser.new_context()
        context.add_cookies([{"name": "eyre-session", "value": session, "url": base}])
        page = context.new_page()
        start = perf_counter()
        page.goto(base + path)
        page.wait_for_selector("#case-form[data-ready=yes]")
        opened = perf_counter() - start
        page.locator('[id="fact:risk_judged-high"]').focus()
        page.keyboard.press("3")
        page.locator('[id="prompt:2.2.1/a-yes"]').focus()
        start, presses = perf_counter(), 0
        while page.evaluate(
            "document.activeElement.name.startsWith('prompt:') || document.activeElement.name.startsWith('question:')"
        ):
            page.keyboard.press("y")
            presses += 1
            if presses >= ROWS:
                break
        pressed = perf_counter() - start
        page.wait_for_function(
            "document.getElementById('case-form').dataset.saving === 'saved'", timeout=60_000
        )
        all_saved = perf_counter() - start
        browser.close()
    return {
        "seconds until it can be answered": opened,
        "answers": presses,
        "keys a second the page took": presses / pressed,
        "answers a second, until the last was saved durably": presses / all_saved,
    }


if __name__ == "__main__":
    print(json.dumps(measure(1), indent=1), Path.cwd())
