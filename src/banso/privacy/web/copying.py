"""The copy of somebody's record: looking through it, blackening, and giving it once two said so."""

import json
from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.sheets.answering import answer_sheet
from banso.privacy import actions
from banso.privacy.queries import askings as queries
from banso.privacy.queries.copying import copy_for, proposed
from banso.privacy.rules.askings import Kind, Why
from banso.privacy.sheets.askings import copy_sheet
from banso.privacy.web.askings import not_decided, page_of_asking
from banso.privacy.web.forms import BlackenForm


def _asking(request: WorkerRequest, asking_id: UUID) -> Any:
    row = queries.asking_seen(request.viewer, asking_id)
    if row.kind != Kind.DISCLOSE or row.person is None:
        raise NotSeen
    return row


@door(Duty.MANAGE_AGENCY)
def look(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """The whole record as it would be given, with what was found to speak of others."""
    row = _asking(request, asking_id)
    copy = copy_for(row, request.viewer)
    record_read(what="copy", people=[row.person_id], by=request.viewer)
    waits = queries.word_asked(row)
    places = proposed(row, copy)
    context = {
        "one": row,
        "sections": copy.sections,
        "found": [
            {"part": part, "why": Why.label_of(why), "count": count}
            for (part, why), count in Counter(
                (found.part or found.said.text[:40], found.why) for found in places
            ).most_common()
        ],
        "places": len(places),
        "closed": copy.closed,
        "is_open": not row.answer and waits is None,
        "whys": dict(Why.choices),
        "may_be_copied": queries.may_be_copied(row),
        "back_url": page_of_asking(row.pk),
    }
    return render(request, "privacy/copy.html", context)


@require_POST
@door(Duty.MANAGE_AGENCY)
def take_over(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """Blacken everything that was found to speak of others."""
    try:
        actions.take_over_proposals(asking_id=asking_id, by=request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("privacy:copy", asking_id)


@door(Duty.MANAGE_AGENCY)
def blacken(request: WorkerRequest, asking_id: UUID, text_key: str) -> HttpResponse:
    """Blacken a text, or a part of it, by hand."""
    row = _asking(request, asking_id)
    texts = copy_for(row, request.viewer).texts()
    record_read(what="copy", people=[row.person_id], by=request.viewer)
    said = next((one for one in texts if one.key == text_key), None)
    if said is None:
        raise NotSeen

    def act(form: BansoForm, token: UUID | None) -> str:
        model, row_id, field = said.place
        place = actions.Place(
            model=model, row_id=row_id, field=field, part=form.cleaned_data["part"]
        )
        actions.blacken_text(
            asking_id=row.pk, place=place, why=form.cleaned_data["why"], by=request.viewer
        )
        return reverse("privacy:copy", args=[row.pk])

    page = FormPage(
        _("Blacken"),
        context={"back_url": reverse("privacy:copy", args=[row.pk]), "lead": said.text},
        now=nothing_replaced,
    )
    return answer_form(request, BlackenForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def show_again(request: WorkerRequest, asking_id: UUID, black_id: UUID) -> HttpResponse:
    """Show again what was blackened."""
    try:
        actions.show_again(asking_id=asking_id, black_ids=[black_id], by=request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("privacy:copy", asking_id)


def _note(request: WorkerRequest, row: Any, kind: str) -> None:
    record_read(
        what="print",
        people=[row.person_id],
        by=request.viewer,
        detail={"sheet": "copy", "kind": kind},
    )


@door(Duty.MANAGE_AGENCY)
def sheet(request: WorkerRequest, asking_id: UUID, kind: str) -> HttpResponse:
    """The copy as it is given: on screen, as PDF, as Excel."""
    row = _asking(request, asking_id)
    if not queries.may_be_copied(row):
        return not_decided(request, row.pk)
    _note(request, row, kind)

    def address(one: str) -> str:
        return reverse("privacy:copy_sheet", args=[row.pk, one])

    made = copy_sheet(row, copy_for(row, request.viewer), request.viewer)
    context = {"back_url": reverse("privacy:copy", args=[row.pk])}
    return answer_sheet(request, made, kind=kind, name="record", address=address, context=context)


@door(Duty.MANAGE_AGENCY)
def data(request: WorkerRequest, asking_id: UUID) -> HttpResponse:
    """The copy as a file of data (JSON)."""
    row = _asking(request, asking_id)
    if not queries.may_be_copied(row):
        return not_decided(request, row.pk)
    _note(request, row, "json")
    copy = copy_for(row, request.viewer)
    body = {
        "asked_on": row.asked_on.isoformat(),
        "made_on": request.viewer.today.isoformat(),
        "sections": [
            {
                "heading": heading,
                "rows": [
                    {
                        "on": part.on,
                        "kept": part.plain,
                        "texts": {str(said.label): said.shown for said in part.texts},
                    }
                    for part in parts
                ],
            }
            for heading, parts in copy.sections.items()
        ],
    }
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False, indent=1), content_type="application/json"
    )
    answer["Content-Disposition"] = 'attachment; filename="record.json"'
    return answer
