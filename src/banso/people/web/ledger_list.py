"""
A ledger as a list: filters, order, columns, saved views, files of exactly what is on the screen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from banso.access.doors import door
from banso.access.queries import agency_of, member_choices, office_choices, saved_views
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.kit.codes import Codes
from banso.kit.eras import in_file
from banso.kit.export import Cell, as_file
from banso.kit.formatting import brief_day, format_day
from banso.kit.pages import page_of
from banso.people import queries
from banso.people.ledger_fields import LedgerField
from banso.people.queries import LedgerRow
from banso.people.queries.ledgers import readable_fields
from banso.people.rules import Ledger, closing_said

SIZE = 50
ORDERS = {
    "opened": (_("Newest entry first"), ("-opened_on", "-pk")),
    "number": (_("By number"), ("number", "pk")),
    "name": (_("By name"), ("person__sort_name", "pk")),
}


class Showing(Codes):
    """Which entries of a ledger are listed."""

    OPEN = "open", _("Open now")
    CLOSED = "closed", _("Closed")
    ALL = "all", _("All")


@dataclass(frozen=True)
class Column:
    """One column of the list: its code, heading, and what a row holds in it."""

    code: str
    label: Any
    value: Callable[[LedgerRow], Cell]

    def shown(self, row: LedgerRow) -> str:
        """Return a row's cell as it reads on the screen."""
        held = self.value(row)
        if isinstance(held, date):
            return brief_day(held)
        return f"{held:,}" if isinstance(held, int) else str(held or "")


def columns_of(ledger: str, viewer: Viewer) -> list[Column]:
    """Return every column this viewer may choose."""
    base = [
        Column("number", _("Number"), lambda row: row.entry.number),
        Column("called", _("Called name"), lambda row: row.known_as.called),
        Column("full", _("Full name"), lambda row: row.known_as.full),
        Column("kana", _("Reading (kana)"), lambda row: row.known_as.kana),
        Column("birth", _("Date of birth"), lambda row: in_file(row.entry.person.birth)),
        Column("age", _("Age"), lambda row: row.age),
        Column("office", _("Office"), lambda row: row.entry.office.name),
        Column(
            "worker",
            _("Worker in charge"),
            lambda row: row.entry.worker.name if row.entry.worker else "",
        ),
        Column("opened", _("Opened"), lambda row: row.entry.opened_on),
        Column("closed", _("Closed"), lambda row: row.entry.closed_on),
        Column(
            "why",
            _("Why closed"),
            lambda row: closing_said(row.entry.closing_reason, viewer.duties),
        ),
        Column("met", _("Last met"), lambda row: row.last_met_on),
    ]

    def value_of(one: LedgerField) -> Callable[[LedgerRow], Cell]:
        return lambda row: one.held(row.entry.values.get(one.code))

    return base + [
        Column(f"f_{one.code}", one.label, value_of(one)) for one in readable_fields(ledger, viewer)
    ]


def default_columns(ledger: str, viewer: Viewer) -> list[str]:
    """Return the columns of a list nobody has changed."""
    return [
        "called",
        "number",
        "full",
        "worker",
        "opened",
        "met",
        *(f"f_{one.code}" for one in readable_fields(ledger, viewer) if one.in_list),
    ][:9]


@dataclass(frozen=True)
class Asked:
    """What a list was asked for, with everything unreadable left out."""

    state: str
    office: str
    worker: str
    wish: str
    order: str
    columns: list[str]


def _asked(request: WorkerRequest, ledger: str, choosable: list[Column]) -> Asked:
    get = request.GET
    known = [column.code for column in choosable]
    wanted = [code for code in get.getlist("col") if code in known]
    return Asked(
        state=get["state"] if get.get("state") in Showing else Showing.OPEN.value,
        office=_uuid_or_nothing(get.get("office", "")),
        worker=_uuid_or_nothing(get.get("worker", "")),
        wish=get.get("wish", "")[:30],
        order=get.get("order", "opened") if get.get("order") in ORDERS else "opened",
        columns=wanted or default_columns(ledger, request.viewer),
    )


def _uuid_or_nothing(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _rows(viewer: Viewer, ledger: str, asked: Asked) -> QuerySet[Any]:
    rows = queries.ledger_entries_seen_by(viewer).filter(ledger=ledger)
    if asked.state == "open":
        rows = rows.filter(closed_on=None)
    elif asked.state == "closed":
        rows = rows.exclude(closed_on=None)
    if asked.office:
        rows = rows.filter(office_id=UUID(asked.office))
    if asked.worker:
        rows = rows.filter(worker_id=UUID(asked.worker))
    if asked.wish:
        rows = rows.filter(values__wish=asked.wish)
    return rows


def _on_phone(columns: list[Column], fields: list[LedgerField]) -> list[str]:
    """Return what each column is on a phone, where a row is a card."""
    places = [f"f_{one.code}" for one in fields if one.place and one.kind == "line"]
    where = next((one.code for one in columns if one.code in places), "number")
    return [{where: "where", "met": "when"}.get(one.code, "") for one in columns]


@door(Duty.SEE_NAMES)
def ledgers(request: WorkerRequest) -> HttpResponse:
    """The three ledgers lead to the one this member's offices keep."""
    return redirect("people:ledger", ledger=Ledger.OUTREACH.value)


@door(Duty.SEE_NAMES)
def ledger_list(request: WorkerRequest, ledger: str) -> HttpResponse:
    """One ledger as a list."""
    if ledger not in set(Ledger):
        raise Http404
    viewer = request.viewer
    choosable = columns_of(ledger, viewer)
    asked = _asked(request, ledger, choosable)
    rows = _rows(viewer, ledger, asked)
    page = page_of(
        rows, order=ORDERS[asked.order][1], cursor=request.GET.get("after", ""), size=SIZE
    )
    chosen = [column for code in asked.columns for column in choosable if column.code == code]
    on_phone = _on_phone(chosen[1:], readable_fields(ledger, viewer))
    lines = []
    for row in queries.ledger_rows(page.rows, viewer):
        first, *rest = (column.shown(row) for column in chosen)
        lines.append(
            {"row": row, "first": first or "—", "rest": list(zip(rest, on_phone, strict=True))}
        )
    record_read(
        what="ledger_list",
        people=[row.person_id for row in page.rows],
        by=viewer,
        detail={"ledger": ledger},
    )
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "ledger": ledger,
        "label": Ledger.label_of(ledger),
        "tabs": Ledger.choices,
        "columns": chosen,
        "lines": lines,
        "next_cursor": page.next_cursor,
        "asked": asked,
        "choosable": [(one.code, one.label, one.code in asked.columns) for one in choosable],
        "orders": [(code, label) for code, (label, _order) in ORDERS.items()],
        "states": Showing.choices,
        "offices": office_choices(viewer),
        "members": member_choices(viewer),
        "count": rows.count(),
        "views": saved_views(viewer, f"ledger-{ledger}"),
        "query": query.urlencode(),
        "wishes": next(
            (one.options for one in readable_fields(ledger, viewer) if one.code == "wish"), ()
        ),
    }
    return render(request, "people/ledger.html", context)


@door(Duty.SEE_NAMES, Duty.EXPORT_LISTS)
def ledger_file(request: WorkerRequest, ledger: str, kind: str) -> HttpResponseBase:
    """The list as a file: the same filters, order and columns, all pages."""
    if ledger not in set(Ledger) or kind not in ("csv", "xlsx"):
        raise Http404
    choosable = columns_of(ledger, request.viewer)
    asked = _asked(request, ledger, choosable)
    chosen = [column for code in asked.columns for column in choosable if column.code == code]
    rows = _rows(request.viewer, ledger, asked).order_by(*ORDERS[asked.order][1])
    record_read(
        what="export",
        people=rows.order_by().values_list("person_id", flat=True),
        by=request.viewer,
        detail={"ledger": ledger, "kind": kind},
    )
    return as_file(
        kind,
        f"banso-{ledger}-{request.viewer.today}",
        [str(column.label) for column in chosen],
        _lines(rows, chosen, request.viewer),
        title=str(Ledger.label_of(ledger)),
        of=f"{agency_of(request.viewer).name}　{format_day(request.viewer.today)}",
    )


def _lines(rows: QuerySet[Any], chosen: list[Column], viewer: Viewer) -> Iterator[list[Cell]]:
    """Yield the cells of every row, a batch at a time, so that memory stays flat."""
    batch: list[Any] = []
    for entry in rows.iterator(chunk_size=500):
        batch.append(entry)
        if len(batch) == 500:
            yield from (
                [column.value(row) for column in chosen]
                for row in queries.ledger_rows(batch, viewer)
            )
            batch = []
    yield from (
        [column.value(row) for column in chosen] for row in queries.ledger_rows(batch, viewer)
    )
