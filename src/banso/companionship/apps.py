"""Companionship as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompanionshipConfig(AppConfig):
    """Who walks with whom."""

    name = "banso.companionship"
    label = "companionship"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under(
            "companionship.Companionship",
            Rule.MOVE,
            alone=("member_id",),
            name=_("Who walks along"),
        )
        file_under("companionship.ContactNote", Rule.MOVE, name=_("Contact notes"))
        file_under("companionship.Promise", Rule.MOVE, name=_("Promises"))
        file_under("companionship.HandoverPost", Rule.MOVE, name=_("Handovers"))
