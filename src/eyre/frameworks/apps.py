from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "eyre.frameworks"
    label = "frameworks"
