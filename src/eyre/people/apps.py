"""The area as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, sign-in and roles."""

    name = "eyre.people"
    label = "people"
    verbose_name = "People"
