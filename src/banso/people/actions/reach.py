"""Who has somebody within reach, and the last day they were met."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from banso.kit.db import one_transaction
from banso.people.memory_kinds import tell_of_meeting
from banso.people.models import Person, Reach, TimelineEntry
from banso.people.queries.never_seen import refuse_never_seen


def _whose(office_id: UUID | None, member_id: UUID | None) -> dict[str, Any]:
    return {"office_id": office_id, "member_id": member_id}


def grant_reach(
    *,
    person: Person,
    office_id: UUID | None = None,
    member_id: UUID | None = None,
    until_on: date | None = None,
) -> None:
    """
    Bring a person within reach of an office or a member; a longer reach is never shortened by a
    shorter one.

    :raises NeverSees: if the person has named this member as one who must never see
    """
    if member_id is not None:
        refuse_never_seen([person.pk], member_id)
    reach, fresh = Reach.objects.get_or_create(
        person=person, **_whose(office_id, member_id), defaults={"until_on": until_on}
    )
    if not fresh:
        _lengthen(reach, until_on)


def _lengthen(reach: Reach, until_on: date | None) -> None:
    """Let a reach last until a day, or for good, where it would have ended before."""
    if reach.until_at is not None or (
        reach.until_on is not None and (until_on is None or until_on > reach.until_on)
    ):
        reach.until_on, reach.until_at = until_on, None
        reach.save(update_fields=["until_on", "until_at"])


def grant_reach_to_members(
    *, person: Person, member_ids: Collection[UUID], until_on: date | None
) -> None:
    """
    Bring a person within reach of several members at once, as `grant_reach` does for one.

    :raises NeverSees: if the person has named one of them as one who must never see
    """
    refuse_never_seen([person.pk], *member_ids)
    rows = Reach.objects.filter(person=person, office=None, member__in=member_ids)
    present = {reach.member_id: reach for reach in rows}
    for reach in present.values():
        _lengthen(reach, until_on)
    Reach.objects.bulk_create(
        [
            Reach(person=person, member_id=one, until_on=until_on)
            for one in set(member_ids) - set(present)
        ],
        ignore_conflicts=True,  # somebody else was faster with the same
    )


def open_reach(*, person: Person, member_id: UUID, until_at: datetime) -> None:
    """Bring a person within a member's reach for some hours; a longer reach is never shortened."""
    reach, fresh = Reach.objects.get_or_create(
        person=person,
        **_whose(None, member_id),
        defaults={"until_on": timezone.localtime(until_at).date(), "until_at": until_at},
    )
    day = timezone.localtime(until_at).date()
    longer = reach.until_on is None or (
        reach.until_on > day if reach.until_at is None else reach.until_at >= until_at
    )
    if not fresh and not longer:
        reach.until_on, reach.until_at = day, until_at
        reach.save(update_fields=["until_on", "until_at"])


def met(*, person: Person, on: date) -> None:
    """Note the last day somebody met the person; an older meeting entered late changes nothing."""
    Person.objects.filter(Q(last_met_on=None) | Q(last_met_on__lt=on), pk=person.pk).update(
        last_met_on=on
    )


def met_as_remembered(person: Person) -> None:
    """Note the last day somebody met the person as the memory tells it: one was taken back."""
    last = TimelineEntry.objects.filter(tell_of_meeting(), person=person).aggregate(Max("at"))
    on = last["at__max"]
    Person.objects.filter(pk=person.pk).update(
        last_met_on=timezone.localtime(on).date() if on else None
    )


@one_transaction
def note_last_met(days: dict[UUID, date]) -> None:
    """Note the last day on which each person was met, where it is later than what is known."""
    rows = []
    for person in Person.objects.filter(pk__in=list(days)).only("pk", "last_met_on"):
        if person.last_met_on is None or days[person.pk] > person.last_met_on:
            person.last_met_on = days[person.pk]
            rows.append(person)
    Person.objects.bulk_update(rows, ["last_met_on"], batch_size=500)
