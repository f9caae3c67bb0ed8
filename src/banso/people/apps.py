"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The person and their memory."""

    name = "banso.people"
    label = "people"
