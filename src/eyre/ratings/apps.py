from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "eyre.ratings"
    label = "ratings"
