"""Addresses for the tests of the page furniture: nothing of any area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    """An empty page."""
    return render(request, "eyre/base.html")


urlpatterns = [
    path("", page, name="home"),
    path("lists/", page, name="lists"),
    path("lists/one/", page, name="one"),
]
