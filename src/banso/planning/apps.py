"""Planning as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    """Support plan and personal plan."""

    name = "banso.planning"
    label = "planning"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("planning.SupportPlan", Rule.MOVE, name=_("Plans"))
