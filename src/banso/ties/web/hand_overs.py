"""A tie handed over to another: planned, agreed, done."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.web.living import open_with_the_living
from banso.ties import actions, queries
from banso.ties.web.forms import AgreeForm, HandOverForm
from banso.ties.web.ties import about_tie, sphere_of


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def hand_over(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """Plan a hand-over to another tie."""
    tie = queries.tie_seen(request.viewer, tie_id)
    open_with_the_living(tie.person)
    others = (
        queries.ties_seen_by(request.viewer)
        .filter(person=tie.person_id, until_on=None)
        .exclude(pk=tie.pk)
        .order_by("from_on", "pk")[:100]
    )

    def plan(*, tie_id: UUID, to_tie: str, **typed: Any) -> None:
        actions.plan_hand_over(from_tie_id=tie_id, to_tie_id=UUID(to_tie), **typed)

    return about_tie(
        request,
        tie,
        HandOverForm,
        _("Plan a hand-over"),
        plan,
        makes=True,
        ties=[(str(one.pk), one.name) for one in others],
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def agree(request: WorkerRequest, hand_over_id: UUID) -> HttpResponse:
    """Both sides agree to a hand-over; it takes place."""
    row = queries.hand_over_seen(request.viewer, hand_over_id)
    back = sphere_of(row.from_tie.person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.agree_hand_over(hand_over_id=row.pk, by=request.viewer, **form.typed())
        return f"{back}?view=bonds"

    initial = {
        "from_side": row.from_side or row.from_tie.name,
        "to_side": row.to_side or row.to_tie.name,
        "on": row.agreed_on or row.from_tie.person.last_day(request.viewer.today),
        "done_on": row.done_on,
    }
    page = FormPage(
        _("Hand-over: %(one)s → %(other)s") % {"one": row.from_tie.name, "other": row.to_tie.name},
        initial=initial,
        about=row.from_tie.person_id,
        context={"back_url": back},
    )
    return answer_form(request, AgreeForm, page, act)
