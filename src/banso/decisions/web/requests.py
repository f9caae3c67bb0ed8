"""Asking on screen: the person's requests, the form, what came back, the letter; the desk."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.decisions import actions, notice_sheet, queries, sheets
from banso.decisions.rules import GRANTED, Kind, Stance, State, comes_back
from banso.decisions.web.forms import AskForm, ReceiveForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.kit.sheets import Sheet
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.people.web.living import open_with_the_living
from banso.planning.queries import current_of

AFTER = {"renewal": Kind.RENEWAL, "again": Kind.AGAIN, "appeal": Kind.APPEAL}


def row_of(one: Any, day: Any) -> dict[str, Any]:
    """Return a request with its words, for lists."""
    found = one.decision if one.state == State.DECIDED else None
    return {
        "one": one,
        "kind": Kind.label_of(one.kind),
        "state": State.label_of(one.state),
        "found": found,
        "outcome": Stance.label_of(found.outcome) if found else "",
        "back": found is not None and comes_back(day, found.until_on),
    }


@door(Duty.CONFER)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: what was asked and decided on a person."""
    person = person_seen(request.viewer, person_id)
    rows = [
        row_of(one, request.viewer.today) for one in queries.requests_of(person, request.viewer)
    ]
    if rows:
        record_read(what="decision", people=[person.pk], by=request.viewer)
    answer = render(request, "decisions/_partials/of_person.html", {"person": person, "rows": rows})
    leads_to = reverse("decisions:show", args=[rows[0]["one"].pk]) if rows else ""
    return saying(answer, first_of([_in_words(row) for row in rows[:1]], len(rows)), leads_to)


def _in_words(row: dict[str, Any]) -> str:
    """Return in a few words how a request stands, and until when what was decided holds."""
    found = row["found"]
    until = brief_day(found.until_on) if found and found.until_on else ""
    said = str(row["outcome"] or row["state"])
    said += " " + _("until %(day)s") % {"day": until} if until else ""
    return f"{said} ({_('the term ends soon')})" if row["back"] else said


@door(Duty.CONFER)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: decisions that came, what was sent back, terms that end, for the desk."""
    viewer = request.viewer
    found = {
        "came": queries.arrived(viewer),
        "returned": queries.sent_back(viewer),
        "ending": queries.terms_ending(viewer),
    }
    record_read(
        what="desk", people={one.person_id for rows in found.values() for one in rows}, by=viewer
    )
    return render(
        request,
        "decisions/_partials/on_desk.html",
        {name: [row_of(one, viewer.today) for one in rows] for name, rows in found.items()},
    )


def _ask(
    request: WorkerRequest, person: Any, kind: Kind, heading: str, before: Any = None
) -> HttpResponse:
    viewer = request.viewer
    open_with_the_living(person)
    record_read(what="decision", people=[person.pk], by=viewer)
    plan = next((one for one in current_of(person, viewer) if one.is_current), None)
    if plan is None:
        return render(
            request,
            "decisions/no_plan.html",
            {"person": person, "back_url": f"/people/{person.pk}/"},
        )

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        urgent = typed.pop("urgent", False)
        made = actions.ask_decision(
            person_id=person.pk,
            request=actions.NewRequest(
                plan_id=plan.pk,
                body_id=UUID(typed["body_id"]),
                kind=Kind.URGENT if urgent else kind,
                gains=typed["gains"].splitlines(),
                words=typed["words"],
                before_id=before.pk if before else None,
                urgent_from=typed.get("urgent_from") if urgent else None,
                urgent_reason=typed.get("urgent_reason", "") if urgent else "",
                urgent_source_id=_record_chosen(typed) if urgent else None,
            ),
            by=viewer,
            new_id=token,
        )
        return reverse("decisions:show", args=[made.pk])

    bodies = [(str(one.pk), one.agency.name) for one in queries.bodies(viewer)]
    page = FormPage(
        heading,
        template="decisions/ask.html",
        draft_key=f"decision:{person.pk}:{kind}",
        form_kwargs={
            "bodies": bodies,
            "records": queries.records_to_choose(person, viewer) if kind == Kind.NEW else [],
            "kind": kind,
        },
        initial={
            "gains": "\n".join(before.gains),
            "body_id": bodies[0][0] if len(bodies) == 1 else "",
        }
        if before
        else {},
        context={
            "back_url": reverse("decisions:show", args=[before.pk])
            if before
            else f"/people/{person.pk}/",
            "person": person,
            "plan": plan,
            "bodies": bodies,
            "submit_label": _("Ask for a decision"),
        },
    )
    return answer_form(request, AskForm, page, act)


def _record_chosen(typed: dict[str, Any]) -> UUID | None:
    return UUID(typed["urgent_source_id"]) if typed.get("urgent_source_id") else None


@door(Duty.CONFER)
def ask(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Ask a body to decide on a person's plan."""
    person = person_seen(request.viewer, person_id)
    return _ask(
        request,
        person,
        Kind.NEW,
        _("Ask for a decision on %(name)s’s plan") % {"name": person.called_name},
    )


@door(Duty.CONFER)
def after(request: WorkerRequest, request_id: UUID, after: str) -> HttpResponse:
    """Ask what comes after: a renewal, once more after it was sent back, an appeal."""
    before = queries.request_seen(request.viewer, request_id)
    if after not in AFTER or before.state != State.DECIDED:
        raise Http404
    return _ask(request, before.person, AFTER[after], str(AFTER[after].label), before)


@door(Duty.CONFER)
def show(request: WorkerRequest, request_id: UUID) -> HttpResponse:
    """One request: what went over, and what came back."""
    viewer = request.viewer
    one = queries.request_seen(viewer, request_id)
    record_read(what="decision", people=[one.person_id], by=viewer)
    row = row_of(one, viewer.today)
    found = row["found"]
    context = {
        **row,
        "person": one.person,
        "package": one.package,
        "record": queries.record_of_urgent(one, viewer),
        "back_url": f"/people/{one.person_id}/",
        "can_renew": found is not None and found.outcome in GRANTED,
        "can_ask_again": found is not None and found.outcome == Stance.SEND_BACK,
        "can_appeal": found is not None and found.outcome != Stance.SEND_BACK,
        "waits_for_us": found is not None and one.received_at is None,
    }
    return render(request, "decisions/show.html", context)


@door(Duty.CONFER)
def receive(request: WorkerRequest, request_id: UUID) -> HttpResponse:
    """Take up a decision."""
    one = queries.request_seen(request.viewer, request_id)
    if one.state != State.DECIDED:
        raise Http404

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.receive_decision(
            request_id=one.pk, due_on=form.cleaned_data["due_on"], by=request.viewer
        )
        return reverse("decisions:show", args=[one.pk])

    page = FormPage(
        _("Take up decision %(number)s") % {"number": one.decision.number},
        initial={"due_on": request.viewer.today + timedelta(days=30)},
        context={
            "submit_label": _("Take the decision up"),
            "back_url": reverse("decisions:show", args=[one.pk]),
            "lead": _("It goes into the person’s memory. Please read the letter with them."),
        },
    )
    return answer_form(request, ReceiveForm, page, act)


@door(Duty.CONFER)
def letter(request: WorkerRequest, request_id: UUID, kind: str) -> HttpResponse:
    """The letter to the person."""
    one = _decided(request, request_id)
    made = sheets.letter(one, one.decision, body=one.agency.name, contact=one.agency.contact)
    return _printed(request, one, made, kind, "letter")


@door(Duty.CONFER)
def notice(request: WorkerRequest, request_id: UUID, kind: str) -> HttpResponse:
    """The notice of what was decided, as a municipality sends it (支援決定・確認通知)."""
    one = _decided(request, request_id)
    made = notice_sheet.notice(one, one.decision, request.viewer)
    return _printed(request, one, made, kind, "notice")


def _decided(request: WorkerRequest, request_id: UUID) -> Any:
    one = queries.request_seen(request.viewer, request_id)
    if one.state != State.DECIDED:
        raise Http404
    return one


def _printed(request: WorkerRequest, one: Any, made: Sheet, kind: str, name: str) -> HttpResponse:
    record_read(
        what="print",
        people=[one.person_id],
        by=request.viewer,
        detail={"sheet": f"decision_{name}", "kind": kind},
    )

    def address(to: str) -> str:
        return reverse(f"decisions:{name}", args=[one.pk, to])

    return answer_sheet(
        request,
        made,
        kind=kind,
        name=name,
        address=address,
        context={"back_url": reverse("decisions:show", args=[one.pk])},
    )
