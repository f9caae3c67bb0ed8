"""Intake as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Outreach and first consultations."""

    name = "banso.intake"
    label = "intake"
