from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "eyre.site"
