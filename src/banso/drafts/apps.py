"""Drafts as a Django app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What was typed and not yet sent, and what was sent already."""

    name = "banso.drafts"
    label = "drafts"
