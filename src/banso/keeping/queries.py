"""Every read of what is kept, from what this viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from banso.access.models import Member, Proposal
from banso.access.proposals import proposals_waiting
from banso.access.queries import current_members, viewer_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.keeping.models import BookRow, Count, Keeping
from banso.keeping.rules import Entry, Kind, Piece, balance, in_one_hand, is_due, left_of, running
from banso.kit.refusals import NotSeen
from banso.people.queries import people_seen_by, those_who_reach, within_reach

SECOND_ACT = "keeping_seconded"


def keepings_seen_by(viewer: Viewer) -> QuerySet[Keeping]:
    """Return what is or was kept for people this viewer may see."""
    if not viewer.may(Duty.SEE_MONEY):
        return Keeping.objects.none()
    rows = Keeping.objects.filter(within_reach(viewer, "person"), agency_id=viewer.agency_id)
    return rows.select_related("person", "keeper")


def keeping_seen(viewer: Viewer, keeping_id: UUID) -> Keeping:
    """
    Return one keeping.

    :raises NotSeen: if the viewer may not see its person, or nothing of money
    """
    found = keepings_seen_by(viewer).filter(pk=keeping_id).first()
    if found is None:
        raise NotSeen
    return found


def row_seen(viewer: Viewer, row_id: UUID) -> BookRow:
    """
    Return one row of a book.

    :raises NotSeen: if the viewer may not see whose it is
    """
    rows = BookRow.objects.filter(keeping__in=keepings_seen_by(viewer).order_by())
    found = rows.select_related("keeping__person").filter(pk=row_id).first()
    if found is None:
        raise NotSeen
    return found


def count_seen(viewer: Viewer, count_id: UUID) -> Count:
    """
    Return one count.

    :raises NotSeen: if the viewer may not see whose it is
    """
    rows = Count.objects.filter(keeping__in=keepings_seen_by(viewer).order_by())
    found = rows.select_related("keeping__person").filter(pk=count_id).first()
    if found is None:
        raise NotSeen
    return found


def entries_of(keeping_id: UUID) -> list[Entry]:
    """Return the rows of a book about cash, for its sums."""
    rows = BookRow.objects.filter(keeping=keeping_id, kind=Kind.CASH)
    return [Entry(*one) for one in rows.values_list("number", "on", "amount")]


def pieces_of(keeping_id: UUID) -> list[Piece]:
    """Return the rows of a book about things."""
    rows = BookRow.objects.filter(keeping=keeping_id).exclude(kind=Kind.CASH)
    return [Piece(*one) for one in rows.values_list("pk", "amount", "of", "reverses")]


def name_of(row: BookRow) -> str:
    """Return what a row is about, and how to recognise it."""
    return f"{Kind.label_of(row.kind)} {row.what}".strip()


@dataclass(frozen=True)
class Thing:
    """A thing that is still in keeping: the row with which it came, and how many are left."""

    row: BookRow
    left: int

    @property
    def name(self) -> str:
        """What it is, and how to recognise it."""
        return name_of(self.row)


@dataclass(frozen=True)
class Line:
    """A row of a book as it is read: what is there after it, whether it was reversed."""

    row: BookRow
    total: int | None
    reversed_by: int | None = None
    waits: Proposal | None = None

    @property
    def name(self) -> str:
        """What it is about, and how to recognise it."""
        return name_of(self.row)

    @property
    def came(self) -> int | None:
        """How much came in."""
        return self.row.amount if self.row.amount > 0 else None

    @property
    def went(self) -> int | None:
        """How much went out."""
        return -self.row.amount if self.row.amount < 0 else None


@dataclass(frozen=True)
class Standing:
    """How a keeping stands today."""

    keeping: Keeping
    cash: int
    things: list[Thing]
    counted_on: date | None
    alone: int
    is_due: bool
    out_of_reach: bool
    one_hand: bool

    @property
    def pieces(self) -> int:
        """How many things are in keeping."""
        return sum(one.left for one in self.things)

    @property
    def waits(self) -> bool:
        """Whether something is to be done about it."""
        dead = self.keeping.person.has_died and self.keeping.ended_on is None
        return self.is_due or self.out_of_reach or dead or bool(self.alone) or self.cash < 0


@dataclass
class Book:
    """Everything of one keeping, as its page and its sheets show it."""

    standing: Standing
    cash: list[Line] = field(default_factory=list)
    things: list[Line] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    waiting: dict[UUID, Proposal] = field(default_factory=dict)


def standings(keepings: Iterable[Keeping], viewer: Viewer) -> list[Standing]:
    """Return how keepings that were seen already stand today; a few questions for all of them."""
    found = list(keepings)
    ids = [one.pk for one in found]
    rows: dict[UUID, list[BookRow]] = {}
    for row in BookRow.objects.filter(keeping__in=ids).order_by("keeping", "number"):
        rows.setdefault(row.keeping_id, []).append(row)
    counts = Count.objects.filter(keeping__in=ids).order_by().values("keeping")
    counted = dict(counts.annotate(last=Max("on")).values_list("keeping", "last"))
    lost = _out_of_reach([one for one in found if one.ended_on is None], viewer)
    return [
        _standing(one, rows.get(one.pk, []), counted.get(one.pk), one.pk in lost, viewer.today)
        for one in found
    ]


def _standing(
    keeping: Keeping, rows: list[BookRow], counted_on: date | None, lost: bool, today: date
) -> Standing:
    cash = balance(Entry(one.number, one.on, one.amount) for one in rows if one.kind == Kind.CASH)
    pieces = [one for one in rows if one.kind != Kind.CASH]
    left = left_of(Piece(one.pk, one.amount, one.of_id, one.reverses_id) for one in pieces)
    things = [Thing(one, left[one.pk]) for one in pieces if one.pk in left]
    is_open = keeping.ended_on is None
    return Standing(
        keeping=keeping,
        cash=cash,
        things=things,
        counted_on=counted_on,
        alone=sum(one.second_id is None for one in rows),
        is_due=is_open and is_due(since=keeping.keeper_since, counted_on=counted_on, today=today),
        out_of_reach=lost,
        one_hand=is_open and in_one_hand(one.row.kind for one in things),
    )


def _able(member: Member, today: date) -> Viewer | None:
    """Return a member as the rooms know them, where they may keep money at all."""
    found = viewer_of(member, today=today)
    return found if found.may(Duty.SEE_MONEY) and found.may(Duty.WRITE_MEMORY) else None


def _out_of_reach(keepings: list[Keeping], viewer: Viewer) -> set[UUID]:
    """Return which keepings are in the name of somebody who cannot reach the person (any more)."""
    people: dict[UUID, list[Keeping]] = {}
    for one in keepings:
        people.setdefault(one.keeper_id, []).append(one)
    here = {one.pk: one for one in _members(viewer).filter(pk__in=list(people))}
    lost: set[UUID] = set()
    for member_id, some in people.items():
        able = _able(here[member_id], viewer.today) if member_id in here else None
        ids = {one.person_id for one in some}
        reached = (
            set(people_seen_by(able).filter(pk__in=ids).values_list("pk", flat=True))
            if able
            else set()
        )
        lost |= {one.pk for one in some if one.person_id not in reached}
    return lost


def _members(viewer: Viewer) -> QuerySet[Member]:
    rows = current_members(viewer, today=viewer.today)
    return rows.select_related("agency").prefetch_related("offices")


def who_may_keep(viewer: Viewer, person_id: UUID) -> list[tuple[str, str]]:
    """
    Return the members who may keep something of a person who was seen already: those who know of
    money and reach them, as the choices of a field.
    """
    able = [one for one in (_able(row, viewer.today) for row in _members(viewer)) if one]
    return [(str(one.member_id), one.name) for one in those_who_reach(able, person_id)]


def waiting_words(agency_id: UUID, ids: Iterable[UUID]) -> dict[UUID, Proposal]:
    """Return what waits for a second word about rows and counts, by their ids."""
    rows = proposals_waiting(agency_id).filter(act=SECOND_ACT, about__in=list(ids))
    return {one.about: one for one in rows.prefetch_related("words")}


def book_of(keeping: Keeping, viewer: Viewer) -> Book:
    """Return the book of a keeping that was seen already."""
    members = ("entered_by", "second", "of")
    rows = list(keeping.rows.select_related(*members).order_by("on", "number"))
    counts = list(keeping.counts.select_related("entered_by", "second").order_by("on", "pk"))
    [standing] = standings([keeping], viewer)
    waiting = waiting_words(keeping.agency_id, [one.pk for one in (*rows, *counts)])
    cash = [one for one in rows if one.kind == Kind.CASH]
    totals = running(Entry(one.number, one.on, one.amount) for one in cash)
    undone = {one.reverses_id: one.number for one in rows if one.reverses_id}

    def line(row: BookRow, total: int | None) -> Line:
        return Line(row, total, undone.get(row.pk), waiting.get(row.pk))

    return Book(
        standing,
        [line(row, total) for row, (_entry, total) in zip(cash, totals, strict=True)],
        [line(row, None) for row in rows if row.kind != Kind.CASH],
        counts,
        waiting,
    )


def open_keepings(viewer: Viewer) -> QuerySet[Keeping]:
    """Return what is in keeping now for people this viewer may see, the oldest first."""
    return keepings_seen_by(viewer).filter(ended_on=None).order_by("begun_on", "pk")


def what_waits(viewer: Viewer, *, size: int = 30) -> list[Standing]:
    """
    Return what is to be counted, given back, taken over or seconded: of everybody within reach for
    whoever manages the agency, else of what one keeps oneself.
    """
    rows = keepings_seen_by(viewer)
    if not viewer.may(Duty.MANAGE_AGENCY):
        rows = rows.filter(keeper=viewer.member_id)
    alone = BookRow.objects.filter(second=None).values("keeping")
    some = rows.filter(Q(ended_on=None) | Q(pk__in=alone))
    found = standings(
        some.order_by(F("ended_on").asc(nulls_first=True), "begun_on", "pk")[:500], viewer
    )
    return [one for one in found if one.waits][:size]
