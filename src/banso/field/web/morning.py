"""The morning after: one page for a round, confirmed and handed over in one tap."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.field import actions
from banso.field.queries import morning
from banso.field.queries.visits import visits_to_look_at
from banso.field.rules import Choice, Kind, Why
from banso.intake.rules import Condition, Handed, Outcome


def _line(one: Any, night: Any, told: dict[UUID, Any]) -> dict[str, Any]:
    memory = told.get(one.pk)
    return {
        "encounter": one,
        "words": memory.words if memory else "",
        "fact": memory.fact if memory else "",
        "late": night.arrived_since(one),
        "outcome": Outcome.label_of(one.outcome),
        "condition": Condition.label_of(one.condition) if one.condition else "",
        # Where the memory may be read, what was handed over stands in it.
        "handed": []
        if memory
        else [Handed.label_of(code) for code in one.handed if code in Handed],
    }


def _aside(one: Any, viewer: Viewer) -> dict[str, Any]:
    body = one.body if isinstance(one.body, dict) else {}
    closed = () if viewer.may(Duty.SEE_PLACES) else _PLACES
    names = [name for name in _TEXTS if name not in closed]
    if body.get("kind") == Kind.PLACE and closed:
        names.remove("text")
    texts = [str(body[name]) for name in names if isinstance(body.get(name), str) and body[name]]
    return {"one": one, "why": Why.label_of(one.why), "texts": texts}


_PLACES = ("place",)
_TEXTS = ("called_name", "place", "looks", "text", "words", "note", "promise_text", "promise_on")


@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
def show(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """What a round brought home."""
    night = morning.night_of(round_id, request.viewer)
    record_read(what="round", people=night.people, by=request.viewer)
    told = morning.told_of(night, request.viewer)
    context = {
        "brought": night,
        "round": night.outreach_round,
        "seen": [_line(one, night, told) for one in night.seen],
        "away": [_line(one, night, told) for one in night.away],
        "urgent": [_line(one, night, told) for one in night.urgent],
        "ways": [{"one": one, "what": Kind.label_of(one.writing.what)} for one in night.two_ways],
        "choices": Choice.choices,
        "aside": [_aside(one, request.viewer) for one in night.aside],
    }
    return render(request, "field/morning.html", context)


@require_POST
@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.SEE_PLACES)
def settle(request: WorkerRequest, writing_id: UUID) -> HttpResponse:
    """Choose between two ways of writing."""
    row = actions.settle_writing(
        writing_id=writing_id, choice=request.POST.get("choice", ""), by=request.viewer
    )
    messages.info(request, _("Chosen. The other way of writing is kept in the record."))
    return redirect("field:morning", round_id=row.pack.round_id)


@require_POST
@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
def looked(request: WorkerRequest, op_id: UUID) -> HttpResponse:
    """Note that somebody has looked at a line that could not be written by itself."""
    row = actions.let_line_be(op_id=op_id, by=request.viewer)
    if row.pack.round_id is None:
        return redirect("field:visits", pack_id=row.pack_id)
    return redirect("field:morning", round_id=row.pack.round_id)


@require_POST
@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY, Duty.HAND_OVER)
def confirm(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """Confirm a night and hand it over."""
    shown = request.POST.get("shown", "")
    actions.hand_night_over(
        round_id=round_id, by=request.viewer, shown=int(shown) if shown.isdecimal() else None
    )
    messages.info(request, _("Confirmed, and handed over to the office."))
    return redirect("field:morning", round_id=round_id)


@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: rounds and visits that brought something home at which nobody has looked yet."""
    context = {
        "rows": morning.to_confirm(request.viewer),
        "visits": visits_to_look_at(request.viewer),
    }
    return render(request, "field/_partials/on_desk.html", context)
