"""What a death, noted on the floor below, does to walking along."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from banso.companionship.models import Companionship, Promise
from banso.people.actions import grant_reach


def end_by_death(sender: Any, person_id: UUID, on: date, **kwargs: Any) -> None:
    """
    End who walks along with somebody who has died, and who would have until a day to come; whoever
    walked with them keeps reading their memory.
    """
    going_on = Q(until_on=None) | Q(until_on__gt=localdate())
    for walk in Companionship.objects.filter(going_on, person=person_id, until_death=False):
        walk.until_before_death, walk.until_death = walk.until_on, True
        walk.until_on = max(on, walk.from_on)
        walk.save(update_fields=["until_on", "until_death", "until_before_death"])


def go_on(sender: Any, person_id: UUID, **kwargs: Any) -> None:
    """
    Let walks that a death ended go on, until the day that was set before, where it was noted by
    mistake.
    """
    walking = set(
        Companionship.objects.filter(person=person_id, until_on=None).values_list(
            "member_id", flat=True
        )
    )
    # Noted by mistake: should they die one day, these rest like all others.
    Promise.objects.filter(person=person_id, after_death=True).update(after_death=False)
    ended = Companionship.objects.filter(person=person_id, until_death=True)
    for walk in ended.select_related("person").order_by("-from_on", "-pk"):
        until = walk.until_before_death
        if until is None and walk.member_id in walking:
            continue  # of one member and one person one walk goes on
        walk.until_on, walk.until_death, walk.until_before_death = until, False, None
        walk.save(update_fields=["until_on", "until_death", "until_before_death"])
        if until is None:
            walking.add(walk.member_id)
        if until is None or until > localdate():
            grant_reach(person=walk.person, member_id=walk.member_id)
