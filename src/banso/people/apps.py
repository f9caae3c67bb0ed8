"""People as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PeopleConfig(AppConfig):
    """The person and their memory."""

    name = "banso.people"
    label = "people"

    def ready(self) -> None:
        """Keep the guard of merged entries, and the keys as they are made now."""
        from banso.people.actions.reindexing import bring_keys_up_to_date
        from banso.people.merged_entries import drop_guards, guard_merged_entries

        pre_migrate.connect(drop_guards, sender=self)
        post_migrate.connect(guard_merged_entries, sender=self)
        post_migrate.connect(bring_keys_up_to_date, sender=self)
