"""The addresses an invited person opens, before they have an account that works."""

from django.urls import path

from .views import invitation

app_name = "invitation"
urlpatterns = [
    path("", invitation.accept, name="accept"),
    path("<str:token>/", invitation.open_link, name="open"),
]
