"""Telephones at the desk: which there are, taking one on by a square on the screen, stopping it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.field import actions, queries
from banso.field.web.forms import TelephoneForm
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.sheets.squares import square_of

_LISTED = 100


def page_of(telephone_id: UUID) -> str:
    """Return the address at which a telephone is looked at."""
    return reverse("field:telephone", args=[telephone_id])


@door(Duty.RECORD_ROUNDS)
def listed(request: WorkerRequest) -> HttpResponse:
    """The telephones, the newest first."""
    rows = list(queries.telephones_seen_by(request.viewer)[:_LISTED])
    return render(request, "field/telephones.html", {"rows": rows})


@door(Duty.RECORD_ROUNDS)
def offer(request: WorkerRequest) -> HttpResponse:
    """Offer a telephone a place."""

    def act(form: BansoForm, token: UUID | None) -> str:
        made = actions.offer_telephone(
            name=form.cleaned_data["name"],
            guest_id=int(form.cleaned_data.get("guest") or 0) or None,
            new_id=token,
            by=request.viewer,
        )
        request.session[f"telephone:{made.telephone.pk}"] = made.code
        return page_of(made.telephone.pk)

    guests = [
        (str(one.pk), f"{one.name}（{one.round.course}）")
        for one in queries.guests_of_tonight(request.viewer)
    ]
    page = FormPage(
        _("Take a telephone on"),
        form_kwargs={"guests": guests},
        context={
            "back_url": reverse("field:telephones"),
            "lead": _("Next you see a square. The telephone reads it with its camera, once."),
            "submit_label": _("Show the square"),
        },
    )
    return answer_form(request, TelephoneForm, page, act)


@door(Duty.RECORD_ROUNDS)
def show(request: WorkerRequest, telephone_id: UUID) -> HttpResponse:
    """One telephone: the square while it serves, when it was heard from, who was on it."""
    one = queries.telephone_seen(request.viewer, telephone_id)
    code = request.session.get(f"telephone:{one.pk}", "")
    waits = bool(code) and queries.offered(code) == one
    address = request.build_absolute_uri(reverse("field:app")) + f"#{urlencode({'code': code})}"
    people, count = queries.carried_by(one, request.viewer)
    record_read(what=queries.MAY_READ, people=[person.pk for person in people], by=request.viewer)
    context = {
        "one": one,
        "square": mark_safe(square_of(address)) if waits else "",  # noqa: S308 — drawn here
        "address": address if waits else "",
        "people": people,
        "others": count - len(people),
        "back_url": reverse("field:telephones"),
    }
    return render(request, "field/telephone.html", context)


@require_POST
@door(Duty.RECORD_ROUNDS)
def stop(request: WorkerRequest, telephone_id: UUID) -> HttpResponse:
    """Stop a telephone."""
    one = actions.stop_telephone(telephone_id=telephone_id, by=request.viewer)
    messages.info(request, _("“%(name)s” is stopped.") % {"name": one.name})
    return redirect(page_of(one.pk))
