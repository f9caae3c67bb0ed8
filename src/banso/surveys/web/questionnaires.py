"""
Questionnaires on screen: what comes along, with source and rights; the agency's own, made here or
brought in.
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
from banso.drafts.form_flow import answer_form
from banso.kit.data_forms import BadForm, body_of
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.surveys import actions, queries
from banso.surveys.actions import NoQuestionnaire
from banso.surveys.instrument import packed, read
from banso.surveys.web.forms import BringForm, OwnForm


@door(Duty.SEE_MEMORY)
def listed(request: WorkerRequest) -> HttpResponse:
    """Every questionnaire that can be asked, with its questions, source and rights."""
    along = packed()
    rows = [
        (read(body), code not in along) for code, body in queries.offered(request.viewer).items()
    ]
    return render(request, "surveys/questionnaires.html", {"rows": rows})


@door(Duty.MANAGE_AGENCY)
def make(request: WorkerRequest) -> HttpResponse:
    """Make a questionnaire of the agency's own."""

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.keep_questionnaire(body=form.body(), by=request.viewer)  # type: ignore[attr-defined]
        return reverse("surveys:questionnaires")

    return answer_form(
        request,
        OwnForm,
        FormPage(
            _("A questionnaire of our own"),
            context={"back_url": reverse("surveys:questionnaires")},
        ),
        act,
    )


@door(Duty.MANAGE_AGENCY)
def bring(request: WorkerRequest) -> HttpResponse:
    """Bring a questionnaire in."""

    def act(form: BansoForm, _token: UUID | None) -> str:
        try:
            body = body_of(form.cleaned_data["text"])
        except BadForm as error:
            raise NoQuestionnaire(f"{NoQuestionnaire.sentence} ({error})") from error
        actions.keep_questionnaire(body=body, by=request.viewer)
        return reverse("surveys:questionnaires")

    return answer_form(
        request,
        BringForm,
        FormPage(
            _("Bring a questionnaire in"),
            context={"back_url": reverse("surveys:questionnaires")},
        ),
        act,
    )


@require_POST
@door(Duty.MANAGE_AGENCY)
def retire(request: WorkerRequest, code: str) -> HttpResponse:
    """Ask it no more."""
    actions.retire_questionnaire(code=code, by=request.viewer)
    return redirect("surveys:questionnaires")
