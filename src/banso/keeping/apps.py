"""Keeping as a Django app."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """Money and belongings that are kept for people."""

    name = "banso.keeping"
    label = "keeping"
