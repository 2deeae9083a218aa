"""A kept file as an answer; where the store does not hold it as it was sent, words that say whom to tell."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from eyre.platform.files.exceptions import FileDamaged
from eyre.platform.files.serving import file_response

log = logging.getLogger(__name__)
DAMAGED = (
    "What was sent is not in the store as it was, so it is not given out. Tell whoever runs Eyre: the command "
    "“eyre files verify” names the file, and a backup holds it."
)


def served(request: HttpRequest, sent: Any, back: str) -> HttpResponseBase:
    """The file under the name it was sent by, compared with its digest before the first byte leaves."""
    try:
        return file_response(sent.file, sent.name)
    except FileDamaged as why:
        return not_whole(request, why, back)


def not_whole(request: HttpRequest, why: FileDamaged, back: str) -> HttpResponse:
    """The words for a store that is not whole, with status 500: somebody has to act."""
    log.error("The store of files is not whole: %s", why)
    context = {"what": DAMAGED, "way_out": "Go back", "link": back}
    return render(request, "site/file_damaged.html", context, status=500)
