"""Verification as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerificationConfig(AppConfig):
    """Does it work? Asked of the people themselves."""

    name = "banso.verification"
    label = "verification"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("verification.Survey", Rule.MOVE, name=_("Surveys"))
        file_under("verification.TabletLink", Rule.MOVE, name=_("Links for filling in alone"))
