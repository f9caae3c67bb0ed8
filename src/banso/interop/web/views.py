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
from banso.interop import queries, uploads
from banso.interop.actions import LedgerSheet, import_ledger, keep_mapping
from banso.interop.ledger_headings import FIELDS
from banso.interop.rules import Report, Tally
from banso.interop.table_files import cells_of
from banso.kit.forms import BansoForm
from banso.kit.refusals import Refusal
from banso.people.rules import Ledger

MAX_BYTES = 20 * 1024 * 1024
FIELD_LABELS = {
    "called_name": gettext_lazy("Called name"),
    "full_name": gettext_lazy("Full name"),
    "kana": gettext_lazy("Reading (kana)"),
    "birth": gettext_lazy("Date of birth"),
    "sex": gettext_lazy("Sex"),
    "number": gettext_lazy("Number in the earlier ledger"),
    "opened_on": gettext_lazy("Opened"),
    "closed_on": gettext_lazy("Closed"),
    "contact": gettext_lazy("Phone, or somebody through whom"),
    "place": gettext_lazy("Can be met at"),
    "sleeps_at": gettext_lazy("Where the person sleeps"),
    "since_words": gettext_lazy("On the street this time for"),
    "health": gettext_lazy("Health: complaints, treatment, medicine"),
    "income": gettext_lazy("Monthly income (last three months, yen)"),
    "papers": gettext_lazy("Papers: has, lost, being renewed"),
    "wish_words": gettext_lazy("The wish in the person’s own words"),
    "room": gettext_lazy("Room"),
    "belongings": gettext_lazy("Belongings kept"),
    "exit_to": gettext_lazy("Where to"),
    "dwelling": gettext_lazy("Dwelling"),
    "contract": gettext_lazy("Contract: from, until, in whose name"),
    "visits": gettext_lazy("Visit calendar"),
    "benefits": gettext_lazy("Benefits and pension"),
    "whom_to_call": gettext_lazy("Whom to call when something happens"),
    "note": gettext_lazy("Note"),
}
KIND_LABELS = {
    "people": gettext_lazy("People"),
    "ledger_entries": gettext_lazy("Ledger entries"),
    "contacts": gettext_lazy("Contact notes"),
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
            "Headings in any order, 和暦, title rows, Shift_JIS: all fine. Up to 20 MB."
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
        content = form.cleaned_data["file"].read()
        try:
            cells_of(content)
        except Refusal as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            upload = uploads.put(content, request.viewer)
            return redirect("interop:mapping", upload_id=upload, ledger=form.cleaned_data["ledger"])
    context = {
        "form": form,
        "heading": _("Bring a ledger in"),
        "multipart": True,
        "submit_label": _("Look at the file"),
        "lead": _("Nothing is taken in yet: first you see what each column is taken for."),
    }
    return render(request, "kit/form_page.html", context, status=422 if form.errors else 200)


@door(Duty.IMPORT_DATA)
def mapping(request: WorkerRequest, upload_id: UUID, ledger: str) -> HttpResponse:
    """See and correct what each column is taken for; try; take in."""
    cells = cells_of(uploads.get(upload_id, request.viewer))
    top, columns, _kept = queries.mapping_for(cells, request.viewer)
    header = cells[top] if cells else []
    report: Report | None = None
    done = False
    if request.method == "POST" and ledger in set(Ledger):
        columns = _chosen(request, len(header))
        done = "take-in" in request.POST
        if done:
            keep_mapping(header=header, columns=columns, ledger=ledger, by=request.viewer)
        report = import_ledger(
            LedgerSheet(cells, top, columns, _("the file")),
            ledger=ledger,
            by=request.viewer,
            dry_run=not done,
        )
        if done:
            uploads.drop(upload_id, request.viewer)
    samples = [
        [row[column] if column < len(row) else "" for row in cells[top + 1 : top + 4]]
        for column in range(len(header))
    ]
    context = {
        "columns": [
            (number, heading, columns.get(number, ""), samples[number])
            for number, heading in enumerate(header)
            if heading.strip()
        ],
        "fields": FIELD_LABELS.items(),
        "ledger": Ledger.label_of(ledger),
        "done": done,
        "report": reported(report, KIND_LABELS, FIELD_LABELS) if report else [],
    }
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


def _chosen(request: WorkerRequest, width: int) -> dict[int, str]:
    """Return what each column was chosen to mean; a field chosen twice counts once."""
    columns: dict[int, str] = {}
    for number in range(width):
        field = request.POST.get(f"column-{number}", "")
        if field in FIELDS and field not in columns.values():
            columns[number] = field
    return columns
