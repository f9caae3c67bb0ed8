"""Desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The worker's day and the person's page."""

    name = "banso.desk"
    label = "desk"
