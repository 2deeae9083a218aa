"""The page for work without a network, and the worker that keeps it: the same for everybody, and whole."""

import json
import re
from pathlib import PurePosixPath

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from cast import Cast, signed_in
from eyre.people.models import Person
from eyre.platform.audit.models import AuditEvent
from eyre.site.views.field import addresses

pytestmark = pytest.mark.django_db

IMPORT = re.compile(r"""(?:from|import\()\s*["'](\.[^"']+)["']""")


def test_it_is_the_same_for_everybody_and_about_nobody(cast: Cast) -> None:
    people = [cast["inspector"], cast["lead-inspector"], cast["point-of-contact"]]
    pages = [signed_in(person).get("/desk/field/") for person in people]
    assert len({page.content for page in pages}) == 1
    content = pages[0].content.decode()
    assert not [one for one in Person.objects.all() if one.name in content or one.email in content]
    assert 'csrfmiddlewaretoken" value' not in content
    assert not AuditEvent.objects.filter(action__contains="field").exists()


def test_the_worker_keeps_all_that_the_page_asks_for(cast: Cast) -> None:
    """Everything the page names, and every module that a module of it imports, at any depth."""
    client = signed_in(cast["inspector"])
    page, worker = client.get("/desk/field/"), client.get("/desk/service-worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    named = re.search(r"new Set\((\[.*?\])\)", worker.content.decode())
    assert named
    kept = set(json.loads(named[1]))
    assert kept == addresses()
    asked = set(re.findall(r'(?:src|href|data-frontend)="(/static/[^"]+)"', page.content.decode()))
    assert len(asked) > 5
    assert asked <= kept
    assert {f"/static/{path}" for path in imported("cases/offline/field.js")} <= kept
    # Whatever the page is made of, the worker knows it when it changes
    assert page["X-Eyre-Field"] in worker.content.decode()


def imported(path: str, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """A module and all that it imports."""
    if path in found:
        return found
    found |= {path}
    place = finders.find(path)
    assert isinstance(place, str), path
    with open(place, encoding="utf-8") as module:
        near = IMPORT.findall(module.read())
    for one in near:
        found = imported(_joined(PurePosixPath(path).parent, one), found)
    return found


def _joined(folder: PurePosixPath, way: str) -> str:
    for part in way.split("/"):
        folder = folder.parent if part == ".." else folder if part == "." else folder / part
    return str(folder)


def test_nobody_gets_it_without_signing_in(client: Client) -> None:
    for address in ("/desk/field/", "/desk/service-worker.js"):
        reply = client.get(address)
        assert reply.status_code == 302
        assert reply["Location"].startswith("/sign-in/")
