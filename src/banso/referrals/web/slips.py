"""Slips and the links on them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.kit.sheets.answering import answer_sheet
from banso.referrals import actions, queries, sheets
from banso.referrals.web.referrals import address_of


@require_POST
@door(Duty.REFER, Duty.SEE_MEMORY)
def slip(request: WorkerRequest, referral_id: UUID, kind: str) -> HttpResponse:
    """The slip with a fresh link; the link before serves no more."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)
    token, until = actions.make_link(referral_id=referral.pk, by=viewer)
    address = request.build_absolute_uri(reverse("referrals:answer", args=[token]))
    own = agency_of(viewer)
    made = sheets.slip(
        referral,
        name=referral.person.called_name,
        agency=own.name,
        contact=own.contact,
        address=address,
        until=until,
        day=viewer.today,
    )
    back = address_of(referral.pk)
    context = {"back_url": back, "address_again": back}
    return answer_sheet(request, made, kind=kind, name="slip", context=context)


@require_POST
@door(Duty.REFER, Duty.SEE_MEMORY)
def mail(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """Mail a fresh link to the receiver."""
    try:
        actions.mail_link(
            referral_id=referral_id,
            address=lambda token: request.build_absolute_uri(
                reverse("referrals:answer", args=[token])
            ),
            by=request.viewer,
        )
    except (actions.NoMail, actions.NotThisWay) as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The link was mailed. Nobody’s name stands in it."))
    return redirect(address_of(referral_id))
