"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The person and their memory."""

    name = "banso.people"
    label = "people"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        for model in ("PersonName", "MeetingPlace", "ContactPoint", "Caution", "LedgerEntry", "TimelineEntry"):
            file_under(f"people.{model}", Rule.MOVE)
        file_under("people.MemoryText", Rule.MOVE)
        file_under("people.FindKey", Rule.REBUILD)
        file_under("people.Reach", Rule.COPY)
        file_under("people.NeverSame", Rule.KEEP, fields=("one", "other"))
        file_under("people.Merge", Rule.KEEP, fields=("kept", "gone"))
        file_under("people.Person", Rule.KEEP, fields=("merged_into",))
