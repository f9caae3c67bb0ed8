"""
Guests: coming in with an invitation, the second factor, and the agency's list of who was invited.
"""

from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret, validate_totp_code
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from banso.access import actions, queries
from banso.access.doors import door, guest_door, open_door
from banso.access.guest_keepers import kept_among
from banso.access.rules import Duty, GuestKind
from banso.access.viewer import GuestRequest, WorkerRequest
from banso.access.web.forms import AcceptForm, FactorForm, LetterForm, RenewalForm
from banso.access.web.paper import keep_for_paper, paper_once
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import MY_NUMBER_REFUSED, BansoForm
from banso.kit.my_number import MyNumberRefused
from banso.kit.pages import page_of
from banso.kit.refusals import Refusal


@sensitive_post_parameters()
@open_door
def accept(request: HttpRequest) -> HttpResponse:
    """Come in with an invitation: code, number, a sign-in name and a password of one's own."""
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_invitation(**form.typed())
        except Refusal as refusal:
            form.add_error(
                refusal.field if refusal.field in form.fields else None, str(refusal.sentence)
            )
        except MyNumberRefused:
            form.add_error(None, str(MY_NUMBER_REFUSED))
        else:
            messages.success(request, _("Your account is made. Please sign in."))
            return redirect("account_login")
    return render(
        request, "access/accept.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _factor_door(view: Any) -> Any:
    return guest_door(view, second_factor=False)


@sensitive_post_parameters()
@_factor_door
def second_factor(request: GuestRequest) -> HttpResponse:
    """Choose a second factor: an app on the telephone, or ten numbers on paper."""
    account = request.user
    if paper := paper_once(request, reverse(settings.BANSO_GUEST_HOME)):
        return paper
    if queries.has_second_factor(account.pk) and "again" not in request.GET:  # type: ignore[arg-type]
        return redirect(settings.BANSO_GUEST_HOME)
    secret = get_totp_secret()
    form = FactorForm(request.POST or None)
    if request.method == "POST" and request.POST.get("way") == "paper":
        keep_for_paper(request, actions.use_paper(account_id=account.pk))  # type: ignore[arg-type]
        clear_totp_secret(request)
        return redirect("access:second_factor")
    if request.method == "POST" and form.is_valid():
        if validate_totp_code(secret, form.cleaned_data["code"]):
            actions.use_app(account_id=account.pk, secret=secret)  # type: ignore[arg-type]
            clear_totp_secret(request)
            messages.success(request, _("Your telephone is your second key now."))
            return redirect(settings.BANSO_GUEST_HOME)
        form.add_error(
            "code", _("This number does not fit. Please take the one the app shows now.")
        )
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    context = {
        "form": form,
        "picture": mark_safe(picture),  # noqa: S308 — our own drawing
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }
    return render(
        request, "access/second_factor.html", context, status=422 if form.is_bound else 200
    )


@door(Duty.CONFER)
def guests(request: WorkerRequest) -> HttpResponse:
    """Whom the agency has invited."""
    page = page_of(
        queries.guests_seen_by(request.viewer),
        order=("organisation", "pk"),
        cursor=request.GET.get("after", ""),
        size=50,
    )
    kept = kept_among(request.viewer, page.rows)
    ended = kept | queries.left_behind_guests(request.viewer, page.rows)
    rows = [
        {
            "guest": one,
            "kept": one.pk in kept,
            "ends": one.pk in ended,
            "kind": GuestKind.label_of(one.kind),
            "over": one.ended_at is not None
            or (one.until_on is not None and one.until_on < request.viewer.today),
            "came": one.account_id is not None,
        }
        for one in page.rows
    ]
    return render(request, "access/guests.html", {"rows": rows, "next_cursor": page.next_cursor})


def lead_to_letter(request: WorkerRequest, invited: actions.Invited) -> str:
    """Keep a fresh code in the session until its letter is shown once, and return where."""
    guest = invited.guest
    kept = [invited.code, invited.word, guest.name, guest.organisation]
    request.session[f"invited:{guest.pk}"] = kept
    return reverse("access:letter", args=[guest.pk])


@require_POST
@door(Duty.CONFER)
def invite_again(request: WorkerRequest, guest_id: UUID) -> HttpResponse:
    """Make a new code for a guest."""
    return redirect(
        lead_to_letter(request, actions.invite_again(guest_id=guest_id, by=request.viewer))
    )


@door(Duty.CONFER)
def renew(request: WorkerRequest, guest_id: UUID) -> HttpResponse:
    """Ask that a guest who came in already be let in anew; somebody else confirms it."""
    guest = queries.guest_seen(request.viewer, guest_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        return lead_to_letter(
            request, actions.ask_renewal(guest_id=guest.pk, by=request.viewer, **form.typed())
        )

    page = FormPage(
        _("Let %(name)s in anew") % {"name": guest.name},
        context={
            "submit_label": _("Let them in anew"),
            "back_url": reverse("access:guests"),
            "lead": _(
                "You get a new code for the letter. It opens nothing until somebody else confirms; "
                "only they learn the number that belongs to it, and tell it to the guest."
            ),
        },
    )
    return answer_without_draft(request, RenewalForm, page, act)


@door(Duty.CONFER)
def letter(request: WorkerRequest, guest_id: UUID) -> HttpResponse:
    """
    The letter of an invitation, shown once: the code on it, and the number to tell by voice; or the
    code in a mail that names nobody.
    """
    key = f"invited:{guest_id}"
    if key not in request.session:  # of a seat that waits for a second word there is no guest yet
        queries.guest_seen(request.viewer, guest_id)
    form = LetterForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and settings.BANSO_CAN_MAIL
        and (kept := request.session.pop(key, None))
        and kept[0]
    ):
        text = _(
            "You are invited to a meeting. Please open %(url)s and type this code: "
            "%(code)s\nThe number that belongs to it is told to you by telephone. The code "
            "is good for 14 days."
        )
        address = request.build_absolute_uri(reverse("access:accept"))
        if not kept[1]:
            text = _(
                "A way in is made for you. Please open %(url)s and type this code: %(code)s\nThe "
                "number that belongs to it is told to you by telephone, by somebody else. The code "
                "is good for 14 days."
            )
        send_mail(
            _("An invitation"),
            text % {"url": address, "code": kept[0]},
            None,
            [form.cleaned_data["mail"]],
        )
        messages.success(request, _("The code is on its way. Please tell the number by telephone."))
        request.session[key] = ["", *kept[1:]]
        return redirect("access:letter", guest_id=guest_id)
    kept = request.session.get(key)
    if kept and not (settings.BANSO_CAN_MAIL and kept[0]):
        del request.session[key]
    context = {
        "mailed": bool(kept) and not kept[0],
        "name": kept[2] if kept else "",
        "organisation": kept[3] if kept else "",
        "code": kept[0] if kept else "",
        "word": kept[1] if kept else "",
        "agency": queries.agency_of(request.viewer).name,
        "form": form if settings.BANSO_CAN_MAIL else None,
        "address": request.build_absolute_uri(reverse("access:accept")),
        "today": request.viewer.today,
    }
    return render(request, "access/letter.html", context)


@require_POST
@door(Duty.CONFER)
def end_guest(request: WorkerRequest, guest_id: UUID) -> HttpResponse:
    """End a guest's account at once."""
    actions.end_guest(guest_id=guest_id, on=request.viewer.today, by=request.viewer)
    return redirect("access:guests")
