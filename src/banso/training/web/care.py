"""One's own page, supervision, hours, who carries what, handing over, thanks: on screen."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import member_choices, member_seen, names_of_members
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.export import numbers_as_file
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.people.rules import Ledger
from banso.training import actions, queries
from banso.training.rules import HANDOVER_SEASON, Work, is_time_to_talk
from banso.training.sheets import handover_sheet
from banso.training.web.courses import held
from banso.training.web.forms import HeavyForm, HoursForm, SupervisionForm, ThanksForm, WordsForm

UNMET = timedelta(days=30)


def _month(request: WorkerRequest) -> tuple[date, date]:
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
def mine(request: WorkerRequest) -> HttpResponse:
    """One's own page: certificates, hours of this month, thanks, talks, and what is due."""
    viewer = request.viewer
    first, last = _month(request)
    minutes: dict[str, int] = {}
    for one in queries.hours_of(viewer, first=first, last=last):
        minutes[one.work] = minutes.get(one.work, 0) + one.minutes
    heavy = [
        (one, is_time_to_talk(from_on=one.from_on, today=viewer.today))
        for one in queries.heavy_walks(viewer)
        if one.member_id == viewer.member_id
    ]
    record_read(what="training", people=[one.person_id for one, _talk in heavy], by=viewer)
    context = {
        "certificates": held(request, list(queries.certificates_of(viewer, viewer.member_id))),
        "sessions": queries.sessions_to_come(viewer, size=5),
        "thanks": queries.thanks_of(viewer)[:5],
        "hours": [(Work.label_of(work), minutes[work]) for work in Work.values if work in minutes],
        "heavy": heavy,
        "supervision": queries.supervision_of(viewer)[:3],
        "is_season": viewer.today.month in HANDOVER_SEASON,
    }
    return render(request, "training/mine.html", context)


@door()
def supervision(request: WorkerRequest) -> HttpResponse:
    """What this very member talked about, on either side."""
    return render(
        request, "training/supervision.html", {"rows": queries.supervision_of(request.viewer)}
    )


@door()
def supervise(request: WorkerRequest) -> HttpResponse:
    """Note what was talked about with a member."""

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.keep_supervision(
            member_id=UUID(typed.pop("member")), new=token, by=request.viewer, **typed
        )
        return reverse("training:supervision")

    page = FormPage(
        _("A talk about the work (supervision)"),
        initial={"on": request.viewer.today},
        form_kwargs={"members": member_choices(request.viewer)},
        draft_key="supervision",
        context={
            "back_url": reverse("training:supervision"),
            "lead": _("Read by the two of you and by nobody else, whatever their duties."),
        },
    )
    return answer_form(request, SupervisionForm, page, act)


@door()
def hours(request: WorkerRequest) -> HttpResponse:
    """Write down what minutes went into; this month's below."""
    first, last = _month(request)

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
    first, last = _month(request)
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
    first, last = _month(request)
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
    )


@door(Duty.SEE_MEMORY, Duty.ASSIGN_COMPANIONS)
def carried(request: WorkerRequest) -> HttpResponse:
    """Who carries what, by name, and which walks weigh: for talking about, never for comparing."""
    viewer = request.viewer
    heavy = [
        (one, is_time_to_talk(from_on=one.from_on, today=viewer.today))
        for one in queries.heavy_walks(viewer)
    ]
    record_read(what="training", people=[one.person_id for one, _talk in heavy], by=viewer)
    context = {
        "rows": [
            (one, [one.ledgers[ledger] for ledger in Ledger.values])
            for one in queries.carried(viewer, unmet_before=viewer.today - UNMET)
        ],
        "ledgers": Ledger.labels,
        "heavy": heavy,
    }
    return render(request, "training/carried.html", context)


@require_POST
@door(Duty.SEE_MEMORY)
def weighs(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Say that a walk weighs on oneself."""
    actions.begin_heavy(person_id=person_id, by=request.viewer)
    messages.success(request, _("Noted. It will be talked about together."))
    return redirect("training:handing_over", request.viewer.member_id)


@door(Duty.SEE_MEMORY)
def lighter(request: WorkerRequest, heavy_id: UUID) -> HttpResponse:
    """Note what was agreed about a walk that weighs."""
    kept = queries.heavy_seen(request.viewer, heavy_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.end_heavy(
            heavy_id=kept.pk,
            agreed=form.cleaned_data["agreed"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return reverse("training:mine")

    record_read(what="training", people=[kept.person_id], by=request.viewer)
    page = FormPage(
        f"{kept.person.called_name} {kept.member.name}",
        initial={"version": kept.version},
        context={"back_url": reverse("training:mine")},
        theirs=lambda row: [(_("What was agreed"), row.agreed)],  # type: ignore[attr-defined]
    )
    return answer_form(request, HeavyForm, page, act)


def _whose(request: WorkerRequest, member_id: UUID) -> Any:
    """
    Return the member whose people are handed over: oneself, or anybody for those who settle who
    walks with whom.
    """
    if member_id != request.viewer.member_id and not request.viewer.may(Duty.ASSIGN_COMPANIONS):
        raise NotSeen
    return member_seen(request.viewer, member_id)


@door(Duty.SEE_MEMORY)
def handing_over(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """With whom somebody walks, with the words for whoever walks on."""
    member = _whose(request, member_id)
    walks = queries.handover_people(request.viewer, member.pk)
    words = queries.handover_words(member.pk, [one.person_id for one in walks])
    heavy = {
        one.person_id for one in queries.heavy_walks(request.viewer) if one.member_id == member.pk
    }
    record_read(what="training", people=[one.person_id for one in walks], by=request.viewer)
    rows = [(one, words.get(one.person_id), one.person_id in heavy) for one in walks]
    return render(
        request,
        "training/handing_over.html",
        {"member": member, "rows": rows, "is_me": member.pk == request.viewer.member_id},
    )


@door(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def words(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write what is told to whoever walks on."""
    person = person_seen(request.viewer, person_id)
    kept = queries.handover_words(request.viewer.member_id, [person.pk]).get(person.pk)
    back = reverse("training:handing_over", args=[request.viewer.member_id])

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.keep_handover_words(
            person_id=person.pk,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return back

    initial = {"text": kept.text, "version": kept.version} if kept else {}
    page = FormPage(
        person.called_name,
        initial=initial,
        draft_key=f"handing-over:{person.pk}",
        context={"back_url": back},
        theirs=lambda row: [(_("Words for whoever walks on"), row.text)],  # type: ignore[attr-defined]
    )
    return answer_form(request, WordsForm, page, act)


@door(Duty.SEE_MEMORY)
def handover(request: WorkerRequest, member_id: UUID, kind: str) -> HttpResponse:
    """引継書: the sheet."""
    member = _whose(request, member_id)
    told = queries.told_of(request.viewer, member.pk)
    record_read(
        what="print",
        people=[one.person.pk for one in told],
        by=request.viewer,
        detail={"sheet": "handing_over", "kind": kind},
    )
    made = handover_sheet(
        member=member.name, people=told, day=request.viewer.today, author=request.viewer.name
    )

    def address(other: str) -> str:
        return reverse("training:handover_sheet", args=[member.pk, other])

    return answer_sheet(
        request,
        made,
        kind=kind,
        name="handing-over",
        address=address,
        context={"back_url": reverse("training:handing_over", args=[member.pk])},
    )


@door()
def thank(request: WorkerRequest) -> HttpResponse:
    """Thank a colleague."""

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.thank(
            member_id=UUID(form.cleaned_data["member"]),
            text=form.cleaned_data["text"],
            new=token,
            by=request.viewer,
        )
        messages.success(request, _("Your thanks are on their page."))
        return reverse("training:mine")

    page = FormPage(
        _("Say thanks"),
        form_kwargs={"members": member_choices(request.viewer)},
        context={"back_url": reverse("training:mine"), "submit_label": _("Say thanks")},
    )
    return answer_form(request, ThanksForm, page, act)
