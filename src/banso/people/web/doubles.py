"""Who may have been entered twice, over the whole home: looked at by somebody, pair by pair."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.people import actions, queries
from banso.people.web.finding import REASONS, with_reasons


@door(Duty.MERGE_PEOPLE, Duty.SEE_NAMES)
def doubles(request: WorkerRequest) -> HttpResponse:
    """Show the surest pairs side by side, with what speaks for one person and what against."""
    found = queries.doubles(request.viewer)
    shown = [one.person.pk for pair in found for one in (pair.one, pair.other)]
    record_read(what="similar", people=shown, by=request.viewer)
    pairs = []
    for pair in found:
        one, other = with_reasons([pair.one, pair.other], request.viewer)
        pairs.append(
            {
                "one": one,
                "other": other,
                "speaks_for": [str(REASONS[reason]) for reason in pair.speaks_for],
                "speaks_against": [str(REASONS[reason]) for reason in pair.speaks_against],
            }
        )
    return render(request, "people/doubles.html", {"pairs": pairs})


@require_POST
@door(Duty.MERGE_PEOPLE)
def apart(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Remember that these are two people, and go on with the next pair."""
    actions.say_never_same(one_id=person_id, other_id=other_id, reason="", by=request.viewer)
    messages.success(
        request, _("Noted: these are two different people. Nobody will be asked again.")
    )
    return redirect("people:doubles")
