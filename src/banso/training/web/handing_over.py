"""Handing over one’s people: the words for whoever walks on, and the sheet."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.training import actions, queries
from banso.training.sheets import handover_sheet
from banso.training.web.forms import WordsForm


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
