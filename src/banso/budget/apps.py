"""Household budgets as a Django app."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """What comes in and goes out of a household, by line and by day."""

    name = "banso.budget"
    label = "budget"
