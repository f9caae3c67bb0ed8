"""The law on personal information as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

ERASING = "privacy_erasing"


def close_the_way(*, using: str, **signal: Any) -> None:
    """Take the way for what is erased back, before a migration changes tables."""
    from banso.kit.immutable_rows import no_pass

    no_pass(connections[using], ERASING)


def open_the_way(*, using: str, **signal: Any) -> None:
    """Let what is closed know of rows that are being erased, after a migration."""
    from banso.kit.immutable_rows import let_pass

    connection = connections[using]
    with connection.cursor() as cursor:
        there = ERASING in connection.introspection.table_names(cursor)
    if there:
        let_pass(connection, ERASING)


class PrivacyConfig(AppConfig):
    """What the law on personal information asks of an agency, kept with its days."""

    name = "banso.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Keep the one way past what is closed."""
        pre_migrate.connect(close_the_way, sender=self)
        post_migrate.connect(open_the_way, sender=self)
