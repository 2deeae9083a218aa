from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "eyre.site"

    def ready(self) -> None:
        from .demonstration import checks  # noqa: F401  registers the system check
