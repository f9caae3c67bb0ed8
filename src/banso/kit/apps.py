"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Base pieces without domain words."""

    name = "banso.kit"
    label = "kit"

    def ready(self) -> None:
        """Read what the rooms declare, and say on every new connection for whom it speaks."""
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate

        from banso.kit.declarations import read_declarations
        from banso.kit.row_level_security import on_connecting
        from banso.kit.walls import put_walls_up

        connection_created.connect(on_connecting, dispatch_uid="kit-row-level-security")
        post_migrate.connect(put_walls_up, sender=self, dispatch_uid="kit-walls")
        read_declarations()
