"""Asked once more before what weighs much: a second key, or the password."""

import json
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from banso.access import own_keys
from banso.access.doors import door, too_many
from banso.access.leading import lead_back
from banso.access.viewer import WorkerRequest
from banso.access.web.passkey_forms import PasskeyAgain
from banso.access.web.sign_in_forms import InOurWords, StillYouForm


class NumberForm(InOurWords, CodeForm):  # type: ignore[misc]
    """A number of the app or of the paper, said once more."""

    labels = {"code": _("Number of the app or of the paper")}


@sensitive_post_parameters()
@door(keyless=True)
def still_you(request: WorkerRequest) -> HttpResponse:
    """Ask who somebody is, and lead back to what they were about to do."""
    kinds = {one.kind for one in own_keys.keys_of(request.user.pk)}  # type: ignore[arg-type]
    way = request.POST.get("way", "")
    shown: dict[str, Any] = {"password": StillYouForm(user=request.user)}
    if kinds - {"webauthn"}:
        shown["code"] = NumberForm(user=request.user)
    if "webauthn" in kinds:
        shown["passkey"] = PasskeyAgain(user=request.user)
    if request.method == "POST" and way in shown:
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            return too_many(request)
        shown[way] = type(shown[way])(user=request.user, data=request.POST)
        if shown[way].is_valid():
            _note(request, way, shown[way])
            return lead_back(request, request.POST.get("next", "/"))
    context: dict[str, Any] = {"shown": shown, "next": _next(request)}
    if "passkey" in shown:
        context["passkey_options"] = json.dumps(begin_authentication(request.user))
    status = 422 if request.method == "POST" else 200
    return render(request, "access/still_you.html", context, status=status)


def _note(request: WorkerRequest, way: str, form: Any) -> None:
    if way == "password":
        reauthenticate_by_password(request)
    else:
        key = form.authenticator if way == "code" else form.cleaned_data["credential"]
        post_authentication(request, key, reauthenticated=True)


def _next(request: WorkerRequest) -> str:
    return str(request.POST.get("next") or request.GET.get("next") or "/")
