"""Ties as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TiesConfig(AppConfig):
    """The people and places around the person."""

    name = "banso.ties"
    label = "ties"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("ties.Tie", Rule.MOVE, fields=("person", "other"), name=_("Ties"))
        file_under("ties.Giving", Rule.MOVE, name=_("What the person gives"))
