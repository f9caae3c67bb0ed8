"""Insight as a Django app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """What is known about everyone."""

    name = "banso.insight"
    label = "insight"
