"""Interop as a Django app."""

from django.apps import AppConfig


class InteropConfig(AppConfig):
    """What comes in from elsewhere."""

    name = "banso.interop"
    label = "interop"
