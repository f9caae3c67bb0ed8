"""An HMIS export by screen: choose its zip, see who each row is, answer and mend, take it in."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.interop import uploads
from banso.interop.actions import import_hmis
from banso.interop.hmis_files import folder_of, read_export
from banso.interop.ledger_values import FIELD_LABELS
from banso.interop.rules import Report
from banso.interop.web.rows import rows_shown, said_of_rows
from banso.interop.web.views import KIND_LABELS, UploadedFile, reported
from banso.kit.forms import BansoForm
from banso.kit.refusals import Refusal

COLUMNS = {
    "PersonalID": FIELD_LABELS["number"],
    "FirstName": FIELD_LABELS["given_name"],
    "LastName": FIELD_LABELS["family_name"],
    "DOB": FIELD_LABELS["birth"],
}


class HmisForm(BansoForm):
    """The zip of an export."""

    file = UploadedFile(
        label=gettext_lazy("Zip of the export"),
        help_text=gettext_lazy("The CSV files of an HMIS export in one zip. Up to 20 MB."),
    )


@door(Duty.IMPORT_DATA)
def hmis(request: WorkerRequest) -> HttpResponse:
    """Choose the zip of an export."""
    form = HmisForm(request.POST, request.FILES) if request.method == "POST" else HmisForm()
    if form.is_bound and form.is_valid():
        upload = uploads.put(form.cleaned_data["file"].read(), request.viewer)
        try:
            _understood(uploads.where(upload, request.viewer))
        except Refusal as refusal:
            uploads.drop(upload, request.viewer)
            form.add_error("file", str(refusal.sentence))
        else:
            return redirect("interop:hmis_found", upload_id=upload)
    context = {
        "form": form,
        "heading": _("Bring an HMIS export in"),
        "multipart": True,
        "submit_label": _("Look at the file"),
        "back_url": reverse("interop:imports"),
        "lead": _("Nothing is taken in yet: first you see what becomes of each row."),
    }
    return render(request, "interop/imports.html", context, status=422 if form.errors else 200)


@door(Duty.IMPORT_DATA)
def hmis_found(request: WorkerRequest, upload_id: UUID) -> HttpResponse:
    """See what becomes of each person; answer who they are, mend, take in."""
    path = uploads.where(upload_id, request.viewer)
    context: dict[str, Any] = {"tables": _understood(path)}
    if request.method == "POST":
        answers, mended = said_of_rows(request, upload_id)
        done = "take-in" in request.POST
        report = import_hmis(
            path, by=request.viewer, answers=answers, mended=mended, dry_run=not done
        )
        alike = {who.person_id for row in report.rows for who in row.alike if who.person_id}
        record_read(what="similar", people=alike, by=request.viewer)
        if done:
            uploads.drop(upload_id, request.viewer)
        context |= {
            "done": done,
            "notes": report.notes,
            "rows": rows_shown(report),
            "differences": report.differences,
            "run_id": report.run_id,
            "report": reported(report, KIND_LABELS, COLUMNS),
            "others": _others(report),
        }
    return render(request, "interop/hmis_found.html", context)


def _understood(path: Path) -> list[tuple[str, int]]:
    """Return the tables of an export with how many rows each holds; refuse what is none."""
    with folder_of(path) as folder:
        export = read_export(folder)
    return [(name, len(rows)) for name, rows in export.tables.items()]


def _others(report: Report) -> list[tuple[str, int, str, str]]:
    """Return what is not taken of rows that are no people: file, row, column and reason."""
    return [
        (one.file, one.row, one.field, one.reason)
        for kind, tally in report.kinds.items()
        if kind != "people"
        for one in tally.refused[:200]
    ]
