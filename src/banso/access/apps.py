"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Agencies, members and the doors."""

    name = "banso.access"
    label = "access"

    def ready(self) -> None:
        """Note when a sitting begins."""
        from django.contrib.auth.signals import user_logged_in

        from banso.access.idle import note_beginning

        user_logged_in.connect(note_beginning, dispatch_uid="access-began")
