"""Keepsakes as a Django app."""

from django.apps import AppConfig


class KeepsakesConfig(AppConfig):
    """What an office keeps for a person."""

    name = "banso.keepsakes"
    label = "keepsakes"
