"""
Opening in danger to life: asked with a reason, on the desks of those who answer, explained to the
person.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.proposals import seconds_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.consent import actions, queries
from banso.consent.rules import IN_DANGER, DangerPart
from banso.consent.web.forms import ExplainForm, InDangerForm, OpenPartForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.people.queries import InDanger


@door(Duty.OPEN_IN_DANGER)
def in_danger(request: WorkerRequest) -> HttpResponse:
    """Ask that somebody out of reach be opened for three hours."""
    viewer = request.viewer

    def act(form: BansoForm, token: UUID | None) -> str:
        asked = actions.ask_in_danger(by=viewer, new_id=token, **form.typed())
        return reverse("consent:opened", args=[asked.pk])

    page = FormPage(
        _("A life is in danger"),
        template="consent/in_danger.html",
        context={
            "back_url": reverse("people:find"),
            "submit_label": _("Open for three hours"),
            "lead": _(
                "A second member confirms on their own device. Then for three hours you see what "
                "keeps the person safe and whom to call. Who walks with them and the managers are "
                "told at once, and afterwards somebody else explains it to the person."
            ),
            "seconds": seconds_of(viewer, IN_DANGER),
        },
    )
    answer = answer_form(request, InDangerForm, page, act)
    if request.method == "POST" and answer.status_code == 422:
        actions.note_try(by=viewer)
    return answer


@door(Duty.OPEN_IN_DANGER)
def opened(request: WorkerRequest, opening_id: UUID) -> HttpResponse:
    """What became of it: it waits, nobody is open, or the narrow view of the person."""
    viewer = request.viewer
    asked = queries.asked_in_danger(viewer, opening_id)
    if asked.done_at is None:
        waits = asked.stopped_at is None and asked.open_until > timezone.now()
        context: dict[str, Any] = {"asked": asked, "waits": waits}
        if waits:
            context["seconds"] = seconds_of(viewer, IN_DANGER)
        return render(request, "consent/opened.html", context)
    try:
        opening, seen = queries.open_now(viewer, opening_id)
    except NotSeen:
        return render(request, "consent/opened.html", {"asked": asked, "nobody": True})
    record_read(what="danger", people=[seen.person.pk], by=viewer)
    return render(
        request,
        "consent/opened.html",
        {"opening": opening, "seen": seen} | _parts(queries.opened_rows(opening), seen),
    )


def _parts(said: set[UUID], seen: InDanger) -> dict[str, Any]:
    """Return the places and ways that are known, by number, in words where they were opened."""
    return {
        "places": [(one, one.pk in said) for one in seen.places],
        "contacts": [(one, one.pk in said) for one in seen.contacts],
    }


@door(Duty.OPEN_IN_DANGER)
def open_part(request: WorkerRequest, opening_id: UUID, kind: str, row_id: UUID) -> HttpResponse:
    """Open one place or one way to reach the person, with a reason of its own."""
    opening, seen = queries.open_now(request.viewer, opening_id)
    back = reverse("consent:opened", args=[opening.pk])
    queries.part_of(seen, kind, row_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.open_part(
            opening_id=opening.pk, kind=kind, row_id=row_id, by=request.viewer, **form.typed()
        )
        return back

    page = FormPage(
        DangerPart.label_of(kind),
        context={
            "back_url": back,
            "submit_label": _("Open this one"),
            "lead": _("This one only, with a reason of its own. It is noted, and told at once."),
        },
    )
    return answer_form(request, OpenPartForm, page, act)


@door(Duty.SEE_MEMORY)
def untold(request: WorkerRequest) -> HttpResponse:
    """Fragment: what was opened in danger and not explained to the person yet, for the desk."""
    rows = queries.openings_untold(request.viewer)
    record_read(what="desk", people=[one.person_id for one in rows], by=request.viewer)
    return render(request, "consent/_partials/untold.html", {"rows": rows})


@require_POST
@door(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def see(request: WorkerRequest, opening_id: UUID) -> HttpResponse:
    """Say that one knows of it."""
    actions.see_opening(opening_id=opening_id, by=request.viewer)
    return redirect("/")


@door(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def explain(request: WorkerRequest, opening_id: UUID) -> HttpResponse:
    """Note that it was explained to the person."""
    opening = queries.opening_seen(request.viewer, opening_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.explain_opening(opening_id=opening.pk, by=request.viewer, **form.typed())
        return reverse("consent:consents", args=[opening.person_id])

    page = FormPage(
        _("Told %(name)s that their page was opened") % {"name": opening.person.called_name},
        initial={"on": request.viewer.today},
        draft_key=f"opening:{opening.pk}",
        about=opening.person_id,
        context={
            "submit_label": _("I have told them"),
            "back_url": reverse("consent:consents", args=[opening.person_id]),
            "lead": _("Say who opened it, when and why, and that they may ask anything about it."),
        },
    )
    return answer_form(request, ExplainForm, page, act)
