"""On to the next place after one that did not take the person: three taps."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.people.web.living import open_with_the_living
from banso.referrals import actions, queries
from banso.referrals.rules import RefusalReason, State, leads_on, proposed_look
from banso.referrals.web.forms import NextForm
from banso.referrals.web.referrals import address_of
from banso.resources.rules import Ease, System

ELSEWHERE = "elsewhere"


@door(Duty.REFER, Duty.SEE_MEMORY)
def next_try(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """What goes along, where it may be next, and on."""
    viewer = request.viewer
    before = queries.referral_seen(viewer, referral_id)
    open_with_the_living(before.person)
    if request.method == "GET" and not leads_on(state=before.state, next_step=before.next_step):
        return redirect(address_of(before.pk))
    record_read(what="referral", people=[before.person_id], by=viewer)
    again = "again" in request.GET
    places = queries.next_places(before, viewer, again=again)
    said = queries.said_at_refusal(before)
    answering = queries.who_may_answer(viewer, before.person_id)
    able = {code for code, _name in answering}
    mine = str(viewer.member_id)
    kept = str(before.answerable_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        place, second = typed.pop("place"), typed.pop("second_person", "")
        elsewhere, name = place == ELSEWHERE, typed.pop("receiver")
        made = actions.try_next(
            referral_id=before.pk,
            onward=actions.NextTry(
                on=viewer.today,
                service_id=None if elsewhere else UUID(place),
                receiver=name if elsewhere else "",
                answerable_id=UUID(typed.pop("answerable")),
                second_person_id=UUID(second) if second else None,
                **typed,
            ),
            by=viewer,
            version=form.cleaned_data["version"],
            new_id=token,
        )
        return address_of(made.pk)

    page = FormPage(
        _("%(name)s, welcome back") % {"name": before.person.called_name},
        template="referrals/next_try.html",
        draft_key=f"next:{before.pk}",
        initial={
            "place": str(places[0].service.pk) if places else ELSEWHERE,
            "purpose": before.purpose,
            "system": before.system,
            "domain": before.domain,
            "learnt": before.learnt or (said.note if said else ""),
            "answerable": kept if kept in able else mine,
            "next_look_on": proposed_look(State.CONSIDERED, viewer.today),
            "version": before.version,
        },
        form_kwargs={
            "places": [(str(one.service.pk), one.service.name) for one in places],
            "answering": answering,
            "others": member_choices(viewer),
            "again": again,
        },
        context={
            "back_url": address_of(before.pk),
            "submit_label": _("Let us try the next"),
            "referral": before,
            "why": RefusalReason.label_of(before.refusal_reason),
            "said": said,
            "places": {str(one.service.pk): _shown(one) for one in places},
            "again": again,
            "system": System.label_of(before.system),
            "rest_url": reverse("referrals:back", args=[before.pk])
            if before.is_open
            else address_of(before.pk),
        },
        theirs=lambda row: [(gettext_lazy("Stands now at"), State.label_of(row.state))],  # type: ignore[attr-defined]
        now=nothing_replaced,
    )
    return answer_form(request, NextForm, page, act)


def _shown(place: Any) -> dict[str, Any]:
    """Return a place to try next as it is shown: what decides there in practice, and how it was."""
    eases = [code for code in place.service.ease.split(",") if code in set(Ease)]
    return {
        "place": place,
        "system": System.label_of(place.service.system) if place.service.system else "",
        "ease": [Ease.label_of(code) for code in eases],
    }
