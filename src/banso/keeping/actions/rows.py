"""Rows of a book: in, out, and what reverses a wrong one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.keeping.actions.checks import open_book
from banso.keeping.actions.refusals import (
    BeforeItBegan,
    GivenBackAlready,
    NoAmount,
    NotThatMany,
    ReasonMissing,
    ReversedAlready,
    WhatIsIt,
)
from banso.keeping.actions.seconds import ask_second_for
from banso.keeping.models import BookRow, Keeping
from banso.keeping.queries import entries_of, pieces_of, row_seen
from banso.keeping.rules import MOST, Entry, Kind, falls_below, left_of
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen


@dataclass(frozen=True, kw_only=True)
class NewRow:
    """What went in, or out (less than nothing): of what kind, how much, for what, with whom."""

    kind: str
    amount: int
    on: date
    what: str = ""
    purpose: str = ""
    with_whom: str = ""
    why_below: str = ""
    of_id: UUID | None = None
    reverses_id: UUID | None = None


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def take_in(*, keeping_id: UUID, row: NewRow, by: Viewer, new_id: UUID | None = None) -> BookRow:
    """
    Write down what goes into keeping, and ask for a second member's word.

    :raises NotSeen: if the viewer may not see the keeping
    :raises Ended: if everything was given back
    :raises NoAmount: if it is of nothing, or of more than there is
    :raises WhatIsIt: if it is a thing, and nothing says how to recognise it
    :raises OnADayToCome: if the day has not come
    :raises BeforeItBegan: if the day was before it began
    """
    keeping = open_book(keeping_id, by, on=row.on)
    if not 0 < row.amount <= MOST:
        raise NoAmount
    if row.kind != Kind.CASH and not row.what.strip():
        raise WhatIsIt
    return write_row(keeping, row, by, new_id=new_id)


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def give_out(*, keeping_id: UUID, row: NewRow, by: Viewer, new_id: UUID | None = None) -> BookRow:
    """
    Write down what goes out of keeping: cash, or some of a thing (`of_id`); `row.amount` is how
    much of it.

    :raises NotSeen: if the viewer may not see the keeping, or there is no such thing in it
    :raises Ended: if everything was given back
    :raises NoAmount: if it is of nothing, or of more than there is
    :raises ReasonMissing: if that is more cash than is there, and nothing says why
    :raises NotThatMany: if that is more of a thing than is there
    :raises OnADayToCome: if the day has not come
    :raises BeforeItBegan: if the day was before it came
    """
    keeping = open_book(keeping_id, by, on=row.on)
    if not 0 < row.amount <= MOST:
        raise NoAmount
    out = {**vars(row), "amount": -row.amount}
    if row.of_id is None:
        new = Entry(_next(keeping), row.on, -row.amount)
        if falls_below(entries_of(keeping.pk), new) and not row.why_below.strip():
            raise ReasonMissing
        return write_row(keeping, NewRow(**{**out, "kind": Kind.CASH}), by, new_id=new_id)
    came = keeping.rows.filter(pk=row.of_id).first()
    if came is None:
        raise NotSeen
    if row.amount > left_of(pieces_of(keeping.pk)).get(came.pk, 0):
        raise NotThatMany
    if row.on < came.on:
        raise BeforeItBegan
    return write_row(
        keeping, NewRow(**{**out, "kind": came.kind, "what": came.what}), by, new_id=new_id
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def reverse_row(
    *, book_row_id: UUID, why: str, by: Viewer, why_below: str = "", new_id: UUID | None = None
) -> BookRow:
    """
    Reverse a row that was wrong, by another one of today; both stay.

    :raises NotSeen: if the viewer may not see whose book it is
    :raises Ended: if the book is closed
    :raises ReversedAlready: if it was reversed, or reverses another one
    :raises GivenBackAlready: if some of what came was given back since
    :raises ReasonMissing: if less than nothing would be left, and nothing says why
    """
    found = row_seen(by, book_row_id)
    keeping = open_book(found.keeping_id, by, on=by.today)
    if found.reverses_id or BookRow.objects.filter(reverses=found).exists():
        raise ReversedAlready
    if found.kind == Kind.CASH:
        new = Entry(_next(keeping), by.today, -found.amount)
        if falls_below(entries_of(keeping.pk), new) and not why_below.strip():
            raise ReasonMissing
    elif found.of_id is None and left_of(pieces_of(keeping.pk)).get(found.pk) != found.amount:
        raise GivenBackAlready
    row = NewRow(
        kind=found.kind,
        what=found.what,
        amount=-found.amount,
        on=by.today,
        purpose=why,
        with_whom=found.with_whom,
        why_below=why_below,
        of_id=found.of_id,
        reverses_id=found.pk,
    )
    return write_row(keeping, row, by, new_id=new_id)


def _next(keeping: Keeping) -> int:
    """Return the next number in a book, under its lock."""
    return (keeping.rows.aggregate(last=Max("number"))["last"] or 0) + 1


def write_row(keeping: Keeping, row: NewRow, by: Viewer, *, new_id: UUID | None = None) -> BookRow:
    """Write a row into a book that is locked, and ask for the second word on it."""
    made = BookRow(
        agency_id=keeping.agency_id,
        keeping=keeping,
        number=_next(keeping),
        entered_by_id=by.member_id,
        **vars(row),
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    ask_second_for(made, by)
    record_event(
        action="keeping_reversed" if row.reverses_id else "keeping_row",
        by=by,
        subjects=[keeping.person_id],
        object_kind="keeping.BookRow",
        object_id=made.pk,
    )
    return made
