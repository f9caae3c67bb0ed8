"""Visits at home: to whom they are taken along, and what they brought home."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from banso.access.rules import Duty
from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.field.models import FieldOp, Pack
from banso.field.queries.packs import promised
from banso.field.queries.telephones import telephones_seen_by
from banso.field.rules import BRINGS_HOME, NO_LINES, Result
from banso.kit.refusals import NotSeen
from banso.people.queries import VisitAhead, visits_ahead, warned_of, within_reach

_LISTED = 200
_SHOWN = timedelta(days=2)


@dataclass(frozen=True)
class Visited:
    """Somebody as they are taken along for a visit: never more than these."""

    person_id: UUID
    called_name: str
    looks: str
    on: date | None
    is_due: bool
    do_not: tuple[str, ...]
    last_on: date | None
    promises: tuple[tuple[str, date], ...] = field(default=())


def calendar(viewer: Viewer) -> list[VisitAhead]:
    """Return whom a viewer may take along for visits, whoever is due first."""
    return visits_ahead(viewer)[:_LISTED]


def packed_visits(viewer: Viewer, people: Collection[UUID]) -> list[Visited]:
    """Return those of some people whom a viewer visits, as they are taken along."""
    ahead = [one for one in visits_ahead(viewer) if one.person.pk in people]
    ids = [one.person.pk for one in ahead]
    warnings, promises = warned_of(ids, viewer), promised(ids, viewer)
    return [
        Visited(
            one.person.pk,
            one.person.called_name,
            one.person.looks,
            one.on,
            one.is_due,
            tuple(warnings.get(one.person.pk, ())),
            one.person.last_met_on,
            tuple(promises.get(one.person.pk, ())),
        )
        for one in ahead
    ]


def visits_seen_by(viewer: Viewer) -> QuerySet[Pack]:
    """Return the visits that telephones took along which the viewer may know of, newest first."""
    rows = Pack.objects.filter(round=None, telephone__in=telephones_seen_by(viewer).values("pk"))
    return rows.select_related("telephone__member").order_by("-created_at", "-pk")


def visits_seen(viewer: Viewer, pack_id: UUID) -> Pack:
    """
    Return what was taken along once for visits.

    :raises NotSeen: if the viewer may not know of it
    """
    found = visits_seen_by(viewer).filter(pk=pack_id).first()
    if found is None:
        raise NotSeen
    return found


def lines_of(pack: Pack, viewer: Viewer) -> tuple[list[FieldOp], list[FieldOp]]:
    """
    Return what visits that were seen already brought home, of people the viewer may know of: what
    was written, and what waits for somebody to look at it.
    """
    rows = FieldOp.objects.filter(pack=pack).exclude(kind__in=NO_LINES).select_related("person")
    written = rows.filter(within_reach(viewer, "person")).exclude(result=Result.REFUSED)
    aside = rows.filter(
        Q(person=None) | within_reach(viewer, "person"),
        readable_rows(viewer, "field.FieldOp"),
        result=Result.REFUSED,
        seen_at=None,
    )
    return list(written.order_by("at", "pk")[:_LISTED]), list(aside.order_by("at", "pk")[:_LISTED])


def visits_to_look_at(viewer: Viewer) -> list[tuple[Pack, int]]:
    """
    Return the visits of which something arrived lately, or waits for somebody, with how many lines
    that is.
    """
    now: datetime = timezone.now()
    new = Q(ops__created_at__gte=now - _SHOWN) & ~Q(ops__kind__in=NO_LINES)
    waits = Q(ops__result=Result.REFUSED, ops__seen_at=None)
    rows = visits_seen_by(viewer).filter(until__gte=now - BRINGS_HOME)
    if not viewer.may(Duty.SEE_MEMORY):
        return []
    counted = rows.annotate(lines=Count("ops", filter=new | waits, distinct=True))
    return [(one, one.lines) for one in counted.filter(lines__gt=0)[:20]]
