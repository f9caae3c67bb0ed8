"""The law on personal information as a Django app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What the law on personal information asks of an agency, kept with its days."""

    name = "banso.privacy"
    label = "privacy"
