"""Open Referral HSDS 3.0: a receiver as JSON and back; what HSDS has no word for travels as attributes (https://docs.openreferral.org, schemas of 3.0)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _

from banso.interop.rules import BadRow
from banso.resources.actions import Counter, coded
from banso.resources.models import Service
from banso.resources.rules import EASE_LABELS, Domain, Hardship, System

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
# What only Banso asks: the field, and the codes that it may hold (none: free text).
EXTRAS: dict[str, frozenset[str] | None] = {
    "kana": None, "category": None, "legal_basis": None, "methods": None, "closed_days": None, "source": None, "source_title": None,
    "licence": None, "municipal_code": None, "prefecture_code": None, "system": frozenset(System), "domains": frozenset(Domain),
    "hardships": frozenset(Hardship), "ease": frozenset(EASE_LABELS),
}  # fmt: skip
MANY = ("domains", "hardships", "ease")
# fields of a service that the directory has a place for
KNOWN = frozenset((
    "id", "organization_id", "name", "alternate_name", "description", "url", "email", "status", "fees_description", "eligibility_description", "assured_date",
    "alert", "last_modified", "phones", "schedules",
    "service_areas", "service_at_locations", "languages", "organization", "cost_options", "required_documents", "contacts", "attributes", "metadata",
))  # fmt: skip


# out


def as_hsds(one: Service) -> dict[str, Any]:
    """Return a service with its organization and location as HSDS 3.0 `service_full`; nothing of any agency's own checks."""

    def sub(kind: str) -> str:
        return str(uuid5(one.pk, kind))

    key = {"service_id": str(one.pk)}
    phones = [{"id": sub(kind), "number": number, "type": kind, **key} for kind, number in (("voice", one.phone), ("fax", one.fax)) if number]
    made: dict[str, Any] = {
        "id": str(one.pk), "organization_id": str(one.organization_id), "name": one.name, "status": one.status if one.status in STATUSES else "active",
        "organization": _organization(one), "phones": phones, "attributes": list(_attributes(one)),
    }  # fmt: skip
    texts = {"alternate_name": one.plain_name, "description": one.description, "eligibility_description": one.eligibility, "fees_description": one.cost}
    made |= {name: text for name, text in texts.items() if text}
    if one.url.startswith(("http://", "https://")):
        made["url"] = one.url
    if "@" in one.email:
        made["email"] = one.email
    if one.assured_on:
        made["assured_date"] = one.assured_on.isoformat()
    lists = {
        "schedules": ("description", one.hours), "service_areas": ("name", one.area), "languages": ("name", one.languages),
        "required_documents": ("document", one.documents), "contacts": ("name", one.contact),
    }  # fmt: skip
    made |= {name: [{"id": sub(name), field: text, **key}] for name, (field, text) in lists.items() if text}
    if one.location:
        made["service_at_locations"] = [{"id": sub("at"), "location_id": str(one.location_id), **key, "location": _location(one)}]
    return made


def _organization(one: Service) -> dict[str, Any]:
    office = one.organization
    made: dict[str, Any] = {"id": str(office.pk), "name": office.name, "description": office.description or office.name}
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
    made: dict[str, Any] = {"id": str(place.pk), "location_type": "physical", "organization_id": str(one.organization_id)}
    if place.latitude is not None and place.longitude is not None:
        made |= {"latitude": place.latitude, "longitude": place.longitude}
    if place.address:
        state = f"JP-{place.prefecture_code}" if place.prefecture_code else ""  # ISO 3166-2
        fixed = {"city": "", "state_province": state, "country": "JP", "address_type": "physical"}
        made["addresses"] = [{"id": str(uuid5(place.pk, "address")), "address_1": place.address, "postal_code": place.postal_code, **fixed}]
    if place.accessibility:
        made["accessibility"] = [{"id": str(uuid5(place.pk, "accessibility")), "description": place.accessibility}]
    return made


def _attributes(one: Service) -> Iterator[dict[str, Any]]:
    for name in EXTRAS:
        if name == "municipal_code":
            kept = one.organization.municipal_code
        elif name == "prefecture_code":
            kept = one.location.prefecture_code if one.location else ""
        else:
            kept = getattr(one, name)
        for value in kept.strip(",").split(",") if name in MANY else [kept]:
            if value:
                made_id = str(uuid5(one.pk, f"{name}:{value}"))
                yield {"id": made_id, "link_id": str(one.pk), "link_type": f"banso:{name}", "link_entity": "service", "value": value}


# in


def counters_of(service: Any, *, source: str, organizations: dict[str, str]) -> list[Counter]:
    """
    Return a service from an HSDS file as counters, one for each place where it is offered.

    :param organizations: names of organizations met so far, by id; one met here is added
    :raises BadRow: if something is missing, of a wrong kind, or refers to nothing
    """
    if not isinstance(service, dict):
        raise BadRow("", _("is no object"))
    outside_id, name = _text(service, "id", needed=True), _text(service, "name", needed=True)
    status = _text(service, "status") or "active"
    if status not in STATUSES:
        raise BadRow("status", _("is none of the known codes"))
    organization_id, organization, corporate = _who(service, organizations)
    phones = {_text(one, "type") or "voice": _text(one, "number") for one in reversed(_list(service, "phones"))}
    fax = phones.pop("fax", "")
    extras = _extras(service)
    values: dict[str, Any] = {
        "source": source, "organization": organization, "organization_id": organization_id, "corporate_number": corporate, "name": name, "status": status,
        "plain_name": _text(service, "alternate_name"), "description": _text(service, "description"), "email": _text(service, "email"),
        "url": _text(service, "url"), "eligibility": _text(service, "eligibility_description"), "cost": _cost(service), "fax": fax,
        "phone": phones.get("voice") or next(iter(phones.values()), ""), "hours": "、".join(_hours(service)), "area": _joined(service, "service_areas", "name"),
        "languages": _joined(service, "languages", "name", "code"), "documents": _joined(service, "required_documents", "document", by="\n"),
        "contact": _joined(service, "contacts", "name", "title", "department"), "assured_on": _day(service, "assured_date"), **extras,
    }  # fmt: skip
    places = [one.get("location") for one in _list(service, "service_at_locations") if isinstance(one.get("location"), dict)] or [None]
    return [_placed(values, place, outside_id if number == 0 else f"{outside_id}:{number}") for number, place in enumerate(places)]


def _placed(values: dict[str, Any], place: dict[str, Any] | None, outside_id: str) -> Counter:
    if place is None:
        return Counter(outside_id=outside_id, **values)
    address = next(iter(_list(place, "addresses")), {})
    state = _text(address, "state_province").removeprefix("JP-")
    prefecture = values.get("prefecture_code") or (state if len(state) == 2 and state.isdigit() else "")
    latitude, longitude = _number(place, "latitude", 90), _number(place, "longitude", 180)
    if (latitude is None) != (longitude is None):
        raise BadRow("latitude", _("needs both coordinates"))
    where = {
        "address": " ".join(part for part in (_text(address, "address_1"), _text(address, "address_2"), _text(address, "city")) if part),
        "postal_code": _text(address, "postal_code"), "prefecture_code": prefecture, "latitude": latitude, "longitude": longitude,
        "accessibility": _joined(place, "accessibility", "description", "details", by="\n"),
    }  # fmt: skip
    return Counter(outside_id=outside_id, **{**values, **where})


def _who(service: dict[str, Any], organizations: dict[str, str]) -> tuple[str, str, str]:
    """Return (id, name, corporate number) of the organization, given inside or met before."""
    inside = service.get("organization")
    if inside is None:
        known = _text(service, "organization_id", needed=True)
        if known not in organizations:
            raise BadRow("organization_id", _("refers to nothing in this file"))
        return known, organizations[known], ""
    if not isinstance(inside, dict):
        raise BadRow("organization", _("is no object"))
    key, name = _text(inside, "id", needed=True), _text(inside, "name", needed=True)
    organizations[key] = name
    corporate = next((_text(one, "identifier") for one in _list(inside, "organization_identifiers") if _text(one, "identifier_scheme") == "JP-HOUJIN"), "")
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


def _hours(service: dict[str, Any]) -> Iterator[str]:
    for one in _list(service, "schedules"):
        span = "–".join(part for part in (_text(one, "opens_at"), _text(one, "closes_at")) if part)
        yield " ".join(part for part in (_text(one, "description") or _text(one, "byday"), span) if part)


def _cost(service: dict[str, Any]) -> str:
    return "\n".join(part for part in (_text(service, "fees_description"), _joined(service, "cost_options", "option", "amount_description", by="\n")) if part)


def _joined(row: dict[str, Any], name: str, *fields: str, by: str = "、") -> str:
    parts = (next((text for field in fields if (text := _text(one, field))), "") for one in _list(row, name))
    return by.join(part for part in parts if part)


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


def _number(row: dict[str, Any], name: str, limit: int) -> float | None:
    found = row.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or abs(found) > limit:
        raise BadRow(name, _("is no coordinate"))
    return float(found)


def _day(row: dict[str, Any], name: str) -> date | None:
    text = _text(row, name)
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise BadRow(name, _("is no date")) from error
