"""Adding to the trace, which has no other way, and writing down elsewhere where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.models import Guest, Member
from banso.access.permission import Exempt, asks
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.checkpoints import NoKey, hash_of, in_folders, newest, put, sign
from banso.audit.labels import is_declared
from banso.audit.models import ChainHead, Event, EventSubject
from banso.audit.queries import against, verify
from banso.audit.rules import GENESIS, Link, seal
from banso.kit.db import one_transaction
from banso.kit.readonly import may_write
from banso.kit.refusals import Refusal
from banso.kit.row_level_security import speaking_for

TABLES = ("audit_event", "audit_eventsubject", "audit_chainhead")


class UnknownAction(LookupError):
    """No room declares this action, so nobody could read what happened."""


@dataclass(frozen=True)
class Happened:
    """What is to be traced: what was done or read, about whom, with which row."""

    action: str
    subjects: frozenset[UUID] = frozenset()
    object_kind: str = ""
    object_id: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


@asks(Exempt.OWN, Exempt.GUEST, Exempt.SYSTEM)
@one_transaction
def record_event(
    *,
    action: str,
    by: Viewer | GuestViewer | None,
    agency_id: UUID | None = None,
    subjects: Iterable[UUID] = (),
    object_kind: str = "",
    object_id: object = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """
    Add one event to the agency's chain; call it last in a transaction, for it holds the others up
    until commit.

    :raises UnknownAction: if no room declares the action
    """
    happened = Happened(action, frozenset(subjects), object_kind, str(object_id), detail or {})
    _add([happened], by, agency_id or (by.agency_id if by else None))


def _add(what: Sequence[Happened], by: Viewer | GuestViewer | None, agency: UUID | None) -> None:
    """Add events to the agency's chain in their order, in a few statements for all of them."""
    for one in what:
        if not is_declared(one.action):
            raise UnknownAction(one.action)
    if agency is None:
        raise ValueError("an event belongs to an agency")
    with speaking_for(agency):  # whoever reads may be of another one, or still at the door
        head, _ = ChainHead.objects.select_for_update().get_or_create(
            agency_id=agency, defaults={"seal": GENESIS}
        )
        events: list[Event] = []
        for one in what:
            events.append(_linked(one, by, agency, after=events[-1] if events else head))
        Event.objects.bulk_create(events)
        EventSubject.objects.bulk_create(
            EventSubject(event=event, person_id=person)
            for event, one in zip(events, what, strict=True)
            for person in sorted(one.subjects, key=str)
        )
        ChainHead.objects.filter(pk=head.pk).update(seq=events[-1].seq, seal=events[-1].seal)


def _linked(
    one: Happened, by: Viewer | GuestViewer | None, agency: UUID, *, after: ChainHead | Event
) -> Event:
    """Return the event that follows another one in the chain, sealed."""
    key = _through.get()
    detail = one.detail | ({"key": key} if key else {})
    link = Link(
        agency_id=str(agency),
        seq=after.seq + 1,
        at=timezone.now(),
        actor_id=str(by.actor_id) if by else "",
        action=one.action,
        subjects=tuple(map(str, sorted(one.subjects, key=str))),
        object_kind=one.object_kind,
        object_id=one.object_id,
        detail=detail,
        previous=after.seal,
    )
    return Event(
        agency_id=agency,
        seq=link.seq,
        at=link.at,
        actor_id=by.actor_id if by else None,
        action=one.action,
        object_kind=one.object_kind,
        object_id=one.object_id,
        detail=detail,
        previous=after.seal,
        seal=seal(link, settings.AUDIT_KEY.encode()),
    )


@asks(Exempt.OWN, Exempt.GUEST)
def record_read(
    *,
    what: str,
    people: Iterable[UUID],
    by: Viewer | GuestViewer,
    detail: dict[str, Any] | None = None,
    agency_id: UUID | None = None,
) -> None:
    """
    Trace that a member or a guest has read about people: a page, a list, an export. Also allowed in
    a GET.

    `agency_id` is the agency whose person it is, where somebody of another one reads;
    `detail["who"]` then says who that was.

    :raises UnknownAction: if no room declares what was read
    """
    ids = list(people)
    gathered = _gathered.get()
    if not ids:
        return
    if gathered is not None and detail is None and agency_id is None:
        gathered.setdefault((by, frozenset(ids)), []).append(what)
        return
    with may_write(*TABLES):
        record_event(action=f"read:{what}", by=by, agency_id=agency_id, subjects=ids, detail=detail)


_through: ContextVar[str] = ContextVar("by whose key a program asks", default="")


@contextmanager
def through_key(key_id: UUID) -> Iterator[None]:
    """Trace what is read and done in the block as through a key of a member, by a program."""
    token = _through.set(str(key_id))
    try:
        yield
    finally:
        _through.reset(token)


_Gathered = dict[tuple[Viewer | GuestViewer, frozenset[UUID]], list[str]]
_gathered: ContextVar[_Gathered | None] = ContextVar("what this page has read", default=None)


@contextmanager
def read_together() -> Iterator[None]:
    """
    Trace what is read in the block when it is over, in one transaction: what was read of the same
    people is one event, which names the parts, and so is one part that was read of several.

    Where the block fails nobody is shown anything, and nothing is traced.
    """
    gathered: _Gathered = {}
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    if gathered:
        with may_write(*TABLES):
            _record_all(gathered)


@one_transaction
def _record_all(gathered: _Gathered) -> None:
    """Add one event for each set of parts that was read, about everybody it was read of."""
    read: dict[Viewer | GuestViewer, dict[tuple[str, ...], set[UUID]]] = {}
    for (by, people), parts in gathered.items():
        by_parts = read.setdefault(by, {})
        by_parts.setdefault(tuple(dict.fromkeys(parts)), set()).update(people)
    for by, by_parts in read.items():
        what = [
            Happened(
                f"read:{whole[0]}",
                frozenset(people),
                detail={"parts": list(whole)} if len(whole) > 1 else {},
            )
            for whole, people in by_parts.items()
        ]
        _add(what, by, by.agency_id)


def record_sign_in(*, action: str, account_id: UUID | None = None, username: str = "") -> None:
    """
    Trace signing in, out, or failing to, in the agency the account belongs to; unknown names belong
    to none and leave no row.
    """
    whose = {"account_id": account_id} if account_id else {"account__username": username}
    found = Member.objects.filter(**whose).first() or Guest.objects.filter(**whose).first()
    if found is not None:
        record_event(
            action=action,
            by=None,
            agency_id=found.agency_id,
            object_kind=found._meta.label,
            object_id=found.pk,
        )


class NoCheckpoint(Refusal):
    """The key to sign with, or a place, is not there."""

    sentence = gettext_lazy(
        "Where the record of reading and writing stands was not written down: the key or a place "
        "is missing (BANSO_CHECKPOINT_KEY, BANSO_CHECKPOINT_PLACES)."
    )


class TraceNotInOrder(Refusal):
    """Somebody has changed, removed or rewritten events."""

    sentence = gettext_lazy(
        "The record of reading and writing is not as it was written. Please have it looked at "
        "(banso audit verify --against)."
    )


def write_checkpoint(*, places: Sequence[Path], key: Path | None, now: datetime) -> list[Path]:
    """
    Look whether the trace still holds what the last checkpoint said, walk it from there, and write
    down where it stands now, in every place and to whoever is named.

    :raises NoCheckpoint: if the key or a place is not there
    :raises TraceNotInOrder: if it is not as it was written; nothing is signed then
    """
    if key is None or not places or not all(place.is_dir() for place in places):
        raise NoCheckpoint
    last = newest(in_folders(places))
    since = last.checkpoint.places() if last else None
    _count, faults, heads = verify(since)
    if faults or against(since or {}):
        raise TraceNotInOrder
    try:
        signed = sign(heads, key=key, now=now, previous=hash_of(last) if last else "")
        written = [put(signed, place) for place in places]
    except (NoKey, OSError) as error:
        raise NoCheckpoint from error
    if settings.BANSO_CHECKPOINT_MAIL and settings.BANSO_CAN_MAIL:
        send_mail(signed.name, signed.text, None, settings.BANSO_CHECKPOINT_MAIL)
    return written


def checkpoint_home(now: datetime) -> str:
    """
    Write a checkpoint where the home names a key and a place; counts only.

    :raises Refusal: if there is something to be looked at
    """
    if settings.BANSO_CHECKPOINT_KEY is None and not settings.BANSO_CHECKPOINT_PLACES:
        return _("No place for checkpoints is named (BANSO_CHECKPOINT_PLACES)")
    written = write_checkpoint(
        places=settings.BANSO_CHECKPOINT_PLACES, key=settings.BANSO_CHECKPOINT_KEY, now=now
    )
    return _("Checkpoints written: %(count)s") % {"count": len(written)}
