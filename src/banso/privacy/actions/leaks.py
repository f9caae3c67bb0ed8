"""Every write about a leak; it is closed by two."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.actions import propose
from banso.access.models import Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import brief_day
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen
from banso.mishaps.queries import mishap_seen
from banso.people.actions import Memory, remember
from banso.people.models import Person
from banso.people.queries import person_seen
from banso.privacy.actions.refusals import (
    ClosedAlready,
    HappenedLater,
    MustBeReported,
    NotYet,
    SaysNoWhy,
    SaysTooLittle,
    StillDue,
)
from banso.privacy.models import Leak, LeakPerson, LeakTold
from banso.privacy.queries.leaks import CLOSE_ACT, leak_seen, with_due
from banso.privacy.rules.leaks import Reports, What, reportable

SOURCE = "privacy.Leak"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a report to the Commission asks for."""

    what: str
    known_on: date
    overview: str
    happened_on: date | None = None
    grounds: tuple[str, ...] = ()
    reports: str = Reports.WE
    why_not: str = ""
    items: str = ""
    people_count: int | None = None
    cause: str = ""
    second_harm: str = ""
    to_people: str = ""
    published: str = ""
    prevention: str = ""
    other: str = ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def enter_leak(
    *, report: Report, by: Viewer, mishap_id: UUID | None = None, new_id: UUID | None = None
) -> Leak:
    """
    Enter a leak into the register, as far as it is known; once for what was written down before.

    :raises NotSeen: if the viewer may not know of what was written down
    :raises NotYet: if the day has not come yet
    :raises HappenedLater: if it became known before it happened
    :raises MustBeReported: if the law asks for a report, and nobody reports
    :raises SaysNoWhy: if nobody reports, and no reason stands there
    """
    if mishap_id:
        mishap_seen(by, mishap_id)
        kept = Leak.objects.filter(mishap_id=mishap_id, agency_id=by.agency_id).first()
        if kept:
            return kept
    row = Leak(agency_id=by.agency_id, written_by_id=by.member_id, mishap_id=mishap_id)
    row.id = new_id or row.id
    _take_over(row, report, by)
    row.save(force_insert=True)
    _trace("privacy_leak_entered", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def write_on_leak(*, leak_id: UUID, report: Report, version: int | None, by: Viewer) -> Leak:
    """
    Go on writing about a leak.

    :raises NotSeen: if the viewer may not know of it
    :raises ClosedAlready: if it was closed before
    :raises StaleEdit: if somebody changed it in the meantime
    """
    row = _open(leak_id, by)
    require_version(row, version)
    _take_over(row, report, by)
    row.save()
    _trace("privacy_leak_written_on", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def note_told(
    *,
    leak_id: UUID,
    who: str,
    step: str,
    on: date,
    by: Viewer,
    words: str = "",
    new_id: UUID | None = None,
) -> LeakTold:
    """
    Note who was told of a leak, and when.

    :raises NotSeen: if the viewer may not know of it
    :raises ClosedAlready: if it was closed before
    :raises NotYet: if the day has not come yet
    """
    row = _open(leak_id, by)
    if on > by.today:
        raise NotYet
    made = LeakTold(
        agency_id=by.agency_id,
        leak=row,
        who=who,
        step=step,
        on=on,
        words=words,
        noted_by_id=by.member_id,
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    _trace("privacy_leak_told", row, by, detail={"who": who, "step": step})
    return made


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def name_affected(*, leak_id: UUID, person_id: UUID, by: Viewer) -> None:
    """
    Say whose data it was; saying it twice changes nothing. Their memory holds that it happened.

    :raises NotSeen: if the viewer may not know of the leak, or of the person
    :raises ClosedAlready: if it was closed before
    """
    row, person = _open(leak_id, by), person_seen(by, person_id)
    if not LeakPerson.objects.filter(leak=row, person=person).exists():
        LeakPerson.objects.create(agency_id=by.agency_id, leak=row, person=person)
        _remember(person, row, by)
    _trace("privacy_leak_named", row, by, people=[person])


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_to_close(*, leak_id: UUID, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask for the second word that closes a leak; whoever presses again finds what waits already.

    :raises NotSeen: if the viewer may not know of it
    :raises ClosedAlready: if it was closed before
    :raises StillDue: if somebody is still to be told
    :raises SaysTooLittle: if no cause stands there, or nothing that keeps it from happening again
    """
    row = _open(leak_id, by)
    _ready(row, by)
    waits = Proposal.objects.filter(
        act=CLOSE_ACT,
        about=row.pk,
        asked_by_id=by.member_id,
        done_at=None,
        stopped_at=None,
        open_until__gt=timezone.now(),
    ).first()
    return waits or propose(CLOSE_ACT, asker=by, about=row.pk, new_id=new_id)


def close_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Close a leak in the asker's name, with the second member's beside it.

    :raises NotSeen: if it is none of theirs
    :raises ClosedAlready: if it was closed before
    :raises StillDue: if somebody is still to be told
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    row = _open(proposal.about, asker)
    _ready(row, asker)
    row.closed_on, row.closed_by_id, row.second_id = second.today, asker.member_id, second.member_id
    row.version += 1
    row.save()
    _trace("privacy_leak_closed", row, second)
    return ""


def says_close(proposal: Proposal) -> str:
    """Return in words which leak is to be closed, without a word of what happened."""
    row = Leak.objects.filter(pk=proposal.about).first()
    if row is None:
        return ""
    return _g("Leak known since %(day)s: %(what)s") % {
        "day": brief_day(row.known_on),
        "what": What.label_of(row.what),
    }


def may_close(proposal: Proposal, viewer: Viewer) -> bool:
    """Return whether a member may know of it."""
    return viewer.agency_id == proposal.agency_id and viewer.may(Duty.MANAGE_AGENCY)


def _ready(row: Leak, by: Viewer) -> None:
    if with_due([row], by.today)[0].due:
        raise StillDue
    if not (row.cause.strip() and row.prevention.strip()):
        raise SaysTooLittle


def _open(leak_id: UUID, by: Viewer) -> Leak:
    leak_seen(by, leak_id)
    row = Leak.objects.select_for_update().select_related(None).get(pk=leak_id)
    if row.closed_on is not None:
        raise ClosedAlready
    return row


LEAST_REASON = 10


def _take_over(row: Leak, report: Report, by: Viewer) -> None:
    """Take over what was written. Not yet saved."""
    if report.known_on > by.today:
        raise NotYet
    if report.happened_on and report.happened_on > report.known_on:
        raise HappenedLater
    why_not = report.why_not.strip()
    if report.reports == Reports.NOBODY:
        if not why_not:
            raise SaysNoWhy
        if reportable(report.grounds) and len(why_not) < LEAST_REASON:
            raise MustBeReported
    typed: dict[str, Any] = asdict(report)
    for name, value in typed.items():
        setattr(row, name, list(value) if name == "grounds" else value)


def _remember(person: Person, row: Leak, by: Viewer) -> None:
    remember(
        person=person,
        memory=Memory(
            at=moment_of(row.known_on),
            kind="privacy",
            title=_g("Their data was among what went astray"),
            source=SOURCE,
            source_id=row.pk,
        ),
        by=by,
    )


def _trace(
    action: str,
    row: Leak,
    by: Viewer,
    *,
    people: list[Person] | None = None,
    detail: dict[str, str] | None = None,
) -> None:
    record_event(
        action=action,
        by=by,
        subjects=[one.pk for one in people or []],
        object_kind=SOURCE,
        object_id=row.pk,
        detail=detail or {},
    )
