"""Assessment as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    """Three hardships, eight domains."""

    name = "banso.assessment"
    label = "assessment"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("assessment.Assessment", Rule.MOVE, name=_("Assessments"))
