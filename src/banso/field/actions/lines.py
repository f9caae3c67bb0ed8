"""Lines that a telephone brings home: each is the same action as from the desk, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from banso.access.permission import DutyMissing, asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.field.actions.elsewhere import write_elsewhere
from banso.field.actions.told import of_guest, promise_if_seen
from banso.field.actions.whom import about, whom
from banso.field.actions.writings import change_of
from banso.field.elsewhere import read_any
from banso.field.models import FieldOp, Pack, Telephone
from banso.field.rules import (
    ASKED_AGAIN,
    CHANGES,
    ELSEWHERE,
    VERSIONS,
    Kind,
    Line,
    Result,
    Unreadable,
    Why,
    fit_to_keep,
    happened_at,
    named_in,
    without_digits,
)
from banso.field.sealing import digest_of, opened_line
from banso.intake.actions import More, NewMeeting, add_to_meeting, meet, order_stops
from banso.kit.db import one_transaction
from banso.kit.ids import own_id
from banso.kit.my_number import MyNumberRefused
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.sealed_text import NotOpened


@dataclass(frozen=True)
class Sent:
    """A line as it arrives: sealed, with its id, its place in the telephone's order, its pack."""

    op: UUID
    seq: int
    pack_id: UUID
    sealed: str
    version: int
    sent_at: datetime
    arrived_at: datetime


@dataclass(frozen=True)
class Answer:
    """What became of a line; `again` where it had come before, `why` where it was refused."""

    result: str
    why: str = ""
    again: bool = False

    @property
    def sentence(self) -> str:
        """Return why, as its telephone says it."""
        return str(Why.label_of(self.why)) if self.why else ""


class _Refused(Exception):
    """A line can't be written by itself."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@asks(Duty.RECORD_ROUNDS)
def keep_line(*, telephone_id: UUID, sent: Sent, by: Viewer) -> Answer:
    """
    Write what a line says as the desk would, in one transaction with the line itself; the same line
    again changes nothing. What can't be written by itself is kept for somebody to look at.

    :raises NotSeen: if the telephone is not the viewer's, or was stopped
    """
    try:
        return _write(telephone_id, sent, by)
    except _Refused as no:
        if no.why in ASKED_AGAIN:
            return Answer(Result.REFUSED, no.why)
        return _set_aside(telephone_id, sent, no.why, by)


def _telephone(telephone_id: UUID, by: Viewer) -> Telephone:
    """Return the telephone, held until the line is written: its lines are written in a row."""
    rows = Telephone.objects.select_for_update().filter(stopped_at=None, member_id=by.member_id)
    found = rows.filter(pk=telephone_id, agency_id=by.agency_id).first()
    if found is None:
        raise NotSeen
    return found


def _known(telephone: Telephone, sent: Sent) -> Answer | None:
    """Return what became of a line that came before."""
    before = FieldOp.objects.filter(Q(op=sent.op) | Q(seq=sent.seq), telephone=telephone)
    found = list(before.values_list("op", "result", "why"))
    for op, result, why in found:
        if op == sent.op:
            return Answer(result, why, again=True)
    if found:
        raise _Refused(Why.ORDER)
    return None


def _pack(telephone: Telephone, sent: Sent) -> Pack:
    pack = (
        Pack.objects.filter(telephone=telephone, pk=sent.pack_id).exclude(private_seal="").first()
    )
    if pack is None:
        raise _Refused(Why.ROUND)
    pack.telephone = telephone
    return pack


def _opened(sent: Sent, pack: Pack) -> Any:
    if sent.version not in VERSIONS:
        raise _Refused(Why.VERSION)
    try:
        return opened_line(sent.sealed, opens=pack.private_seal, op=sent.op)
    except NotOpened as error:
        raise _Refused(Why.SEAL) from error


def _row(telephone: Telephone, pack: Pack, sent: Sent, **told: Any) -> FieldOp:
    return FieldOp(
        agency_id=telephone.agency_id,
        telephone=telephone,
        pack=pack,
        op=sent.op,
        seq=sent.seq,
        digest=digest_of(sent.sealed),
        **told,
    )


@one_transaction
def _write(telephone_id: UUID, sent: Sent, by: Viewer) -> Answer:
    telephone = _telephone(telephone_id, by)
    known = _known(telephone, sent)
    if known is not None:
        return known
    pack = _pack(telephone, sent)
    body = _opened(sent, pack)
    try:
        line = read_any(body)
    except Unreadable as error:
        raise _Refused(Why.UNREAD) from error
    if line.kind != Kind.NOTHING and (line.kind in ELSEWHERE) != (pack.round_id is None):
        raise _Refused(Why.UNREAD)  # a visit on a round, or the other way round
    at = happened_at(line.at, sent=sent.sent_at, arrived=sent.arrived_at, taken=pack.created_at)
    if at > pack.until:
        raise _Refused(Why.ENDED)
    row = _row(telephone, pack, sent, kind=line.kind, at=at, said_at=line.at, told_as=line.new)
    row.result = Result.KEPT
    try:
        _act(row, line, pack, by)
    except NotSeen as error:
        raise _Refused(Why.PERSON) from error
    except MyNumberRefused as error:
        raise _Refused(Why.NUMBER) from error
    except DutyMissing as error:
        raise _Refused(Why.MAY_NOT) from error
    except Refusal as error:
        raise _Refused(Why.OTHER) from error
    row.save(force_insert=True)
    record_event(
        action="brought_home",
        by=by,
        subjects=[row.person_id] if row.person_id else [],
        object_kind="field.FieldOp",
        object_id=row.pk,
        detail={"at": at.isoformat(), "telephone": str(telephone.pk), "result": row.result},
    )
    return Answer(row.result)


def _act(row: FieldOp, line: Line, pack: Pack, by: Viewer) -> None:
    if line.kind == Kind.NOTHING:
        return
    if line.kind == Kind.ROUTE and pack.round_id is not None:
        order_stops(round_id=pack.round_id, stops=line.meeting["stops"], by=by)
        return
    person = whom(pack, line)
    if pack.round_id is None:
        if person is None:
            raise NotSeen
        write_elsewhere(row, line, person, by)
        return
    if line.kind in CHANGES and person is not None:
        written = change_of(person=person, pack=pack, line=line, at=row.at, by=by)
        row.person, row.source_id = written.person, written.pk
        row.result = Result.BOTH if written.state == "beside" else Result.KEPT
        return
    told = [person.pk] if person else []
    if line.kind == Kind.ADD:
        _add(row, line, told, by)
        return
    meeting = of_guest(pack, dict(line.meeting))
    promise_if_seen(meeting, told, by)
    encounter = meet(
        round_id=pack.round_id,
        meeting=NewMeeting(at=row.at, **meeting),
        by=by,
        person_id=person.pk if person else None,
        encounter_id=own_id(row.op, row.telephone_id),
        new_person_id=own_id(line.new, row.telephone_id),
        told=told,
    )
    row.person_id, row.source_id = encounter.person_id, encounter.pk


def _add(row: FieldOp, line: Line, told: list[UUID], by: Viewer) -> None:
    """Add to a meeting of the same telephone what was written after its outcome."""
    if line.to is None:
        raise _Refused(Why.UNREAD)
    rows = FieldOp.objects.filter(telephone=row.telephone_id, op=line.to, kind=Kind.MET)
    first = rows.exclude(source_id=None).first()
    if first is None or first.source_id is None:  # taken back, or set aside: somebody looks
        raise _Refused(Why.OTHER)
    more = of_guest(row.pack, dict(line.meeting))
    promise_if_seen(more, told, by)
    met = add_to_meeting(encounter_id=first.source_id, more=More(**more), by=by, told=told)
    row.person_id, row.source_id = met.person_id, met.pk


@one_transaction
def _set_aside(telephone_id: UUID, sent: Sent, why: Why, by: Viewer) -> Answer:
    """Keep a line that can't be written by itself, for somebody to look at in the morning."""
    telephone = _telephone(telephone_id, by)
    known = _known(telephone, sent)
    if known is not None:
        return known
    pack = _pack(telephone, sent)
    body = _opened(sent, pack)
    body = fit_to_keep(body) if isinstance(body, dict) else {}
    kind = body.get("kind") if body.get("kind") in Kind.values else ""
    person, nobody = about(telephone, body)
    if nobody:
        body = {}
    if why is Why.NUMBER:
        body = without_digits(body)
    row = _row(
        telephone,
        pack,
        sent,
        kind=kind,
        at=min(sent.arrived_at, timezone.now()),
        result=Result.REFUSED,
        why=why,
        body=body,
        person=person,
        told_as=named_in(body, "new"),
    )
    try:
        row.save(force_insert=True)
    except MyNumberRefused:
        row.body = without_digits(body)
        row.save(force_insert=True)
    record_event(
        action="brought_home",
        by=by,
        subjects=[person.pk] if person else [],
        object_kind="field.FieldOp",
        object_id=row.pk,
        detail={"telephone": str(telephone.pk), "result": row.result, "why": why.value},
    )
    return Answer(Result.REFUSED, why)
