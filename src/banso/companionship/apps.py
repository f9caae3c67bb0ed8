"""Companionship as a Django app."""

from django.apps import AppConfig

MOVING = ("ContactNote", "Promise", "HandoverPost")


class CompanionshipConfig(AppConfig):
    """Who walks with whom."""

    name = "banso.companionship"
    label = "companionship"

    def ready(self) -> None:
        """File this room's rows in the table of merging."""
        from banso.people.merge_rules import Rule, file_under

        for model in MOVING:
            file_under(f"companionship.{model}", Rule.MOVE)
        file_under("companionship.Companionship", Rule.MOVE, alone=("member_id",))
