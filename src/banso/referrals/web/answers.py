"""
The page behind the link on a slip: open to whoever holds it, and telling nothing to anybody else.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.doors import open_door
from banso.kit.counting import times_tried
from banso.kit.my_number import MyNumberRefused
from banso.kit.refusals import Refusal
from banso.kit.row_level_security import limited_to_agency
from banso.kit.told_in_address import lead_to_told, told_here
from banso.referrals import actions, queries
from banso.referrals.rules import ways_by_link
from banso.referrals.web.forms import AnswerForm

TRIES, WITHIN = 30, 3600


def _no(request: HttpRequest) -> HttpResponse:
    """
    Say the same to every link that does not serve: guessed, altered, used, expired, or tried too
    often.
    """
    text = _("This link can’t be used. Please ask whoever gave you the slip.")
    return render(
        request,
        "kit/message.html",
        {"heading": _("This link can’t be used"), "text": text},
        status=404,
    )


def _tried_too_often(request: HttpRequest) -> bool:
    key = f"answer-tries:{request.META.get('REMOTE_ADDR', '')}"
    return times_tried(key, within=WITHIN) > TRIES


def _thanks(request: HttpRequest) -> HttpResponse:
    text = _("Your answer has arrived. We go on from here together.")
    return render(request, "kit/message.html", {"heading": _("Thank you"), "text": text})


@open_door
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Take a receiver's answer, once."""
    today = timezone.localdate()
    agency_id = None if "\x00" in token else queries.agency_of_link(token)
    if _tried_too_often(request) or agency_id is None:
        return _no(request)
    if told_here(request) is not None:
        return _thanks(request)
    with limited_to_agency(agency_id):
        link = queries.usable_link(token, today=today)
        if link is None:
            return _no(request)
        ways = ways_by_link(link.referral.state)
        form = AnswerForm(request.POST or None, ways=ways)
        if request.method == "POST" and form.is_valid():
            typed = form.typed()
            try:
                actions.answer_by_link(token=token, on=today, **typed)
            except actions.LinkNotUsable:
                return _no(request)
            except MyNumberRefused:
                form.add_error("note", _("Please write no numbers of that kind here."))
            except Refusal as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, str(refusal.sentence)
                )
            else:
                return lead_to_told(request)
        context = {
            "form": form,
            "ways": ways,
            "number": f"{link.referral.number:05d}",
            "agency": link.referral.agency.name,
        }
        return render(request, "referrals/answer.html", context, status=422 if form.errors else 200)
