"""Bringing many receivers into the directory at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from banso.kit.db import one_transaction
from banso.kit.disk_index import OnDisk
from banso.resources.actions.services import searchable
from banso.resources.models import Location, Organization, Service
from banso.resources.rules import CLOSED_STATUS
from banso.resources.rules.parts import Parts


@dataclass(frozen=True)
class Counter:
    """One counter as it comes from outside: who, where, what, with its source."""

    outside_id: str
    source: str
    organization: str
    organization_id: str
    name: str
    plain_name: str = ""
    category: str = ""
    description: str = ""
    postal_code: str = ""
    prefecture_code: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    closed_days: str = ""
    methods: str = ""
    eligibility: str = ""
    status: str = ""
    assured_on: date | None = None
    source_title: str = ""
    licence: str = ""
    kana: str = ""
    system: str = ""
    legal_basis: str = ""
    domains: str = ""
    hardships: str = ""
    ease: str = ""
    documents: str = ""
    cost: str = ""
    area: str = ""
    languages: str = ""
    contact: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    corporate_number: str = ""
    municipal_code: str = ""
    confidential: bool = False
    place_name: str = ""
    offered_as: str = ""
    parts: Parts = field(default_factory=dict)


_SERVICE_FIELDS = (
    "name",
    "plain_name",
    "category",
    "description",
    "phone",
    "fax",
    "email",
    "url",
    "hours",
    "closed_days",
    "methods",
    "eligibility",
    "status",
    "assured_on",
    "source_title",
    "licence",
    "kana",
    "system",
    "legal_basis",
    "domains",
    "hardships",
    "ease",
    "documents",
    "cost",
    "area",
    "languages",
    "contact",
    "offered_as",
    "confidential",
    "parts",
)
_LOCATION_FIELDS = (
    "address",
    "postal_code",
    "prefecture_code",
    "latitude",
    "longitude",
    "accessibility",
)


# What tells whether somebody has changed a receiver, or its place, since it came in.
AS_IT_CAME: dict[type, tuple[str, ...]] = {
    Service: (
        *_SERVICE_FIELDS,
        "assured_by",
        "confirm_due_on",
        "organization_id",
        "location_id",
    ),
    Location: (*_LOCATION_FIELDS, "name"),
}
Row = Service | Location | Organization


@dataclass
class Upserted:
    """
    What became of counters: for each kind of row how many are new, changed and unchanged, the rows
    that were made, and those that were changed, each with the values before and after.
    """

    tally: dict[str, dict[str, int]]
    made: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, dict[str, Any], dict[str, Any]]] = field(default_factory=list)


def values_of(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """Return values of a row as they can be kept as JSON."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


@one_transaction
def upsert_counters(counters: list[Counter], *, counted: OnDisk) -> Upserted:
    """
    Bring counters in, or up to date; return what became of them.

    Several counters share an organization: `counted` keeps, over the batches of one import, which
    were counted already.
    """
    done = Upserted(
        {
            kind: {"new": 0, "changed": 0, "unchanged": 0}
            for kind in ("organizations", "locations", "services")
        }
    )
    organizations = _organizations(counters, done, counted)
    locations = _locations(counters, organizations, done)
    sources = {counter.source for counter in counters}
    ids = [counter.outside_id for counter in counters]
    present = {
        (one.source, one.outside_id): one
        for one in Service.objects.filter(source__in=sources, outside_id__in=ids)
    }
    new: list[Service] = []
    for counter in counters:
        organization, location = (
            organizations[counter.source, counter.organization_id],
            locations.get((counter.source, counter.outside_id)),
        )
        values = {name: getattr(counter, name) for name in _SERVICE_FIELDS} | {
            "organization_id": organization.pk,
            "location_id": location.pk if location else None,
        }
        values["normalised"] = searchable(values, counter.organization, counter.address)
        row = present.get((counter.source, counter.outside_id))
        if row is None:
            new.append(Service(source=counter.source, outside_id=counter.outside_id, **values))
        else:
            _update(row, values | _confirmed(row, counter.assured_on), done, "services")
    _make(Service, new, done, "services")
    return done


@one_transaction
def close_services(source: str, outside_ids: Collection[str]) -> Upserted:
    """Note that receivers of a publisher are there no more; return what became of them."""
    done = Upserted({"services": {"new": 0, "changed": 0, "unchanged": 0}})
    for service in Service.objects.filter(source=source, outside_id__in=list(outside_ids)):
        _update(service, {"status": CLOSED_STATUS}, done, "services")
    return done


def _confirmed(row: Service, day: date | None) -> dict[str, Any]:
    """
    Return who confirmed a row last: whoever asked by hand stays, until the source itself is newer.
    """
    if row.assured_on and (day is None or day <= row.assured_on):
        return {"assured_on": row.assured_on}
    return {"assured_by": "", "confirm_due_on": None}


def _update(row: Any, values: dict[str, Any], done: Upserted, kind: str) -> None:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    before = values_of(row, changed)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        done.changed.append((row, before, values_of(row, changed)))
    done.tally[kind]["changed" if changed else "unchanged"] += 1


def _make(model: Any, rows: list[Any], done: Upserted, kind: str) -> None:
    model.objects.bulk_create(rows, batch_size=500)
    done.made += rows
    done.tally[kind]["new"] += len(rows)


def _organizations(
    counters: list[Counter], done: Upserted, counted: OnDisk
) -> dict[tuple[str, str], Organization]:
    wanted = {(one.source, one.organization_id): one for one in counters}
    present = {
        (one.source, one.outside_id): one
        for one in Organization.objects.filter(
            source__in={source for source, _ in wanted}, outside_id__in=[key for _, key in wanted]
        )
    }
    for key, counter in wanted.items():
        first = counted.is_new("\x1f".join(key))
        if key in present:
            done.tally["organizations"]["unchanged"] += first
        else:
            present[key] = Organization(
                name=counter.organization,
                source=key[0],
                outside_id=key[1],
                corporate_number=counter.corporate_number,
                municipal_code=counter.municipal_code,
            )
    new = [one for one in present.values() if one._state.adding]
    _make(Organization, new, done, "organizations")
    return present


def _locations(
    counters: list[Counter],
    organizations: dict[tuple[str, str], Organization],
    done: Upserted,
) -> dict[tuple[str, str], Location]:
    placed = [one for one in counters if one.address or one.place_name or one.latitude is not None]
    present = {
        (one.organization.source, one.outside_id): one
        for one in Location.objects.filter(
            organization__in=set(organizations.values()),
            outside_id__in=[one.outside_id for one in placed],
        ).select_related("organization")
    }
    new: list[Location] = []
    for counter in placed:
        key = (counter.source, counter.outside_id)
        values = {name: getattr(counter, name) for name in _LOCATION_FIELDS}
        values["name"] = counter.place_name
        if key in present:
            _update(present[key], values, done, "locations")
        else:
            present[key] = Location(
                organization=organizations[counter.source, counter.organization_id],
                outside_id=counter.outside_id,
                **values,
            )
            new.append(present[key])
    _make(Location, new, done, "locations")
    return present
