"""
The sphere of life on the screen and on paper: five views of the same ties, over time, on one day or
on two.
"""

from collections.abc import Collection
from datetime import date
from math import isfinite
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.kit.formatting import brief_day
from banso.kit.readers.dates import UnreadableDate
from banso.kit.readers.said_days import heard_day
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.ties import actions, queries, sheets
from banso.ties.drawing import thumb
from banso.ties.picture import draw, moved, stepped, titles
from banso.ties.rules import Gift, Role, doubles, stands_on
from banso.ties.view import AMOUNTS, View

MOST_MONTHS = 1200


def back_months(text: str) -> int:
    """Return how many months before today are asked for, none for what is no number."""
    return (
        min(MOST_MONTHS, int(text.lstrip("-")))
        if text.lstrip("-").isdecimal() and len(text) < 8
        else 0
    )


def month_before(today: date, months: int) -> date:
    """Return the last day of the month so many months before today; today itself for none."""
    if months == 0:
        return today
    number = today.year * 12 + today.month - months  # the month after, counted from nought
    return date.fromordinal(date(max(1, number // 12), number % 12 + 1, 1).toordinal() - 1)


def _months(first: date | None, today: date) -> int:
    """Return how far the slider goes back: to the first day that is known, a year at least."""
    return min(
        MOST_MONTHS,
        max(12, (today.year - first.year) * 12 + today.month - first.month if first else 12),
    )


def _asked(request: WorkerRequest) -> dict[str, Any]:
    get = request.GET
    kind = get.get("view", "plant")
    beside = get.get("beside", "")
    return {
        "view": kind if kind in titles() else "plant",
        "back": back_months(get.get("back", "0")),
        "beside": back_months(beside) if beside else None,
    }


def _views(
    request: WorkerRequest, person: Any, around: queries.Around, asked: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the pictures asked for: one, or two beside each other, the earlier first."""
    months = (
        [asked["back"]]
        if asked["beside"] is None
        else sorted({asked["back"], asked["beside"]}, reverse=True)
    )
    made = []
    for back in months:
        day = month_before(request.viewer.today, back)
        view = View(person, around, day, request.viewer.today, request.viewer.name)
        made.append({"day": day, "back": back, "svg": draw(asked["view"], view)})
    return made


@door(Duty.SEE_MEMORY)
def sphere(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The sphere of life: tabs, the slider, the picture, and the ties it is drawn from."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    found, asked = queries.around(person, viewer), _asked(request)
    record_read(what="ties", people=[person.pk], by=viewer)
    twice = doubles((one.name, one.role) for one in found.ties)
    first = min(
        (
            day
            for day in [
                *(one.from_on for one in found.ties),
                *(one.from_on for one in found.givings),
            ]
            if day
        ),
        default=None,
    )
    context = {
        "person": person,
        "asked": asked,
        "tabs": titles().items(),
        "pictures": _views(request, person, found, asked),
        "months": _months(first, viewer.today),
        "rows": [_row(one, viewer.today, twice) for one in found.ties],
        "hand_overs": found.hand_overs,
        "from_others": queries.ties_from_others(person, viewer),
        "hidden": queries.hidden_of(person, viewer),
        "givings": [(one, Gift.label_of(one.gift)) for one in found.givings],
        "back_url": f"/people/{person.pk}/",
        "amounts": sheets.amount_names().items(),
        "query": urlencode({"view": str(asked["view"]), "back": str(asked["back"])}),
        "turns": asked["view"] in ("plant", "rings", "ecomap"),
    }
    template = (
        "ties/_partials/below.html"
        if request.headers.get("HX-Target") == "below"
        else "ties/sphere.html"
    )
    return render(request, template, context)


def _row(tie: Any, today: date, twice: Collection[Any] = ()) -> dict[str, Any]:
    stands = stands_on(today, from_on=None, until_on=tie.until_on)
    return {
        "twice": (tie.name, tie.role) in twice,
        "tie": tie,
        "role": Role.label_of(tie.role),
        "standing": stands,
        "days": f"{brief_day(tie.from_on) or '?'}–{'' if stands else brief_day(tie.until_on)}",
    }


@door(Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: who stands beside the person, for their page."""
    person = person_seen(request.viewer, person_id)
    found = queries.around(person, request.viewer)
    viewer = request.viewer
    rows = [row for row in (_row(one, viewer.today) for one in found.ties) if row["standing"]]
    now = View(person, found, viewer.today, viewer.today, viewer.name)
    counted = {"count": len(rows), "official": sum(row["tie"].is_formal for row in rows)}
    said = _("%(count)s ties now, %(official)s of them official") % counted
    if found.ties:
        record_read(what="ties", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "keys": [row for row in rows if row["tie"].role in ("key_person", "light_key")],
        "said": said,
        "svg": thumb.drawn(now.standing(), title=said) if rows else "",
        "gives": [
            Gift.label_of(one.gift) for one in found.givings if one.stands_on(request.viewer.today)
        ],
    }
    return render(request, "ties/_partials/of_person.html", context)


@require_POST
@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def place(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """
    Place a tie from the month shown on: by dragging (so many units of the sheet) or by a button
    (one step).
    """
    viewer, data = request.viewer, request.POST
    tie = queries.tie_seen(viewer, tie_id)
    back, kind = back_months(data.get("back", "0")), data.get("view", "plant")
    day = month_before(viewer.today, back)
    view = View(tie.person, queries.around(tie.person, viewer), day, viewer.today, viewer.name)
    step = data.get("step", "")
    where = (
        stepped(kind, view, str(tie.pk), step)
        if step
        else moved(
            kind, view, str(tie.pk), (_units(data.get("dx", "")), _units(data.get("dy", "")))
        )
    )
    if where:
        actions.place_tie(tie_id=tie.pk, on=day, by=viewer, **where)
    if not step:
        return HttpResponse(status=204)
    address = reverse("ties:sphere", args=[tie.person_id])
    query = urlencode({"view": kind if kind in titles() else "plant", "back": str(back)})
    return redirect(f"{address}?{query}#tie-{tie.pk}")


def _units(text: str) -> float:
    """
    Return how far something was dragged, nothing for what is no number; never farther than any
    sheet.
    """
    try:
        found = float(text)
    except ValueError:
        return 0
    return max(-10_000.0, min(10_000.0, found)) if isfinite(found) else 0


@door(Duty.SEE_MEMORY)
def sheet(request: WorkerRequest, person_id: UUID, kind: str) -> HttpResponse:
    """A picture on one side of A4, as much of it as a template shows."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    asked, amount = _asked(request), request.GET.get("amount", "whole")
    if amount not in AMOUNTS:
        raise Http404
    day = month_before(viewer.today, asked["back"])
    view = View(person, queries.around(person, viewer), day, viewer.today, viewer.name, amount)
    made = sheets.sphere_sheet(view, asked["view"], phones=viewer.may(Duty.SEE_NAMES))
    record_read(
        what="print",
        people=[person.pk],
        by=viewer,
        detail={"sheet": f"ties:{asked['view']}:{amount}", "kind": kind},
    )
    query = urlencode({"view": str(asked["view"]), "back": str(asked["back"]), "amount": amount})

    def address(one: str) -> str:
        return f"{reverse('ties:sheet', args=[person.pk, one])}?{query}"

    context = {"back_url": f"{reverse('ties:sphere', args=[person.pk])}?{query}"}
    return answer_sheet(request, made, kind=kind, name="ties", address=address, context=context)


@door(Duty.SEE_MEMORY)
def show(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """One tie: what is known of it, goings and comings, what can be done."""
    viewer = request.viewer
    tie = queries.tie_seen(viewer, tie_id)
    record_read(what="ties", people=[tie.person_id], by=viewer)
    context = {
        "tie": tie,
        "person": tie.person,
        "facts": sheets.facts_of(tie, phone=viewer.may(Duty.SEE_NAMES)),
        "visits": queries.visits_of(tie),
        "back_url": reverse("ties:sphere", args=[tie.person_id]),
        "standing": tie.until_on is None,
        "may": viewer.may(Duty.WRITE_MEMORY),
    }
    return render(request, "ties/show.html", context)


def day_of(text: str, otherwise: date) -> date:
    """Return a day that stands in an address, the other one where it is none."""
    try:
        return heard_day(text, today=timezone.localdate()) if text else otherwise
    except UnreadableDate:
        return otherwise


@door(Duty.SEE_MEMORY)
def figures(request: WorkerRequest) -> HttpResponse:
    """Ties counted, of the people this member may see: on a day, and since another."""
    day = day_of(request.GET.get("day", ""), request.viewer.today)
    since = min(
        day, day_of(request.GET.get("since", ""), date(day.year - 1, day.month, min(day.day, 28)))
    )
    people, ties = queries.figures_of_agency(request.viewer, since=since, day=day)
    groups = [(_("People"), people), (_("Ties"), ties)]
    context = {
        "groups": groups,
        "since": since,
        "day": day,
        "query": urlencode({"since": since.isoformat(), "day": day.isoformat()}),
    }
    return render(request, "ties/figures.html", context)


@door(Duty.SEE_MEMORY)
def behind(request: WorkerRequest, figure: str) -> HttpResponse:
    """The people behind a figure."""
    day = day_of(request.GET.get("day", ""), request.viewer.today)
    since = min(day, day_of(request.GET.get("since", ""), day))
    page = queries.people_behind(
        figure, request.viewer, since=since, day=day, cursor=request.GET.get("after", "")
    )
    record_read(what="desk", people=[one.pk for one in page.rows], by=request.viewer)
    period = urlencode({"since": since.isoformat(), "day": day.isoformat()})
    context = {
        "rows": page.rows,
        "next_cursor": page.next_cursor,
        "back_url": f"{reverse('ties:figures')}?{period}",
        "heading": _("The people behind the figure"),
    }
    return render(request, "ties/behind.html", context)
