"""
Writing at the table on screen: a line beside the minutes, or on a page of its own without script.
"""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.conferences import actions, queries
from banso.conferences.rules import Kind, LineKind, default_part
from banso.conferences.web.conferences import show_url
from banso.conferences.web.forms import AdditionForm, MinuteForm, PaperForm
from banso.drafts.actions import write_once
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.ties.queries import ties_seen_by

UUIDS = ("seat_id", "from_tie_id", "to_tie_id")


def _texts(row: Any) -> list[tuple[Any, Any]]:
    return [(gettext_lazy("What"), row.text), (gettext_lazy("Until when"), row.until_on or "")]


def _ties(request: WorkerRequest, item: Any) -> list[tuple[str, str]]:
    if item.person_id is None:
        return []
    rows = (
        ties_seen_by(request.viewer)
        .filter(person=item.person_id, until_on=None)
        .order_by("from_on", "pk")
    )
    return [(str(one.pk), one.name) for one in rows[:300]]


def _write(request: WorkerRequest, item: Any, kind: str, minute: Any = None) -> HttpResponse:
    found = item.conference
    sealed = found.kind == Kind.SEALED

    def act(form: BansoForm, token: UUID | None) -> str:
        typed: dict[str, Any] = {
            name: (UUID(value) if value else None) if name in UUIDS else value
            for name, value in form.typed().items()
        }
        more: dict[str, Any] = (
            {"minute_id": minute.pk, "version": form.cleaned_data["version"]}
            if minute
            else {"new_id": token}
        )
        line = actions.NewLine(kind=kind, **(typed | ({"part": ""} if sealed else {})))
        actions.write_minute(item_id=item.pk, line=line, by=request.viewer, **more)
        return (
            reverse("conferences:now", args=[found.pk]) + "?saved=1"
            if request.htmx
            else f"{show_url(found.pk)}#item-{item.pk}"
        )

    initial: dict[str, Any] = {"part": default_part(kind)}
    if minute is not None:
        initial = {
            name: getattr(minute, name) or ""
            for name in ("text", "mark", "part", "until_on", *UUIDS)
        } | {"version": minute.version}
    keeps = request.viewer.member_id in (found.chair_id, found.keeper_id)
    seats = [
        (str(one.pk), one.name)
        for one in queries.seats_seen(request.viewer, found)
        if keeps or one.member_id == request.viewer.member_id
    ]
    if item.person_id:
        record_read(what="conference", people=[item.person_id], by=request.viewer)
    page = FormPage(
        LineKind.label_of(kind),
        template="conferences/_partials/line_form.html"
        if request.htmx
        else "conferences/line.html",
        draft_key=f"minute:{minute.pk if minute else f'{item.pk}:{kind}'}",
        initial=initial,
        theirs=_texts,
        form_kwargs={
            "kind": kind,
            "seats": seats,
            "ties": _ties(request, item) if kind == LineKind.HAND_OVER else [],
            "sealed": sealed,
            "readers": {} if sealed else queries.guests_who_read(item),
        },
        context={
            "form_action": request.path,
            "back_url": show_url(found.pk),
            "place": f"item-{item.pk}",
            "minute": minute,
        },
    )
    return answer_form(request, MinuteForm, page, act)


@door(Duty.CONFER)
def write(request: WorkerRequest, item_id: UUID, line: str) -> HttpResponse:
    """A new line."""
    if line not in set(LineKind):
        raise Http404
    return _write(request, queries.item_seen(request.viewer, item_id), line)


@door(Duty.CONFER)
def rewrite(request: WorkerRequest, minute_id: UUID) -> HttpResponse:
    """Write a line anew."""
    minute = queries.minute_seen(request.viewer, minute_id)
    return _write(request, queries.item_seen(request.viewer, minute.item_id), minute.kind, minute)


@require_POST
@door(Duty.CONFER)
def strike(request: WorkerRequest, minute_id: UUID) -> HttpResponse:
    """Strike a line."""
    minute = queries.minute_seen(request.viewer, minute_id)
    actions.strike_minute(minute_id=minute.pk, by=request.viewer)
    return redirect(show_url(minute.conference_id))


@require_POST
@door(Duty.CONFER)
def hand_out(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Hand a paper to everybody who is there; pressed twice, everybody has one."""
    form = PaperForm(request.POST)
    if form.is_valid():
        title, token = (form.cleaned_data[name] for name in ("title", "submission"))
        hand = partial(
            actions.hand_out, conference_id=conference_id, title=title, by=request.viewer
        )
        write_once(token=token, write=lambda: str(hand()), by=request.viewer)
    return redirect(show_url(queries.conference_seen(request.viewer, conference_id).pk) + "#papers")


@require_POST
@door(Duty.CONFER)
def take_back(request: WorkerRequest, paper_id: UUID) -> HttpResponse:
    """Note that a copy was taken back."""
    conference_id = actions.take_back(paper_id=paper_id, by=request.viewer)
    return redirect(f"{show_url(conference_id)}#papers")


@door(Duty.CONFER)
def add_afterwards(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Add something to closed minutes."""
    found = queries.conference_seen(request.viewer, conference_id)
    rows = list(queries.items_seen(request.viewer, found).order_by("place", "pk"))
    items = [(str(one.pk), one.name) for one in rows]
    people = [one.person_id for one in rows if one.person_id]
    record_read(what="conference", people=people, by=request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        item = typed.pop("item_id")
        actions.add_afterwards(
            conference_id=found.pk,
            item_id=UUID(item) if item else None,
            new_id=token,
            by=request.viewer,
            **typed,
        )
        return show_url(found.pk)

    page = FormPage(
        _("Add to the minutes"),
        form_kwargs={"items": items},
        draft_key=f"addition:{found.pk}",
        context={
            "submit_label": _("Add to the minutes"),
            "back_url": show_url(found.pk),
            "lead": _(
                "The minutes stay as they are. What is added stands below, with day and name."
            ),
        },
    )
    return answer_form(request, AdditionForm, page, act)
