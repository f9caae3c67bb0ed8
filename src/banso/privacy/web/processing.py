"""Pages of the register of processing, and where all of this room begins."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet
from banso.privacy.actions import processing as actions
from banso.privacy.queries import processing as queries
from banso.privacy.queries.askings import open_askings
from banso.privacy.queries.leaks import open_leaks
from banso.privacy.queries.receivers import receivers, receivers_asked
from banso.privacy.queries.retention import endings_seen_by
from banso.privacy.rules.processing import Way
from banso.privacy.sheets.processing import register_sheet
from banso.privacy.web.askings import asking_lines
from banso.privacy.web.forms import ProcessingForm
from banso.privacy.web.leaks import lines
from banso.privacy.web.receivers import receiver_lines


@door(Duty.MANAGE_AGENCY)
def start(request: WorkerRequest) -> HttpResponse:
    """What the law on personal information asks for, on one page."""
    context = {
        "leaks": lines(open_leaks(request.viewer), request),
        "askings": asking_lines(open_askings(request.viewer), request),
        "ending": endings_seen_by(request.viewer).count(),
    }
    return render(request, "privacy/start.html", context)


@door(Duty.MANAGE_AGENCY)
def listed(request: WorkerRequest) -> HttpResponse:
    """What is held, for what, and who receives it."""
    rows = [{"one": one, "way": Way.label_of(one.way)} for one in queries.register(request.viewer)]
    context = {
        "rows": rows,
        "receivers": receiver_lines(request.viewer),
        "receivers_asked": receivers_asked(request.viewer),
        "back_url": reverse("privacy:start"),
    }
    return render(request, "privacy/processing.html", context)


@door(Duty.MANAGE_AGENCY)
def sheet(request: WorkerRequest, kind: str) -> HttpResponse:
    """The register of processing as a sheet."""

    def address(one: str) -> str:
        return reverse("privacy:processing_sheet", args=[one])

    made = register_sheet(
        queries.register(request.viewer), receivers(request.viewer), request.viewer
    )
    context = {"back_url": reverse("privacy:processing")}
    return answer_sheet(
        request, made, kind=kind, name="processing", address=address, context=context
    )


@require_POST
@door(Duty.MANAGE_AGENCY)
def begin(request: WorkerRequest) -> HttpResponse:
    """Begin the register with what every agency holds."""
    actions.begin_register(by=request.viewer)
    return redirect("privacy:processing")


@door(Duty.MANAGE_AGENCY)
def enter(request: WorkerRequest) -> HttpResponse:
    """Enter something that is held."""

    def act(form: BansoForm, token: UUID | None) -> str:
        held = actions.HeldData(**form.typed())
        actions.enter_processing(held=held, by=request.viewer, new_id=token)
        return reverse("privacy:processing")

    page = FormPage(
        _("What is held"),
        draft_key="processing:new",
        context={"back_url": reverse("privacy:processing")},
    )
    return answer_form(request, ProcessingForm, page, act)


@door(Duty.MANAGE_AGENCY)
def change(request: WorkerRequest, processing_id: UUID) -> HttpResponse:
    """Change a line of the register, or say that it still holds."""
    row = queries.processing_seen(request.viewer, processing_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.change_processing(
            processing_id=row.pk,
            held=actions.HeldData(**form.typed()),
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return reverse("privacy:processing")

    kept = {name: getattr(row, name) for name in ProcessingForm.base_fields if hasattr(row, name)}
    page = FormPage(
        row.name,
        template="privacy/processing_form.html",
        initial=kept | {"version": row.version},
        draft_key=f"processing:{row.pk}",
        context={"back_url": reverse("privacy:processing"), "one": row},
    )
    return answer_form(request, ProcessingForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def end(request: WorkerRequest, processing_id: UUID) -> HttpResponse:
    """Say that something is held no longer."""
    actions.end_processing(processing_id=processing_id, by=request.viewer)
    return redirect("privacy:processing")
