"""Conferences as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    """The six parties at one table."""

    name = "banso.conferences"
    label = "conferences"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("conferences.AgendaItem", Rule.MOVE, name=_("Conferences"))
