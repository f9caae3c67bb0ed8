"""Companionship as a Django app."""

from django.apps import AppConfig


class CompanionshipConfig(AppConfig):
    """Who walks with whom."""

    name = "banso.companionship"
    label = "companionship"

    def ready(self) -> None:
        """A death ends walking along, until it is taken back."""
        from banso.companionship.actions.lives import end_by_death, go_on
        from banso.people.events import death_taken_back, person_died

        person_died.connect(end_by_death, dispatch_uid="walks-end")
        death_taken_back.connect(go_on, dispatch_uid="walks-go-on")
