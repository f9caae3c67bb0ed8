"""Mishaps as a Django app."""

from django.apps import AppConfig


class MishapsConfig(AppConfig):
    """What went wrong, or nearly, in the house and on the way, and what was learnt of it."""

    name = "banso.mishaps"
    label = "mishaps"
