"""Intake as a Django app."""

from django.apps import AppConfig

MOVING = ("Encounter", "Intake")


class IntakeConfig(AppConfig):
    """Outreach and first consultations."""

    name = "banso.intake"
    label = "intake"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        for model in MOVING:
            file_under(f"intake.{model}", Rule.MOVE)
