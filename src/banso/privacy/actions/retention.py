"""Every write of how long what is kept, and of what happens at the end: two decide it."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Agency, Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.eras import months_later
from banso.kit.formatting import brief_day
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.models import Person
from banso.privacy.actions.erased_again import after_commit
from banso.privacy.actions.erasing import erase
from banso.privacy.models import Ending, Retention
from banso.privacy.queries.erasing import plan_for, thinning_of
from banso.privacy.queries.retention import RETAIN_ACT, ending_seen, endings_of
from banso.privacy.rules.erasing import Ground, How
from banso.privacy.rules.retention import AGAIN_MONTHS, DEFAULTS, AtEnd, Kind

SOURCE = "privacy.Ending"


class NotOverYet(Refusal):
    """Nothing goes before its time is over."""

    sentence = _("The time for which this is kept is not over yet.")


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def set_retention(*, kind: str, months: int, at_end: str, version: int | None, by: Viewer) -> None:
    """
    Set how long a kind of record is kept, and what is proposed then.

    :raises NotSeen: if there is no such kind
    :raises StaleEdit: if somebody else has set it meanwhile
    """
    if kind not in set(DEFAULTS):
        raise NotSeen
    row = Retention.objects.select_for_update().filter(agency=by.agency_id, kind=kind).first()
    if row is None:
        row = Retention(agency_id=by.agency_id, kind=kind, version=0)
    require_version(row, version if version is not None else row.version)
    row.months, row.at_end = months, at_end
    row.save()
    record_event(
        action="privacy_retention_set",
        by=by,
        object_kind="privacy.Retention",
        object_id=row.pk,
        detail={"kind": kind, "months": months, "at_end": at_end},
    )


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_at_end(*, ending_id: UUID, at_end: str, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask for the second word on what becomes of a record whose time is over.

    :raises NotSeen: if the viewer may not know of it
    :raises NotOverYet: if its time is not over
    """
    row = _over(ending_id, by)
    return propose(RETAIN_ACT, asker=by, about=row.pk, given={"at_end": at_end}, new_id=new_id)


def end_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Do with a record whose time is over what two have said.

    :raises NotSeen: if it is none of theirs
    :raises NotOverYet: if its time is not over, since the person came back
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    row = _over(proposal.about, asker)
    at_end = proposal.given["at_end"]
    record_event(
        action="privacy_record_ended",
        by=second,
        subjects=[row.person_id],
        object_kind=SOURCE,
        object_id=row.pk,
        detail={"at_end": at_end},
    )
    if at_end == AtEnd.KEEP:
        row.put_off_until = months_later(second.today, AGAIN_MONTHS)
        row.save()
        return ""
    person = Person.objects.select_for_update().get(pk=row.person_id)
    thins = at_end == AtEnd.THIN and row.kind != Kind.REST
    plan = (thinning_of if thins else plan_for)(person, today=second.today)
    how = How.THINNED if thins else How.ERASED
    erase(plan, ground=Ground.ENDED, how=how, asker=asker, second=second, word=proposal.pk)
    after_commit(asker.agency_id)
    return ""


def says_ending(proposal: Proposal) -> str:
    """Return in words what is to become of a record, without a name."""
    row = Ending.objects.filter(pk=proposal.about).first()
    if row is None:
        return ""
    return _g("A record kept until %(day)s: %(what)s") % {
        "day": brief_day(row.due_on),
        "what": AtEnd.label_of(proposal.given.get("at_end", "")),
    }


def may_end(proposal: Proposal, viewer: Viewer) -> bool:
    """Return whether a member may know of it."""
    try:
        ending_seen(viewer, proposal.about)
    except NotSeen:
        return False
    return True


def list_endings(now: datetime) -> str:
    """Write the list of records whose time ends within three months; who came back leaves it."""
    today = timezone.localtime(now).date()
    listed = 0
    for agency in Agency.objects.order_by("pk"):
        listed += list_endings_of(agency_id=agency.pk, today=today)
    return _g("Records whose time ends: %(count)s") % {"count": listed}


@one_transaction
def list_endings_of(*, agency_id: UUID, today: date) -> int:
    """Write the list of one agency, and return how many records are on it."""
    there = {row.person_id: row for row in Ending.objects.filter(agency=agency_id)}
    wanted = {key: (kind, ended, due) for key, kind, ended, due in endings_of(agency_id, today)}
    gone = [row.pk for key, row in there.items() if key not in wanted]
    Ending.objects.filter(pk__in=gone).delete()
    for key, (kind, ended, due) in wanted.items():
        row = there.get(key) or Ending(agency_id=agency_id, person_id=key)
        if (row.kind, row.ended_on, row.due_on) != (kind, ended, due):
            row.kind, row.ended_on, row.due_on = kind, ended, due
            row.save()
    return len(wanted)


def _over(ending_id: UUID, by: Viewer) -> Ending:
    row = Ending.objects.select_for_update().get(pk=ending_seen(by, ending_id).pk)
    still = endings_of(by.agency_id, by.today, only=row.person_id)
    if not any(due < by.today for _key, _kind, _ended, due in still):
        raise NotOverYet
    return row
