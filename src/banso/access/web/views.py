"""Saved views, what an agency settles for itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access import actions, queries
from banso.access.doors import door
from banso.access.leading import lead_back
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.access.web.forms import AgencyForm
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm


def _back(request: WorkerRequest) -> HttpResponse:
    return lead_back(request, request.POST.get("back", "/"))


@require_POST
@door()
def save_view(request: WorkerRequest) -> HttpResponse:
    """Keep a list as it is seen now."""
    name = request.POST.get("name", "").strip()[:80]
    if name:
        actions.save_view(
            page=request.POST.get("page", "")[:60],
            name=name,
            query=request.POST.get("query", "")[:1000],
            by=request.viewer,
        )
        messages.success(request, _("This view is saved."))
    else:
        messages.warning(request, _("Please give the view a name."))
    return _back(request)


@require_POST
@door()
def drop_view(request: WorkerRequest, view_id: UUID) -> HttpResponse:
    """Let a saved view go."""
    actions.drop_view(view_id=view_id, by=request.viewer)
    return _back(request)


@door(Duty.MANAGE_AGENCY)
def agency(request: WorkerRequest) -> HttpResponse:
    """Settings of the agency."""
    own = queries.agency_of(request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.edit_agency(by=request.viewer, **form.typed())
        return "/members/"

    page = FormPage(
        _("Settings of %(name)s") % {"name": own.name},
        initial={
            name: getattr(own, name)
            for name in (
                "silence_days",
                "coordinator_after_days",
                "manager_after_days",
                "approval_boxes",
                "contact",
                "second_by",
                "key_of",
                "lock_after",
            )
        },
        context={"back_url": "/members/"},
    )
    return answer_without_draft(request, AgencyForm, page, act)
