"""
Sample arguments for every action: from the names and types of its parameters, and from a table
where these don't tell.
"""

import dataclasses
import inspect
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from banso.access.models import Guest
from banso.access.permission import Exempt
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.conferences.actions import invite_to_seat
from banso.kit.models import Versioned
from banso.people.models import Person
from tests.actions_of_rooms import Action
from tests.conftest import Cast
from tests.seconded import seated

Arguments = dict[str, Any]
FIRST, SECOND = "本文あ", "本文い"
"""What two people type who do the same at the same moment."""

_CODES = {
    "ledger": "outreach",
    "method": "visit",
    "channel": "phone",
    "kind": "other",
    "sensitivity": "plain",
    "domain": "work",
    "period": "now",
    "way": "written",
    "system": "community",
    "handed": {"meal": 3},
    "minutes": 30,
    "attendance": "present",
    "sheet": "support",
}
_ORDER = ("outreach", "coordinator", "manager")


def _guest(guest: Guest, cast: Cast) -> GuestViewer:
    return GuestViewer(
        guest_id=guest.pk,
        agency_id=guest.agency_id,
        kind=guest.kind,
        name=guest.name,
        organisation=guest.organisation,
        invited_by_id=guest.invited_by_id,
        today=cast.today,
    )


class World:
    """A home in which an action is tried: its cast, one of everything, and their ids."""

    def __init__(self, home: Any, cast: Cast) -> None:
        self.home, self.cast = home, cast
        self.ids: dict[str, UUID] = dict(home.ids)
        self.decider, self.second_decider = (
            _guest(
                seated(home.office, name=name, organisation="見本大学", is_chair=leads),
                cast,
            )
            for name, leads in (("例 委員長", True), ("例 委員", False))
        )
        self.guest = _guest(invite_to_seat(seat_id=home.seat.pk, by=cast.outreach).guest, cast)
        self.model_of: dict[UUID, type[Versioned]] = {}
        for model in apps.get_models():
            if issubclass(model, Versioned):
                found = model._default_manager.filter(pk__in=self.ids.values())
                self.model_of |= dict.fromkeys(found.values_list("pk", flat=True), model)

    def version_of(self, pk: UUID) -> int | None:
        """Return the version of a row as somebody who opens its form reads it."""
        model = self.model_of.get(pk)
        return model._default_manager.get(pk=pk).version if model else None

    def somebody(self, action: Action) -> Viewer | GuestViewer | None:
        """Return somebody who may do it."""
        asked: frozenset[Duty | Exempt] = action.asks  # type: ignore[attr-defined]
        if asked <= {Exempt.SYSTEM}:
            return None
        if asked <= {Exempt.GUEST}:
            return self.guest
        duties = {one for one in asked if isinstance(one, Duty)}
        for role in _ORDER:
            viewer: Viewer = getattr(self.cast, role)
            if duties <= viewer.duties:
                return viewer
        raise LookupError(asked)


def _value(name: str, hint: Any, world: World, mark: str) -> Any:
    if name in _CODES:
        return _CODES[name]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return built(hint, world, mark)
    kinds = str(hint)
    if "UUID" in kinds:
        return _identity(name, world)
    if hint is Person:
        return Person.objects.get(pk=world.ids["person_id"])
    if "datetime.datetime" in kinds or hint is datetime:
        return timezone.now()
    if "date" in kinds:
        return world.cast.today + timedelta(days=30 if name.startswith("next") else 0)
    if "str" in kinds and not any(one in kinds for one in ("dict", "list", "Sequence")):
        return mark
    if hint is bool:
        return True
    if hint is int:
        return 12
    return {} if "dict" in kinds or "Mapping" in kinds else []


def _identity(name: str, world: World) -> UUID:
    if name == "office_id":
        return world.cast.outreach_office.pk
    if name in ("answerable_id", "worker_id", "explained_by_id", "from_id"):
        return world.cast.outreach.member_id
    if name == "to_id":
        return world.cast.coordinator.member_id
    return world.ids[name]


def _needed(of: Any) -> list[str]:
    """Return the names of the parameters that have to be given, and of the texts."""
    return [
        one.name
        for one in inspect.signature(of).parameters.values()
        if one.kind is not one.VAR_KEYWORD
        and (one.default is one.empty or one.name == "version")
        and one.name not in ("by", "guest")
    ]


def _hints(of: Any) -> dict[str, Any]:
    return {one.name: one.annotation for one in inspect.signature(of).parameters.values()}


def built(made: Any, world: World, mark: str, /, **told: Any) -> Any:
    """Return an object of a class that carries what somebody typed into a form."""
    hints = _hints(made)
    return made(
        **{
            name: _value(name, hints[name], world, mark)
            for name in _needed(made)
            if name not in told
        }
        | told
    )


def arguments(action: Action, world: World, mark: str, told: Arguments | None = None) -> Arguments:
    """Return what an action is called with; `told` is what its names don't tell."""
    told = told or {}
    hints = _hints(action)
    given: Arguments = {}
    for name in _needed(action):
        if name not in told and name != "version":
            given[name] = _value(name, hints[name], world, mark)
    given |= told
    if "version" in hints and "version" not in given:
        given["version"] = next(
            (
                version
                for one in given.values()
                if isinstance(one, UUID) and (version := world.version_of(one))
            ),
            None,
        )
    for who in ("by", "guest"):
        if who in hints and who not in given:
            given[who] = world.somebody(action)
    return given
