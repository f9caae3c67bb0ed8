"""The schedule as a Django app."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """What runs by itself."""

    name = "banso.schedule"
    label = "schedule"
