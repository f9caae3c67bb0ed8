"""Companionship as a Django app."""

from django.apps import AppConfig


class CompanionshipConfig(AppConfig):
    """Who walks with whom."""

    name = "banso.companionship"
    label = "companionship"
