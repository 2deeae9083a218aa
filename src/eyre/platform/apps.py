from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Page furniture and machinery that every area uses and that knows nothing of any of them."""

    name = "eyre.platform"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the system checks
