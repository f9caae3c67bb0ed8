"""Decisions as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """Approval of support by an independent body."""

    name = "banso.decisions"
    label = "decisions"

    def ready(self) -> None:
        """
        File this room's rows in the table of merging, and listen for words that are taken back.
        """
        from banso.consent.events import word_withdrawn
        from banso.decisions.actions import stop_requests
        from banso.people.merge_rules import Rule, file_under

        def stopped(sender: Any, consent: Any, by: Any, **kwargs: Any) -> None:
            stop_requests(
                person_id=consent.person_id, recipient=consent.recipient, part=consent.part, by=by
            )

        word_withdrawn.connect(stopped, weak=False, dispatch_uid="decisions-word-withdrawn")
        file_under("decisions.Request", Rule.MOVE, name=_("Decisions on support"))
