"""The sheets of what is kept, on the screen, as PDF and as Excel."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.keeping import queries, sheets
from banso.keeping.web.keepings import address_of
from banso.kit.export import Cell, numbers_as_file
from banso.kit.formatting import format_day
from banso.kit.sheets import Sheet
from banso.kit.sheets.answering import answer_sheet

ON_PAPER = ("html", "pdf")


@door(Duty.SEE_MONEY)
def receipt(request: WorkerRequest, keeping_id: UUID, kind: str) -> HttpResponse:
    """金品預かり証."""
    found = _book(request, keeping_id)
    made = sheets.receipt_sheet(found, request.viewer, agency=agency_of(request.viewer).name)
    return _answer(request, found, made, "receipt", kind)


@door(Duty.SEE_MONEY)
def book(request: WorkerRequest, keeping_id: UUID, kind: str) -> HttpResponse:
    """出納簿."""
    found = _book(request, keeping_id)
    made = sheets.book_sheet(found, request.viewer, agency=agency_of(request.viewer).name)
    return _answer(request, found, made, "book", kind)


def _book(request: WorkerRequest, keeping_id: UUID) -> queries.Book:
    return queries.book_of(queries.keeping_seen(request.viewer, keeping_id), request.viewer)


def _answer(
    request: WorkerRequest, found: queries.Book, made: Sheet, sheet: str, kind: str
) -> HttpResponse:
    keeping = found.standing.keeping
    record_read(
        what="print",
        people=[keeping.person_id],
        by=request.viewer,
        detail={"sheet": f"keeping-{sheet}", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse(f"keeping:{sheet}", args=[keeping.pk, one])

    more = (
        [(_("Excel, with numbers"), reverse("keeping:book_file", args=[keeping.pk]))]
        if sheet == "book"
        else []
    )
    return answer_sheet(
        request,
        made,
        kind=kind,
        name=f"keeping-{sheet}",
        address=address,
        kinds=ON_PAPER,
        context={"back_url": address_of(keeping.pk), "more_links": more},
    )


@door(Duty.SEE_MONEY)
def listed(request: WorkerRequest, kind: str) -> HttpResponse:
    """Everything that is in keeping, on paper, for whoever answers for the office."""
    viewer = request.viewer
    rows = queries.standings(queries.open_keepings(viewer)[:1000], viewer)
    record_read(
        what="print",
        people={one.keeping.person_id for one in rows},
        by=viewer,
        detail={"sheet": "keepings", "kind": kind},
    )
    made = sheets.list_sheet(rows, viewer, agency=agency_of(viewer).name)
    return answer_sheet(
        request,
        made,
        kind=kind,
        name="keepings",
        address=lambda one: reverse("keeping:list_sheet", args=[one]),
        kinds=ON_PAPER,
        context={"back_url": reverse("keeping:list")},
    )


@door(Duty.SEE_MONEY)
def book_file(request: WorkerRequest, keeping_id: UUID) -> HttpResponseBase:
    """The book as an Excel file in which numbers are numbers and days are days."""
    viewer = request.viewer
    keeping = queries.keeping_seen(viewer, keeping_id)
    found = queries.book_of(keeping, viewer)
    record_read(
        what="print",
        people=[keeping.person_id],
        by=viewer,
        detail={"sheet": "keeping-book", "kind": "xlsx"},
    )
    head = sheets.head_of_book()
    notes = [
        [
            format_day(one.on),
            _("counted %(found)s yen, should be %(expected)s yen")
            % {"found": one.found, "expected": one.expected},
            one.note,
        ]
        for one in found.counts
    ]
    return numbers_as_file(
        "keeping-book",
        _("Book of money and belongings in keeping (出納簿)"),
        (head[0], head[1], _("What"), *head[2:]),
        [_cells(one) for one in (*found.cash, *found.things)],
        notes,
        of=f"{agency_of(viewer).name}　" + _("Keeping no. %(number)s") % {"number": keeping.number},
    )


def _cells(line: queries.Line) -> list[Cell]:
    row = line.row
    return [
        row.number,
        row.on,
        line.name,
        "　".join(part for part in (row.purpose, row.why_below) if part),
        row.with_whom,
        line.came,
        line.went,
        line.total,
        row.entered_by.name,
        row.second.name if row.second else "",
    ]
