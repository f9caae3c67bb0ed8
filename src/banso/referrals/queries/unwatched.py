"""
The list that must be empty: people whom nobody accompanies, for whom nothing is dated, or for whom
somebody answers who has gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.urls import reverse

from banso.access.held import Held, LeftAlone, held_rows, kinds_of_held
from banso.access.models import Agency
from banso.access.queries import members_seen_by
from banso.access.standing import members_gone
from banso.access.viewer import Viewer
from banso.companionship.queries import promises_open, walks_on
from banso.kit.asked_once import asked_once
from banso.kit.db import on_postgres
from banso.kit.declarations import declared
from banso.kit.pages import Page, page_of
from banso.people.queries import living, open_ledger_entries, people_seen_by
from banso.planning.queries import plans_seen_by
from banso.referrals.models import Referral
from banso.referrals.rules import State


@dataclass(frozen=True)
class Unwatched:
    """Somebody on the list, and why."""

    person: Any
    no_companion: bool
    no_date: bool
    nobody_answers: bool
    left_by: UUID | None = None  # who has gone and still answers for something about them


def _marked(viewer: Viewer) -> QuerySet[Any]:
    """
    Return people with an open ledger entry or with anything open in the name of somebody who has
    gone, each marked with what is missing; every row counts, whoever may read it.
    """
    gone = members_gone(viewer.agency_id, today=viewer.today).values("pk")
    here = members_seen_by(viewer).exclude(pk__in=gone).values("pk")
    referrals = (
        Referral.objects.filter(agency_id=viewer.agency_id).exclude(state=State.RETURNED).order_by()
    )
    plans = (
        plans_seen_by(viewer)
        .filter(replaced_on=None, ended_on=None, review_on__isnull=False)
        .order_by()
    )
    accompanied = _among(walks_on(viewer.today).filter(member__in=here))
    dated = _among(promises_open()) | _among(referrals) | _among(plans)
    left = _left_by_somebody_gone(viewer)
    missing = living() & _among(open_ledger_entries()) & (~accompanied | ~dated)
    return (
        people_seen_by(viewer)
        .filter(left | missing if left else missing)
        .annotate(
            no_companion=ExpressionWrapper(~accompanied & living(), BooleanField()),
            no_date=ExpressionWrapper(~dated & living(), BooleanField()),
            nobody_answers=ExpressionWrapper(left, BooleanField()) if left else Value(False),
        )
    )


@asked_once
def _kinds_left(viewer: Viewer) -> list[Held]:
    """
    Return of which kinds anything is open in the name of somebody who has gone; one statement for
    all of them, since on most days there is nothing.
    """
    gone = members_gone(viewer.agency_id, today=viewer.today).values("pk")
    kinds = kinds_of_held()
    asked = {
        f"left_{number}": Exists(
            held_rows(one, viewer.agency_id).filter(**{f"{one.field}__in": gone})
        )
        for number, one in enumerate(kinds)
    }
    agency = Agency.objects.filter(pk=viewer.agency_id).annotate(**asked)
    return list(compress(kinds, agency.values_list(*asked).get()))


@asked_once
def _left_by_somebody_gone(viewer: Viewer) -> Q | None:
    """
    Return the condition that something about a person is open in the name of somebody who has gone,
    None where nothing is, as it should be: then nobody need be looked at for it. After a death it
    is what is still to be done, such as belongings to give to the family.
    """
    gone = members_gone(viewer.agency_id, today=viewer.today).values("pk")
    left: Q | None = None
    for one in _kinds_left(viewer):
        if not one.person:
            continue
        rows = held_rows(one, viewer.agency_id).filter(**{f"{one.field}__in": gone})
        among = living() & _among(rows, one.person)
        if one.after_death is not None:
            among |= _among(rows.filter(one.after_death), one.person)
        left = among if left is None else left | among
    return left


def _among(rows: QuerySet[Any], person: str = "person") -> Q:
    """
    Return the condition that a person stands in one of these rows.

    PostgreSQL hashes a whole list once, where SQLite looks into a small index for each person: each
    is asked in the way in which it is quick.
    """
    return (
        Q(pk__in=rows.values(person))
        if on_postgres()
        else Q(Exists(rows.filter(**{person: OuterRef("pk")})))
    )


def unwatched(viewer: Viewer, *, cursor: str = "", size: int = 50) -> Page[Unwatched]:
    """Return a page of the list that must be empty, by name."""
    page = page_of(_marked(viewer), order=("sort_name", "pk"), cursor=cursor, size=size)
    left_by = _left_by([one for one in page.rows if one.nobody_answers], viewer)
    rows = [
        Unwatched(one, one.no_companion, one.no_date, one.nobody_answers, left_by.get(one.pk))
        for one in page.rows
    ]
    return Page(rows, page.next_cursor)


def _left_by(people: Sequence[Any], viewer: Viewer) -> dict[UUID, UUID]:
    """Return who has gone and still answers for something about each of these people."""
    gone = members_gone(viewer.agency_id, today=viewer.today).values("pk")
    found: dict[UUID, UUID] = {}
    for kind in _kinds_left(viewer) if people else []:
        if kind.person:
            rows = held_rows(kind, viewer.agency_id).filter(
                **{f"{kind.person}__in": people, f"{kind.field}__in": gone}
            )
            found = dict(rows.values_list(f"{kind.person}_id", f"{kind.field}_id")) | found
    return found


def count_unwatched(viewer: Viewer) -> int:
    """Return how many people, and how much else, stand on the list that must be empty."""
    return _marked(viewer).count() + len(left_behind(viewer))


@dataclass(frozen=True)
class LeftBehind:
    """Open work about nobody in particular that stands in the name of somebody who has gone."""

    label: Any
    name: str
    text: str
    mended_at: str = ""


def left_behind(viewer: Viewer, *, size: int = 100) -> list[LeftBehind]:
    """Return open work of the agency, such as meetings to come, whose holder has gone."""
    gone = members_gone(viewer.agency_id, today=viewer.today)
    found: list[LeftBehind] = []
    for one in _kinds_left(viewer):
        if not one.person:
            rows = held_rows(one, viewer.agency_id).filter(
                **{f"{one.field}__in": gone.values("pk")}
            )
            found += [
                LeftBehind(one.label, getattr(row, one.field).name, str(row))
                for row in rows.select_related(one.field).order_by("pk")[:size]
            ]
    for kind in declared(LeftAlone):
        found += [
            LeftBehind(kind.label, "", text, reverse(kind.mended_at, args=[row_id]))
            for row_id, text in kind.rows(viewer.agency_id, viewer.today)[:size]
        ]
    return found
