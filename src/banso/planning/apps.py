"""Planning as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Support plan and personal plan."""

    name = "banso.planning"
    label = "planning"
