"""The top of the house as a Django app: it brings the commands."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Commands and checks of the whole."""

    name = "banso.config"
    label = "config"
