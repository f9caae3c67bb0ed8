"""Making a promise, and saying what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import bad_request, door
from banso.access.leading import lead_back
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.companionship import actions, queries
from banso.companionship.rules import PromiseOutcome
from banso.companionship.web.forms import PromiseForm, SettleForm
from banso.companionship.web.taps import say_promised
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.models import StaleEdit
from banso.kit.undoing import say_saved
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person


@door(Duty.WRITE_MEMORY)
def make_promise(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Make a promise."""
    person = person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        promise = actions.make_promise(
            person_id=person.pk,
            text=typed["text"],
            due_on=typed["due_on"],
            answerable_id=UUID(typed["answerable"]),
            by=request.viewer,
        )
        say_promised(request, promise)
        return page_of_person(person.pk)

    page = FormPage(
        _("A promise with %(name)s") % {"name": person.called_name},
        initial={"answerable": str(request.viewer.member_id)},
        draft_key=f"promise:{person.pk}",
        context={"submit_label": _("Promise it"), "back_url": page_of_person(person.pk)},
        form_kwargs={"members": member_choices(request.viewer, may=Duty.WRITE_MEMORY)},
    )
    return answer_form(request, PromiseForm, page, act)


@door(Duty.WRITE_MEMORY)
def settle_promise(request: WorkerRequest, promise_id: UUID) -> HttpResponse:
    """Say what became of a promise."""
    promise = queries.promise_seen(request.viewer, promise_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.settle_promise(
            promise_id=promise.pk,
            version=form.cleaned_data["version"],
            by=request.viewer,
            **form.typed(),
        )
        say_settled(request, promise, form.cleaned_data["outcome"])
        return page_of_person(promise.person_id)

    page = FormPage(
        promise.text,
        initial={"version": promise.version},
        about=promise.person_id,
        context={"back_url": page_of_person(promise.person_id)},
    )
    return answer_form(request, SettleForm, page, act)


@require_POST
@door(Duty.WRITE_MEMORY)
def settle_now(request: WorkerRequest, promise_id: UUID) -> HttpResponse:
    """Say in one tap what became of a promise; words can follow."""
    promise = queries.promise_seen(request.viewer, promise_id)
    outcome, version = request.POST.get("outcome", ""), request.POST.get("version", "")
    if outcome not in (PromiseOutcome.KEPT, PromiseOutcome.NOT_KEPT) or not version:
        return bad_request(request)
    try:
        if version != str(promise.version):
            raise StaleEdit(promise)
        actions.settle_promise(
            promise_id=promise.pk,
            outcome=outcome,
            note="",
            version=promise.version,
            by=request.viewer,
        )
    except StaleEdit:
        messages.warning(request, _("Somebody changed this promise. Please look at it again."))
    else:
        say_settled(request, promise, outcome)
    return lead_back(request, request.POST.get("next") or page_of_person(promise.person_id))


def say_settled(request: WorkerRequest, promise: Any, outcome: str) -> None:
    """Say what became of a promise, with the way to take that back."""
    said = {"text": promise.text, "outcome": PromiseOutcome.label_of(outcome)}
    say_saved(
        request,
        _("Promise “%(text)s”: %(outcome)s") % said,
        undo=reverse("companionship:reopen_promise", args=[promise.pk]),
    )
