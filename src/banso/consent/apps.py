"""Consent as a Django app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """What the person agreed to, and who holds what."""

    name = "banso.consent"
    label = "consent"
