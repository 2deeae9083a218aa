"""The address of the page “Who may do what”."""

from django.urls import path

from .views import roles

app_name = "roles"
urlpatterns = [path("", roles.who_may_do_what, name="table")]
