"""
Bringing two entries together, with everything that moves on the screen first; and parting them.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import names_of_members
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.asked_in_address import asked_in_address
from banso.kit.form_flow import FormPage
from banso.kit.formatting import format_day
from banso.kit.forms import BansoForm
from banso.people import actions, queries
from banso.people.rules import Sex
from banso.people.web.finding import with_reasons
from banso.people.web.forms import MergeForm, PartForm
from banso.people.web.person import page_of_person


@door(Duty.MERGE_PEOPLE)
@asked_in_address()
def candidates(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Who may be the same as this person?"""
    person = queries.person_seen(request.viewer, person_id)
    hits = queries.alike_to(request.viewer, person, limit=10)
    text = request.POST.get("other", "").strip()[:100]
    found = (
        [hit for hit in queries.find_people(request.viewer, text) if hit.person.pk != person.pk]
        if text
        else []
    )
    record_read(
        what="similar",
        people=[person.pk, *(hit.person.pk for hit in [*hits, *found])],
        by=request.viewer,
    )
    context = {
        "person": person,
        "hits": with_reasons(hits, request.viewer),
        "found": with_reasons(found, request.viewer),
        "text": text,
    }
    return render(request, "people/candidates.html", context)


def _said_by(word: queries.SaidApart | None) -> str:
    if word is None or word.by_id is None:
        return ""
    return names_of_members([word.by_id]).get(word.by_id, "")


def _filled(kept: Any, gone: Any, viewer: Viewer) -> list[tuple[str, str]]:
    """Return what is not known of one entry yet and is taken over from the other, in words."""
    told = [(_("Sex"), "" if kept.sex else str(Sex.label_of(gone.sex)) if gone.sex else "")]
    if viewer.may(Duty.SEE_NAMES):
        unknown = kept.birth_year is None and gone.birth_year is not None
        told += [
            (_("Date of birth"), format_day(gone.birth) if unknown else ""),
            (_("How to recognise the person"), "" if kept.looks else gone.looks),
            (_("In the person’s own words"), "" if kept.own_words else gone.own_words),
        ]
    return [(label, value) for label, value in told if value]


@door(Duty.MERGE_PEOPLE)
def merge(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """See every row that would move, then bring the two together."""
    kept, gone = (
        queries.person_seen(request.viewer, person_id),
        queries.person_seen(request.viewer, other_id),
    )
    if kept.pk == gone.pk:
        if request.method == "POST":
            return redirect(
                page_of_person(kept.pk)
            )  # a repeated request: they are together already
        raise Http404
    record_read(what="merge", people=[kept.pk, gone.pk], by=request.viewer)

    apart = queries.said_apart(kept.pk, gone.pk)
    # Whoever comes from the list of pairs goes on with the next.
    back = reverse("people:doubles") if "from" in request.GET else page_of_person(kept.pk)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.merge_people(
            kept_id=kept.pk,
            gone_id=gone.pk,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        messages.success(
            request,
            _("Brought together. Under “What is known now” they can be parted again at any time."),
        )
        return back

    page = FormPage(
        _("Bring two entries together"),
        template="people/merge.html",
        initial={"version": kept.version},
        context={
            "preview": queries.merging_preview(kept, gone, request.viewer),
            "filled": _filled(kept, gone, request.viewer),
            "apart": apart,
            "apart_by": _said_by(apart),
            "kept": queries.card_of(kept, request.viewer),
            "gone": queries.card_of(gone, request.viewer),
            "back_url": back,
            "submit_label": _("They are one person: bring together"),
        },
    )
    return answer_form(request, MergeForm, page, act)


@door(Duty.MERGE_PEOPLE)
def part(request: WorkerRequest, merge_id: UUID) -> HttpResponse:
    """See what was written since two entries became one, say whose it is, and part them."""
    if parted := queries.parted_person(merge_id, request.viewer):
        messages.info(request, _("These two were parted already."))  # Back, or pressed again
        return redirect(page_of_person(parted))
    asked = queries.parting_of(merge_id, request.viewer)
    record_read(what="merge", people=[asked.holder.pk], by=request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        done = actions.part_people(
            merge_id=merge_id, goes=form.cleaned_data["goes"], by=request.viewer
        )
        messages.success(
            request,
            _("The two entries are parted again. Every row went back to where it came from."),
        )
        return page_of_person(done.kept_id)

    page = FormPage(
        _("Part two entries again"),
        template="people/part.html",
        form_kwargs={"since": asked.since, "theirs": asked.merge.gone.called_name},
        context={
            "parting": asked,
            "back_url": page_of_person(asked.holder.pk),
            "submit_label": _("They are two people: part again"),
        },
    )
    return answer_form(request, PartForm, page, act)


@require_POST
@door(Duty.MERGE_PEOPLE)
def never_same(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Remember that these are two people."""
    actions.say_never_same(one_id=person_id, other_id=other_id, reason="", by=request.viewer)
    messages.success(
        request, _("Noted: these are two different people. Nobody will be asked again.")
    )
    return redirect(page_of_person(person_id))
