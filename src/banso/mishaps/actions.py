"""Every write of what went wrong, or nearly."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.standing import member_here, nobody_else
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.audit.passed_on import trace_passed_on
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.mishaps.models import Mishap, Present
from banso.mishaps.queries import mishap_seen, there
from banso.mishaps.rules import Kind, is_learnt
from banso.people.actions import Memory, remember
from banso.people.models import Person
from banso.people.queries import person_seen
from banso.people.rules import SENSITIVITY_DUTY, Sensitivity

SOURCE = "mishaps.Mishap"


class ToCome(Refusal):
    """Nothing has happened yet on a day to come."""

    field = "on"
    sentence = _("This day has not come yet.")


class ClosedToYou(Refusal):
    """What speaks of something closed to somebody is not marked so by them."""

    field = "about"
    sentence = _("Whoever may read of it writes about it. Please choose what you may read.")


class ClosedAlready(Refusal):
    """This was closed before."""

    sentence = _("This was closed already. Nothing was changed.")


class BySomebodyElse(Refusal):
    """Nobody closes alone what they wrote down."""

    sentence = _("Whoever wrote it down does not close it: please ask somebody else to read it.")


class NothingLearnt(Refusal):
    """Nothing is closed before somebody wrote what was learnt."""

    sentence = _("Please write first what was learnt, or what changes.")


@dataclass(frozen=True, kw_only=True)
class Account:
    """What happened, what was done, to whom it was told, what was learnt, what changes."""

    kind: str
    place: str
    on: date
    happened: str
    place_words: str = ""
    at_time: time | None = None
    about: str = Sensitivity.PLAIN
    others: str = ""
    done: str = ""
    told: tuple[str, ...] = ()
    told_words: str = ""
    learnt: str = ""
    change: str = ""
    change_until: date | None = None
    answerable_id: UUID | None = None


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def write_mishap(
    *,
    office_id: UUID,
    account: Account,
    by: Viewer,
    person_id: UUID | None = None,
    new_id: UUID | None = None,
) -> Mishap:
    """
    Write down what went wrong, or nearly; `person_id` where somebody was there.

    :raises NotSeen: if the viewer may not see them, or it is no office or member of theirs
    :raises ToCome: if the day has not come yet
    """
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    person = person_seen(by, person_id) if person_id else None
    row = Mishap(agency_id=by.agency_id, office_id=office_id, written_by_id=by.member_id)
    row.id = new_id or row.id
    _take_over(row, account, by)
    row.save(force_insert=True)
    if person:
        _name(row, person, by)
    _trace("mishap_written", row, by, [person] if person else [])
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def go_on_writing(*, mishap_id: UUID, account: Account, version: int | None, by: Viewer) -> Mishap:
    """
    Go on writing: what was learnt, what changes, what was wrong before.

    :raises NotSeen: if the viewer may not know of it
    :raises ClosedAlready: if it was closed before
    :raises StaleEdit: if somebody changed it in the meantime
    """
    row = _open(mishap_id, by)
    require_version(row, version)
    _take_over(row, account, by)
    row.save()
    _trace("mishap_written_on", row, by)
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def was_there(*, mishap_id: UUID, person_id: UUID, by: Viewer) -> None:
    """
    Say that somebody was there too; saying it twice changes nothing.

    :raises NotSeen: if the viewer may not know of it, or of the person
    :raises ClosedAlready: if it was closed before
    """
    row, person = _open(mishap_id, by), person_seen(by, person_id)
    if not Present.objects.filter(mishap=row, person=person).exists():
        _name(row, person, by)
    _trace("mishap_named", row, by, [person])


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def close_mishap(*, mishap_id: UUID, words: str, by: Viewer) -> Mishap:
    """
    Close what happened: by somebody else than whoever wrote it down, once something was learnt.

    :raises NotSeen: if the viewer may not know of it
    :raises ClosedAlready: if it was closed before
    :raises BySomebodyElse: if the viewer wrote it down, and is not the only one here
    :raises NothingLearnt: if nobody has written yet what was learnt
    """
    row = _open(mishap_id, by)
    if row.written_by_id == by.member_id and not nobody_else(by):
        raise BySomebodyElse
    if not is_learnt(learnt=row.learnt, change=row.change):
        raise NothingLearnt
    row.closed_on, row.closed_by_id, row.closed_words = by.today, by.member_id, words
    row.version += 1
    row.save()
    _trace("mishap_closed", row, by)
    return row


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_mishaps(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member answer from now on for what changes.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    rows = Mishap.objects.filter(
        pk__in=ids, agency_id=by.agency_id, answerable=from_id, closed_on=None
    )
    passed = list(rows.select_for_update().values_list("pk", flat=True))
    Mishap.objects.filter(pk__in=passed).update(answerable=to, version=F("version") + 1)
    trace_passed_on(SOURCE, len(passed), people=[], from_id=from_id, to_id=to_id, by=by)


def _open(mishap_id: UUID, by: Viewer) -> Mishap:
    mishap_seen(by, mishap_id)
    row = Mishap.objects.select_for_update().select_related(None).get(pk=mishap_id)
    if row.closed_on is not None:
        raise ClosedAlready
    return row


def _take_over(row: Mishap, account: Account, by: Viewer) -> None:
    """Take over what was written. Not yet saved."""
    if account.on > by.today:
        raise ToCome
    asked = SENSITIVITY_DUTY.get(Sensitivity(account.about))
    if asked is not None and not by.may(asked) and account.about != row.about:
        raise ClosedToYou
    typed: dict[str, Any] = asdict(account)
    answerable = typed.pop("answerable_id")
    if answerable is not None and answerable != row.answerable_id:
        member_here(by, answerable)
    for name, value in typed.items():
        setattr(row, name, list(value) if name == "told" else value)
    row.answerable_id = answerable


def _name(row: Mishap, person: Person, by: Viewer) -> None:
    """Keep that somebody was there; their memory says it without a word about the others."""
    Present.objects.create(agency_id=by.agency_id, mishap=row, person=person)
    remember(
        person=person,
        memory=Memory(
            at=moment_of(row.on),
            kind="mishap",
            title=_g("Was there: %(kind)s") % {"kind": Kind.label_of(row.kind)},
            sensitivity=row.about,
            source=SOURCE,
            source_id=row.pk,
        ),
        by=by,
    )


def _trace(action: str, row: Mishap, by: Viewer, people: Sequence[Person] = ()) -> None:
    named = people or there([row.pk]).get(row.pk, [])
    record_event(
        action=action,
        by=by,
        subjects=[one.pk for one in named],
        object_kind=SOURCE,
        object_id=row.pk,
    )
