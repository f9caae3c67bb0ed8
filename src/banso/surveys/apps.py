"""Surveys as a Django app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """What people are asked about themselves."""

    name = "banso.surveys"
    label = "surveys"
