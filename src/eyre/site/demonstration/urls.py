"""The addresses of the demonstration: there are none outside it."""

from django.conf import settings
from django.urls import path

from . import views

app_name = "demonstration"

urlpatterns = (
    [
        path("", views.door, name="door"),
        path("<slug:key>/", views.enter, name="enter"),
    ]
    if settings.EYRE_DEMONSTRATION
    else []
)
