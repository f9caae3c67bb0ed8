"""Letters between houses as a Django app."""

from typing import Any

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Other houses, and what goes to them and comes from them by letter."""

    name = "banso.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Hear what the person takes back: other houses are told in the same transaction."""
        from banso.consent.events import word_withdrawn
        from banso.sharing.actions import take_back

        def heard(sender: Any, consent: Any, by: Any, **kwargs: Any) -> None:
            take_back(agency_id=consent.agency_id, day=by.today, by=by, person_id=consent.person_id)

        word_withdrawn.connect(heard, weak=False, dispatch_uid="sharing-word-withdrawn")
