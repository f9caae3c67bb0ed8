"""An HMIS export by screen: choose its zip, see who each row is, answer and mend, take it in."""

from collections.abc import Mapping
from dataclasses import replace
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
from banso.interop.hmis_files import folder_of
from banso.interop.hmis_headings import TableHeadings, headings_of
from banso.interop.ledger_values import FIELD_LABELS
from banso.interop.rules import Report
from banso.interop.web.rows import rows_shown, said_of_rows
from banso.interop.web.taken_in import lead_to_taken_in
from banso.interop.web.taken_once import taken_once
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
        file = form.cleaned_data["file"]
        upload = uploads.put(file.read(), request.viewer, name=file.name)
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
@taken_once
def hmis_found(request: WorkerRequest, upload_id: UUID) -> HttpResponse:
    """See what becomes of each person; answer who they are, mend, take in."""
    path = uploads.where(upload_id, request.viewer)
    tables = _chosen(request, upload_id, _understood(path))
    context: dict[str, Any] = {"tables": tables, "lacks": any(one.lacks for one in tables)}
    if request.method == "POST":
        try:
            context |= _outcome(request, upload_id, tables)
        except Refusal as refused:
            context["refusal"] = str(refused.sentence)
        else:
            if "take-in" in request.POST:
                heading = _("Bring an HMIS export in")
                return lead_to_taken_in(request, upload_id, heading, context)
    status = 422 if "refusal" in context else 200
    return render(request, "interop/hmis_found.html", context, status=status)


def _outcome(
    request: WorkerRequest, upload_id: UUID, tables: list[TableHeadings]
) -> dict[str, Any]:
    """Return what an import does, or would do, as it is shown."""
    answers, mended = said_of_rows(request, upload_id)
    report = import_hmis(
        uploads.where(upload_id, request.viewer),
        file=uploads.name_of(upload_id, request.viewer),
        by=request.viewer,
        renamed=_renamed(tables),
        answers=answers,
        mended=mended,
        dry_run="take-in" not in request.POST,
    )
    alike = {who.person_id for row in report.rows for who in row.alike if who.person_id}
    record_read(what="similar", people=alike, by=request.viewer)
    return {
        "of": "people",
        "notes": report.notes,
        "rows": rows_shown(report),
        "differences": report.differences,
        "run_id": report.run_id,
        "report": reported(report, KIND_LABELS, COLUMNS),
        "others": _others(report),
    }


def _understood(path: Path, renamed: Mapping[str, str] | None = None) -> list[TableHeadings]:
    """Return the tables of an export with their headings; refuse what is none."""
    with folder_of(path) as folder:
        return headings_of(folder, renamed)


def _renamed(tables: list[TableHeadings]) -> dict[str, str]:
    return {
        f"{one.name}:{heading}": meant for one in tables for heading, meant in one.renamed.items()
    }


def _chosen(
    request: WorkerRequest, upload_id: UUID, tables: list[TableHeadings]
) -> list[TableHeadings]:
    """Return the tables with the headings as chosen on the page, now or before."""
    kept: dict[str, str] = uploads.kept_beside(upload_id, request.viewer).get("headings", {})
    said = {name: text for name, text in request.POST.items() if name.startswith("heading-")}
    chosen = kept | {name: str(text)[:300] for name, text in said.items()}
    if said:
        uploads.keep_beside(upload_id, {"headings": chosen}, request.viewer)
    return [
        replace(
            one,
            taken={
                column: _one_of(one.headings, chosen.get(f"heading-{one.name}-{column}", held))
                for column, held in one.taken.items()
            },
        )
        for one in tables
    ]


def _one_of(headings: list[str], heading: str) -> str:
    return heading if heading in headings else ""


def _others(report: Report) -> list[tuple[str, int, str, str]]:
    """Return what is not taken of rows that are no people: file, row, column and reason."""
    return [
        (one.file, one.row, one.field, one.reason)
        for kind, tally in report.kinds.items()
        if kind != "people"
        for one in tally.refused[:200]
    ]
