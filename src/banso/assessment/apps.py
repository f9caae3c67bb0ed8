"""Assessment as a Django app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Three hardships, eight domains."""

    name = "banso.assessment"
    label = "assessment"
