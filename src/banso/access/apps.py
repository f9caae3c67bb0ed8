"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Agencies, members and the doors."""

    name = "banso.access"
    label = "access"
