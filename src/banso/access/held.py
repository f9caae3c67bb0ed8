"""
What stands in a member's name, and what becomes of it when they go.

Every room declares it for each of its columns that point at a member: `Held` is open work that
passes to others, `Stays` is what somebody did, and stays under their name. A house test fails where
a column has neither.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from banso.access.viewer import Viewer
from banso.kit.declarations import declared


@dataclass(frozen=True)
class Held:
    """
    Open work in a member's name: rows of `model` whose `field` is the member, while `is_open`.

    `person` leads to whom it is about, and is empty where it is about nobody in particular.
    `given_by` names the action that gives rows (their ids) to another member:
    `action(ids, from_id=, to_id=, on=, by=)`. `after_death` says which rows need somebody although
    the person has died; what only reminds rests.
    """

    model: str
    field: str
    label: Promise | str
    order: int
    is_open: Q
    given_by: str
    person: str = "person"
    after_death: Q | None = None

    @property
    def code(self) -> str:
        """What it goes by."""
        return f"{self.model}.{self.field}"


@dataclass(frozen=True)
class Stays:
    """Columns in which stands who did something: they stay as they are, and why."""

    model: str
    fields: tuple[str, ...]
    why: str

    @property
    def code(self) -> str:
        """What it goes by."""
        return f"{self.model}.{'+'.join(self.fields)}"


@dataclass(frozen=True)
class LeftAlone:
    """
    Open work that passes to nobody by itself and that nobody who is here can go on with: `rows`
    returns the id and a sentence for each, of an agency on a day, naming nobody it is about.
    `mended_at` is the address at which a manager names who goes on.
    """

    code: str
    label: Promise | str
    rows: Callable[[UUID, date], list[tuple[UUID, str]]]
    mended_at: str


def kinds_of_held() -> list[Held]:
    """Return what can be held, in the order in which people read it."""
    return sorted(declared(Held), key=lambda one: one.order)


def held_rows(one: Held, agency_id: UUID) -> QuerySet[Any]:
    """Return the open rows of a kind in an agency, in whoever's name."""
    rows: QuerySet[Any] = apps.get_model(one.model)._default_manager.filter(one.is_open)
    return rows.filter(agency_id=agency_id).order_by()


@dataclass(frozen=True)
class Item:
    """One open piece of work in somebody's name: of which kind, which row, about whom."""

    kind: Held
    row_id: UUID
    person_id: UUID | None
    text: str


def held_by(member_id: UUID, agency_id: UUID) -> list[Item]:
    """
    Return everything that is open in a member's name, in all rooms; one query for each kind. What
    is shown of it, whoever shows it asks the rule of reach.
    """
    found = []
    for one in kinds_of_held():
        rows = held_rows(one, agency_id).filter(**{one.field: member_id})
        for row in rows.order_by("pk"):
            person_id = getattr(row, f"{one.person}_id") if one.person else None
            found.append(Item(one, row.pk, person_id, str(row)))
    return found


def give(
    items: Iterable[Item], *, from_id: UUID, to_id: UUID, on: date, by: Viewer
) -> dict[str, int]:
    """Give pieces of work to another member, each by its room's own action; return how many."""
    ids: dict[str, list[UUID]] = {}
    kinds = {}
    for item in items:
        ids.setdefault(item.kind.code, []).append(item.row_id)
        kinds[item.kind.code] = item.kind
    for code, some in ids.items():
        act: Callable[..., None] = import_string(kinds[code].given_by)
        act(some, from_id=from_id, to_id=to_id, on=on, by=by)
    return {code: len(some) for code, some in ids.items()}
