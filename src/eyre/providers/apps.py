from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "eyre.providers"
    label = "providers"
