"""Pages of a letter that came: opened by somebody, looked at with the person, decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.consent.rules import Part
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.sharing import actions, queries
from banso.sharing.rules import Sort, State
from banso.sharing.web.forms import OpenLetterForm
from banso.sharing.web.letters import page_of


@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
def open_letter(request: WorkerRequest) -> HttpResponse:
    """Open a letter that came as a file."""

    def act(form: BansoForm, _token: UUID | None) -> str:
        opened = actions.open_letter(sealed=form.cleaned_data["letter"].read(), by=request.viewer)
        said = {
            Sort.WITHDRAWAL: _("What the person took back is closed. The receipt is below."),
            Sort.RECEIPT: _("The receipt is noted."),
        }.get(Sort(opened.letter.kind), "")
        if opened.again:
            said = _("This letter came before. Nothing has changed.")
        if said:
            messages.info(request, said)
        received = getattr(opened.letter, "received", None)
        if received is None:
            return reverse("sharing:houses")
        return reverse("sharing:received", args=[received.pk])

    page = FormPage(
        _("Open a letter"),
        context={
            "back_url": reverse("sharing:houses"),
            "submit_label": _("Open it"),
            "multipart": True,
        },
    )
    return answer_form(request, OpenLetterForm, page, act)


@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
def show(request: WorkerRequest, received_id: UUID) -> HttpResponse:
    """What came: from whom, what, until when, and whom it may be about."""
    viewer = request.viewer
    one = queries.received_seen(viewer, received_id)
    copies = queries.copies_of(one, viewer)
    waits = one.state == State.WAITING and bool(copies)
    hits = queries.proposed(one, viewer) if waits else []
    people = [hit.person.pk for hit in hits] + ([one.person_id] if one.person_id else [])
    record_read(what="houses", people=people, by=viewer)
    context = {
        "one": one,
        "copies": [(copy, Part.label_of(copy.part)) for copy in copies],
        "waits": waits and viewer.may(Duty.WRITE_MEMORY),
        "state": State.label_of(one.state),
        "hits": hits,
        "back_url": reverse("sharing:houses"),
    }
    return render(request, "sharing/received.html", context)


def _taken(request: WorkerRequest, received_id: UUID, person_id: UUID | None) -> HttpResponse:
    one = actions.take_in(received_id=received_id, person_id=person_id, by=request.viewer)
    messages.info(request, _("Taken. The receipt for the other house is among the letters."))
    return redirect(page_of(one.person_id) if one.person_id else "sharing:houses")


@require_POST
@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def take_new(request: WorkerRequest, received_id: UUID) -> HttpResponse:
    """Take it for somebody who is new here."""
    return _taken(request, received_id, None)


@require_POST
@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def take_for(request: WorkerRequest, received_id: UUID, person_id: UUID) -> HttpResponse:
    """Take it for somebody who is known here."""
    return _taken(request, received_id, person_id)


@require_POST
@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def decline(request: WorkerRequest, received_id: UUID) -> HttpResponse:
    """Take nothing of it."""
    actions.decline(received_id=received_id, by=request.viewer)
    messages.info(request, _("Not taken. Nothing of it is kept; the receipt is among the letters."))
    return redirect("sharing:houses")
