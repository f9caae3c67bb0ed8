"""The round without a network as a Django app."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Telephones that go along on a round, and what they bring home."""

    name = "banso.field"
    label = "field"
