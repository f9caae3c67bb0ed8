"""
A service from an HSDS 3.0 file as counters of the directory, one for each place where it is
offered.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from banso.interop.hsds.vocabulary import EXTRAS, HERE, MANY, OF_A_PLACE, STATUSES
from banso.interop.limits import LONGEST
from banso.interop.rules import BadRow
from banso.kit.disk_index import OnDisk
from banso.kit.readers.addresses import is_not_public, joined, prefecture_code
from banso.resources.actions import Counter, coded
from banso.resources.rules.hours import DAYS
from banso.resources.rules.parts import (
    LONGEST_TEXT,
    MOST_PARTS,
    NUMBERS,
    PARTS,
    Part,
    Parts,
    lines_of,
)

_CODES = {"freq": ("WEEKLY", "MONTHLY"), "wkst": DAYS}


def services_in(one: Any) -> Iterator[Any]:
    """
    Yield the services of an object: itself, those of an `organization_full`, or the one of a
    `service_at_location_full`.
    """
    if isinstance(one, dict) and isinstance(one.get("services"), list):
        office = {name: value for name, value in one.items() if name != "services"}
        yield from (
            {"organization": office, **service} if isinstance(service, dict) else service
            for service in one["services"]
        )
    elif isinstance(one, dict) and isinstance(one.get("service"), dict):
        yield {
            **one["service"],
            "service_at_locations": [
                {name: value for name, value in one.items() if name != "service"}
            ],
        }
    else:
        yield one


Remarks = list[tuple[str, str]]


def counters_of(
    service: Any, *, source: str, organizations: OnDisk, remarks: Remarks
) -> list[Counter]:
    """
    Return a service from an HSDS file as counters, one for each place where it is offered.

    :param organizations: names of organizations met so far, by id; one met here is added
    :param remarks: (field, sentence) of what was not simply taken as it stands is added
    :raises BadRow: if something is missing, of a wrong kind, or refers to nothing
    """
    if not isinstance(service, dict):
        raise BadRow("", _("is no object"))
    outside_id, name = _text(service, "id", needed=True), _text(service, "name", needed=True)
    status = _text(service, "status") or "active"
    if status not in STATUSES:
        raise BadRow("status", _("is none of the known codes"))
    if "tax_status" in service or "year_incorporated" in service:
        raise BadRow("", _("is an organization without services"))
    organization_id, organization, corporate = _who(service, organizations)
    values: dict[str, Any] = {
        "source": source,
        "organization": organization,
        "organization_id": organization_id,
        "corporate_number": corporate,
        "name": name,
        "status": status,
        "plain_name": _text(service, "alternate_name"),
        "description": _text(service, "description"),
        "email": _text(service, "email"),
        "url": _text(service, "url"),
        "eligibility": _text(service, "eligibility_description"),
        "cost": _text(service, "fees_description") or _text(service, "fees"),
        "assured_on": _day(service, "assured_date"),
    }
    extras, places = _extras(service), _list(service, "service_at_locations")
    several = len(places) > 1
    if several:  # these words speak of one place
        extras.pop("hours", None)
    whole = {name: [_part(name, one) for one in _list(service, name)] for name in PARTS}
    made, marks = [], set[str]()
    for number, at in enumerate(places or [{}]):
        place = at.get("location")
        if place is not None and not isinstance(place, dict):
            raise BadRow("location", _("is no object"))
        if place is None and at.get("location_id"):
            raise BadRow("location_id", _("refers to nothing in this file"))
        parts = _parts(whole, at, place or {})
        where = _place(place, extras, remarks) if place else {}
        mark = _text(at, "location_id") or _text(place or {}, "id")
        key = (
            f"{outside_id}:{number if mark in marks else mark or number}" if several else outside_id
        )
        marks.add(mark)
        lines = lines_of(parts, LONGEST)
        made.append(
            Counter(
                outside_id=key,
                offered_as=outside_id if several else "",
                parts=parts,
                **{**values, **lines, **extras, **where},
            )
        )
    return made


def _place(place: dict[str, Any], extras: dict[str, str], remarks: Remarks) -> dict[str, Any]:
    address = next(iter(_list(place, "addresses")), {})
    state = _text(address, "state_province").removeprefix("JP-")
    coded_state = state if len(state) == 2 and state.isdigit() else ""
    latitude, longitude = _coordinates(place, remarks)
    whole = _address(address, "" if coded_state else state)
    return {
        "place_name": _text(place, "name"),
        "address": whole,
        "confidential": is_not_public(whole),
        "postal_code": _text(address, "postal_code"),
        "prefecture_code": extras.get("prefecture_code", "")
        or coded_state
        or prefecture_code(whole),
        "latitude": latitude,
        "longitude": longitude,
        "accessibility": "\n".join(
            _text(one, "description") or _text(one, "details")
            for one in _list(place, "accessibility")
        ).strip(),
    }


def _address(address: dict[str, Any], state: str) -> str:
    """Return an address from its parts: from the house outwards, in Japanese inwards."""
    house = [_text(address, "address_1"), _text(address, "address_2")]
    city, region = _text(address, "city"), _text(address, "region")
    if any("\u3040" <= sign <= "\u9fff" for sign in city + state):
        return joined([state, region, city, *house])
    return " ".join(part for part in (*house, city, region, state) if part)


def _coordinates(
    place: dict[str, Any], remarks: Remarks
) -> tuple[float, float] | tuple[None, None]:
    """Return both coordinates, or none where one is missing or off the earth."""
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if latitude is None and longitude is None:
        return None, None
    fits = all(
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= limit
        for value, limit in ((latitude, 90), (longitude, 180))
    )
    if fits and latitude is not None and longitude is not None:
        return float(latitude), float(longitude)
    words = _("is no coordinate; the receiver is taken without: %(text)s")
    remarks.append(("latitude", words % {"text": f"{latitude} {longitude}"}))
    return None, None


def _parts(whole: Parts, at: dict[str, Any], place: dict[str, Any]) -> Parts:
    """
    Return the lists of a service at one place: what the place has of its own comes first and is
    marked.
    """
    made: Parts = {}
    for name in PARTS:
        own = [
            _part(name, one) | {HERE: True}
            for holder in (at, place)
            if name in OF_A_PLACE
            for one in _list(holder, name)
        ]
        rows = own + whole[name]
        if len(rows) > MOST_PARTS:
            raise BadRow(name, _("has more than %(most)s entries") % {"most": MOST_PARTS})
        if kept := [
            row
            for place_in, row in enumerate(rows)
            if set(row) - {HERE} and row not in rows[:place_in]
        ]:
            made[name] = kept
    return made


def _part(name: str, one: dict[str, Any]) -> Part:
    made: Part = {}
    for field in PARTS[name]:
        value = one.get(field) if field in NUMBERS else _text(one, field)
        if value in (None, ""):
            continue
        if field in NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise BadRow(f"{name} {field}", _("is no number"))
        if field not in NUMBERS and len(value) > (
            LONGEST["phone"] if field == "number" else LONGEST_TEXT
        ):
            raise BadRow(f"{name} {field}", _("is too long"))
        if value not in _CODES.get(field, (value,)):
            raise BadRow(f"{name} {field}", _("is none of the known codes"))
        made[field] = value
    if name == "phones" and "number" not in made:
        raise BadRow("phones number", _("is empty"))
    return made


def _who(service: dict[str, Any], organizations: OnDisk) -> tuple[str, str, str]:
    """Return (id, name, corporate number) of the organization, given inside or met before."""
    inside = service.get("organization")
    if inside is None:
        known = _text(service, "organization_id", needed=True)
        name = organizations.get(known)
        if name is None:
            raise BadRow("organization_id", _("refers to nothing in this file"))
        return known, name, ""
    if not isinstance(inside, dict):
        raise BadRow("organization", _("is no object"))
    key, name = _text(inside, "id", needed=True), _text(inside, "name", needed=True)
    organizations[key] = name
    corporate = next(
        (
            _text(one, "identifier")
            for one in _list(inside, "organization_identifiers")
            if _text(one, "identifier_scheme") == "JP-HOUJIN"
        ),
        "",
    )
    return key, name, corporate


def _extras(service: dict[str, Any]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in _list(service, "attributes"):
        name = _text(one, "link_type").removeprefix("banso:")
        if name in EXTRAS and name != "source" and _text(one, "link_type") != name:
            codes, value = EXTRAS[name], _text(one, "value")
            if codes is not None and value not in codes:
                raise BadRow(f"attributes {name}", _("is none of the known codes"))
            found.setdefault(name, []).append(value)
    return {name: coded(values) if name in MANY else values[0] for name, values in found.items()}


def _list(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = row.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadRow(name, _("is no list of objects"))
    return found


def _text(row: dict[str, Any], name: str, *, needed: bool = False) -> str:
    found = row.get(name)
    if found is not None and not isinstance(found, str):
        raise BadRow(name, _("is no text"))
    text = (found or "").replace("\x00", "").strip()
    if needed and not text:
        raise BadRow(name, _("is empty"))
    return text


def _day(row: dict[str, Any], name: str) -> date | None:
    text = _text(row, name)
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise BadRow(name, _("is no date")) from error
