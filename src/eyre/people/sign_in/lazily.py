"""A page whose code is loaded when it is first opened: passkeys and single sign-on bring slow libraries with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

View = Callable[..., HttpResponseBase]


def lazily(place: str) -> View:
    """A view, named by its place: `lazily("eyre.people.sign_in.views.sign_in")`."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _load(place)(request, *args, **kwargs)

    view.__module__, _, view.__name__ = place.rpartition(".")
    view.__qualname__ = view.__name__
    return view


@cache
def _load(place: str) -> View:
    view: View = import_string(place)
    return view
