"""
Doors: every view has one, and nothing is open by default.

`door(duty, …)` lets signed-in members through who carry every duty named; `open_door` is for what
everybody may see.
"""

import logging
from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.asking import is_asked
from banso.access.for_now import answer_for_now
from banso.access.idle import is_left_alone, is_over
from banso.access.lasting import while_here
from banso.access.leading import lead_back, to_own_keys, to_sign_in, to_still_you
from banso.access.permission import DutyMissing
from banso.access.queries import guest_for_account, has_second_factor, viewer_for_account
from banso.access.rules import Duty
from banso.access.standing import guest_still_stands, still_stands
from banso.access.unsent import remember_who
from banso.kit.forms import MY_NUMBER_REFUSED
from banso.kit.my_number import MyNumberRefused
from banso.kit.pages import BadCursor
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.row_level_security import limited_to_agency, made_within

View = Callable[..., HttpResponseBase]
LOG = logging.getLogger("banso.doors")


def _standing(request: HttpRequest) -> HttpResponse | None:
    """Put the viewer on the request, or return where to go instead."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    viewer = getattr(request, "viewer", None) or viewer_for_account(
        request.user.pk, today=timezone.localdate()
    )
    if viewer is None:
        if request.path == "/" and guest_for_account(request.user.pk, today=timezone.localdate()):
            return HttpResponseRedirect(reverse(settings.BANSO_GUEST_HOME))
        raise PermissionDenied
    request.viewer = viewer  # type: ignore[attr-defined]
    return None


def _carries_nul(request: HttpRequest) -> bool:
    """Nobody types a NUL; no database of ours keeps one."""
    return any(
        "\x00" in value
        for query in (request.GET, request.POST)
        for values in query.lists()
        for value in values[1]
    )


def _say_no(request: HttpRequest, sentence: object) -> HttpResponse:
    """Answer a button that can't be followed: the sentence on the page the person came from."""
    messages.warning(request, str(sentence))
    return lead_back(request, request.headers.get("Referer", ""))


def _through(
    view: View, request: HttpRequest, agency_id: UUID, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """
    Answer behind a door, inside one agency: what may not be seen does not exist, and what can't be
    done is said in a sentence.
    """
    if _carries_nul(request):
        return bad_request(request)
    try:
        with limited_to_agency(agency_id):
            return made_within(agency_id, view(request, *args, **kwargs))
    except (NotSeen, BadCursor) as error:
        raise Http404 from error
    except (Refusal, MyNumberRefused) as refusal:
        return _say_no(request, getattr(refusal, "sentence", MY_NUMBER_REFUSED))


def door(*duties: Duty, keyless: bool = False) -> Callable[[View], View]:
    """
    Guard a view: signed in, with every duty named and a second key where the agency asks for one
    (unless it is `keyless`); what the viewer may not see does not exist (404).
    """
    if not all(isinstance(duty, Duty) for duty in duties):
        raise TypeError("a door is guarded by duties")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            elsewhere = _standing(request)
            if elsewhere is not None:
                return elsewhere
            if is_over(request) or is_left_alone(request, request.viewer):  # type: ignore[attr-defined]
                led = to_sign_in(request)
                request.session.flush()
                return led
            asked = request.viewer.key_asked and not keyless  # type: ignore[attr-defined]
            if asked and not has_second_factor(request.user.pk):  # type: ignore[arg-type]
                return to_own_keys(request)
            missing = [duty for duty in duties if not request.viewer.may(duty)]  # type: ignore[attr-defined]
            if missing:
                raise DutyMissing(missing[0])
            if is_asked(request, request.viewer, duties):  # type: ignore[attr-defined]
                return to_still_you(request)
            began = monotonic()
            answer = _through(view, request, request.viewer.agency_id, *args, **kwargs)  # type: ignore[attr-defined]
            remember_who(request, answer)
            account = cast(UUID, request.user.pk)
            whole = while_here(
                answer, lambda: still_stands(account, today=timezone.localdate()), began=began
            )
            return to_sign_in(request) if whole is None else whole

        guarded.door = duties  # type: ignore[attr-defined]
        return guarded

    return guard


def _guest_standing(request: HttpRequest) -> HttpResponse | None:
    """Put the guest on the request, or return where to go instead."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    guest = guest_for_account(request.user.pk, today=timezone.localdate())
    if guest is None:
        raise PermissionDenied
    request.guest = guest  # type: ignore[attr-defined]
    return None


def guest_door(view: View, *, second_factor: bool = True) -> View:
    """
    Guard a view for guests whose time runs: signed in, with a second factor; what they may not see
    does not exist (404).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        elsewhere = _guest_standing(request)
        if elsewhere is not None:
            return elsewhere
        if is_over(request):
            led = to_sign_in(request)
            request.session.flush()
            return led
        if second_factor and not has_second_factor(request.user.pk):  # type: ignore[arg-type]
            return HttpResponseRedirect(reverse("access:second_factor"))
        began, account = monotonic(), cast(UUID, request.user.pk)
        answer = _through(view, request, request.guest.agency_id, *args, **kwargs)  # type: ignore[attr-defined]
        remember_who(request, answer)
        whole = while_here(
            answer, lambda: guest_still_stands(account, today=timezone.localdate()), began=began
        )
        return to_sign_in(request) if whole is None else whole

    guarded.door = "guest"  # type: ignore[attr-defined]
    return guarded


def open_door(view: View) -> View:
    """Mark a view as open to everybody, signed in or not."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.door = "open"  # type: ignore[attr-defined]
    return opened


def behind(guard: Callable[[View], View], pattern: URLPattern, prefix: str = "") -> URLPattern:
    """Return another package's URL pattern with a door of ours before its view."""
    return path(prefix + str(pattern.pattern), guard(pattern.callback), name=pattern.name)


def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer for pages of the sign-in package that this house does not offer."""
    raise Http404


def _say_who(request: HttpRequest, status: int) -> None:
    """Write into the log who was refused, by id alone; the address stands in the line beside it."""
    who = getattr(request, "viewer", None) or getattr(request, "guest", None)
    if who is not None:
        LOG.warning("%s to %s", status, getattr(who, "member_id", None) or who.guest_id)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 in plain words."""
    _say_who(request, 404)
    text = _("It may have been moved, or it is not among the people and papers you look after.")
    return render(
        request,
        "kit/message.html",
        {"heading": _("There is nothing here for you to see"), "text": text},
        status=404,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403 in plain words."""
    _say_who(request, 403)
    duty = exception.duty if isinstance(exception, DutyMissing) else None
    if duty in getattr(getattr(request, "viewer", None), "held_back", ()):
        text = _(
            "Your role includes this, but the agency asks for a training before it, and no "
            "valid certificate of yours is entered."
        )
        return render(
            request,
            "kit/message.html",
            {"heading": _("A training is asked for"), "text": text},
            status=403,
        )
    text = _("Your role does not include this. Please ask your manager if you need it.")
    return render(
        request,
        "kit/message.html",
        {"heading": _("This is not among your duties"), "text": text},
        status=403,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 in plain words."""
    text = _(
        "Something in the request could not be read. Nothing was saved. Please go back and try "
        "again."
    )
    return render(
        request,
        "kit/message.html",
        {"heading": _("This could not be read"), "text": text},
        status=400,
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page was opened before the last signing in, in plain words."""
    text = _("Please go back, open the page once more and send it again.")
    return render(
        request,
        "kit/message.html",
        {"heading": _("This page was open too long"), "text": text},
        status=403,
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429 in plain words."""
    text = _("Too many tries. Please wait five minutes and try again.")
    return render(
        request,
        "kit/message.html",
        {"heading": _("Please wait a moment"), "text": text},
        status=429,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """
    Answer in plain words, without touching the database: 503 where it passes by itself, 500
    otherwise.
    """
    request.is_broken = True  # type: ignore[attr-defined]
    for_now = answer_for_now(request)
    if for_now is not None:
        return for_now
    text = _(
        "The fault is ours and has been noted. Nothing was saved. Please go back, and try again "
        "in a moment."
    )
    return render(
        request,
        "kit/message.html",
        {"heading": _("Something went wrong"), "text": text},
        status=500,
    )
