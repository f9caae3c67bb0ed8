"""
Calling a conference together on screen: the list, the frame, the agenda, the seats, the
invitations; what is missing in the region.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import guest_choices, member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.access.web.guests import lead_to_letter
from banso.audit.actions import record_read
from banso.conferences import actions, queries
from banso.conferences.rules import Kind, State
from banso.conferences.web.forms import (
    CallForm,
    EditForm,
    ItemEditForm,
    ItemForm,
    SeatForm,
    SubjectForm,
)
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import format_day
from banso.kit.forms import BansoForm
from banso.people.queries import people_to_choose, person_seen
from banso.planning.queries import current_of, plans_of
from banso.resources.rules import Domain

FRAME = ("on", "starts_at", "place", "purpose", "regular", "next_on")


def show_url(conference_id: UUID) -> str:
    """Return the address of a conference."""
    return reverse("conferences:show", args=[conference_id])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


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
    return render(request, "conferences/_partials/of_person.html", {"person": person, "rows": rows})


@door(Duty.CONFER)
def call(request: WorkerRequest) -> HttpResponse:
    """Call a conference together; with a person in the address they are on its agenda at once."""
    viewer = request.viewer
    person = (
        person_seen(viewer, person_id)
        if (person_id := _uuid(request.GET.get("person", "")))
        else None
    )

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        chair, keeper = UUID(typed.pop("chair_id")), UUID(typed.pop("keeper_id"))
        made = actions.call_conference(
            chair_id=chair, keeper_id=keeper, new_id=token, by=viewer, **typed
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


@door(Duty.CONFER)
def add_item(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Put a person on the agenda, with the draft of their plan."""
    viewer = request.viewer
    found = queries.conference_seen(viewer, conference_id)
    sealed = found.kind == Kind.SEALED

    def act(form: BansoForm, token: UUID | None) -> str:
        if sealed:
            actions.add_item(
                conference_id=found.pk,
                subject=form.cleaned_data["subject"],
                new_id=token,
                by=viewer,
            )
        else:
            person = person_seen(viewer, UUID(form.cleaned_data["person_id"]))
            plan = next(iter(current_of(person, viewer)), None)
            actions.add_item(
                conference_id=found.pk,
                person_id=person.pk,
                plan_id=plan.pk if plan else None,
                domains=form.cleaned_data["domains"],
                new_id=token,
                by=viewer,
            )
        return show_url(found.pk)

    kwargs = {} if sealed else {"people": people_to_choose(viewer, but=UUID(int=0))}
    page = FormPage(
        _("On the agenda"),
        form_kwargs=kwargs,
        context={
            "back_url": show_url(found.pk),
            "lead": _(
                "The person has a seat by default, and who walks with them. The draft of the "
                "plan comes along beside the last one."
            )
            if not sealed
            else "",
        },
    )
    return answer_form(request, SubjectForm if sealed else ItemForm, page, act)


def _item_texts(row: Any) -> list[tuple[Any, Any]]:
    return [
        (
            gettext_lazy("Domains talked about today"),
            "、".join(str(Domain.label_of(one)) for one in row.domains if one in Domain),
        )
    ]


@door(Duty.CONFER)
def edit_item(request: WorkerRequest, item_id: UUID) -> HttpResponse:
    """Settle the domains of today, and which plan lies on the table."""
    viewer = request.viewer
    item = queries.item_seen(viewer, item_id)
    plans = plans_of(item.person, viewer).rows if item.person else []

    def act(form: BansoForm, _token: UUID | None) -> str:
        typed = form.typed()
        actions.edit_item(
            item_id=item.pk,
            version=form.cleaned_data["version"],
            domains=typed["domains"],
            plan_id=_uuid(typed["plan_id"]),
            by=viewer,
        )
        return f"{show_url(item.conference_id)}#item-{item.pk}"

    choices = [
        (
            str(one.pk),
            _("Plan no. %(number)s of %(day)s")
            % {"number": one.number, "day": format_day(one.made_on)},
        )
        for one in plans
    ]
    page = FormPage(
        _("What is talked about today"),
        initial={
            "domains": item.domains,
            "plan_id": str(item.plan_id or ""),
            "version": item.version,
        },
        form_kwargs={"plans": choices},
        theirs=_item_texts,
        context={"back_url": show_url(item.conference_id)},
    )
    return answer_form(request, ItemEditForm, page, act)


@require_POST
@door(Duty.CONFER)
def move_up(request: WorkerRequest, item_id: UUID) -> HttpResponse:
    """Take an item before the one above it."""
    return redirect(show_url(actions.move_up(item_id=item_id, by=request.viewer)))


@door(Duty.CONFER)
def seat(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Seat somebody."""
    viewer = request.viewer
    found = queries.conference_seen(viewer, conference_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        member, guest = _uuid(typed.pop("member_id")), _uuid(typed.pop("guest_id"))
        actions.seat_somebody(
            conference_id=found.pk,
            member_id=member,
            guest_id=None if member else guest,
            new_id=token,
            by=viewer,
            **typed,
        )
        return show_url(found.pk)

    kwargs = {
        "members": member_choices(viewer),
        "guests": guest_choices(viewer),
        "sealed": found.kind == Kind.SEALED,
    }
    page = FormPage(
        _("A seat at the table"), form_kwargs=kwargs, context={"back_url": show_url(found.pk)}
    )
    return answer_form(request, SeatForm, page, act)


@require_POST
@door(Duty.CONFER)
def invite(request: WorkerRequest, seat_id: UUID) -> HttpResponse:
    """Invite whoever sits there."""
    return redirect(
        lead_to_letter(request, actions.invite_to_seat(seat_id=seat_id, by=request.viewer))
    )
