from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "eyre.recommendations"
    label = "recommendations"
