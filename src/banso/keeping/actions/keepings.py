"""Beginning to keep something for somebody, their word for it, who keeps it, and its end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.keeping.actions.checks import open_book, require_keeper
from banso.keeping.actions.refusals import (
    BeforeItBegan,
    NotEven,
    NotToThem,
    OnADayToCome,
    ToWhom,
    WhoAsked,
)
from banso.keeping.actions.rows import NewRow, write_row
from banso.keeping.models import BookRow, Keeping
from banso.keeping.queries import entries_of, pieces_of
from banso.keeping.rules import GivenTo, Kind, Wish, balance, left_of
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import grouped
from banso.numbering.actions import next_number
from banso.people.actions import Memory, remember
from banso.people.queries import person_seen, refuse_lent
from banso.people.rules import Sensitivity


@dataclass(frozen=True, kw_only=True)
class NewKeeping:
    """Why something is kept, by whose wish, in whose hands, where."""

    why: str
    wish: str
    keeper_id: UUID
    on: date
    wish_words: str = ""
    words: str = ""
    place: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def begin_keeping(
    *, person_id: UUID, keeping: NewKeeping, by: Viewer, new_id: UUID | None = None
) -> Keeping:
    """
    Begin to keep something for a person; what it is, is written into its book row by row.

    :raises NotSeen: if the viewer may not see the person
    :raises OnADayToCome: if the day has not come
    :raises WhoAsked: if others asked for it, and nothing says who
    :raises CannotKeep: if whoever is to keep it does not reach the person
    """
    person = person_seen(by, person_id)
    refuse_lent([person.pk], by)
    if keeping.on > by.today:
        raise OnADayToCome
    if keeping.wish == Wish.OTHERS and not keeping.wish_words.strip():
        raise WhoAsked
    require_keeper(by, person.pk, keeping.keeper_id)
    made = Keeping(
        agency_id=by.agency_id,
        person=person,
        number=next_number(
            scheme="keeping",
            agency_id=by.agency_id,
            standing=lambda: _highest(by.agency_id),
        ),
        why=keeping.why,
        wish=keeping.wish,
        wish_words=keeping.wish_words,
        words=keeping.words,
        place=keeping.place,
        keeper_id=keeping.keeper_id,
        keeper_since=keeping.on,
        begun_on=keeping.on,
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    _remembered(made, _g("Began to keep money or belongings"), keeping.on, by, words=keeping.words)
    _traced("keeping_begun", made, by)
    return made


def _highest(agency_id: UUID) -> int:
    rows = Keeping.objects.filter(agency_id=agency_id)
    return rows.aggregate(highest=Max("number"))["highest"] or 0


def _traced(action: str, keeping: Keeping, by: Viewer, **detail: str) -> None:
    record_event(
        action=action,
        by=by,
        subjects=[keeping.person_id],
        object_kind="keeping.Keeping",
        object_id=keeping.pk,
        detail=detail,
    )


def _remembered(
    keeping: Keeping, title: str, on: date, by: Viewer, *, fact: str = "", words: str = ""
) -> None:
    remember(
        person=keeping.person,
        memory=Memory(
            at=moment_of(on),
            kind="keeping",
            title=title,
            fact=fact or keeping.why,
            words=words,
            sensitivity=Sensitivity.MONEY,
            source="keeping.Keeping",
            source_id=keeping.pk,
        ),
        by=by,
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def sign_keeping(*, keeping_id: UUID, signed: str, on: date, note: str, by: Viewer) -> None:
    """
    Note how the person gave their word for it: by a signature or a mark on the paper, or said.

    :raises NotSeen: if the viewer may not see it
    :raises Ended: if everything was given back
    :raises OnADayToCome: if the day has not come
    :raises BeforeItBegan: if the day was before it began
    """
    keeping = open_book(keeping_id, by, on=on)
    keeping.signed, keeping.signed_on, keeping.signed_note = signed, on, note
    keeping.save(update_fields=["signed", "signed_on", "signed_note"])
    _traced("keeping_signed", keeping, by)


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def hand_keeping_over(*, keeping_id: UUID, keeper_id: UUID, on: date, by: Viewer) -> None:
    """
    Let somebody else keep it from a day on; what is there is counted when it changes hands.

    :raises NotSeen: if the viewer may not see it
    :raises Ended: if everything was given back
    :raises CannotKeep: if the other one does not reach the person
    :raises OnADayToCome: if the day has not come
    :raises BeforeItBegan: if the day was before it began
    """
    keeping = open_book(keeping_id, by, on=on)
    require_keeper(by, keeping.person_id, keeper_id)
    if keeping.keeper_id == keeper_id:
        return
    before = keeping.keeper_id
    keeping.keeper_id, keeping.keeper_since = keeper_id, max(on, keeping.keeper_since)
    keeping.save(update_fields=["keeper", "keeper_since"])
    _traced("keeping_handed_over", keeping, by, before=str(before), now=str(keeper_id))


@dataclass(frozen=True, kw_only=True)
class TheEnd:
    """To whom everything is given, when, and what was said."""

    given_to: str
    on: date
    given_to_whom: str = ""
    words: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def give_everything_back(*, keeping_id: UUID, end: TheEnd, by: Viewer) -> None:
    """
    Give everything back and close the book: a row goes out for all that is left, and waits for a
    second word like any other.

    :raises NotSeen: if the viewer may not see it
    :raises Ended: if that was done already
    :raises NotToThem: if the person has died, and it would be given to them
    :raises ToWhom: if it is given to somebody else, and nothing says to whom
    :raises NotEven: if more went out than came in
    :raises BeforeItBegan: if a row is of a later day
    """
    keeping = open_book(keeping_id, by, on=end.on)
    to_self = end.given_to == GivenTo.SELF
    if to_self and keeping.person.has_died:
        raise NotToThem
    if not to_self and not end.given_to_whom.strip():
        raise ToWhom
    last = keeping.rows.aggregate(last=Max("on"))["last"]
    if last is not None and last > end.on:
        raise BeforeItBegan(_g("Something went in or out after that day."))
    cash = balance(entries_of(keeping.pk))
    if cash < 0:
        raise NotEven
    purpose = _g("Given back at the end")
    whom = end.given_to_whom or str(GivenTo.label_of(end.given_to))
    out = NewRow(kind=Kind.CASH, amount=-cash, on=end.on, purpose=purpose, with_whom=whom)
    if cash:
        write_row(keeping, out, by)
    for row_id, left in left_of(pieces_of(keeping.pk)).items():
        came = BookRow.objects.get(pk=row_id)
        write_row(
            keeping,
            NewRow(
                kind=came.kind,
                what=came.what,
                amount=-left,
                on=end.on,
                purpose=purpose,
                with_whom=whom,
                of_id=came.pk,
            ),
            by,
        )
    keeping.ended_on, keeping.given_to = end.on, end.given_to
    keeping.given_to_whom, keeping.end_words = end.given_to_whom, end.words
    keeping.save(update_fields=["ended_on", "given_to", "given_to_whom", "end_words"])
    _remembered(
        keeping,
        _g("Gave everything back that was kept"),
        end.on,
        by,
        fact=_g("%(amount)s yen, to %(whom)s") % {"amount": grouped(cash), "whom": whom},
        words=end.words if to_self else "",
    )
    _traced("keeping_ended", keeping, by, given_to=end.given_to)
