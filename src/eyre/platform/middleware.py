"""What no page should have to think of: paths and forms that are no text, and methods that nothing here answers to."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    HttpResponseNotFound,
)
from django.template.loader import render_to_string

METHODS = ("GET", "HEAD", "POST")
FORM = "application/x-www-form-urlencoded"


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 404 in words where the path holds a NUL: PostgreSQL can look no such text up, and none exists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return HttpResponseNotFound(render_to_string("404.html", request=request))
        return get_response(request)

    return middleware


def refuse_other_charsets(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 in words to a form that says it is not UTF-8, which no browser sends for our pages.

    Django refuses it as soon as the form is read; its error pages read it again, and nothing would answer.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.content_type == FORM and (request.encoding or "utf-8").lower() != "utf-8":
            return HttpResponseBadRequest(render_to_string("400.html", request=request))
        return get_response(request)

    return middleware


def refuse_other_methods(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 405 to anything but looking and sending a form, for every page alike (ASVS 5.0, 13.4 and 4.1).

    Django's views of forms would take a PUT for a POST, and answer OPTIONS to anybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware
