"""What is told of a file that was taken in: kept for a day, shown as one may see it then."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banso.access.viewer import Viewer, WorkerRequest
from banso.interop import uploads
from banso.interop.web.rows import RowsShown
from banso.people.queries import seen_among


def lead_to_taken_in(
    request: WorkerRequest, upload_id: UUID, heading: str, shown: dict[str, Any]
) -> HttpResponse:
    """Let the file go, and lead to the page that tells what became of it (`shown` there)."""
    rows: RowsShown | None = shown.get("rows")
    told = {
        "at": request.path,
        "heading": heading,
        "of": shown["of"],
        "run_id": str(shown["run_id"] or ""),
        "notes": [str(note) for note in shown["notes"]],
        "differences": shown.get("differences", 0),
        "report": [
            [str(label), _counts(tally), _texts(refused)]
            for label, tally, refused in shown["report"]
        ],
        "remarks": _texts(shown.get("remarks", [])),
        "others": _texts(shown.get("others", [])),
        "rows": [_row(row) for row in [*rows.open, *rows.others]] if rows else None,
        "more": rows.more if rows else 0,
    }
    uploads.let_go(upload_id, request.viewer, told=told)
    return redirect(request.path)


def _counts(tally: Any) -> dict[str, int]:
    names = ("read", "new", "changed", "unchanged", "rows_refused")
    return {name: getattr(tally, name) for name in names}


def _texts(rows: list[Any]) -> list[list[str]]:
    return [[str(text) for text in row] for row in rows]


def _row(row: Any) -> dict[str, Any]:
    said = row.said
    return {
        "said": {
            "row": said.row,
            "name": said.name,
            "why": str(said.why),
            "lines": [str(line) for line in said.lines],
            "person_id": str(said.person_id or ""),
        },
        "became": str(row.became),
        "mistakes": [{"label": str(one.label), "reason": one.reason} for one in row.mistakes],
    }


def taken_in_page(request: WorkerRequest, told: dict[str, Any]) -> HttpResponse:
    """Show what became of a file; of somebody who is out of sight since, nothing but the row."""
    context = told | {"done": True, "rows": None}
    if told["rows"] is not None:
        context["rows"] = {"others": _seen(told["rows"], request.viewer), "more": told["more"]}
    return render(request, "interop/taken_in.html", context)


def _seen(rows: list[dict[str, Any]], viewer: Viewer) -> list[dict[str, Any]]:
    people = {UUID(row["said"]["person_id"]) for row in rows if row["said"]["person_id"]}
    seen = {str(one) for one in seen_among(people, viewer)}
    hidden = {
        "name": "",
        "why": _("belongs to an entry that is not open to you"),
        "lines": [],
        "person_id": "",
    }
    return [
        row
        if row["said"]["person_id"] in {"", *seen}
        else row | {"said": row["said"] | hidden, "mistakes": []}
        for row in rows
    ]
