"""Referrals as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    """Leading to, and taking back."""

    name = "banso.referrals"
    label = "referrals"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("referrals.Referral", Rule.MOVE, name=_("Referrals and returns"))
