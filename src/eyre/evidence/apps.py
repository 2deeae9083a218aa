"""The area as Django knows it."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence in advance."""

    name = "eyre.evidence"
    label = "evidence"
