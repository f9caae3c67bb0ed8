"""
Receivers in and out by screen: choose a file, see what it would do, take it in; take the directory
out as a file.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.interop import uploads
from banso.interop.actions import (
    ReceiversRun,
    export_file,
    import_hsds,
    import_receivers,
    read_through,
)
from banso.interop.file_names import as_line
from banso.interop.opened_files import OpenedFile, open_file
from banso.interop.publishers import OF_AN_AGENCY, SourceOfAnAgency
from banso.interop.receiver_headings import RECEIVER_WORDS, WORDS
from banso.interop.receiver_lists import (
    EVERY_ROW,
    LONGEST_TITLE,
    HowRead,
    lists_of,
    title_of_file,
    title_said,
)
from banso.interop.rules import Report
from banso.interop.table_files import holds_hsds
from banso.interop.web.opened import chosen_columns, columns_shown, opened_for
from banso.interop.web.rows import MOST_ASKED, said_of_rows
from banso.interop.web.taken_in import lead_to_taken_in
from banso.interop.web.taken_once import taken_once
from banso.interop.web.views import UploadedFile, remarked, reported
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen, Refusal
from banso.resources.queries import received_from

KIND_LABELS = {
    "services": gettext_lazy("Receivers"),
    "organizations": gettext_lazy("Organizations"),
    "locations": gettext_lazy("Places"),
}
# What a column may be taken for, as municipalities call it.
FIELD_WORDS = {field: words[0] for field, words in WORDS.items()}
_IS, _NEW = "is:", "new"


class ReceiversForm(BansoForm):
    """A file of receivers, and who published it."""

    file = UploadedFile(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A list of facilities as Excel or CSV (headings in any order), or Open Referral "
            "HSDS 3.0 as JSON or as a zip of tables. Up to 20 MB."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Who published it"),
        max_length=200,
        help_text=gettext_lazy("For example the city. Stands beside every row."),
    )
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example CC BY 4.0. What stands in the file goes first."),
    )

    def clean_source(self) -> str:
        """Refuse a name under which agencies enter receivers of their own."""
        source = as_line(self.cleaned_data["source"], 200)
        if source.startswith(OF_AN_AGENCY):
            raise forms.ValidationError(SourceOfAnAgency.sentence)
        return source


@door(Duty.IMPORT_DATA)
def receivers(request: WorkerRequest) -> HttpResponse:
    """Choose a file of receivers."""

    def act(form: BansoForm, token: UUID | None) -> str:
        asked = form.typed()
        file = asked["file"]
        upload = uploads.put(file.read(), request.viewer, name=file.name)
        try:
            _understood(uploads.where(upload, request.viewer))
        except Refusal:
            uploads.drop(upload, request.viewer)
            raise
        about = urlencode({name: asked[name] for name in ("source", "licence")})
        return f"{reverse('interop:receivers_found', args=[upload])}?{about}"

    page = FormPage(
        _("Bring receivers in"),
        context={
            "multipart": True,
            "submit_label": _("Look at the file"),
            "back_url": reverse("resources:directory"),
            "lead": _("Nothing is taken in yet: first you see what each column is taken for."),
        },
    )
    return answer_form(request, ReceiversForm, page, act)


@door(Duty.IMPORT_DATA)
@taken_once
def receivers_found(request: WorkerRequest, upload_id: UUID) -> HttpResponse:
    """See how a file was understood; try it; take it in."""
    path = uploads.where(upload_id, request.viewer)
    asked = {
        "source": as_line(request.GET.get("source", ""), 200) or _("unknown"),
        "licence": as_line(request.GET.get("licence", ""), 200),
        "file": uploads.name_of(upload_id, request.viewer),
    }
    done = "take-in" in request.POST
    listed = None if holds_hsds(path) else opened_for(request, path.read_bytes(), RECEIVER_WORDS)
    columns = RECEIVER_WORDS.guess(listed.headings.names) if listed else {}
    lists = ListsShown.of(asked["source"], asked["file"], request.POST) if listed else None
    report, refusal, answers = None, "", dict[int, str]()
    if request.method == "POST":
        answers, _mended = said_of_rows(request, upload_id)
        if listed and lists:
            columns = chosen_columns(request, columns, WORDS)
            how = HowRead(
                columns,
                listed.headings.row,
                lists.title,
                answers,
                listed.sheet.unknown,
                close_missing="close-missing" in request.POST,
            )
        else:
            how = HowRead(close_missing="close-missing" in request.POST)
        try:
            report = _report(path, asked, listed, how, by=request.viewer, upsert=done)
        except Refusal as refused:
            refusal, done = str(refused.sentence), False
    context = {
        "heading": _("Bring receivers in"),
        "back_url": reverse("interop:receivers"),
        "asked": asked,
        "of": "receivers",
        "opened": listed,
        "lists": lists,
        "refusal": refusal,
        "fields": list(FIELD_WORDS.items()),
        "columns": columns_shown(listed, columns) if listed else [],
        "notes": report.notes if report else listed.said(columns) if listed else [],
        "remarks": remarked(report, FIELD_WORDS) if report else [],
        "report": reported(report, KIND_LABELS, FIELD_WORDS) if report else [],
        "numbers": [(row, answers.get(row.row, "")) for row in report.rows[:MOST_ASKED]]
        if report
        else [],
        "missing": report.missing[:MOST_ASKED] if report else [],
        "missing_more": max(0, len(report.missing) - MOST_ASKED) if report else 0,
        "close_missing": "close-missing" in request.POST,
        "run_id": report.run_id if report else None,
        "every": answers.get(EVERY_ROW, ""),
    }
    if done and report:
        heading = f"{context['heading']}: {asked['source']}"
        return lead_to_taken_in(request, upload_id, heading, context)
    status = 422 if refusal else 200
    return render(request, "interop/receivers_found.html", context, status=status)


@dataclass(frozen=True)
class ListsShown:
    """The lists of a publisher that are here, which was chosen, and what a new one is called."""

    here: list[tuple[str, str, int]]
    chosen: str
    new: str

    @classmethod
    def of(cls, source: str, file: str, posted: QueryDict) -> "ListsShown":
        """Return the lists of a publisher with what was chosen among them."""
        here = [
            (f"{_IS}{title}", title_said(title), len(rows))
            for title, rows in lists_of(received_from(source)).items()
        ]
        chosen, new = posted.get("list", ""), as_line(posted.get("list-title", ""), LONGEST_TITLE)
        known = {value for value, _said, _count in here}
        return cls(
            here, chosen if chosen in known or chosen == _NEW else "", new or title_of_file(file)
        )

    @property
    def title(self) -> str | None:
        """The title of the list that was chosen; none where it is to be found out."""
        if self.chosen == _NEW:
            return self.new
        return self.chosen.removeprefix(_IS) if self.chosen else None


def _understood(path: Path) -> None:
    """Look whether a file can be read at all; raises UnreadableFile if not."""
    if holds_hsds(path):
        read_through(path)
    else:
        open_file(path.read_bytes(), RECEIVER_WORDS)


def _report(
    path: Path,
    asked: dict[str, str],
    listed: OpenedFile | None,
    how: HowRead,
    *,
    by: Viewer,
    upsert: bool,
) -> Report:
    if listed is None:
        run = ReceiversRun("hsds", asked["file"], by)
        return import_hsds(
            path,
            source=asked["source"],
            close_missing=how.close_missing,
            run=run,
            dry_run=not upsert,
        )
    report = import_receivers(
        listed.cells,
        file=asked["file"],
        source=asked["source"],
        licence=asked["licence"],
        how=how,
        run=ReceiversRun("receivers", asked["file"], by),
        dry_run=not upsert,
    )
    report.notes = listed.said(how.columns or {}) + report.notes
    return report


@door(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def receivers_file(request: WorkerRequest, kind: str) -> HttpResponseBase:
    """
    The directory as a file: HSDS 3.0 as JSON or tables, or a list as municipalities keep it;
    nothing of any agency's own checks.
    """
    names = {
        "hsds.json": "application/json",
        "hsds.zip": "application/zip",
        "list.csv": "text/csv; charset=utf-8",
    }
    if kind not in names:
        raise NotSeen
    file = TemporaryFile()  # noqa: SIM115  # the answer closes it
    export_file(kind, file, by=request.viewer)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"receivers-{kind}", content_type=names[kind]
    )
