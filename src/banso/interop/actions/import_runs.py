"""Keeping what was brought in, or only looking at what would happen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def kept_unless(dry_run: bool) -> Iterator[None]:
    """Run an import whole or not at all; a dry run does everything and keeps nothing."""
    with transaction.atomic():
        yield
        if dry_run:
            transaction.set_rollback(True)
