"""A member's way in made anew: asking for it, its paper, and coming back with it."""

from uuid import UUID

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from banso.access import actions, queries
from banso.access.doors import door, open_door, too_many
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.access.web.forms import AskMailForm, ByMailForm, RenewalForm, WayBackForm
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm
from banso.kit.refusals import Refusal

MAILS = {"reset_password": "20/h/ip"}


def lead_to_paper(request: WorkerRequest, issued: actions.Issued) -> str:
    """Keep a fresh code in the session until its paper is shown once, and return where."""
    request.session[f"way back:{issued.about}"] = [issued.code, issued.word, issued.name]
    return reverse("access:member_letter", args=[issued.about])


@door(Duty.MANAGE_AGENCY)
def renew(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """Ask that a colleague be let in anew; somebody else confirms it."""
    member = queries.member_seen(request.viewer, member_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        issued = actions.ask_member_renewal(member_id=member.pk, by=request.viewer, **form.typed())
        return lead_to_paper(request, issued)

    page = FormPage(
        _("Let %(name)s in anew") % {"name": member.name},
        context={
            "submit_label": _("Let them in anew"),
            "back_url": reverse("access:members"),
            "lead": _(
                "You get a code on paper for them. It opens nothing until somebody else confirms; "
                "only they learn the number that belongs to it, and tell it. The password is set "
                "by the member alone."
            ),
        },
    )
    return answer_without_draft(request, RenewalForm, page, act)


@door(Duty.MANAGE_AGENCY)
def letter(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """The paper of a way back, shown once: the code on it."""
    key = f"way back:{member_id}"
    if key not in request.session:  # of somebody who waits for a second word there is nobody yet
        queries.member_seen(request.viewer, member_id)
    code, word, name = request.session.pop(key, ("", "", ""))
    context = {
        "name": name,
        "code": code,
        "word": word,
        "agency": queries.agency_of(request.viewer).name,
        "address": request.build_absolute_uri(reverse("access:come_back")),
        "today": request.viewer.today,
    }
    return render(request, "access/member_letter.html", context)


@sensitive_post_parameters()
@open_door
def come_back(request: HttpRequest) -> HttpResponse:
    """Who can't sign in: what to do, and a password of one's own by code and number."""
    form = WayBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.come_back(**form.typed())
        except Refusal as refusal:
            form.add_error("code", str(refusal.sentence))
        else:
            messages.success(request, _("Your password is set. Please sign in."))
            return redirect("account_login")
    return render(
        request,
        "access/come_back.html",
        {"form": form, "can_mail": settings.BANSO_CAN_MAIL},
        status=422 if form.is_bound else 200,
    )


@sensitive_post_parameters()
@open_door
def by_mail(request: HttpRequest) -> HttpResponse:
    """Ask for a code by mail, and set a password with it; closed where there is no mail."""
    if not settings.BANSO_CAN_MAIL:
        raise Http404
    way = request.POST.get("way", "")
    asking = AskMailForm(request.POST if way == "ask" else None, prefix="ask")
    setting = ByMailForm(request.POST if way == "set" else None)
    if way and not consume(
        request, app="allauth.account", action="reset_password", config=MAILS, key=way
    ):
        return too_many(request)
    if way == "ask" and asking.is_valid():
        here = request.build_absolute_uri(reverse("access:by_mail"))
        actions.send_code(**asking.typed(), address=here)
        messages.info(
            request, _("If there is such a member with a second key, a code is on its way.")
        )
        return redirect("access:by_mail")
    if way == "set" and setting.is_valid():
        try:
            actions.reset_by_mail(**setting.typed())
        except Refusal as refusal:
            setting.add_error("code", str(refusal.sentence))
        else:
            messages.success(request, _("Your password is set. Please sign in."))
            return redirect("account_login")
    bound = asking.is_bound or setting.is_bound
    context = {"asking": asking, "setting": setting}
    return render(request, "access/by_mail.html", context, status=422 if bound else 200)
