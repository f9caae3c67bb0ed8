"""
The table on screen: one page for everybody who sits there, looking again every three seconds; its
steps; its sheet.
"""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.conferences import actions, queries, sheets
from banso.conferences.agenda_sheet import agenda
from banso.conferences.rules import WRITABLE, Attendance, Kind, State
from banso.conferences.web.closing import ClosingForm
from banso.conferences.web.conferences import show_url
from banso.conferences.web.forms import ConfirmationForm, PaperForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.sheets import Sheet
from banso.kit.sheets.answering import KINDS, answer_sheet


def table_context(request: WorkerRequest, conference_id: UUID) -> dict[str, Any]:
    """
    Return a conference's table as this member sees it; reading it is traced for everybody on its
    agenda.
    """
    viewer = request.viewer
    found = queries.conference_seen(viewer, conference_id)
    table = queries.table_for_member(found, viewer)
    record_read(
        what="conference",
        people=[one.item.person_id for one in table.items if one.item.person_id],
        by=viewer,
    )
    mine = next((one for one in table.seats if one.member_id == viewer.member_id), None)
    return {
        "conference": found,
        "table": table,
        "kind": Kind.label_of(found.kind),
        "state": State.label_of(found.state),
        "sealed": found.kind == Kind.SEALED,
        "writable": found.state in WRITABLE,
        "attended": [
            one
            for one in table.seats
            if viewer.member_id in (found.chair_id, found.keeper_id, one.member_id)
        ],
        "live": found.state != State.CONFIRMED,
        "unconfirmed": [
            one
            for one in table.seats
            if found.state == State.CLOSED
            and viewer.member_id in (found.chair_id, found.keeper_id)
            and one.attendance == Attendance.PRESENT
            and not one.confirmed_by
            and one.member_id != viewer.member_id
        ],
        "to_confirm": found.state == State.CLOSED
        and mine is not None
        and mine.confirmed_at is None,
        "not_reached": queries.not_reached(found, viewer)
        if found.state == State.CLOSED and viewer.member_id in (found.chair_id, found.keeper_id)
        else [],
        "missing_papers": sum(one.back_at is None for one in table.papers),
    }


@door(Duty.CONFER)
def show(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """The table."""
    context = table_context(request, conference_id)
    return render(
        request,
        "conferences/show.html",
        {**context, "paper_form": PaperForm(), "back_url": reverse("conferences:list")},
    )


@door(Duty.CONFER)
def now(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Fragment: the table as it is now; nothing (204) where it looks as the screen knows it."""
    saved = "saved" in request.GET
    if not saved and request.GET.get("tag") == queries.tag_of(
        queries.conference_seen(request.viewer, conference_id)
    ):
        return HttpResponse(status=204)
    context = table_context(request, conference_id)
    return render(
        request,
        "conferences/_partials/saved.html" if saved else "conferences/_partials/table.html",
        {**context, "oob": saved},
    )


STEPS: dict[str, Callable[..., Any]] = {
    "start": actions.start_conference,
    "reopen": actions.reopen_conference,
    "confirm": actions.confirm_seat,
}


@require_POST
@door(Duty.CONFER)
def step(request: WorkerRequest, conference_id: UUID, step: str) -> HttpResponse:
    """Begin, open again, confirm; a meeting closes on a page of its own, which asks first."""
    if step not in STEPS:
        raise Http404
    STEPS[step](conference_id=conference_id, by=request.viewer)
    return redirect(show_url(conference_id))


def _say_whom_it_does_not_reach(request: WorkerRequest, conference_id: UUID) -> None:
    found = queries.conference_seen(request.viewer, conference_id)
    names = {one.seat.name for one in queries.not_reached(found, request.viewer)}
    if names:
        said = _("What was decided does not reach %(names)s here. Please tell them.")
        messages.warning(request, said % {"names": "、".join(sorted(names))})


@door(Duty.CONFER)
def closing(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Before the meeting closes: what follows; who does what was decided, and by when."""
    viewer = request.viewer
    found = queries.conference_seen(viewer, conference_id)
    if request.method == "GET" and found.state != State.RUNNING:
        return redirect(show_url(found.pk))
    missing = queries.open_decisions(found, viewer)
    seats = queries.seats_seen(viewer, found)
    people = {one.item.person_id for one in missing if one.item.person_id}
    record_read(what="conference", people=people, by=viewer)

    def act(form: BansoForm, _token: UUID | None) -> str:
        settled = cast(ClosingForm, form).settled()
        actions.close_conference(conference_id=found.pk, by=viewer, settled=settled)
        _say_whom_it_does_not_reach(request, found.pk)
        return show_url(found.pk)

    page = FormPage(
        _("Before the meeting closes"),
        form_kwargs={"missing": missing, "seats": [(str(one.pk), one.name) for one in seats]},
        context={
            "back_url": show_url(found.pk),
            "lead": _("Decided, but without who does it or by when: it would be nobody’s promise.")
            if missing
            else _(
                "What was decided goes to the desks as promises, and nobody writes any more: those "
                "who were there confirm the minutes. Until then it can be opened again."
            ),
            "submit_label": _("Close the meeting"),
        },
    )
    return answer_form(request, ClosingForm, page, act)


@require_POST
@door(Duty.CONFER)
def attend(request: WorkerRequest, seat_id: UUID, attendance: str) -> HttpResponse:
    """Note that somebody is there, or is not."""
    seat = queries.seat_seen(request.viewer, seat_id)
    actions.set_attendance(seat_id=seat.pk, attendance=attendance, by=request.viewer)
    if request.htmx:
        return render(
            request, "conferences/_partials/table.html", table_context(request, seat.conference_id)
        )
    return redirect(show_url(seat.conference_id))


@door(Duty.CONFER)
def note_confirmation(request: WorkerRequest, seat_id: UUID) -> HttpResponse:
    """Note how somebody without a screen confirmed."""
    seat = queries.seat_seen(request.viewer, seat_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.note_confirmation(seat_id=seat.pk, by=request.viewer, **form.typed())
        messages.success(request, _("It waits for somebody else’s word now."))
        return show_url(seat.conference_id)

    page = FormPage(
        _("%(name)s and the minutes") % {"name": seat.name},
        context={
            "back_url": show_url(seat.conference_id),
            "lead": _(
                "Somebody else who knows of the meeting confirms it, with the paper in hand."
            ),
        },
    )
    return answer_form(request, ConfirmationForm, page, act)


@door(Duty.CONFER)
def sheet(request: WorkerRequest, conference_id: UUID, kind: str) -> HttpResponse:
    """
    The minutes on A4; a sealed meeting's carry the name of whoever prints them, and leave in no
    file that could be worked with.
    """
    context = table_context(request, conference_id)
    made = sheets.minutes(context["table"], author=request.viewer.name)
    return _printed(request, context, made, kind, "minutes")


@door(Duty.CONFER)
def agenda_sheet(request: WorkerRequest, conference_id: UUID, kind: str) -> HttpResponse:
    """The agenda and the list of matters on A4; a sealed meeting's as its minutes."""
    context = table_context(request, conference_id)
    return _printed(request, context, agenda(context["table"], request.viewer), kind, "agenda")


def _printed(
    request: WorkerRequest, context: dict[str, Any], made: Sheet, kind: str, name: str
) -> HttpResponse:
    found = context["conference"]
    people = [one.item.person_id for one in context["table"].items if one.item.person_id]
    record_read(
        what="print", people=people, by=request.viewer, detail={"sheet": name, "kind": kind}
    )

    def address(one: str) -> str:
        return f"{request.path.rpartition('.')[0]}.{one}"

    kinds = ("html", "pdf") if context["sealed"] else KINDS
    return answer_sheet(
        request,
        made,
        kind=kind,
        name=name,
        address=address,
        kinds=kinds,
        context={"back_url": show_url(found.pk)},
    )
