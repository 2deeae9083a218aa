"""The page on which cases are answered without a network, and the script that opens it without one.

Both are the same for everybody who is signed in and hold nothing about anybody: a browser keeps them
(docs/decisions/0019). What concerns a person comes by the doors for devices, or lies sealed in their browser.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

SCOPE = "/desk/"
FOLDERS = ("cases/form", "cases/journal", "cases/offline", "eyre", "vendor/govuk-frontend")
FILES = ("site/site.css", "site/field.css")
KINDS = {".js", ".css", ".svg"}


@require_safe
def page(_: HttpRequest) -> HttpResponse:
    """The field page: drawn without the request, so that nothing of whoever asks can get into it."""
    content = _page()
    reply = HttpResponse(content)
    reply["X-Eyre-Field"] = _digest(content)  # by which the worker knows it from what else may answer
    return reply


@require_safe
def worker(_: HttpRequest) -> HttpResponse:
    """The service worker, with the addresses of all that the page needs and a name for what it keeps of them."""
    content = _page()
    files = json.dumps(sorted(addresses()))
    told = {
        "page": reverse("field:page"),
        "scope": SCOPE,
        "files": files,
        "page_digest": _digest(content),
        "digest": _digest(content + files),
    }
    return HttpResponse(render_to_string("site/service_worker.js", told), content_type="text/javascript")


def addresses() -> set[str]:
    """Where the browser finds every static file that the field page may ask for."""
    found = {f"{folder}/{name}" for folder in FOLDERS for name in _names(folder)}
    return {static(path) for path in found.union(FILES)}


def _names(folder: str) -> list[str]:
    place = finders.find(folder)
    return [each.name for each in Path(str(place)).iterdir() if each.suffix in KINDS]


def _page() -> str:
    return render_to_string("site/field.html")


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:16]
