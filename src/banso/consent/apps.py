"""Consent as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    """What the person agreed to, and who holds what."""

    name = "banso.consent"
    label = "consent"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("consent.Consent", Rule.MOVE, name=_("Consents"))
        file_under("consent.Provision", Rule.MOVE, name=_("What was given on"))
        file_under("consent.Opening", Rule.MOVE, name=_("Openings in danger"))
