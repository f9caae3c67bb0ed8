"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Base pieces without domain words."""

    name = "banso.kit"
    label = "kit"

    def ready(self) -> None:
        """Read what the rooms declare, and say on every new connection for whom it speaks."""
        from django.db.backends.signals import connection_created

        from banso.kit.declarations import read_declarations
        from banso.kit.row_level_security import on_connecting

        connection_created.connect(on_connecting, dispatch_uid="kit-row-level-security")
        read_declarations()
