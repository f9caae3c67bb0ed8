"""
Opening in danger to life: asked with a reason, on the desks of those who answer, explained to the
person.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.consent import actions, queries
from banso.consent.web.forms import ExplainForm, InDangerForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm


@door(Duty.OPEN_IN_DANGER)
def in_danger(request: WorkerRequest) -> HttpResponse:
    """Open somebody out of reach for three hours."""

    def act(form: BansoForm, token: UUID | None) -> str:
        opening = actions.open_in_danger(by=request.viewer, new_id=token, **form.typed())
        return f"/people/{opening.person_id}/"

    page = FormPage(
        _("A life is in danger"),
        template="consent/in_danger.html",
        context={
            "back_url": reverse("people:find"),
            "submit_label": _("Open for three hours"),
            "lead": _(
                "For three hours you see the person’s page. Who walks with them and the "
                "managers are told at once, and afterwards we explain it to the person."
            ),
        },
    )
    answer = answer_form(request, InDangerForm, page, act)
    if request.method == "POST" and answer.status_code == 422:
        actions.note_try(by=request.viewer)
    return answer


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
        context={
            "back_url": reverse("consent:consents", args=[opening.person_id]),
            "lead": _("Say who opened it, when and why, and that they may ask anything about it."),
        },
    )
    return answer_form(request, ExplainForm, page, act)
