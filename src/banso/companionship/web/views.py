"""Notes, promises, who walks along, handovers, passing on."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of, member_choices, office_choices
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.companionship import actions, queries
from banso.companionship.rules import PromiseOutcome, WalkSystem
from banso.companionship.web.forms import (
    HandoverForm,
    NoteForm,
    PassOnForm,
    PromiseForm,
    SettleForm,
    WalkForm,
)
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import entry_seen, person_seen
from banso.people.rules import Ledger

_NEXT = {
    Ledger.OUTREACH: Ledger.CENTRE,
    Ledger.CENTRE: Ledger.AFTERCARE,
    Ledger.AFTERCARE: Ledger.AFTERCARE,
}


def _back_to(person_id: UUID) -> str:
    return f"/people/{person_id}/"


@door(Duty.WRITE_MEMORY)
def write_note(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down a contact."""
    now = timezone.localtime()

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        pillars = typed.pop("pillars")
        at = timezone.make_aware(datetime.combine(typed.pop("on"), typed.pop("time") or time(12)))
        actions.write_note(
            person_id=person_id,
            at=min(at, timezone.now() + timedelta(days=1)),
            being="being" in pillars,
            doing="doing" in pillars or not pillars,
            note_id=token,
            by=request.viewer,
            **typed,
        )
        return _back_to(person_id)

    page = FormPage(
        lambda: (
            _("A contact with %(name)s")
            % {"name": person_seen(request.viewer, person_id).called_name}
        ),
        initial={"on": now.date(), "time": now.strftime("%H:%M")},
        draft_key=f"note:{person_id}",
        context={"back_url": _back_to(person_id)},
    )
    return answer_form(request, NoteForm, page, act)


@door(Duty.SEE_PEOPLE)
def beside(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The next promises, and who walks along."""
    person = person_seen(request.viewer, person_id)
    walks = [
        {"walk": walk, "system": WalkSystem.label_of(walk.system)}
        for walk in queries.companions_of(person.pk)
    ]
    promises = queries.promises_of(person.pk) if request.viewer.may(Duty.SEE_MEMORY) else []
    context = {
        "person": person,
        "walks": walks,
        "open": [one for one in promises if one.settled_on is None],
        "settled": [
            (one, PromiseOutcome.label_of(one.outcome)) for one in promises if one.settled_on
        ],
        "today": request.viewer.today,
    }
    return render(request, "companionship/_partials/beside.html", context)


@door(Duty.WRITE_MEMORY)
def make_promise(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Make a promise."""
    person = person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.make_promise(
            person_id=person.pk,
            text=typed["text"],
            due_on=typed["due_on"],
            answerable_id=UUID(typed["answerable"]),
            by=request.viewer,
        )
        return _back_to(person.pk)

    page = FormPage(
        _("A promise with %(name)s") % {"name": person.called_name},
        initial={"answerable": str(request.viewer.member_id)},
        draft_key=f"promise:{person.pk}",
        context={"back_url": _back_to(person.pk)},
        form_kwargs={"members": member_choices(request.viewer)},
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
        return _back_to(promise.person_id)

    page = FormPage(
        promise.text,
        initial={"version": promise.version},
        context={"back_url": _back_to(promise.person_id)},
    )
    return answer_form(request, SettleForm, page, act)


@door(Duty.ASSIGN_COMPANIONS)
def walk_with(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Settle who walks along."""
    person = person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.walk_with(
            person_id=person.pk,
            member_id=UUID(typed["member"]),
            system=typed["system"],
            is_lead=typed["is_lead"],
            on=typed["on"],
            by=request.viewer,
        )
        return _back_to(person.pk)

    page = FormPage(
        _("Who walks along with %(name)s?") % {"name": person.called_name},
        initial={"on": request.viewer.today, "member": str(request.viewer.member_id)},
        context={"back_url": _back_to(person.pk)},
        form_kwargs={"members": member_choices(request.viewer)},
    )
    return answer_form(request, WalkForm, page, act)


@require_POST
@door(Duty.ASSIGN_COMPANIONS)
def end_walk(request: WorkerRequest, walk_id: UUID) -> HttpResponse:
    """End a companionship."""
    walk = actions.end_walk(walk_id=walk_id, on=request.viewer.today, by=request.viewer)
    return redirect(_back_to(walk.person_id))


@door(Duty.KEEP_LEDGERS)
def pass_on(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """Pass a person on to the next ledger."""
    entry = entry_seen(request.viewer, entry_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        new = actions.pass_on(
            entry_id=entry.pk,
            into=typed["into"],
            office_id=UUID(typed["office"]),
            worker_id=UUID(typed["worker"]),
            on=typed["on"],
            words=typed["words"],
            stay_along=typed["stay_along"],
            by=request.viewer,
        )
        return _back_to(new.person_id)

    page = FormPage(
        _("Pass %(name)s on") % {"name": entry.person.called_name},
        initial={"into": _NEXT[Ledger(entry.ledger)].value, "on": request.viewer.today},
        draft_key=f"pass:{entry.pk}",
        form_kwargs={
            "members": member_choices(request.viewer),
            "offices": office_choices(request.viewer),
        },
        context={
            "back_url": _back_to(entry.person_id),
            "submit_label": _("Pass on"),
            "lead": gettext_lazy(
                "What is known goes along and need not be typed again; open promises go to "
                "the new companion. You stay within reach of the story."
            ),
        },
    )
    return answer_form(request, PassOnForm, page, act)


@door(Duty.HAND_OVER)
def handovers(request: WorkerRequest) -> HttpResponse:
    """The handover feed, and a new post."""
    offices = [
        one for one in office_choices(request.viewer) if UUID(one[0]) in request.viewer.office_ids
    ] or office_choices(request.viewer)
    page = queries.handovers(request.viewer, cursor=request.GET.get("after", ""))
    posts = [_post_row(post, request.viewer) for post in page.rows]
    record_read(
        what="handover",
        people=[post.person_id for post in page.rows if post.person_id],
        by=request.viewer,
    )

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.hand_over(
            office_id=UUID(typed["office"]),
            text=typed["text"],
            person_id=None,
            at=timezone.now(),
            by=request.viewer,
        )
        return "/handover/"

    shown = FormPage(
        _("Handover"),
        template="companionship/handovers.html",
        draft_key="handover",
        form_kwargs={"offices": offices},
        context={"posts": posts, "next_cursor": page.next_cursor, "submit_label": _("Hand over")},
    )
    return answer_form(request, HandoverForm, shown, act)


@door(Duty.HAND_OVER)
def hand_over_about(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Hand something over about one person."""
    person = person_seen(request.viewer, person_id)
    offices = office_choices(request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.hand_over(
            office_id=UUID(typed["office"]),
            text=typed["text"],
            person_id=person.pk,
            at=timezone.now(),
            by=request.viewer,
        )
        return _back_to(person.pk)

    page = FormPage(
        _("Hand over about %(name)s") % {"name": person.called_name},
        draft_key=f"handover:{person.pk}",
        form_kwargs={"offices": offices},
        initial={"office": str(next(iter(request.viewer.office_ids), ""))},
        context={"back_url": _back_to(person.pk), "submit_label": _("Hand over")},
    )
    return answer_form(request, HandoverForm, page, act)


def _post_row(post: Any, viewer: Viewer) -> dict[str, Any]:
    marks = list(post.marks.all())
    return {
        "post": post,
        "read_by": [mark.member.name for mark in marks if mark.kind == "read"],
        "thanks": [mark.member.name for mark in marks if mark.kind == "thanks"],
        "i_read": any(mark.kind == "read" and mark.member_id == viewer.member_id for mark in marks),
        "i_thanked": any(
            mark.kind == "thanks" and mark.member_id == viewer.member_id for mark in marks
        ),
    }


@require_POST
@door(Duty.HAND_OVER)
def mark(request: WorkerRequest, post_id: UUID) -> HttpResponse:
    """Say 「読みました」 or thank."""
    actions.mark_handover(
        post_id=post_id, kind=request.POST.get("kind", ""), at=timezone.now(), by=request.viewer
    )
    return redirect("companionship:handovers")


@door(Duty.SEE_PEOPLE)
def my_people(request: WorkerRequest) -> HttpResponse:
    """Fragment: the people this member walks with, each with the next promise."""
    page = queries.my_people(request.viewer, cursor=request.GET.get("after", ""))
    promises = queries.next_promises([walk.person_id for walk in page.rows])
    record_read(what="desk", people=[walk.person_id for walk in page.rows], by=request.viewer)
    rows = [{"walk": walk, "promise": promises.get(walk.person_id)} for walk in page.rows]
    return render(
        request,
        "companionship/_partials/my_people.html",
        {"rows": rows, "next_cursor": page.next_cursor, "today": request.viewer.today},
    )


@door(Duty.WRITE_MEMORY)
def due(request: WorkerRequest) -> HttpResponse:
    """Fragment: promises due and overdue, the oldest first."""
    promises = queries.my_promises(request.viewer, until=request.viewer.today + timedelta(days=7))
    record_read(what="desk", people=[promise.person_id for promise in promises], by=request.viewer)
    return render(
        request,
        "companionship/_partials/due.html",
        {"promises": promises, "today": request.viewer.today},
    )


@door(Duty.SEE_MEMORY)
def unmet(request: WorkerRequest) -> HttpResponse:
    """Fragment: people whom nobody has met for long."""
    days = agency_of(request.viewer).silence_days
    page = queries.long_unmet(request.viewer, days=days)
    record_read(what="desk", people=[walk.person_id for walk in page.rows], by=request.viewer)
    return render(request, "companionship/_partials/unmet.html", {"rows": page.rows, "days": days})


@door(Duty.HAND_OVER)
def unread(request: WorkerRequest) -> HttpResponse:
    """Fragment: handovers not read yet."""
    posts = queries.unread_handovers(request.viewer)
    return render(request, "companionship/_partials/unread.html", {"posts": posts})
