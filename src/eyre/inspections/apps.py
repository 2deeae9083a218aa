from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "eyre.inspections"
    label = "inspections"
