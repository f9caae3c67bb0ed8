"""A member's second keys: adding and removing them, and being asked for one at the sign-in."""

import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret, validate_totp_code
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from banso.access import actions, queries
from banso.access.asking import known_lately
from banso.access.doors import door
from banso.access.leading import to_still_you
from banso.access.own_keys import keys_of
from banso.access.viewer import WorkerRequest
from banso.access.web.forms import FactorForm, OwnMailForm
from banso.access.web.paper import keep_for_paper, paper_once
from banso.access.web.passkey_forms import GivenPasskey, NewPasskey


class AskKey(AuthenticateView):  # type: ignore[misc]
    """The package's page that asks for a second key, with what a passkey needs as text."""

    webauthn_form_class = GivenPasskey

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Return the page's context; without a passkey nothing is said of one."""
        context: dict[str, Any] = super().get_context_data(**more)
        asked = context.get("js_data", {}).get("request_options", {})
        if asked.get("publicKey", {}).get("allowCredentials"):
            context["passkey_options"] = json.dumps(asked)
        return context


ask_key = AskKey.as_view()


@sensitive_post_parameters()
@door(keyless=True)
def own_keys(request: WorkerRequest) -> HttpResponse:
    """One's own second keys: a passkey, an app on the telephone, numbers on paper."""
    has_key = queries.has_second_factor(request.user.pk)  # type: ignore[arg-type]
    if (has_key or request.method == "POST") and not known_lately(request):
        return to_still_you(request)
    way = request.POST.get("way", "")
    form = FactorForm(request.POST if way == "app" else None)
    if way == "paper":
        keep_for_paper(request, actions.make_numbers(by=request.viewer))
        return redirect("access:own_keys")
    if paper := paper_once(request, "/"):
        return paper
    mail = OwnMailForm(request.POST if way == "mail" else None, initial=_kept_mail(request))
    if way == "mail" and settings.BANSO_CAN_MAIL and mail.is_valid():
        actions.leave_mail(**mail.typed(), by=request.viewer)
        return redirect("access:own_keys")
    if way == "passkey" and _passkey_added(request):
        return redirect("access:own_keys")
    if way == "app" and form.is_valid():
        if validate_totp_code(get_totp_secret(), form.cleaned_data["code"]):
            actions.add_app(secret=get_totp_secret(), by=request.viewer)
            clear_totp_secret(request)
            messages.success(request, _("Your telephone is your second key now."))
            return redirect("access:own_keys")
        form.add_error(
            "code", _("This number does not fit. Please take the one the app shows now.")
        )
    status = 422 if request.method == "POST" else 200
    context = _context(request, form) | {"mail": mail if settings.BANSO_CAN_MAIL else None}
    return render(request, "access/own_keys.html", context, status=status)


def _kept_mail(request: WorkerRequest) -> dict[str, Any]:
    return {"mail": request.user.email}  # type: ignore[union-attr]


def _passkey_added(request: WorkerRequest) -> bool:
    form = NewPasskey(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("The passkey was not added. Please try once more."))
        return False
    name = str(form.cleaned_data["name"])[:60]
    actions.add_passkey(name=name, credential=form.cleaned_data["credential"], by=request.viewer)
    messages.success(request, _("The passkey is your second key now."))
    return True


def _context(request: WorkerRequest, form: FactorForm) -> dict[str, Any]:
    account, adapter, secret = request.user, get_adapter(), get_totp_secret()
    picture = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    known = keys_of(account.pk)  # type: ignore[arg-type]
    return {
        "keys": known,
        "asked": request.viewer.key_asked and not known,
        "has_paper": any(one.left is not None for one in known),
        "form": form,
        "picture": mark_safe(picture),  # noqa: S308 — our own drawing
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "passkey_options": json.dumps(begin_registration(account, passwordless=False)),
    }


@require_POST
@door()
def remove(request: WorkerRequest) -> HttpResponse:
    """Let a second key of one's own open nothing any more."""
    if not known_lately(request):
        return to_still_you(request)
    own = {str(one.id): one.id for one in keys_of(request.user.pk)}  # type: ignore[arg-type]
    actions.remove_key(key_id=own.get(request.POST.get("key", ""), 0), by=request.viewer)
    messages.success(request, _("It opens nothing any more."))
    return redirect("access:own_keys")
