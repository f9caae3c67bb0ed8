"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Base pieces without domain words."""

    name = "banso.kit"
    label = "kit"
