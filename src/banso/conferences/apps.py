"""Conferences as a Django app."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """The six parties at one table."""

    name = "banso.conferences"
    label = "conferences"
