"""Meeting somebody on a round, in one tap or with words, and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.leading import lead_back
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.actions import write_once
from banso.intake import actions, queries
from banso.intake.rules import Outcome
from banso.intake.web.forms import MeetForm
from banso.intake.web.rounds import people_of_night, round_context
from banso.kit.ids import own_id
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.undoing import say_saved
from banso.people.queries import alike_to, person_seen
from banso.people.web.finding import with_reasons


def _meet(request: WorkerRequest, round_id: UUID, form: MeetForm) -> str:
    typed = form.typed()
    encounter = actions.meet(
        round_id=round_id,
        person_id=typed.pop("person"),
        meeting=actions.NewMeeting(at=timezone.now(), **typed),
        by=request.viewer,
        encounter_id=own_id(form.cleaned_data["submission"], request.viewer.member_id),
    )
    back = reverse("intake:round", args=[round_id])
    return back if form.cleaned_data["person"] else f"{back}?met={encounter.person_id}"


def _say_met(request: WorkerRequest, form: MeetForm) -> None:
    """Say that a meeting was written, with the way to take it back."""
    written = own_id(form.cleaned_data["submission"], request.viewer.member_id)
    if written is None:
        return
    try:
        encounter = queries.encounter_seen(request.viewer, written)
    except NotSeen:
        return
    if encounter.taken_back_at is not None:
        messages.info(request, _("This was taken back already. Nothing was changed."))
        return
    said = {
        "name": encounter.person.called_name,
        "what": Outcome.label_of(encounter.outcome),
        "time": f"{timezone.localtime(encounter.at):%H:%M}",
    }
    say_saved(
        request,
        _("%(name)s: wrote down “%(what)s” at %(time)s.") % said,
        undo=reverse("intake:take_meeting_back", args=[encounter.pk]),
    )


@require_POST
@door(Duty.RECORD_ROUNDS)
def meet(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """Write down one meeting; the row for somebody known needs one tap."""
    queries.round_seen(request.viewer, round_id)
    form = MeetForm(request.POST)
    if form.is_valid():
        try:
            back = write_once(
                token=form.cleaned_data["submission"],
                write=lambda: _meet(request, round_id, form),
                by=request.viewer,
            )
            person_id = form.cleaned_data["person"]
            actions.drop_meeting_draft(round_id=round_id, person_id=person_id, by=request.viewer)
            _say_met(request, form)
            return redirect(back)
        except Refusal as refusal:
            form.add_error(
                refusal.field if refusal.field in form.fields else None, str(refusal.sentence)
            )
    context = round_context(request, round_id)
    record_read(what="round", people=people_of_night(context), by=request.viewer)
    return render(
        request,
        "intake/round.html",
        {
            **context,
            "form": form,
            "draft_key": f"meet:{round_id}",
            "address_again": reverse("intake:round", args=[round_id]),
        },
        status=422,
    )


@door(Duty.RECORD_ROUNDS)
def just_met(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: who may be the same as somebody entered a moment ago."""
    person = person_seen(request.viewer, person_id)
    found = alike_to(request.viewer, person) if request.viewer.may(Duty.SEE_NAMES) else []
    people = [person.pk, *(hit.person.pk for hit in found)]
    record_read(what="similar", people=people, by=request.viewer)
    hits = with_reasons(found, request.viewer)
    return render(request, "intake/_partials/just_met.html", {"person": person, "hits": hits})


@require_POST
@door(Duty.RECORD_ROUNDS)
def take_meeting_back(request: WorkerRequest, encounter_id: UUID) -> HttpResponse:
    """Take back a meeting on the day it was written."""
    back = actions.take_meeting_back(encounter_id=encounter_id, by=request.viewer)
    messages.info(
        request, _("Taken back: the meeting with %(name)s.") % {"name": back.person.called_name}
    )
    target = request.POST.get("next") or reverse("intake:round", args=[back.round_id])
    return lead_back(request, target.split("?met=")[0])  # nobody was entered after all
