"""Pages composed from fragments."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from banso.access.doors import door, guest_door
from banso.access.rules import Duty
from banso.access.viewer import GuestRequest, WorkerRequest
from banso.audit.actions import record_read
from banso.desk import queries
from banso.desk.composing import (
    apart_from_unbegun,
    composed,
    desk_parts,
    guest_parts,
    headings_of,
    person_buttons,
    person_places,
)
from banso.desk.drawing import strip
from banso.people.queries import person_seen


@door(Duty.SEE_PEOPLE)
@composed()
def today(request: WorkerRequest) -> HttpResponse:
    """The desk: a sentence that says what is so today, and then what must be empty first."""
    parts = desk_parts(request)
    says = [
        one["text"].says
        for place in parts.values()
        for one in place
        if one["text"].says and not one["part"].folded_on_phone
    ]
    context = {"parts": parts, "says": says, "beside": headings_of(parts["aside"])}
    return render(request, "desk/today.html", context)


@door(Duty.SEE_PEOPLE)
@composed()
def person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """
    The person's page: the card, what was promised, who walks along, one memory, what is known now.
    """
    found = person_seen(request.viewer, person_id)
    if found.pk != person_id:
        return redirect("desk:person", person_id=found.pk)
    record_read(what="page", people=[found.pk], by=request.viewer)
    parts = person_places(request, found.pk)
    parts["aside"], unbegun = apart_from_unbegun(parts["aside"])
    context = {
        "person": found,
        "buttons": person_buttons(request.viewer, found.pk),
        "parts": parts,
        "unbegun": unbegun,
        "unbegun_said": headings_of(unbegun),
    }
    return render(request, "desk/person.html", context)


@door(Duty.SEE_MEMORY)
def life(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Where somebody stands in the loop, and their life on one line, with the table behind it."""
    found = person_seen(request.viewer, person_id)
    lived = queries.life_of(found, request.viewer)
    today = request.viewer.today
    record_read(what="page", people=[found.pk], by=request.viewer)
    context = {
        "person": found,
        "steps": queries.steps_of(found, request.viewer),
        "life": lived,
        "wide": strip(lived, today=today, name="life"),
        "thin": strip(lived, today=today, name="life", narrow=True),
    }
    return render(request, "desk/_life.html", context)


@guest_door
def guest(request: GuestRequest) -> HttpResponse:
    """What a guest has here: the meetings they sit in."""
    return render(request, "desk/guest.html", {"parts": guest_parts()})
