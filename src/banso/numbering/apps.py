"""Numbering as a Django app."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Counters."""

    name = "banso.numbering"
    label = "numbering"
