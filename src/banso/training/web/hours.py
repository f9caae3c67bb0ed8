"""Hours of work: one’s own, and a month of the agency’s."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of, names_of_members
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.export import numbers_as_file
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.training import actions, queries
from banso.training.rules import Work
from banso.training.sheets import span_in_full
from banso.training.web.forms import HoursForm


def month_asked_for(request: WorkerRequest) -> tuple[date, date]:
    """Return the first and last day of the month that is asked for, this one if none is."""
    today, text = request.viewer.today, request.GET.get("month", "")
    year, month = (
        (int(text[:4]), int(text[5:7]))
        if len(text) == 7 and (text[:4] + text[5:]).isdecimal()
        else (today.year, today.month)
    )
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        year, month = today.year, today.month
    first = date(year, month, 1)
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@door()
def hours(request: WorkerRequest) -> HttpResponse:
    """Write down what minutes went into; this month's below."""
    first, last = month_asked_for(request)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.add_hours(new=token, by=request.viewer, **form.typed())
        return reverse("training:hours")

    rows = [
        (one, Work.label_of(one.work))
        for one in queries.hours_of(request.viewer, first=first, last=last)
    ]
    page = FormPage(
        _("Hours worked"),
        template="training/hours.html",
        initial={"on": request.viewer.today, "work": "coordinate"},
        context={
            "rows": rows,
            "back_url": reverse("training:mine"),
            "lead": _(
                "So that coordination and being there can be seen, and paid. About the work, "
                "never about whom."
            ),
        },
    )
    return answer_form(request, HoursForm, page, act)


@require_POST
@door()
def strike(request: WorkerRequest, hours_id: UUID) -> HttpResponse:
    """Strike what was written down by mistake."""
    actions.strike_hours(hours_id=hours_id, by=request.viewer)
    return redirect("training:hours")


def _worked(viewer: Viewer, first: date, last: date) -> tuple[list[str], list[list[Any]]]:
    """
    Return the head and the rows of a month's hours: by name, what was written down, and what
    contact notes speak of beside it.
    """
    written, contacts = (
        queries.hours_of_agency(viewer, first=first, last=last),
        queries.minutes_of_contacts(viewer, first=first, last=last),
    )
    names = names_of_members({*written, *contacts})
    head = [
        _("Member"),
        *(str(label) for label in Work.labels),
        _("Being there, by contact notes"),
        _("Doing something, by contact notes"),
    ]
    rows = []
    for member, name in sorted(names.items(), key=lambda one: (one[1], str(one[0]))):
        own, notes = written.get(member, {}), contacts.get(member, {})
        rows.append(
            [
                name,
                *(own.get(work, 0) for work in Work.values),
                notes.get("being", 0),
                notes.get("doing", 0),
            ]
        )
    return head, rows


@door(Duty.MANAGE_AGENCY)
def worked(request: WorkerRequest) -> HttpResponse:
    """A month's hours of the agency, in minutes, by name."""
    first, last = month_asked_for(request)
    head, rows = _worked(request.viewer, first, last)
    return render(
        request,
        "training/worked.html",
        {
            "head": head,
            "rows": rows,
            "first": first,
            "month": f"{first:%Y-%m}",
            "sums": _sums(rows),
        },
    )


def _sums(rows: list[list[Any]]) -> list[int]:
    return [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)] if rows else []


@door(Duty.MANAGE_AGENCY, Duty.EXPORT_LISTS)
def worked_file(request: WorkerRequest) -> HttpResponse:
    """A month's hours as Excel: the ground on which coordination can be paid."""
    first, last = month_asked_for(request)
    head, rows = _worked(request.viewer, first, last)
    title = _("Hours of %(month)s, in minutes") % {"month": f"{first:%Y-%m}"}
    notes = [
        [
            _(
                "Written down by the members themselves; contact notes stand beside, so "
                "nothing is added twice."
            )
        ]
    ]
    return numbers_as_file(
        f"banso-hours-{first:%Y-%m}",
        title,
        head,
        [*rows, [_("Sum"), *_sums(rows)]] if rows else [],
        notes,
        of=f"{agency_of(request.viewer).name}　{span_in_full(first, last)}",
    )
