"""One’s own page, talks about the work (supervision), thanks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import member_choices
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.training import actions, queries
from banso.training.rules import HANDOVER_SEASON, Work, is_time_to_talk
from banso.training.web.courses import held
from banso.training.web.forms import SupervisionForm, ThanksForm
from banso.training.web.hours import month_asked_for


@door()
def mine(request: WorkerRequest) -> HttpResponse:
    """One's own page: certificates, hours of this month, thanks, talks, and what is due."""
    viewer = request.viewer
    first, last = month_asked_for(request)
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
