"""Decisions as a Django app."""

from typing import Any

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Approval of support by an independent body."""

    name = "banso.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Listen for words that are taken back."""
        from banso.consent.events import word_withdrawn
        from banso.decisions.actions import stop_requests

        def stopped(sender: Any, consent: Any, by: Any, **kwargs: Any) -> None:
            stop_requests(
                person_id=consent.person_id, recipient=consent.recipient, part=consent.part, by=by
            )

        word_withdrawn.connect(stopped, weak=False, dispatch_uid="decisions-word-withdrawn")
