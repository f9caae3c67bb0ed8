"""
Bringing a ledger in: choose a file, see what each column was taken for, correct it, look at the
outcome, take it in.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.interop import queries, uploads
from banso.interop.actions import LedgerSheet, import_ledger, keep_mapping
from banso.interop.ledger_headings import FIELDS, LEDGER_WORDS, MANY, lacking
from banso.interop.ledger_values import FIELD_LABELS
from banso.interop.opened_files import open_file
from banso.interop.rules import Report, Tally
from banso.interop.web.opened import chosen_columns, columns_shown, opened_for
from banso.interop.web.rows import rows_shown, said_of_rows
from banso.interop.web.taken_in import lead_to_taken_in
from banso.interop.web.taken_once import taken_once
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen, Refusal
from banso.people.rules import Ledger

MAX_BYTES = 20 * 1024 * 1024
KIND_LABELS = {
    "people": gettext_lazy("People"),
    "ledger_entries": gettext_lazy("Ledger entries"),
    "contacts": gettext_lazy("Contact notes"),
    "encounters": gettext_lazy("Encounters"),
}


class UploadedFile(forms.FileField):
    """A file of up to 20 MB."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is too large."""
        file = super().clean(data, initial)
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class UploadForm(BansoForm):
    """A ledger's file."""

    file = UploadedFile(
        label=gettext_lazy("Excel or CSV file"),
        help_text=gettext_lazy(
            "Headings in any order, years of an era (和暦), title rows, Shift_JIS: all fine. "
            "Up to 20 MB."
        ),
    )
    ledger = forms.ChoiceField(
        label=gettext_lazy("Into which ledger"),
        choices=Ledger.choices,
        widget=forms.RadioSelect,
        initial="outreach",
    )


@door(Duty.IMPORT_DATA)
def imports(request: WorkerRequest) -> HttpResponse:
    """Choose a file."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            open_file(content, LEDGER_WORDS)
        except Refusal as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            upload = uploads.put(content, request.viewer, name=file.name)
            return redirect("interop:mapping", upload_id=upload, ledger=form.cleaned_data["ledger"])
    context = {
        "form": form,
        "heading": _("Bring a ledger in"),
        "multipart": True,
        "submit_label": _("Look at the file"),
        "lead": _("Nothing is taken in yet: first you see what each column is taken for."),
    }
    return render(request, "interop/imports.html", context, status=422 if form.errors else 200)


@door(Duty.IMPORT_DATA)
@taken_once
def mapping(request: WorkerRequest, upload_id: UUID, ledger: str) -> HttpResponse:
    """See and correct what each column is taken for; try; take in."""
    if ledger not in set(Ledger):
        raise NotSeen
    opened = opened_for(request, uploads.get(upload_id, request.viewer), LEDGER_WORDS)
    header = opened.headings.names
    columns, _kept = queries.mapping_of(header, request.viewer)
    report: Report | None = None
    done = False
    if request.method == "POST":
        columns = chosen_columns(request, columns, FIELDS, MANY)
        answers, mended = said_of_rows(request, upload_id)
        done = "take-in" in request.POST
        if done:
            keep_mapping(header=header, columns=columns, ledger=ledger, by=request.viewer)
        name = uploads.name_of(upload_id, request.viewer)
        report = import_ledger(
            LedgerSheet(
                opened.cells,
                opened.headings.row,
                columns,
                name,
                header,
                mended,
                opened.sheet.unknown,
            ),
            ledger=ledger,
            by=request.viewer,
            answers=answers,
            dry_run=not done,
        )
        report.notes = opened.said(columns, lacking(ledger, columns)) + report.notes
        alike = {who.person_id for row in report.rows for who in row.alike if who.person_id}
        record_read(what="similar", people=alike, by=request.viewer)
    context = {
        "opened": opened,
        "columns": columns_shown(opened, columns),
        "fields": list(FIELD_LABELS.items()),
        "ledger": Ledger.label_of(ledger),
        "of": "people",
        "notes": report.notes if report else opened.said(columns, lacking(ledger, columns)),
        "rows": rows_shown(report) if report else None,
        "differences": report.differences if report else 0,
        "run_id": report.run_id if report else None,
        "report": reported(report, KIND_LABELS, FIELD_LABELS) if report else [],
    }
    if done:
        heading = f"{_('Bring a ledger in')}: {context['ledger']}"
        return lead_to_taken_in(request, upload_id, heading, context)
    return render(request, "interop/mapping.html", context)


def reported(
    report: Report, kinds: Mapping[str, Any], fields: Mapping[str, Any]
) -> list[tuple[Any, Tally, list[tuple[int, Any, str]]]]:
    """
    Return a report as it is shown: each kind of row, and the rows not taken with the field as
    people call it.
    """
    return [
        (
            kinds[kind],
            tally,
            [
                (one.row, fields.get(one.field, one.field), one.reason)
                for one in tally.refused[:200]
            ],
        )
        for kind, tally in report.kinds.items()
    ]


def remarked(report: Report, fields: Mapping[str, Any]) -> list[tuple[int, Any, str]]:
    """Return the remarks on single rows as they are shown: row, field as people call it, words."""
    return [(one.row, fields.get(one.field, one.field), one.text) for one in report.remarks[:200]]
