"""Other programs as a Django app."""

from typing import Any

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other programs read and write in a member's name, by a key."""

    name = "banso.api"
    label = "api"

    def ready(self) -> None:
        """End a member's keys when their time here ends, or somebody else lets them in anew."""
        from banso.access.events import member_changed
        from banso.access.viewer import Viewer
        from banso.api.actions import end_keys_of
        from banso.api.rules import ENDS_KEYS, LETS_GO

        def changed(sender: Any, member_id: Any, action: str, by: Any, **more: Any) -> None:
            if action in ENDS_KEYS:
                ended_by = by.member_id if isinstance(by, Viewer) else None
                end_keys_of(member_id=member_id, ended_by=ended_by, if_gone=action == LETS_GO)

        member_changed.connect(changed, weak=False, dispatch_uid="api-member")
