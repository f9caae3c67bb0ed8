"""
What of an agency is published: ids, codes and days, never a name, a place or a sentence.

Everything is read with plain statements and handed on in columns, so that millions of rows pass
without becoming objects.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from banso.assessment.instrument import form_of
from banso.assessment.models import AssessmentPart, Instrument
from banso.assessment.rules import STEPS
from banso.audit.models import ChainHead, EventSubject
from banso.companionship.models import Companionship, ContactNote, Promise
from banso.intake.models import Encounter, Intake
from banso.kit.db import on_postgres
from banso.people.models import LedgerEntry, Person, TimelineEntry
from banso.planning.models import Evaluation, PlanCell, SupportPlan
from banso.planning.rules import CHANGES
from banso.planning.services import all_services
from banso.referrals.models import Referral
from banso.surveys.models import Survey
from banso.ties.models import Giving, Tie

Raw = Sequence[Any]
SOME = 500  # people asked for at a time
TOKYO = pa.scalar(9 * 3600, pa.duration("s"))  # no summer time since 1951


@dataclass(frozen=True)
class Published:
    """
    Where a declared table comes from: a model's columns, which rows, by which column the person is
    told, and what becomes of raw rows.
    """

    model: type[Model]
    columns: tuple[str, ...]
    person: str = "person_id"
    only: Q = field(default_factory=Q)
    make: Callable[[Sequence[Raw]], list[Any]] | None = None


def _day(values: Sequence[Any]) -> pa.Array:
    """Return moments as days in Japan."""
    moments = (
        pa.array(values, pa.string()).cast(pa.timestamp("us"))
        if values and isinstance(values[0], str)
        else pa.array(values, pa.timestamp("us", "UTC"))
    )
    return pc.add(moments.cast(pa.timestamp("us")), TOKYO.cast(pa.duration("us"))).cast(
        pa.date32(), safe=False
    )


def _with_day(place: int) -> Callable[[Sequence[Raw]], list[Any]]:
    def made(rows: Sequence[Raw]) -> list[Any]:
        columns: list[Any] = list(zip(*rows, strict=True))
        columns[place] = _day(columns[place])
        return columns

    return made


def _flat(rows: Sequence[Raw]) -> list[Any]:
    return list(zip(*rows, strict=True)) if rows else []


_LEDGER_VALUES = ("sleeps_kind", "since", "wish", "work", "exit_reason")


def _ledger(rows: Sequence[Raw]) -> list[Any]:
    made = []
    for *plain, values in rows:
        kept = json.loads(values)
        made.append((*plain, *(str(kept.get(code) or "") for code in _LEDGER_VALUES)))
    return _flat(made)


def _matters(rows: Sequence[Raw]) -> list[Any]:
    return _flat(
        [
            (f"{id}-{matter}", person, on, matter)
            for id, person, on, matters in rows
            for matter in json.loads(matters)
        ]
    )


def _answers(rows: Sequence[Raw]) -> list[Any]:
    return _flat(
        [
            (f"{id}-{item}", person, code, instrument, moment, on, item, step, sensitivity)
            for id, person, code, instrument, moment, on, sensitivity, answers in rows
            for item, step in json.loads(answers).items()
        ]
    )


@lru_cache(maxsize=64)
def _level_items(instrument: str) -> dict[str, tuple[str, str]]:
    """Return the items of a form that say how hard it is: hardship and sensitivity by code."""
    form = form_of(Instrument.objects.values_list("body", flat=True).get(pk=UUID(instrument)))
    return {
        item.code: (str(item.hardship), str(item.sensitivity))
        for section in form.sections
        for item in section.items
        if item.kind == "level"
    }


def _hardships(rows: Sequence[Raw]) -> list[Any]:
    made = []
    for id, person, assessment, on, instrument, answers in rows:
        items = _level_items(instrument)
        for code, kept in json.loads(answers).items():
            if code in items and kept.get("value") in STEPS:
                hardship, sensitivity = items[code]
                made.append(
                    (
                        f"{id}-{code}",
                        person,
                        assessment,
                        on,
                        code,
                        hardship,
                        STEPS[kept["value"]],
                        sensitivity,
                    )
                )
    return _flat(made)


def _services(rows: Sequence[Raw]) -> list[Any]:
    known = {one.code: one.sensitivity for one in all_services()}
    return _flat(
        [
            (f"{id}-{code}", person, on, code, known[code])
            for id, person, on, codes in rows
            for code in json.loads(codes)
            if code in known
        ]
    )


def _changes(rows: Sequence[Raw]) -> list[Any]:
    made = [
        (id, person, on, code, target)
        for id, person, on, target, codes in rows
        for code in json.loads(codes)
        if code in CHANGES
    ]
    return _flat(
        [
            (f"{id}-{code}", person, on, code, bool(target), str(CHANGES[code].sensitivity))
            for id, person, on, code, target in made
        ]
    )


def _replans(rows: Sequence[Raw]) -> list[Any]:
    return _flat([(*row[:6], row[6] is not None, row[7]) for row in rows])


PUBLISHED: dict[str, Published] = {
    "people": Published(
        Person,
        ("pk", "sex", "birth_year", "birth_month", "last_met_on", "created_at"),
        "pk",
        Q(merged_into=None),
        _with_day(5),
    ),
    "ledger_entries": Published(
        LedgerEntry,
        (
            "pk",
            "person_id",
            "ledger",
            "office_id",
            "opened_on",
            "closed_on",
            "closing_reason",
            "came_from_id",
            "values",
        ),
        make=_ledger,
    ),
    "encounters": Published(
        Encounter,
        ("pk", "person_id", "round_id", "at", "outcome", "place_kind", "was_new"),
        make=_with_day(3),
    ),
    "intakes": Published(Intake, ("pk", "person_id", "on", "channel", "urgency", "worst")),
    "matters": Published(Intake, ("pk", "person_id", "on", "matters"), make=_matters),
    "contacts": Published(
        ContactNote, ("pk", "person_id", "on", "member_id", "method", "minutes", "being", "doing")
    ),
    "timeline": Published(
        TimelineEntry,
        ("pk", "person_id", "at", "kind", "ledger", "being", "doing", "sensitivity"),
        only=Q(is_current=True),
        make=_with_day(2),
    ),
    "hardships": Published(
        AssessmentPart,
        (
            "pk",
            "assessment__person_id",
            "assessment_id",
            "assessment__taken_on",
            "assessment__instrument_id",
            "answers",
        ),
        "assessment__person_id",
        make=_hardships,
    ),
    "plans": Published(
        SupportPlan,
        (
            "pk",
            "person_id",
            "number",
            "made_on",
            "agreed_on",
            "ended_on",
            "based_on_id",
            "work_target",
        ),
        make=_replans,
    ),
    "plan_services": Published(
        SupportPlan, ("pk", "person_id", "made_on", "services"), make=_services
    ),
    "changes": Published(
        Evaluation,
        ("pk", "plan__person_id", "on", "plan__work_target", "changes"),
        "plan__person_id",
        make=_changes,
    ),
    "plan_cells": Published(
        PlanCell,
        ("pk", "plan__person_id", "plan__made_on", "domain", "state", "sensitivity"),
        "plan__person_id",
    ),
    "referrals": Published(
        Referral,
        (
            "pk",
            "person_id",
            "system",
            "domain",
            "state",
            "service_id",
            "begun_on",
            "asked_on",
            "answered_on",
            "went_on",
            "refusal_reason",
            "returned_on",
            "return_reason",
            "next_step",
            "next_look_on",
            "sensitivity",
        ),
    ),
    "ties": Published(
        Tie,
        ("pk", "person_id", "kind", "is_formal", "role", "from_on", "until_on", "ending"),
        only=Q(hidden_on=None),
    ),
    "givings": Published(Giving, ("pk", "person_id", "gift", "from_on", "until_on")),
    "surveys": Published(
        Survey,
        (
            "pk",
            "person_id",
            "code",
            "instrument_id",
            "moment",
            "on",
            "mode",
            "declined",
            "total",
            "sensitivity",
        ),
    ),
    "survey_answers": Published(
        Survey,
        ("pk", "person_id", "code", "instrument_id", "moment", "on", "sensitivity", "answers"),
        only=Q(declined=False),
        make=_answers,
    ),
    "walks": Published(
        Companionship, ("pk", "person_id", "member_id", "from_on", "until_on", "is_lead")
    ),
    "promises": Published(Promise, ("pk", "person_id", "due_on", "settled_on", "outcome")),
}


def _statement(rows: QuerySet[Any], columns: Sequence[str]) -> list[Raw]:
    """Run a read as it is, without making objects; ids come as 32 letters from both engines."""
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[Raw] = cursor.fetchall()
    if not on_postgres():
        return found
    ids = [place for place, name in enumerate(columns) if name == "pk" or name.endswith("_id")]
    return [
        tuple(
            value.hex if place in ids and value is not None else value
            for place, value in enumerate(row)
        )
        for row in found
    ]


class OfAgency:
    """The rows of one agency, for publishing."""

    def __init__(self, agency_id: UUID) -> None:
        self.agency_id = agency_id

    def mark(self) -> int:
        """Return the last place in the trace: every write adds one, in a row."""
        return (
            ChainHead.objects.filter(agency_id=self.agency_id).values_list("seq", flat=True).first()
            or 0
        )

    def touched_since(self, mark: int) -> list[str]:
        """Return whom the trace names in anything but reading after a place in it."""
        rows = EventSubject.objects.filter(
            event__agency_id=self.agency_id, event__seq__gt=mark
        ).exclude(event__action__startswith="read:")
        return [one.hex for one in rows.order_by().values_list("person_id", flat=True).distinct()]

    def _rows(self, table: str) -> tuple[Published, QuerySet[Any]]:
        declared = PUBLISHED[table]
        return declared, declared.model._default_manager.filter(
            declared.only, agency_id=self.agency_id
        )

    def piece(self, table: str, after: str, size: int) -> tuple[list[Sequence[Any]], str]:
        """
        Return the columns of the next rows in the order of their ids, and the last id; "" at the
        end.
        """
        declared, rows = self._rows(table)
        if after:
            rows = rows.filter(pk__gt=UUID(after))
        found = _statement(
            rows.order_by("pk").values_list(*declared.columns)[:size], declared.columns
        )
        return _made(declared, found), str(found[-1][0]) if len(found) == size else ""

    def of_people(self, table: str, people: Sequence[str]) -> Iterator[list[Sequence[Any]]]:
        """Yield the columns of all rows of some people."""
        declared, rows = self._rows(table)
        for start in range(0, len(people), SOME):
            wanted = [UUID(one) for one in people[start : start + SOME]]
            found = _statement(
                rows.filter(**{f"{declared.person}__in": wanted})
                .order_by("pk")
                .values_list(*declared.columns),
                declared.columns,
            )
            if columns := _made(declared, found):
                yield columns

    @contextmanager
    def in_one_moment(self) -> Iterator[None]:
        """
        Read everything in the block as of one moment. On SQLite the transaction is deferred: it
        holds no writer up.
        """
        if connection.in_atomic_block:
            yield
        elif on_postgres():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
        else:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN DEFERRED")
                try:
                    yield
                finally:
                    cursor.execute("COMMIT")


def _made(declared: Published, found: list[Raw]) -> list[Any]:
    if not found:
        return []
    return declared.make(found) if declared.make else _flat(found)
