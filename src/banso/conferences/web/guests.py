"""
The table as its guests see it: what the person opened to them, while the meeting runs, and what
they say themselves.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import guest_door
from banso.access.viewer import GuestRequest
from banso.audit.actions import record_read
from banso.conferences import actions, queries
from banso.conferences.rules import Kind, Party, State
from banso.conferences.web.forms import SayForm
from banso.consent.actions import passed_on
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen


def _table_url(conference_id: UUID) -> str:
    return reverse("conferences:table", args=[conference_id])


def _context(request: GuestRequest, conference_id: UUID) -> dict[str, Any]:
    """
    Return the table as this guest may see it; what they open is traced, and recorded as given on
    (提供記録).
    """
    guest = request.guest
    seat = queries.guest_seat(guest, conference_id)
    found, table = seat.conference, queries.table_for_guest(seat, guest)
    if table.opened:
        what = _("%(kind)s, no. %(number)s") % {
            "kind": Kind.label_of(found.kind),
            "number": found.number,
        }
        passed_on(
            agency_id=guest.agency_id,
            recipient=guest.organisation,
            opened=table.opened,
            on=guest.today,
            what=what,
            source_id=found.pk,
            answerable_id=seat.seated_by_id,
        )
        record_read(what="conference", people=list(table.opened), by=guest)
    return {
        "conference": found,
        "table": table,
        "kind": Kind.label_of(found.kind),
        "state": State.label_of(found.state),
        "seat": seat,
        "party": Party.label_of(seat.party),
        "running": found.state == State.RUNNING,
        "to_confirm": found.state == State.CLOSED and seat.confirmed_at is None,
        "planned": found.state == State.PLANNED,
    }


@guest_door
def tables(request: GuestRequest) -> HttpResponse:
    """Fragment: the meetings a guest sits in."""
    rows = [
        {
            "one": seat.conference,
            "kind": Kind.label_of(seat.conference.kind),
            "state": State.label_of(seat.conference.state),
        }
        for seat in queries.guest_seats(request.guest)
    ]
    confirmed = [
        (Kind.label_of(seat.conference.kind), seat.conference)
        for seat in queries.confirmed_for(request.guest)
    ]
    context = {"rows": rows, "confirmed": confirmed}
    return render(request, "conferences/_partials/tables.html", context)


@guest_door
def show(request: GuestRequest, conference_id: UUID) -> HttpResponse:
    """The table."""
    return render(request, "conferences/guest_table.html", _context(request, conference_id))


@guest_door
def now(request: GuestRequest, conference_id: UUID) -> HttpResponse:
    """
    Fragment: the table as it is now; nothing (204) where it looks as the screen knows it. A word
    taken back works here, at the next look, and why lines went is said. Where the minutes were
    confirmed meanwhile, the screen goes to the guest's page, which says so.
    """
    try:
        seat = queries.guest_seat(request.guest, conference_id)
    except NotSeen:
        if any(one.conference_id == conference_id for one in queries.confirmed_for(request.guest)):
            return HttpResponse(status=404, headers={"HX-Redirect": settings.BANSO_GUEST_HOME})
        raise
    known, tag = request.GET.get("tag", ""), queries.guest_tag(seat, request.guest)
    if known == tag:
        return HttpResponse(status=204)
    words_changed = bool(known) and known.rpartition("-")[2] != tag.rpartition("-")[2]
    context = _context(request, conference_id) | {"words_changed": words_changed}
    return render(request, "conferences/_partials/guest_table.html", context)


def _texts(row: Any) -> list[tuple[Any, Any]]:
    return [(gettext_lazy("What I say"), row.text)]


def _form(
    request: GuestRequest,
    conference_id: UUID,
    heading: str,
    minute: Any = None,
    item_id: UUID | None = None,
) -> HttpResponse:
    def act(form: BansoForm, token: UUID | None) -> str:
        more = (
            {"minute_id": minute.pk, "version": form.cleaned_data["version"]}
            if minute
            else {"item_id": item_id, "new_id": token}
        )
        actions.write_as_guest(
            conference_id=conference_id, text=form.cleaned_data["text"], guest=request.guest, **more
        )
        return _table_url(conference_id)

    initial = {"text": minute.text, "version": minute.version} if minute else {}
    page = FormPage(
        heading,
        initial=initial,
        theirs=_texts,
        context={
            "back_url": _table_url(conference_id),
            "lead": _(
                "The workers at the table read this, and of the others those to whom the person "
                "opened what it speaks of."
            ),
        },
    )
    return answer_without_draft(request, SayForm, page, act)


@guest_door
def say(request: GuestRequest, conference_id: UUID, item_id: UUID) -> HttpResponse:
    """Say something under one's own seat."""
    seat = queries.guest_seat(request.guest, conference_id)
    return _form(request, seat.conference_id, _("What I say"), item_id=item_id)


@guest_door
def say_anew(request: GuestRequest, minute_id: UUID) -> HttpResponse:
    """Say it anew."""
    minute = queries.guest_minute(request.guest, minute_id)
    return _form(request, minute.conference_id, _("What I say"), minute)


@require_POST
@guest_door
def strike(request: GuestRequest, minute_id: UUID) -> HttpResponse:
    """Strike what one said."""
    minute = queries.guest_minute(request.guest, minute_id)
    actions.strike_minute(minute_id=minute.pk, by=request.guest)
    return redirect(_table_url(minute.conference_id))


@require_POST
@guest_door
def confirm(request: GuestRequest, conference_id: UUID) -> HttpResponse:
    """Confirm the minutes from one's own seat."""
    actions.confirm_seat(conference_id=conference_id, by=request.guest)
    return redirect(settings.BANSO_GUEST_HOME)
