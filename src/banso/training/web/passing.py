"""Passing on what stands in a member's name: the list first, then one step."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.held import Item, held_by
from banso.access.queries import current_members, member_seen
from banso.access.rules import Duty, duties_of
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.kit.forms import DayInput
from banso.kit.ids import uuid_or_none
from banso.kit.readers.dates import UnreadableDate
from banso.kit.readers.said_days import heard_day
from banso.kit.refusals import Refusal
from banso.people.queries import people_seen_by
from banso.training import actions


@dataclass
class Row:
    """A person with what is open about them, by kind: how many of each."""

    person: Any
    work: list[tuple[Any, int]]
    chosen: str = ""
    ticked: bool = True


@dataclass
class Open:
    """What is open in a member's name as this viewer may see it."""

    rows: list[Row]
    unseen: int
    other: list[tuple[Any, str]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        return not (self.rows or self.unseen or self.other)


def _open_of(member: Any, viewer: Viewer) -> Open:
    items = held_by(member.pk, viewer.agency_id)
    by_person: dict[UUID, list[Item]] = {}
    for item in items:
        if item.person_id:
            by_person.setdefault(item.person_id, []).append(item)
    seen = people_seen_by(viewer).filter(pk__in=list(by_person)).order_by("sort_name", "pk")
    rows = [Row(one, _counted(by_person[one.pk])) for one in seen]
    return Open(
        rows=rows,
        unseen=len(by_person) - len(rows),
        other=[(item.kind.label, item.text) for item in items if item.person_id is None],
    )


def _counted(items: list[Item]) -> list[tuple[Any, int]]:
    counts = Counter(item.kind.code for item in items)
    labels = {item.kind.code: item.kind.label for item in items}
    return [(labels[code], count) for code, count in counts.items()]


def _takers(member: Any, viewer: Viewer) -> list[tuple[str, str]]:
    """Return who may go on with open work: who works here and writes memories."""
    return [
        (str(one.pk), one.name)
        for one in current_members(viewer, today=viewer.today).exclude(pk=member.pk)
        if Duty.WRITE_MEMORY in duties_of(one.roles)
    ]


def _shown(
    request: WorkerRequest, template: str, member: Any, found: Open, refusal: Refusal | None
) -> HttpResponse:
    record_read(what="training", people=[row.person.pk for row in found.rows], by=request.viewer)
    for row in found.rows:
        row.chosen = request.POST.get(f"to_{row.person.pk}", "")
        row.ticked = request.method != "POST" or str(row.person.pk) in request.POST.getlist("who")
    context = {
        "member": member,
        "found": found,
        "takers": _takers(member, request.viewer),
        "to": request.POST.get("to", ""),
        "on": request.POST.get("on", "") or DayInput().format_value(request.viewer.today),
        "refusal": str(refusal.sentence) if refusal else "",
        "wrong_day": str(refusal.sentence) if isinstance(refusal, actions.DayTooFar) else "",
    }
    return render(request, template, context, status=422 if refusal else 200)


def _named_day(request: WorkerRequest) -> date:
    """Return the day that was named, today where none was."""
    text = request.POST.get("on", "").strip()
    try:
        return heard_day(text, today=request.viewer.today) if text else request.viewer.today
    except UnreadableDate as error:
        raise actions.DayTooFar from error


@door(Duty.MANAGE_AGENCY)
def let_go(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """End a member's time at the agency: what is open in their name, and who goes on with it."""
    member, viewer = member_seen(request.viewer, member_id), request.viewer
    found = _open_of(member, viewer)
    refusal: Refusal | None = None
    if request.method == "POST":
        chosen = {
            row.person.pk: to
            for row in found.rows
            if (to := uuid_or_none(request.POST.get(f"to_{row.person.pk}", "")))
        }
        takers = actions.Takers(to=uuid_or_none(request.POST.get("to", "")), of_person=chosen)
        try:
            day = _named_day(request)
            actions.let_go_handing_over(member_id=member.pk, takers=takers, on=day, by=viewer)
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request,
                (
                    _("%(name)s comes in until that day. Nothing is open in their name.")
                    if day > viewer.today
                    else _("%(name)s no longer comes in. Nothing is open in their name.")
                )
                % {"name": member.name},
            )
            return redirect("access:members" if member.pk != viewer.member_id else "/")
    return _shown(request, "training/let_go.html", member, found, refusal)


@door(Duty.ASSIGN_COMPANIONS, Duty.SEE_MEMORY)
def pass_on(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """Give people, with everything open about them, to another member."""
    member, viewer = member_seen(request.viewer, member_id), request.viewer
    found = _open_of(member, viewer)
    found.unseen, found.other = 0, []
    refusal: Refusal | None = None
    if request.method == "POST":
        to = uuid_or_none(request.POST.get("to", ""))
        who = [one for text in request.POST.getlist("who") if (one := uuid_or_none(text))]
        try:
            if to is None:
                raise actions.ToWhom
            given = actions.move_caseload(
                member_id=member.pk, people=who, to_id=to, on=_named_day(request), by=viewer
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request,
                _("%(count)s open pieces of work were passed on. The same page passes them back.")
                % {"count": sum(given.values())},
            )
            return redirect("training:pass_on", member_id=to)
    return _shown(request, "training/pass_on.html", member, found, refusal)
