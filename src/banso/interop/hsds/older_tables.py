"""Tables of HSDS 1.1 and 2.0 in the words of 3.0: other names of files and columns."""

from typing import Any

from banso.kit.numbers import whole_number
from banso.resources.rules.hours import DAYS

# How a table of ours may be called in a file, singular and plural; its own name counts too.
OTHER_NAMES = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "service_at_locations": "service_at_location",
    "physical_address": "addresses",
    "physical_addresses": "addresses",
    "address": "addresses",
    "phone": "phones",
    "contact": "contacts",
    "language": "languages",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "schedule": "schedules",
    "regular_schedule": "schedules",
    "regular_schedules": "schedules",
    "accessibility_for_disabilities": "accessibility",
    "cost_option": "cost_options",
    "attribute": "attributes",
    "organization_identifier": "organization_identifiers",
    "eligibility": "eligibility",
    "eligibilities": "eligibility",
}
# Columns that were called otherwise, by table.
_COLUMNS = {
    "languages": {"language": "name"},
    "service_areas": {"service_area": "name"},
    "accessibility": {"accessibility": "description"},
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def in_words_of_today(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a table with the columns that HSDS 3.0 has for it."""
    renamed = _COLUMNS.get(table, {})
    made = {renamed.get(name, name): value for name, value in row.items()}
    if table == "schedules" and "weekday" in made:
        day = _day_of(str(made.pop("weekday")).strip().lower())
        made = {"freq": "WEEKLY", "byday": day, **made} if day else made
    return made


def _day_of(text: str) -> str:
    if number := whole_number(text, most=len(DAYS)):
        return DAYS[number - 1]
    known = [day for name, day in zip(_WEEKDAYS, DAYS, strict=True) if name[:2] == text[:2]]
    return known[0] if known else ""
