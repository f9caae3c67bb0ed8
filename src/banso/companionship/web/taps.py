"""What is written down in one tap, words that follow, and taking back on the same day."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import bad_request, door
from banso.access.leading import lead_back
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.companionship import actions, queries
from banso.companionship.rules import OneTap
from banso.companionship.web.forms import TapForm, WordsForm
from banso.drafts.actions import write_once
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.kit.ids import own_id
from banso.kit.undoing import say_saved
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person


def say_written(request: WorkerRequest, note: Any, what: object, promised: str = "") -> None:
    """
    Say that a note was written, with what was promised in it, the way to take both back and to add
    words.
    """
    said = {
        "name": note.person.called_name,
        "what": what,
        "time": f"{timezone.localtime(note.created_at):%H:%M}",
        "text": promised,
    }
    sentence = (
        _("%(name)s: wrote down “%(what)s” at %(time)s, with the promise “%(text)s”.")
        if promised
        else _("%(name)s: wrote down “%(what)s” at %(time)s.")
    )
    say_saved(
        request,
        sentence % said,
        undo=reverse("companionship:take_note_back", args=[note.pk]),
        more=reverse("companionship:add_words", args=[note.pk])
        if request.viewer.may(Duty.SEE_MEMORY)
        else "",
    )


def say_promised(request: WorkerRequest, promise: Any) -> None:
    """Say what was promised for when, with the way to take it back."""
    said = {
        "name": promise.person.called_name,
        "text": promise.text,
        "day": brief_day(promise.due_on),
    }
    say_saved(
        request,
        _("%(name)s: promised “%(text)s” for %(day)s.") % said,
        undo=reverse("companionship:take_promise_back", args=[promise.pk]),
    )


@require_POST
@door(Duty.WRITE_MEMORY)
def tap(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down in one tap that somebody was there; the same tap twice writes once."""
    person = person_seen(request.viewer, person_id)
    form = TapForm(request.POST)
    if not form.is_valid():
        return bad_request(request)
    way = form.cleaned_data["way"]
    # One form offers every way: each of them is a submission of its own.
    token = uuid5(form.cleaned_data["submission"], way)

    def write() -> str:
        note = actions.tap_note(
            person_id=person.pk,
            way=way,
            at=timezone.now(),
            by=request.viewer,
            note_id=own_id(token, request.viewer.member_id),
        )
        return str(note.pk)

    written = write_once(token=token, write=write, by=request.viewer)
    note = queries.note_seen(request.viewer, UUID(written))
    if note.taken_back_at is None:
        say_written(request, note, OneTap.label_of(way))
    else:
        messages.info(request, _("This was taken back already. Nothing was changed."))
    return lead_back(request, request.POST.get("next") or page_of_person(person.pk))


@require_POST
@door(Duty.WRITE_MEMORY)
def take_note_back(request: WorkerRequest, note_id: UUID) -> HttpResponse:
    """Take back a note on the day it was written."""
    note = actions.take_note_back(note_id=note_id, by=request.viewer)
    messages.info(
        request, _("Taken back: the note of %(name)s.") % {"name": note.person.called_name}
    )
    return lead_back(request, request.POST.get("next") or page_of_person(note.person_id))


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def add_words(request: WorkerRequest, note_id: UUID) -> HttpResponse:
    """Add words to a note that was written in one tap."""
    note = queries.note_seen(request.viewer, note_id)
    back = page_of_person(note.person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.add_words(note_id=note.pk, by=request.viewer, **form.typed())
        return back

    page = FormPage(
        lambda: _("Words to a contact with %(name)s") % {"name": note.person.called_name},
        draft_key=f"words:{note.pk}",
        about=note.person_id,
        context={"back_url": back},
    )
    return answer_form(request, WordsForm, page, act)


@require_POST
@door(Duty.WRITE_MEMORY)
def reopen_promise(request: WorkerRequest, promise_id: UUID) -> HttpResponse:
    """Take back what became of a promise, on the day it was said."""
    promise = actions.reopen_promise(promise_id=promise_id, by=request.viewer)
    messages.info(
        request, _("Taken back: the promise “%(text)s” is open.") % {"text": promise.text}
    )
    return lead_back(request, request.POST.get("next") or page_of_person(promise.person_id))


@require_POST
@door(Duty.WRITE_MEMORY)
def take_promise_back(request: WorkerRequest, promise_id: UUID) -> HttpResponse:
    """Take back a promise on the day it was made."""
    promise = actions.take_promise_back(promise_id=promise_id, by=request.viewer)
    messages.info(request, _("Taken back: the promise “%(text)s”.") % {"text": promise.text})
    return lead_back(request, request.POST.get("next") or page_of_person(promise.person_id))
