"""The door of the demonstration: who may one be, and one click to be them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from .circumstances import is_open
from .entering import enter_as
from .queries import groups, member


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Everybody of the cast, with what they are and what they see."""
    _refuse_closed()
    return render(request, "site/demonstration.html", {"groups": groups()})


@require_POST
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Be one of the cast from now on."""
    _refuse_closed()
    chosen = member(key)
    if chosen is None:
        raise Http404(f"Nobody of the cast is called {key!r}.")
    enter_as(request, chosen)
    return redirect("work:home")


def _refuse_closed() -> None:
    if not is_open():
        raise Http404("This is no demonstration.")
