"""The tables of people and their entries: ids, codes and days; never a name."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.kit.publishing import CODE, DAY, FLAG, ID, NUMBER, Column, PublishedTable
from banso.people.ledger_fields import LedgerField, published_fields
from banso.people.rules import CLOSING_SENSITIVITY, ClosingReason, Ledger, Sex
from banso_analysis.schema import BadDeclaration

_KINDS = {"choice": CODE, "number": NUMBER, "day": DAY}


def _number(value: object) -> int | None:
    return int(str(value)) if str(value).isdecimal() else None


def _day(value: object) -> str | None:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def of_field(field: LedgerField) -> Column:
    """
    Return the column of a ledger's field. A value that is none of its kind, as an import may have
    brought it, is taken for nothing.

    :raises BadDeclaration: if words stand in the field
    """
    if field.kind not in _KINDS:
        raise BadDeclaration(f"{field.code}: what people write is never published")
    codes = {code for code, _label in field.options}
    makes: dict[str, Callable[[Any], Any]] = {
        "choice": lambda value: value if value in codes else "",
        "number": _number,
        "day": _day,
    }
    return Column(
        field.code,
        _KINDS[field.kind],
        "values",
        field.code,
        makes[field.kind],
        sensitivity=str(field.sensitivity),
        label=field.asked_as or field.label,
        options=dict(field.options),
    )


_LEDGER = Column("ledger", CODE, label=_("Ledger"), options=dict(Ledger.choices))
_BEING = Column("being", FLAG, label=_("Being there"))
_DOING = Column("doing", FLAG, label=_("Doing something"))

PEOPLE = PublishedTable(
    "people",
    "people.Person",
    (
        Column("sex", CODE, label=_("Sex"), options=dict(Sex.choices)),
        Column("birth_year", NUMBER),
        Column("birth_month", NUMBER),
        Column("last_met_on", DAY),
        Column("entered_on", DAY, "created_at"),
    ),
    person="pk",
    only=Q(merged_into=None),
)
LEDGER_ENTRIES = PublishedTable(
    "ledger_entries",
    "people.LedgerEntry",
    (
        _LEDGER,
        Column("office_id", ID),
        Column("opened_on", DAY),
        Column("closed_on", DAY),
        Column(
            "closing_reason",
            CODE,
            label=_("Reason for closing"),
            options=dict(ClosingReason.choices),
            guarded={
                code: (asks, ClosingReason.OTHER) for code, asks in CLOSING_SENSITIVITY.items()
            },
        ),
        Column("came_from", ID, "came_from_id"),
        *(of_field(one) for one in published_fields()),
    ),
)
TIMELINE = PublishedTable(
    "timeline",
    "people.TimelineEntry",
    (
        Column("on_day", DAY, "at"),
        Column("kind", CODE),
        _LEDGER,
        _BEING,
        _DOING,
        Column("sensitivity", CODE),
    ),
    only=Q(is_current=True, taken_back_at=None),
)
TABLES = (PEOPLE, LEDGER_ENTRIES, TIMELINE)
