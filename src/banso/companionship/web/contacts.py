"""Contact notes, and what stands beside the person: the next promises, who walks along."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.inside import saying
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.companionship import actions, queries
from banso.companionship.rules import IN_ONE_TAP, Method, OneTap, PromiseOutcome, WalkSystem
from banso.companionship.web.forms import NoteForm
from banso.companionship.web.taps import say_written
from banso.drafts.form_flow import answer_form
from banso.kit.clock import moment_at
from banso.kit.form_flow import FormPage
from banso.kit.formatting import last_word, time_to
from banso.kit.forms import BansoForm
from banso.kit.ids import new_id
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person


@door(Duty.WRITE_MEMORY)
def write_note(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down a contact."""
    now = timezone.localtime()

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        pillars = typed.pop("pillars")
        at = moment_at(typed.pop("on"), typed.pop("time"))
        note = actions.write_note(
            person_id=person_id,
            note=actions.NewNote(
                at=at,
                being="being" in pillars,
                doing="doing" in pillars,
                **typed,
            ),
            by=request.viewer,
            note_id=token,
        )
        say_written(request, note, Method.label_of(note.method), typed["promise_text"])
        return page_of_person(person_id)

    page = FormPage(
        lambda: (
            _("A contact with %(name)s")
            % {"name": person_seen(request.viewer, person_id).called_name}
        ),
        initial={"on": now.date(), "time": now.strftime("%H:%M")},
        draft_key=f"note:{person_id}",
        context={
            "submit_label": _("Write it into the memory"),
            "back_url": page_of_person(person_id),
        },
    )
    return answer_form(request, NoteForm, page, act)


def _heading(*, has_died: bool) -> str:
    """Return what is written over the promise that comes first."""
    return _("What was promised") if has_died else _("Next promise")


@door(Duty.SEE_PEOPLE)
def beside(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The next promise with what became of it in one tap, and those after it."""
    person = person_seen(request.viewer, person_id)
    promises = _promises(request, person.pk)
    still = [one for one in promises if one.settled_on is None]
    context = {
        "person": person,
        "heading": _heading(has_died=person.has_died),
        "open": still[:1],
        "more": still[1:],
        "when": time_to(still[0].due_on, request.viewer.today) if still else "",
        "outcomes": IN_ONE_TAP,
        "undo": {one.pk for one in still if _may_undo(one, request)},
        "today": request.viewer.today,
        "taps": [] if person.has_died else OneTap.choices,
        "token": new_id,
    }
    record_read(what="along", people=[person.pk], by=request.viewer)
    return render(request, "companionship/_partials/beside.html", context)


@door(Duty.SEE_MEMORY)
def next_promise(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the next promise, beside a form about the person."""
    person = person_seen(request.viewer, person_id)
    still = [one for one in _promises(request, person.pk) if one.settled_on is None]
    context: dict[str, Any] = {
        "one": still[0] if still else None,
        "heading": _heading(has_died=person.has_died),
        "today": request.viewer.today,
    }
    if still:
        context["when"] = time_to(still[0].due_on, request.viewer.today)
    record_read(what="along", people=[person.pk], by=request.viewer)
    return render(request, "companionship/_partials/next_promise.html", context)


@door(Duty.SEE_PEOPLE)
def along(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Who walks along, and which promises were settled lately."""
    person = person_seen(request.viewer, person_id)
    walks: list[dict[str, Any]] = [
        {"walk": walk, "system": WalkSystem.label_of(walk.system)}
        for walk in queries.companions_of(person.pk)
    ]
    promises, today = _promises(request, person.pk), request.viewer.today
    context: dict[str, Any] = {
        "person": person,
        "walks": [row for row in walks if not row["walk"].has_ended(today)],
        "before": [row for row in walks if row["walk"].has_ended(today)],
        "settled": [
            (one, PromiseOutcome.label_of(one.outcome)) for one in promises if one.settled_on
        ],
    }
    record_read(what="along", people=[person.pk], by=request.viewer)
    answer = render(request, "companionship/_partials/along.html", context)
    names = [last_word(row["walk"].member.name) for row in context["walks"]]
    return saying(answer, "、".join(names) or _("Nobody yet."))


def _may_undo(promise: Any, request: WorkerRequest) -> bool:
    """Return whether a promise is one that this viewer made today."""
    viewer = request.viewer
    made_on = timezone.localtime(promise.created_at).date()
    return viewer.member_id == promise.made_by_id and made_on == viewer.today


def _promises(request: WorkerRequest, person_id: UUID) -> list[Any]:
    return queries.promises_of(person_id) if request.viewer.may(Duty.SEE_MEMORY) else []
