"""People as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The person and their memory."""

    name = "banso.people"
    label = "people"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        file_under("people.PersonName", Rule.MOVE, name=_("Names"))
        file_under("people.MeetingPlace", Rule.MOVE, name=_("Places"))
        file_under("people.ContactPoint", Rule.MOVE, name=_("Contacts"))
        file_under("people.Caution", Rule.MOVE, name=_("What one must know first"))
        file_under("people.LedgerEntry", Rule.MOVE, name=_("Ledger entries"))
        file_under("people.TimelineEntry", Rule.MOVE, name=_("Memories"))
        file_under("people.MemoryText", Rule.MOVE, name=_("Search index of the memories"))
        file_under("people.SearchKey", Rule.REBUILD)
        file_under("people.Reach", Rule.COPY)
        file_under("people.NeverSame", Rule.KEEP, fields=("one", "other"))
        file_under("people.Merge", Rule.KEEP, fields=("kept", "gone"))
        file_under("people.Person", Rule.KEEP, fields=("merged_into",))
