"""Conferences on screen: the list, calling one together, its frame, what the region lacks."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.conferences import actions, queries
from banso.conferences.rules import Kind, State
from banso.conferences.web.forms import CallForm, EditForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.kit.ids import uuid_or_none
from banso.people.queries import person_seen
from banso.planning.queries import current_of

FRAME = ("on", "starts_at", "place", "purpose", "regular", "next_on")


def show_url(conference_id: UUID) -> str:
    """Return the address of a conference."""
    return reverse("conferences:show", args=[conference_id])


def _row(one: Any) -> dict[str, Any]:
    return {"one": one, "kind": Kind.label_of(one.kind), "state": State.label_of(one.state)}


@door(Duty.CONFER)
def listed(request: WorkerRequest) -> HttpResponse:
    """The conferences one may know of, the newest first."""
    page = queries.my_conferences(request.viewer, cursor=request.GET.get("after", ""))
    return render(
        request,
        "conferences/list.html",
        {"rows": [_row(one) for one in page.rows], "next_cursor": page.next_cursor},
    )


@door(Duty.CONFER)
def missing(request: WorkerRequest) -> HttpResponse:
    """What conferences found missing in the region."""
    page = queries.missing_in_the_region(request.viewer, cursor=request.GET.get("after", ""))
    return render(
        request, "conferences/missing.html", {"rows": page.rows, "next_cursor": page.next_cursor}
    )


@door(Duty.CONFER)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: conferences to come, and minutes that wait to be confirmed, for the desk."""
    page = queries.my_conferences(request.viewer, size=60)
    waiting = [
        _row(one)
        for one in page.rows
        if one.state in (State.CLOSED, State.RUNNING)
        or (one.state == State.PLANNED and one.on >= request.viewer.today)
    ]
    return render(request, "conferences/_partials/on_desk.html", {"rows": waiting[:10]})


@door(Duty.CONFER)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the conferences about a person."""
    person = person_seen(request.viewer, person_id)
    rows = [_row(one) for one in queries.conferences_of(person, request.viewer, size=8)]
    if rows:
        record_read(what="conference", people=[person.pk], by=request.viewer)
    answer = render(
        request, "conferences/_partials/of_person.html", {"person": person, "rows": rows}
    )
    said = [f"{row['kind']} {brief_day(row['one'].on)} {row['state']}" for row in rows[:1]]
    leads_to = reverse("conferences:show", args=[rows[0]["one"].pk]) if rows else ""
    return saying(answer, first_of(said, len(rows)), leads_to)


@door(Duty.CONFER)
def call(request: WorkerRequest) -> HttpResponse:
    """Call a conference together; with a person in the address they are on its agenda at once."""
    viewer = request.viewer
    person = (
        person_seen(viewer, person_id)
        if (person_id := uuid_or_none(request.GET.get("person", "")))
        else None
    )

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        chair, keeper = UUID(typed.pop("chair_id")), UUID(typed.pop("keeper_id"))
        made = actions.call_conference(
            conference=actions.NewConference(chair_id=chair, keeper_id=keeper, **typed),
            by=viewer,
            new_id=token,
        )
        if person is not None and made.kind != Kind.SEALED:
            plan = next(iter(current_of(person, viewer)), None)
            actions.add_item(
                conference_id=made.pk,
                person_id=person.pk,
                plan_id=plan.pk if plan else None,
                by=viewer,
            )
        return show_url(made.pk)

    page = FormPage(
        _("Call a meeting about %(name)s") % {"name": person.called_name}
        if person
        else _("Call a meeting"),
        draft_key="conference:call",
        initial={
            "on": viewer.today,
            "kind": Kind.SIX,
            "chair_id": str(viewer.member_id),
            "keeper_id": str(viewer.member_id),
        },
        form_kwargs={"members": member_choices(viewer)},
        context={
            "submit_label": _("Call the meeting"),
            "back_url": f"/people/{person.pk}/" if person else reverse("conferences:list"),
            "lead": _(
                "The person takes part by default. Meetings of different kinds are not "
                "merged: what may be said in one may not be said in another."
            ),
        },
    )
    return answer_form(request, CallForm, page, act)


def _frame_texts(row: Any) -> list[tuple[Any, Any]]:
    return [
        (gettext_lazy("Place"), row.place),
        (gettext_lazy("Purpose of the meeting"), row.purpose),
    ]


@door(Duty.CONFER)
def edit(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Change day, place, what for, the next time."""
    found = queries.conference_seen(request.viewer, conference_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.edit_conference(
            conference_id=found.pk,
            version=form.cleaned_data["version"],
            by=request.viewer,
            **form.typed(),
        )
        return show_url(found.pk)

    initial = {name: getattr(found, name) for name in FRAME} | {"version": found.version}
    page = FormPage(
        _("Day, place, next time"),
        initial=initial,
        draft_key=f"conference:{found.pk}",
        theirs=_frame_texts,
        context={"back_url": show_url(found.pk)},
    )
    return answer_form(request, EditForm, page, act)
