"""An upload that no disk ever sees: for files that say who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from eyre.platform.files.receiving import Counting

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class InMemory(MemoryFileUploadHandler):
    """Keeps every file in memory; how large it may be is counted before."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take it in whatever its size, which Django's own would leave to a file on the disk."""
        self.activated = True


def in_memory(view: View[P]) -> View[P]:
    """The view, with its uploads kept in memory. The token of its forms is asked for as everywhere.

    Where files go must be said before the form is read, and the middleware that looks for the token reads it; so the
    token is asked for here, afterwards.
    """
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def receiving(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.upload_handlers = [Counting(request), InMemory(request)]
        return guarded(request, *args, **kwargs)

    return cast(View[P], receiving)
