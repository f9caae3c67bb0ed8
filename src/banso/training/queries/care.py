"""
Who carries what, hours, walks that weigh, and what is told when somebody changes their place.
Nobody is ranked: every list is in the order of names.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from banso.access.queries import current_members
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.models import Companionship, ContactNote
from banso.companionship.queries import walks_on
from banso.kit.refusals import NotSeen
from banso.people.models import LedgerEntry
from banso.people.queries import living, within_reach
from banso.people.rules import Ledger
from banso.training.models import HandoverWords, HeavyWalk, WorkHours


@dataclass(frozen=True)
class Carried:
    """
    What one member carries now: with how many people they walk, in which ledgers, as first or
    beside somebody, how many weigh, how many nobody has met for a month.
    """

    member: Any
    people: int
    lead: int
    ledgers: dict[str, int]
    heavy: int
    unmet: int


def carried(viewer: Viewer, *, unmet_before: date) -> list[Carried]:
    """
    Return what each member carries, in the order of names, of the people this viewer may see; four
    queries however many there are.
    """
    walks = (
        walks_on(viewer.today)
        .filter(within_reach(viewer, "person"), agency_id=viewer.agency_id)
        .order_by()
    )
    entries = LedgerEntry.objects.filter(person=OuterRef("person"), closed_on=None)
    counts = {
        ledger.value: Count("pk", filter=Q(Exists(entries.filter(ledger=ledger))))
        for ledger in Ledger
    }
    unmet = Q(person__last_met_on__lt=unmet_before) | Q(person__last_met_on=None)
    rows: dict[UUID, dict[str, Any]] = {
        row["member"]: dict(row)
        for row in walks.values("member").annotate(
            people=Count("pk"),
            lead=Count("pk", filter=Q(is_lead=True)),
            unmet=Count("pk", filter=unmet),
            **counts,
        )
    }
    heavy = dict(
        HeavyWalk.objects.filter(
            within_reach(viewer, "person"),
            living("person"),
            agency_id=viewer.agency_id,
            until_on=None,
        )
        .order_by()
        .values_list("member")
        .annotate(n=Count("pk"))
    )
    return [
        Carried(
            one,
            row["people"],
            row["lead"],
            {ledger.value: row[ledger.value] for ledger in Ledger},
            heavy.get(one.pk, 0),
            row["unmet"],
        )
        for one in current_members(viewer, today=viewer.today).order_by("name", "pk")[:500]
        if (row := rows.get(one.pk))
    ]


def _heavy_seen_by(viewer: Viewer) -> QuerySet[HeavyWalk]:
    """
    Return the walks that weigh now: for talking about, with whoever settles who walks with whom; a
    member sees their own.
    """
    rows = HeavyWalk.objects.filter(
        within_reach(viewer, "person"),
        living("person"),
        agency_id=viewer.agency_id,
        until_on=None,
    )
    if not viewer.may(Duty.ASSIGN_COMPANIONS):
        rows = rows.filter(member_id=viewer.member_id)
    return rows.select_related("person", "member")


def heavy_walks(viewer: Viewer) -> list[HeavyWalk]:
    """Return the walks that weigh now, the longest first."""
    return list(_heavy_seen_by(viewer).order_by("from_on", "pk")[:200])


def heavy_seen(viewer: Viewer, heavy_id: UUID) -> HeavyWalk:
    """
    Return one walk that weighs.

    :raises NotSeen: if the viewer may not see it
    """
    found = _heavy_seen_by(viewer).filter(pk=heavy_id).first()
    if found is None:
        raise NotSeen
    return found


def hours_of(viewer: Viewer, *, first: date, last: date) -> list[WorkHours]:
    """Return what this very member wrote down of their hours, the newest first."""
    rows = WorkHours.objects.filter(
        agency_id=viewer.agency_id,
        member_id=viewer.member_id,
        on__range=(first, last),
        struck_at=None,
    )
    return list(rows.order_by("-on", "-pk")[:500])


def hours_of_agency(viewer: Viewer, *, first: date, last: date) -> dict[UUID, dict[str, int]]:
    """Return minutes by member and kind of work in a span of days, as they were written down."""
    found: dict[UUID, dict[str, int]] = {}
    rows = WorkHours.objects.filter(
        agency_id=viewer.agency_id, on__range=(first, last), struck_at=None
    ).order_by()
    for member, work, minutes in (
        rows.values_list("member", "work")
        .annotate(minutes=Sum("minutes"))
        .values_list("member", "work", "minutes")
    ):
        found.setdefault(member, {})[work] = minutes
    return found


def minutes_of_contacts(viewer: Viewer, *, first: date, last: date) -> dict[UUID, dict[str, int]]:
    """
    Return minutes by member that contact notes speak of: being there, and doing something (a note
    of both counts as being there).
    """
    found: dict[UUID, dict[str, int]] = {}
    rows = ContactNote.objects.filter(
        agency_id=viewer.agency_id,
        on__range=(first, last),
        member__isnull=False,
        minutes__isnull=False,
        taken_back_at=None,
    ).order_by()
    for member, being, minutes in (
        rows.values("member", "being")
        .annotate(sum=Sum("minutes"))
        .values_list("member", "being", "sum")
    ):
        found.setdefault(member, {})["being" if being else "doing"] = minutes
    return found


def handover_people(viewer: Viewer, member_id: UUID) -> list[Companionship]:
    """Return with whom a member walks now, of those this viewer may see, by name."""
    rows = Companionship.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id, member=member_id, until_on=None
    )
    return list(rows.select_related("person").order_by("person__sort_name", "pk")[:200])


def handover_words(member_id: UUID, people: list[UUID]) -> dict[UUID, HandoverWords]:
    """
    Return what a member has written for handing over, by person; of people who were seen already.
    """
    return {
        one.person_id: one
        for one in HandoverWords.objects.filter(member=member_id, person__in=people).order_by("pk")
    }
