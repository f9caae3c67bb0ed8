"""Pages of what people ask for about their own data: the log, one of them, the letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.proposals import seconds_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.kit.refusals import Refusal
from banso.kit.sheets.answering import answer_sheet
from banso.people.web.person import page_of_person
from banso.privacy import actions
from banso.privacy.queries import askings as queries
from banso.privacy.queries.erasing import named_elsewhere, plan_for, stayed, still_in_keeping
from banso.privacy.rules.askings import Answer, AskedBy, How, Identity, Kind
from banso.privacy.sheets.askings import letter_sheet
from banso.privacy.web.forms import AnsweredForm, AskingForm, DecideForm


def page_of_asking(asking_id: UUID) -> str:
    """Return the address at which a request is read."""
    return reverse("privacy:asking", args=[asking_id])


def not_decided(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """Lead back from what is given only once two have decided, and say so."""
    messages.warning(request, str(actions.NotDecided.sentence))
    return redirect(page_of_asking(asking_id))


def asking_lines(found: list[Any], request: WorkerRequest) -> list[dict[str, Any]]:
    """Return lines of a list of requests, and note whom they tell of."""
    record_read(
        what="askings", people=[one.person_id for one in found if one.person_id], by=request.viewer
    )
    return [
        {
            "one": one,
            "kind": Kind.label_of(one.kind),
            "answer": Answer.label_of(one.answer) if one.answer else "",
            "late": not one.answer and one.due_on < request.viewer.today,
        }
        for one in found
    ]


@door(Duty.MANAGE_AGENCY)
def listed(request: WorkerRequest) -> HttpResponse:
    """The log of what was asked for, the last first."""
    page = queries.askings(request.viewer, request.GET.get("after", ""))
    context = {
        "rows": asking_lines(page.rows, request),
        "next_cursor": page.next_cursor,
        "back_url": reverse("privacy:start"),
    }
    return render(request, "privacy/askings.html", context)


@door(Duty.MANAGE_AGENCY)
def show(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """One request: what is asked for, by whom, until when, what was decided."""
    row = queries.asking_seen(request.viewer, asking_id)
    people = [row.person_id] if row.person_id else []
    record_read(what="askings", people=people, by=request.viewer)
    asked = queries.word_asked(row)
    lasts = row.kind == Kind.SUSPEND and row.answer in (Answer.ALL, Answer.PART)
    context = {
        "one": row,
        "kind": Kind.label_of(row.kind),
        "asked_by": f"{AskedBy.label_of(row.asked_by)} {row.asker_words}".strip(),
        "identity": "、".join(str(Identity.label_of(code)) for code in row.identity),
        "answer": Answer.label_of(row.answer) if row.answer else "",
        "told_how": How.label_of(row.told_how) if row.told_how else "",
        "late": not row.answer and row.due_on < request.viewer.today,
        "discloses": row.kind == Kind.DISCLOSE,
        "lasts": lasts and row.lifted_on is None,
        "asked": asked,
        "seconds": seconds_of(request.viewer, asked.act) if asked else [],
        "back_url": reverse("privacy:askings"),
    } | _erasing(row, request)
    return render(request, "privacy/asking.html", context)


def _erasing(row: Any, request: WorkerRequest) -> dict[str, Any]:
    """Return what goes and what stays, before; and afterwards how much it was."""
    done = queries.erasure_of(row)
    if row.kind != Kind.ERASE or row.answer or row.person is None:
        return {"erasure": done, "stayed": stayed(done) if done else []}
    plan = plan_for(row.person, today=request.viewer.today)
    return {
        "plan": plan,
        "in_keeping": still_in_keeping(plan),
        "reached": not row.person.suspended,
        "goes": plan.told(),
        "elsewhere": named_elsewhere(plan, request.viewer),
    }


@door(Duty.MANAGE_AGENCY)
def enter(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Enter what somebody asks for."""
    person = queries.whoever_asks(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        wanted = actions.Request(identity=tuple(typed.pop("identity")), **typed)
        row = actions.enter_asking(
            person_id=person.pk, request=wanted, by=request.viewer, new_id=token
        )
        return page_of_asking(row.pk)

    page = FormPage(
        _("%(name)s asks about their own data") % {"name": person.called_name},
        initial={"asked_on": request.viewer.today},
        draft_key=f"asking:{person.pk}",
        context={
            "back_url": page_of_person(person.pk),
            "lead": _("An answer is due without delay, within thirty days. Two decide."),
        },
    )
    return answer_form(request, AskingForm, page, act)


@door(Duty.MANAGE_AGENCY)
def decide(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """Ask for the second word that decides."""
    row = queries.asking_seen(request.viewer, asking_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.ask_to_decide(asking_id=row.pk, by=request.viewer, new_id=token, **form.typed())
        return page_of_asking(row.pk)

    page = FormPage(
        _("Decide: %(what)s") % {"what": Kind.label_of(row.kind)},
        context={
            "back_url": page_of_asking(row.pk),
            "submit_label": _("Ask for the second word"),
            "lead": _("With the second word it is erased. Nobody can take that back.")
            if row.kind == Kind.ERASE
            else _("With the second word it is done."),
        },
        now=nothing_replaced,
    )
    return answer_form(request, DecideForm, page, act)


@door(Duty.MANAGE_AGENCY)
def answered(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """Note when and how the person was told."""
    row = queries.asking_seen(request.viewer, asking_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.note_answered(asking_id=row.pk, by=request.viewer, **form.typed())
        return page_of_asking(row.pk)

    page = FormPage(
        _("The person was told"),
        initial={"on": request.viewer.today},
        context={"back_url": page_of_asking(row.pk)},
        now=nothing_replaced,
    )
    return answer_form(request, AnsweredForm, page, act)


@door(Duty.MANAGE_AGENCY)
def letter(request: WorkerRequest, asking_id: UUID, kind: str) -> HttpResponse:
    """The letter with what was decided."""
    row = queries.asking_seen(request.viewer, asking_id)
    if not row.answer:
        return not_decided(request, row.pk)
    record_read(
        what="print",
        people=[row.person_id] if row.person_id else [],
        by=request.viewer,
        detail={"sheet": "asking_letter", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("privacy:asking_letter", args=[row.pk, one])

    made = letter_sheet(row, request.viewer)
    context = {"back_url": page_of_asking(row.pk)}
    return answer_sheet(request, made, kind=kind, name="answer", address=address, context=context)


@require_POST
@door(Duty.MANAGE_AGENCY)
def lift(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """Ask for the second word that opens again what is used no longer."""
    try:
        actions.ask_to_lift(asking_id=asking_id, by=request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect(page_of_asking(asking_id))
