"""Surveys as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """What people are asked about themselves."""

    name = "banso.surveys"
    label = "surveys"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under(
            "surveys.Survey", Rule.MOVE, name=_("Surveys"), formerly=("verification.Survey",)
        )
        file_under(
            "surveys.TabletLink",
            Rule.MOVE,
            name=_("Links for filling in alone"),
            formerly=("verification.TabletLink",),
        )
