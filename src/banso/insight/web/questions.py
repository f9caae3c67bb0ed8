"""
Questions on screen: put together while the count is shown, kept and shared, looked at as a list,
taken out as a file.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.actions import write_once
from banso.insight import actions, queries
from banso.insight.declared import person_columns, read_question, ready_questions
from banso.insight.question_labels import in_words
from banso.insight.web import question_builder as building
from banso.insight.web.published import from_the_snapshot
from banso.kit.asked_in_address import asked_in_address
from banso.kit.export import Cell, as_file
from banso.kit.formatting import brief_day, format_day
from banso.kit.ids import new_id, own_id, uuid_or_none
from banso.kit.models import StaleEdit
from banso.kit.numbers import whole_number
from banso.kit.refusals import NotSeen, Refusal
from banso.surveys.instrument import read as read_form
from banso.surveys.queries import offered
from banso_analysis.columns import PersonColumn

PARQUET = "application/vnd.apache.parquet"
USUAL = ["sex", "age", "last_met"]


def say(column: PersonColumn, value: Any) -> str:
    """Return a value of a column as people read it."""
    if value is None:
        return ""
    return format_day(value) if column.kind == "day" else str(column.options.get(value, value))


def _choices(chosen: Sequence[str]) -> list[tuple[str, Any, bool]]:
    """Return the columns that can be chosen, and whether they are."""
    return [(one.code, one.label, one.code in chosen) for one in person_columns().values()]


def _title(one: Any) -> dict[str, Any]:
    return {"one": one, "words": in_words(read_question(one.body))}


@door(Duty.SEE_MEMORY)
def questions(request: WorkerRequest) -> HttpResponse:
    """One's own questions and those that are shared."""
    rows = [_title(one) for one in queries.questions_seen_by(request.viewer).order_by("-pk")[:200]]
    return render(
        request,
        "insight/questions.html",
        {
            "rows": rows,
            "at": queries.published_at(request.viewer),
            "ready": ready_questions().values(),
        },
    )


def _forms(viewer: Viewer) -> list[Any]:
    return [read_form(body) for body in offered(viewer).values()]


def _counted(viewer: Viewer, made: building.Building) -> dict[str, Any]:
    """Return how many people it is true of now, nothing while something can't be read or asked."""
    group = read_question(made.body())
    if not made.is_readable:
        return {}
    try:
        found = queries.count_of(viewer, group)
    except queries.NothingPublished:
        return {"unpublished": True}
    return {"people": found.people, "at": found.at, "words": in_words(group)}


@door(Duty.SEE_MEMORY)
@asked_in_address(lambda posted: "keep" not in posted)
def build(request: WorkerRequest, question_id: UUID | None = None) -> HttpResponse:
    """Put a question together; each change shows of how many people it is true."""
    viewer, kept = (
        request.viewer,
        queries.own_question(request.viewer, question_id) if question_id else None,
    )
    context: dict[str, Any]
    if request.method == "POST":
        made = building.typed(request.POST)
        if "keep" in request.POST and (answer := _keep(request, made, kept)):
            return answer
        context = {
            "title": request.POST.get("title", ""),
            "columns": request.POST.getlist("columns"),
            "shared": "shared" in request.POST,
            "version": request.POST.get("version", ""),
            "submission": request.POST.get("submission", ""),
        }
    else:
        ready = ready_questions().get(request.GET.get("ready", ""))
        made = building.kept(kept.body) if kept else building.fresh()
        if ready and not kept:
            made = building.kept(ready.body(viewer.today))
        context = {
            "title": kept.title if kept else str(ready.title if ready else ""),
            "columns": kept.columns if kept else USUAL,
            "shared": bool(kept and kept.shared),
            "version": kept.version if kept else "",
            "submission": new_id(),
        }
    counted = _counted(viewer, made)
    context |= {
        "groups": building.shown(made, _forms(viewer)),
        "every": made.every,
        "counted": counted,
        "kept": kept,
        "column_choices": _choices(context["columns"]),
        "more_groups": len(made.groups) < building.MOST_GROUPS,
    }
    return render(
        request, "insight/build.html", context, status=422 if "keep" in request.POST else 200
    )


def _keep(request: WorkerRequest, made: building.Building, kept: Any) -> HttpResponse | None:
    body, typed = made.body(), request.POST
    if not made.is_readable:
        messages.warning(request, _("Something could not be read; it stands beside its field."))
        return None
    version = whole_number(typed.get("version", ""))
    token = uuid_or_none(typed.get("submission", ""))

    def write() -> str:
        done = actions.keep_question(
            title=typed.get("title", ""),
            body=body,
            columns=typed.getlist("columns"),
            shared="shared" in typed,
            question_id=kept.pk if kept else None,
            version=version,
            by=request.viewer,
            new=own_id(token, request.viewer.member_id),
        )
        return str(done.pk)

    try:
        done = write_once(token=token, write=write, by=request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return None
    except StaleEdit:
        messages.warning(
            request,
            _(
                "It was changed in another window in the meantime. Please open it again; "
                "what you see here has not been kept."
            ),
        )
        return None
    return redirect("insight:question", done)


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def show(request: WorkerRequest, question_id: UUID) -> HttpResponse:
    """Of whom it is true, with the chosen columns."""
    viewer, kept = request.viewer, queries.question_seen(request.viewer, question_id)
    chosen = queries.known(request.GET.getlist("columns") or kept.columns)
    group, columns = read_question(kept.body), queries.named(chosen)
    found = queries.answer_of(viewer, group, chosen, cursor=request.GET.get("after_row", ""))
    record_read(what="question", people=[one.pk for one in found.page.rows], by=viewer)
    rows = [
        (
            one,
            [
                brief_day(value) if column.kind == "day" else say(column, value)
                for column, value in zip(columns, found.beside.get(one.pk, ()), strict=False)
            ],
        )
        for one in found.page.rows
    ]
    context = {
        "kept": kept,
        "words": in_words(group),
        "rows": rows,
        "found": found,
        "labels": [column.label for column in columns],
        "is_own": kept.owner_id == viewer.member_id,
        "column_choices": _choices(chosen),
        "query": "&".join(f"columns={code}" for code in chosen),
    }
    return render(request, "insight/question.html", context)


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@from_the_snapshot
def taken_out(request: WorkerRequest, question_id: UUID, kind: str) -> HttpResponseBase:
    """The list as a file: CSV, Excel or Parquet."""
    kept = queries.question_seen(request.viewer, question_id)
    if kind not in ("csv", "xlsx", "parquet"):
        raise NotSeen
    columns = queries.named(request.GET.getlist("columns") or kept.columns)
    rows = queries.rows_of_question(
        request.viewer, read_question(kept.body), [one.code for one in columns]
    )
    record_read(
        what="question",
        people=[person for person, _name, _values in rows],
        by=request.viewer,
        detail={"file": kind},
    )
    if kind == "parquet":
        return _parquet(
            f"banso-question-{kept.pk.hex[-6:]}",
            columns,
            [(name, *values) for _person, name, values in rows],
        )
    header = [_("Called name"), *(str(one.label) for one in columns)]
    cells = [
        [name, *(_cell(column, value) for column, value in zip(columns, values, strict=True))]
        for _person, name, values in rows
    ]
    return as_file(kind, f"banso-question-{kept.pk.hex[-6:]}", header, cells, title=kept.title)


def _cell(column: PersonColumn, value: Any) -> Cell:
    """Return a value of a column as it stands in a file: numbers and days as what they are."""
    return value if column.kind in ("number", "day") else say(column, value)


def _parquet(name: str, columns: list[PersonColumn], rows: list[tuple[Any, ...]]) -> HttpResponse:
    kinds = {"code": pa.string(), "number": pa.int32(), "day": pa.date32()}
    schema = pa.schema(
        [("called_name", pa.string()), *((one.code, kinds[one.kind]) for one in columns)]
    )
    made = (
        [
            pa.array(values, kind.type)
            for values, kind in zip(zip(*rows, strict=True), schema, strict=True)
        ]
        if rows
        else []
    )
    out = BytesIO()
    pq.write_table(pa.Table.from_arrays(made, schema=schema) if made else schema.empty_table(), out)
    return HttpResponse(
        out.getvalue(),
        content_type=PARQUET,
        headers={"Content-Disposition": f'attachment; filename="{name}.parquet"'},
    )


@require_POST
@door(Duty.SEE_MEMORY)
def drop(request: WorkerRequest, question_id: UUID) -> HttpResponse:
    """Put a question of one's own aside."""
    actions.drop_question(question_id=question_id, by=request.viewer)
    messages.success(request, _("Put aside."))
    return redirect("insight:questions")
