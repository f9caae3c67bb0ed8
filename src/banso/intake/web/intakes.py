"""First consultations on screen; search comes before create."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.intake import actions, queries
from banso.intake.instrument import sheet_on
from banso.intake.rules import Channel, Urgency
from banso.intake.web.forms import (
    IntakeForm,
    NewIntakeForm,
    SearchFirstForm,
    offices_of,
)
from banso.kit.asked_in_address import asked_in_address
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import find_people, person_seen, similar_people
from banso.people.web.finding import with_reasons


@door(Duty.KEEP_LEDGERS)
@asked_in_address()
def begin_intake(request: WorkerRequest) -> HttpResponse:
    """Search comes before create."""
    form = (
        SearchFirstForm(request.POST)
        if request.method == "POST" and "submission" in request.POST
        else SearchFirstForm(initial=request.POST.dict())
    )
    if not form.is_bound or not form.is_valid():
        context = {
            "form": form,
            "heading": _("Intake"),
            "lead": _("First we look whether we know the person already."),
            "submit_label": _("Look"),
        }
        return render(request, "kit/form_page.html", context, status=422 if form.errors else 200)
    typed = form.typed()
    names = [(typed["called_name"], ""), (typed["full_name"], typed["kana"])]
    hits = similar_people(
        request.viewer,
        names=[one for one in names if any(one)],
        birth=typed["birth"],
        phone=typed["contact"],
        limit=8,
        least=0.5,
    )
    known = {hit.person.pk for hit in hits}
    for text in (typed["called_name"], typed["full_name"]):
        more = (
            [
                hit
                for hit in find_people(request.viewer, text, limit=5)
                if hit.person.pk not in known
            ]
            if text
            else []
        )
        known |= {hit.person.pk for hit in more}
        hits += more
    record_read(what="similar", people=[hit.person.pk for hit in hits], by=request.viewer)
    carried = [
        (name, form.data.get(name, ""))
        for name in SearchFirstForm.base_fields
        if name not in ("submission", "version")
    ]
    return render(
        request,
        "intake/candidates.html",
        {
            "hits": with_reasons(hits, request.viewer),
            "carried": carried,
            "name": typed["called_name"],
        },
    )


@door(Duty.KEEP_LEDGERS)
@asked_in_address(lambda posted: "prefill" in posted)
def new_intake(request: WorkerRequest) -> HttpResponse:
    """The intake of somebody new."""
    offices = offices_of(request.viewer)
    carried = request.POST.dict() if request.method == "POST" and "prefill" in request.POST else {}
    page = FormPage(
        _("Intake of somebody new"),
        template="intake/new_intake.html",
        draft_key="" if carried else "intake",
        initial={"on": request.viewer.today, "office": offices[0][0] if offices else "", **carried},
        context={
            "submit_label": _("Take the consultation in"),
            "back_url": reverse("intake:begin_intake"),
            "draft_key": "intake",
        },
        form_kwargs={"offices": offices, "sheet": sheet_on(request.viewer.today)},
    )
    if carried:
        form = NewIntakeForm(initial=page.initial, **page.form_kwargs)
        return render(
            request,
            page.template,
            {"form": form, "heading": page.heading, "draft_key": "intake", **page.context},
        )

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(NewIntakeForm, form)
        intake = actions.take_intake(
            person=form.entering(), intake=form.intake(), intake_id=token, by=request.viewer
        )
        return reverse("desk:person", args=[intake.person_id])

    return answer_form(request, NewIntakeForm, page, act)


@door(Duty.KEEP_LEDGERS)
def intake_for(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The intake of somebody known, also after nine years."""
    person = person_seen(request.viewer, person_id)
    offices = offices_of(request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.take_intake(
            person=person.pk,
            intake=cast(IntakeForm, form).intake(),
            intake_id=token,
            by=request.viewer,
        )
        return reverse("desk:person", args=[person.pk])

    page = FormPage(
        _("Intake: %(name)s") % {"name": person.called_name},
        draft_key=f"intake:{person.pk}",
        form_kwargs={"offices": offices, "sheet": sheet_on(request.viewer.today)},
        initial={
            "on": person.last_day(request.viewer.today),
            "office": offices[0][0] if offices else "",
        },
        context={
            "submit_label": _("Take the consultation in"),
            "back_url": reverse("desk:person", args=[person.pk]),
        },
    )
    return answer_form(request, IntakeForm, page, act)


@door(Duty.KEEP_LEDGERS)
def intakes(request: WorkerRequest) -> HttpResponse:
    """All intakes, newest first."""
    page = queries.intakes(request.viewer, cursor=request.GET.get("after", ""))
    record_read(what="intakes", people=[one.person_id for one in page.rows], by=request.viewer)
    rows = [
        {
            "intake": one,
            "channel": Channel.label_of(one.channel),
            "urgency": Urgency.label_of(one.urgency),
        }
        for one in page.rows
    ]
    return render(request, "intake/intakes.html", {"rows": rows, "next_cursor": page.next_cursor})


@door(Duty.KEEP_LEDGERS)
def new_intakes(request: WorkerRequest) -> HttpResponse:
    """Fragment: the intakes of the last week."""
    found = queries.new_intakes(request.viewer)
    record_read(what="desk", people=[one.person_id for one in found], by=request.viewer)
    return render(
        request,
        "intake/_partials/new_intakes.html",
        {
            "rows": [
                (one, Channel.label_of(one.channel), Urgency.label_of(one.urgency)) for one in found
            ]
        },
    )
