"""Referrals as a Django app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Leading to, and taking back."""

    name = "banso.referrals"
    label = "referrals"
