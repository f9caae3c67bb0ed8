"""Who carries what, and walks that weigh."""

from datetime import timedelta
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
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.rules import Ledger
from banso.training import actions, queries
from banso.training.rules import is_time_to_talk
from banso.training.web.forms import HeavyForm

UNMET = timedelta(days=30)


@door(Duty.SEE_MEMORY, Duty.ASSIGN_COMPANIONS)
def carried(request: WorkerRequest) -> HttpResponse:
    """Who carries what, by name, and which walks weigh: for talking about, never for comparing."""
    viewer = request.viewer
    heavy = [
        (one, is_time_to_talk(from_on=one.from_on, today=viewer.today))
        for one in queries.heavy_walks(viewer)
    ]
    record_read(what="training", people=[one.person_id for one, _talk in heavy], by=viewer)
    context = {
        "rows": [
            (one, [one.ledgers[ledger] for ledger in Ledger.values])
            for one in queries.carried(viewer, unmet_before=viewer.today - UNMET)
        ],
        "ledgers": Ledger.labels,
        "heavy": heavy,
    }
    return render(request, "training/carried.html", context)


@require_POST
@door(Duty.SEE_MEMORY)
def weighs(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Say that a walk weighs on oneself."""
    actions.begin_heavy(person_id=person_id, by=request.viewer)
    messages.success(request, _("Noted. It will be talked about together."))
    return redirect("training:handing_over", request.viewer.member_id)


@door(Duty.SEE_MEMORY)
def lighter(request: WorkerRequest, heavy_id: UUID) -> HttpResponse:
    """Note what was agreed about a walk that weighs."""
    kept = queries.heavy_seen(request.viewer, heavy_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.end_heavy(
            heavy_id=kept.pk,
            agreed=form.cleaned_data["agreed"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return reverse("training:mine")

    record_read(what="training", people=[kept.person_id], by=request.viewer)
    page = FormPage(
        f"{kept.person.called_name} {kept.member.name}",
        initial={"version": kept.version},
        context={"back_url": reverse("training:mine")},
        theirs=lambda row: [(_("What was agreed"), row.agreed)],  # type: ignore[attr-defined]
    )
    return answer_form(request, HeavyForm, page, act)
