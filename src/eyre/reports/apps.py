from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "eyre.reports"
    label = "reports"
