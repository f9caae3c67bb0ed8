"""What stands beside every form about a person: what not to do, and what was last."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.people import queries
from banso.people.rules import CautionKind


@door(Duty.SEE_PEOPLE)
def beside_form(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: whom a form is about, what not to do, the last memory."""
    viewer = request.viewer
    person = queries.person_seen(viewer, person_id)
    remembers = viewer.may(Duty.SEE_MEMORY)
    shown = queries.card_of(person, viewer)
    record_read(what="beside", people=[person.pk], by=viewer)
    context = {
        "card": shown,
        "alerts": [(CautionKind.label_of(one.kind), one) for one in shown.alerts],
        "newest": queries.newest_memory_of([person.pk], viewer, each=1) if remembers else [],
    }
    return render(request, "people/_partials/beside.html", context)
