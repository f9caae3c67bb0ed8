"""Ties as a Django app."""

from django.apps import AppConfig


class TiesConfig(AppConfig):
    """The people and places around the person."""

    name = "banso.ties"
    label = "ties"
