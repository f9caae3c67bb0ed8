"""The journey of a person, on the screen and on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.people.rules import Sensitivity, readable
from banso.referrals import queries, sheets
from banso.referrals.drawing import drawn
from banso.referrals.rules import State, systems_spanned
from banso.resources.rules import System


def _left_out(viewer: Viewer) -> str:
    """
    Return the sentence that says what this viewer's role leaves out; the same whether there is
    anything or not.
    """
    hidden = [kind.label for kind in Sensitivity if kind not in readable(viewer.duties)]
    return (
        _("Left out, as your role does not include it: %(kinds)s")
        % {"kinds": "、".join(map(str, hidden))}
        if hidden
        else ""
    )


@door(Duty.SEE_MEMORY)
def journey(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The real path through receivers and systems, drawn and as a table."""
    person = person_seen(request.viewer, person_id)
    referrals = queries.journey_of(person, request.viewer)
    record_read(what="journey", people=[person.pk], by=request.viewer)
    rows: list[dict[str, Any]] = [
        {
            "row": one,
            "number": place,
            "system": System.label_of(one.system),
            "state": State.label_of(one.state),
            "came_back": sheets.came_back(one),
            "since": one.went_on or one.begun_on,
        }
        for place, one in enumerate(referrals, start=1)
    ]
    context = {
        "person": person,
        "rows": rows,
        "svg": drawn(
            sheets.stops_of(referrals),
            title=_("Journey"),
            who=_("The way walked with %(name)s") % {"name": person.called_name},
        )
        if rows
        else "",
        "systems": systems_spanned([one.system for one in referrals]),
        "back_url": f"/people/{person.pk}/",
        "left_out": _left_out(request.viewer),
    }
    return render(request, "referrals/journey.html", context)


@door(Duty.SEE_MEMORY)
def sheet(request: WorkerRequest, person_id: UUID, kind: str) -> HttpResponse:
    """The journey on one side of A4."""
    person = person_seen(request.viewer, person_id)
    referrals = queries.journey_of(person, request.viewer)
    made = sheets.journey_sheet(
        referrals,
        name=person.called_name,
        author=request.viewer.name,
        day=request.viewer.today,
        left_out=_left_out(request.viewer),
    )
    record_read(
        what="print",
        people=[person.pk],
        by=request.viewer,
        detail={"sheet": "journey", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("referrals:journey_sheet", args=[person.pk, one])

    context = {"back_url": reverse("referrals:journey", args=[person.pk])}
    return answer_sheet(request, made, kind=kind, name="journey", address=address, context=context)
