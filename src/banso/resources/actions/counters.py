"""Bringing many receivers into the directory at once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from banso.kit.db import one_transaction
from banso.kit.disk_index import OnDisk
from banso.resources.actions.services import searchable
from banso.resources.models import Location, Organization, Service
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


@one_transaction
def upsert_counters(counters: list[Counter], *, counted: OnDisk) -> dict[str, dict[str, int]]:
    """
    Bring counters in, or up to date; return for each kind of row how many are new, changed and
    unchanged.

    Several counters share an organization: `counted` keeps, over the batches of one import, which
    were counted already.
    """
    tally = {
        kind: {"new": 0, "changed": 0, "unchanged": 0}
        for kind in ("organizations", "locations", "services")
    }
    organizations = _organizations(counters, tally["organizations"], counted)
    locations = _locations(counters, organizations, tally["locations"])
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
            tally["services"]["new"] += 1
        else:
            _update(row, values | _confirmed(row, counter.assured_on), tally["services"])
    Service.objects.bulk_create(new, batch_size=500)
    return tally


def _confirmed(row: Service, day: date | None) -> dict[str, Any]:
    """
    Return who confirmed a row last: whoever asked by hand stays, until the source itself is newer.
    """
    if row.assured_on and (day is None or day <= row.assured_on):
        return {"assured_on": row.assured_on}
    return {"assured_by": "", "confirm_due_on": None}


def _update(row: Any, values: dict[str, Any], tally: dict[str, int]) -> None:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    tally["changed" if changed else "unchanged"] += 1


def _organizations(
    counters: list[Counter], tally: dict[str, int], counted: OnDisk
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
            tally["unchanged"] += first
        else:
            present[key] = Organization(
                name=counter.organization,
                source=key[0],
                outside_id=key[1],
                corporate_number=counter.corporate_number,
                municipal_code=counter.municipal_code,
            )
            tally["new"] += 1
    Organization.objects.bulk_create(
        [one for one in present.values() if one._state.adding], batch_size=500
    )
    return present


def _locations(
    counters: list[Counter],
    organizations: dict[tuple[str, str], Organization],
    tally: dict[str, int],
) -> dict[tuple[str, str], Location]:
    placed = [one for one in counters if one.address or one.place_name or one.latitude is not None]
    present = {
        (one.organization.source, one.outside_id): one
        for one in Location.objects.filter(
            organization__in=set(organizations.values()),
            outside_id__in=[one.outside_id for one in placed],
        ).select_related("organization")
    }
    new = []
    for counter in placed:
        key = (counter.source, counter.outside_id)
        values = {name: getattr(counter, name) for name in _LOCATION_FIELDS}
        values["name"] = counter.place_name
        if key in present:
            _update(present[key], values, tally)
        else:
            present[key] = Location(
                organization=organizations[counter.source, counter.organization_id],
                outside_id=counter.outside_id,
                **values,
            )
            new.append(present[key])
            tally["new"] += 1
    Location.objects.bulk_create(new, batch_size=500)
    return present
