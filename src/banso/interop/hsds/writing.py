"""A receiver as HSDS 3.0 `service_full`; rows of one service at several places go out as one."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from banso.interop.hsds.vocabulary import EXTRAS, HERE, MANY, OF_A_PLACE, STATUSES
from banso.resources.models import Service
from banso.resources.rules.parts import Part, Parts

_ADDRESSES = {"url", "uri", "schedule_link"}


def services_out(rows: QuerySet[Service]) -> Iterator[dict[str, Any]]:
    """Yield services as HSDS 3.0 `service_full`, row by row; nothing of any agency's own checks."""
    ordered = rows.order_by("source", "offered_as", "pk").iterator(chunk_size=2000)
    for _key, group in groupby(ordered, key=lambda one: (one.source, one.offered_as or one.pk)):
        yield as_hsds(list(group))


def as_hsds(offered: list[Service]) -> dict[str, Any]:
    """
    Return a service with its organization and the places where it is offered, each of them a row.
    """
    one = offered[0]
    key = _id_of(one)
    made: dict[str, Any] = {
        "id": str(key),
        "organization_id": str(one.organization_id),
        "name": one.name,
        "status": one.status if one.status in STATUSES else "active",
        "organization": _organization(one),
        "attributes": list(_attributes(one, key)),
    }
    texts = {
        "alternate_name": one.plain_name,
        "description": one.description,
        "eligibility_description": one.eligibility,
        "fees_description": one.cost,
    }
    made |= {name: text for name, text in texts.items() if text}
    if one.url.startswith(("http://", "https://")):
        made["url"] = one.url
    if "@" in one.email:
        made["email"] = one.email
    if one.assured_on:
        made["assured_date"] = one.assured_on.isoformat()
    lists = [row.lists for row in offered]
    made |= _parts(lists[0], key, here=False, owner={"service_id": str(key)})
    if places := [
        _at(row, key, parts) for row, parts in zip(offered, lists, strict=True) if row.location
    ]:
        made["service_at_locations"] = places
    return made


def _id_of(one: Service) -> UUID:
    return uuid5(UUID(int=0), f"{one.source} {one.offered_as}") if one.offered_as else one.pk


def _parts(lists: Parts, key: UUID, *, here: bool, owner: dict[str, str]) -> dict[str, list[Part]]:
    """Return what is of the place, or what is of the service."""
    made: dict[str, list[Part]] = {}
    for name, rows in lists.items():
        chosen = [
            row for row in rows if bool(row.get(HERE)) is here and (not here or name in OF_A_PLACE)
        ]
        if chosen:
            made[name] = [
                {"id": str(uuid5(key, f"{name}:{place}")), **_valid(row), **owner}
                for place, row in enumerate(chosen)
            ]
    return made


def _valid(row: Part) -> Part:
    """Return a part without what a schema would refuse."""
    fits = {
        name: value
        for name, value in row.items()
        if name != HERE
        and not (name in _ADDRESSES and not str(value).startswith(("http://", "https://")))
    }
    if "@" not in fits.get("email", "@"):
        del fits["email"]
    return fits


def _at(one: Service, service_key: UUID, lists: Parts) -> dict[str, Any]:
    key = uuid5(one.pk, "at")
    here = _parts(lists, key, here=True, owner={"service_at_location_id": str(key)})
    languages = here.pop("languages", [])
    place = _location(one)
    if languages:
        place["languages"] = [
            {
                **{name: text for name, text in row.items() if name != "service_at_location_id"},
                "location_id": place["id"],
            }
            for row in languages
        ]
    return {
        "id": str(key),
        "location_id": str(one.location_id),
        "service_id": str(service_key),
        "location": place,
        **here,
    }


def _organization(one: Service) -> dict[str, Any]:
    office = one.organization
    made: dict[str, Any] = {
        "id": str(office.pk),
        "name": office.name,
        "description": office.description or office.name,
    }
    if office.corporate_number:
        identifier = {
            "id": str(uuid5(office.pk, "houjin")),
            "identifier_scheme": "JP-HOUJIN",
            "identifier_type": "法人番号",
            "identifier": office.corporate_number,
        }
        made["organization_identifiers"] = [identifier]
    return made


def _location(one: Service) -> dict[str, Any]:
    place = one.location
    if place is None:
        return {}
    made: dict[str, Any] = {
        "id": str(place.pk),
        "location_type": "physical",
        "organization_id": str(one.organization_id),
    }
    if place.name:
        made["name"] = place.name
    if place.latitude is not None and place.longitude is not None:
        made |= {"latitude": place.latitude, "longitude": place.longitude}
    if place.address:
        state = f"JP-{place.prefecture_code}" if place.prefecture_code else ""  # ISO 3166-2
        fixed = {"city": "", "state_province": state, "country": "JP", "address_type": "physical"}
        made["addresses"] = [
            {
                "id": str(uuid5(place.pk, "address")),
                "address_1": place.address,
                "postal_code": place.postal_code,
                **fixed,
            }
        ]
    if place.accessibility:
        made["accessibility"] = [
            {"id": str(uuid5(place.pk, "accessibility")), "description": place.accessibility}
        ]
    return made


def _attributes(one: Service, key: UUID) -> Iterable[dict[str, Any]]:
    for name in EXTRAS:
        if name == "municipal_code":
            kept = one.organization.municipal_code
        elif name == "prefecture_code":
            kept = one.location.prefecture_code if one.location else ""
        else:
            kept = getattr(one, name)
        for value in kept.strip(",").split(",") if name in MANY else [kept]:
            if value:
                made_id = str(uuid5(key, f"{name}:{value}"))
                yield {
                    "id": made_id,
                    "link_id": str(key),
                    "link_type": f"banso:{name}",
                    "link_entity": "service",
                    "value": value,
                }
