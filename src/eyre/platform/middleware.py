"""What is no text can be no address: a path with a NUL is answered before any page sees it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 404 in words where the path holds a NUL: PostgreSQL can look no such text up, and none exists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return HttpResponseNotFound(render_to_string("404.html", request=request))
        return get_response(request)

    return middleware
