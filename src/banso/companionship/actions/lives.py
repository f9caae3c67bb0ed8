"""What a death, noted on the floor below, does to walking along."""

from datetime import date
from typing import Any
from uuid import UUID

from banso.companionship.models import Companionship
from banso.people.actions import grant_reach


def end_by_death(sender: Any, person_id: UUID, on: date, **kwargs: Any) -> None:
    """
    End who walks along with somebody who has died; whoever walked with them keeps reading their
    memory.
    """
    for walk in Companionship.objects.filter(person=person_id, until_on=None):
        walk.until_on, walk.until_death = max(on, walk.from_on), True
        walk.save(update_fields=["until_on", "until_death"])


def go_on(sender: Any, person_id: UUID, **kwargs: Any) -> None:
    """Let walks that a death ended go on, where it was noted by mistake."""
    walking = Companionship.objects.filter(person=person_id, until_on=None)
    ended = Companionship.objects.filter(person=person_id, until_death=True)
    for walk in ended.exclude(member__in=walking.values("member")).select_related("person"):
        walk.until_on, walk.until_death = None, False
        walk.save(update_fields=["until_on", "until_death"])
        grant_reach(person=walk.person, member_id=walk.member_id)
