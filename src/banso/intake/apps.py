"""Intake as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Outreach and first consultations."""

    name = "banso.intake"
    label = "intake"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("intake.Encounter", Rule.MOVE, name=_("Met on rounds"))
        file_under("intake.Intake", Rule.MOVE, name=_("Intakes"))
