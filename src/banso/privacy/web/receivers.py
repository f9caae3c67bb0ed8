"""Pages of who receives what is held; two enter, change and end a line."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.privacy import actions
from banso.privacy.queries import receivers as queries
from banso.privacy.rules.receivers import Ground, ends_soon
from banso.privacy.web.forms import ReceiverForm


def receiver_lines(viewer: Viewer) -> list[dict[str, Any]]:
    """Return who receives something now, each with its ground and whether its end is near."""
    return [
        {
            "one": one,
            "ground": Ground.label_of(one.ground),
            "soon": ends_soon(viewer.today, one.until_on),
        }
        for one in queries.receivers(viewer)
    ]


@door(Duty.MANAGE_AGENCY)
def enter(request: WorkerRequest) -> HttpResponse:
    """Ask for the second word that enters somebody who receives what is held."""

    def act(form: BansoForm, token: UUID | None) -> str:
        receives = actions.Receives(**form.typed())
        actions.ask_for_receiver(receives=receives, by=request.viewer, new_id=token)
        return reverse("privacy:processing")

    page = FormPage(
        _("Somebody who receives what is held"),
        draft_key="receiver:new",
        context={
            "back_url": reverse("privacy:processing"),
            "submit_label": _("Ask for the second word"),
        },
    )
    return answer_form(request, ReceiverForm, page, act)


@door(Duty.MANAGE_AGENCY)
def change(request: WorkerRequest, receiver_id: UUID) -> HttpResponse:
    """Ask for the second word that changes a line of them."""
    row = queries.receiver_seen(request.viewer, receiver_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.ask_for_receiver(
            receives=actions.Receives(**form.typed()),
            receiver_id=row.pk,
            version=form.cleaned_data["version"],
            by=request.viewer,
            new_id=token,
        )
        return reverse("privacy:processing")

    kept = {name: getattr(row, name) for name in ReceiverForm.base_fields if hasattr(row, name)}
    page = FormPage(
        row.name,
        template="privacy/receiver_form.html",
        initial=kept | {"version": row.version},
        draft_key=f"receiver:{row.pk}",
        context={
            "back_url": reverse("privacy:processing"),
            "submit_label": _("Ask for the second word"),
            "one": row,
        },
    )
    return answer_form(request, ReceiverForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def end(request: WorkerRequest, receiver_id: UUID) -> HttpResponse:
    """Ask for the second word that nobody is given anything by a line any more."""
    actions.ask_to_end_receiver(receiver_id=receiver_id, by=request.viewer)
    return redirect("privacy:processing")
