"""Every read of how long what is kept, and whose time ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from banso.access.models import Proposal
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.models import Companionship
from banso.keeping.models import Keeping
from banso.kit.eras import months_later
from banso.kit.refusals import NotSeen
from banso.people.models import LedgerEntry, Person
from banso.people.queries import suspended_too, within_reach
from banso.privacy.models import Ending, Erasure, Retention
from banso.privacy.rules.retention import DEFAULTS, LOOK_AHEAD_MONTHS, AtEnd, Kind, due_on

RETAIN_ACT = "privacy_record_ended"


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long a kind of record is kept, what is proposed then, and whether the agency set it."""

    kind: Kind
    months: int
    at_end: AtEnd
    version: int | None = None


def terms_of(agency_id: UUID) -> dict[Kind, Term]:
    """Return how long an agency keeps what."""
    found = {
        kind: Term(kind=kind, months=one.months, at_end=one.at_end)
        for kind, one in DEFAULTS.items()
    }
    for row in Retention.objects.filter(agency=agency_id):
        kind = Kind(row.kind)
        found[kind] = Term(
            kind=kind, months=row.months, at_end=AtEnd(row.at_end), version=row.version
        )
    return found


def endings_of(
    agency_id: UUID, today: date, *, only: UUID | None = None
) -> Iterator[tuple[UUID, Kind, date, date]]:
    """
    Yield whose record's time ends within three months: the person, which kind, when it ended, until
    when it is kept. Who came back, is walked with or has something in keeping is not among them,
    nor whose record was thinned already.
    """
    terms = terms_of(agency_id)
    until = months_later(today, LOOK_AHEAD_MONTHS)
    entries = LedgerEntry.objects.filter(person=OuterRef("pk"))
    walks = Companionship.objects.filter(person=OuterRef("pk"), until_on=None)
    keeps = Keeping.objects.filter(person=OuterRef("pk"), ended_on=None)
    people = Person.objects.filter(
        ~Exists(entries.filter(closed_on=None)),
        ~Exists(walks),
        ~Exists(keeps),
        agency=agency_id,
        merged_into=None,
    )
    erased, thinned = _rests(agency_id), _thinned(agency_id)
    last = LedgerEntry.objects.filter(person__agency=agency_id, closed_on__isnull=False)
    if only is not None:
        people, last = people.filter(pk=only), last.filter(person=only)
    closed = dict(last.order_by().values_list("person").annotate(last=Max("closed_on")))
    for key, met, made in people.values_list("pk", "last_met_on", "created_at").iterator():
        if key in erased:
            kind, ended, due = (Kind.REST, *erased[key])
        else:
            kind = Kind.SUPPORTED if key in closed else Kind.MET
            ended = closed.get(key) or met or timezone.localtime(made).date()
            due = due_on(ended, terms[kind].months)
        if due <= until and not ended <= thinned.get(key, date.min):
            yield key, kind, ended, due


def _rests(agency_id: UUID) -> dict[UUID, tuple[date, date]]:
    """Return of whom something stayed that was erased: since when, and until when at the latest."""
    found: dict[UUID, tuple[date, date]] = {}
    rows = Erasure.objects.filter(agency=agency_id).exclude(done_on=None).order_by("pk")
    for one in rows.filter(how="erased"):
        ends = [date.fromisoformat(row["until"]) for row in one.kept if row["until"]]
        for person in one.people:
            found.pop(UUID(person), None)
            found[UUID(person)] = (one.done_on or date.max, max(ends, default=date.max))
    return found


def _thinned(agency_id: UUID) -> dict[UUID, date]:
    rows = Erasure.objects.filter(agency=agency_id, how="thinned").exclude(done_on=None)
    return {UUID(person): one.done_on or date.max for one in rows for person in one.people}


def endings_seen_by(viewer: Viewer) -> QuerySet[Ending]:
    """Return the list of records whose time ends, as far as this viewer may know of them."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return Ending.objects.none()
    whose = within_reach(viewer, "person") | suspended_too(viewer, "person")
    rows = Ending.objects.filter(whose, agency_id=viewer.agency_id).select_related("person")
    return rows.filter(Q(put_off_until=None) | Q(put_off_until__lt=viewer.today))


def ending_seen(viewer: Viewer, ending_id: UUID) -> Ending:
    """
    Return one of them.

    :raises NotSeen: if the viewer may not know of it
    """
    found = endings_seen_by(viewer).filter(pk=ending_id).first()
    if found is None:
        raise NotSeen
    return found


def endings(viewer: Viewer) -> list[Ending]:
    """Return the list, whose time ended first standing first; two hundred at most."""
    return list(endings_seen_by(viewer).order_by("due_on", "pk")[:200])


def ending_asked(ending: Ending) -> Proposal | None:
    """Return what waits for a second word about a record that was seen already."""
    waiting = proposals_waiting(ending.agency_id)
    return waiting.filter(act=RETAIN_ACT, about=ending.pk).first()
