"""Resources as a Django app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The directory of receivers."""

    name = "banso.resources"
    label = "resources"
