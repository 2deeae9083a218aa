from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "eyre.cases"
    label = "cases"
