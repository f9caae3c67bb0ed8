"""
The door of other programs. A program is known by its key, which no browser sends by itself: no
session is looked at here, so that no page can ask in somebody's name.
"""

from collections.abc import Callable
from functools import wraps
from time import monotonic, time
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from banso.access.lasting import while_here
from banso.access.permission import DutyMissing
from banso.access.rules import Duty
from banso.api import actions, queries
from banso.api.rules import MOST_A_MINUTE
from banso.api.web import problems
from banso.api.web.asked import KeyRequest, key_of, language_of, unreadable
from banso.api.web.problems import problem
from banso.audit.actions import through_key
from banso.kit.counting import times_tried
from banso.kit.db import AtTheSameTime
from banso.kit.forms import MY_NUMBER_REFUSED
from banso.kit.my_number import MyNumberRefused
from banso.kit.pages import BadCursor
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.row_level_security import limited_to_agency

View = Callable[..., Any]
F = TypeVar("F", bound=Callable[..., Any])


def key_door(view: View) -> View:
    """
    Guard an address of programs: a key that serves, of a member who is here today; what they may
    not see does not exist, and what can't be done is a problem.
    """

    @csrf_exempt  # no cookie counts here: what counts is a key, which no page sends by itself
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language_of(request)):
            answer = _answered(view, request, *args, **kwargs)
            answer["Content-Language"] = translation.get_language() or "ja"
            answer["Vary"] = "Authorization, Accept-Language"
            return answer

    guarded.door = "key"  # type: ignore[attr-defined]
    return guarded


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    wrong = unreadable(request)
    if wrong is not None:
        return wrong
    key, today = key_of(request), timezone.localdate()
    agency = queries.agency_of_key(key, today=today) if key else None
    if agency is None:
        return _no_key()
    with limited_to_agency(agency):
        held = queries.held(key, today=today)
        if held is None:
            return _no_key()
        stopped = _stopped(held)
        if stopped is not None:
            return stopped
        if held.used_on != today:
            actions.note_used(key_id=held.key_id, on=today)
        asked = cast(KeyRequest, request)
        asked.viewer, asked.held = held.viewer, held
        began = monotonic()
        with through_key(held.key_id):
            answer = _through(view, asked, *args, **kwargs)
        return (
            while_here(answer, lambda: queries.held(key, today=today) is not None, began=began)
            or _no_key()
        )


def _no_key() -> HttpResponse:
    answer = problem(401, "key", problems.NO_KEY)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _stopped(held: queries.Held) -> HttpResponse | None:
    """Return the answer to a key that serves and may nothing just now."""
    if held.keyless:
        return problem(403, "second_key", problems.SECOND_KEY)
    now = time()
    minute = f"api:{held.key_id}:{int(now // 60)}"
    if times_tried(minute, within=120) <= MOST_A_MINUTE:
        return None
    answer = problem(429, "often", problems.TOO_OFTEN)
    answer["Retry-After"] = str(int(60 - now % 60) + 1)
    return answer


def _through(view: View, request: KeyRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        answer: HttpResponseBase = view(request, *args, **kwargs)
    except (NotSeen, Http404):
        return problem(404, "nothing", problems.NOT_HERE)
    except BadCursor:
        return problem(400, "cursor", problems.UNREAD)
    except DutyMissing as missing:
        duty = missing.duty.value if missing.duty else ""
        return problem(403, "duty", problems.NOT_YOUR_DUTY, duty=duty)
    except AtTheSameTime:
        return problem(409, "same_time", problems.SAME_TIME)
    except Refusal as refusal:
        where = [{"where": refusal.field}] if refusal.field else []
        code = type(refusal).__name__
        return problem(
            422, "refused", problems.NOT_DONE, refusal.sentence, refusal=code, fields=where
        )
    except MyNumberRefused:
        return problem(422, "my_number", problems.NOT_DONE, MY_NUMBER_REFUSED)
    if answer.status_code == 405:
        refused = problem(405, "way", problems.NOT_ALLOWED)
        refused["Allow"] = answer.get("Allow", "")
        return refused
    return answer


def for_duties(*duties: Duty) -> Callable[[F], F]:
    """Let an operation be done by keys that carry every duty named."""

    def guard(operation: F) -> F:
        @wraps(operation)
        def guarded(request: KeyRequest, *args: Any, **kwargs: Any) -> Any:
            missing = [duty for duty in duties if not request.viewer.may(duty)]
            if missing:
                raise DutyMissing(missing[0])
            return operation(request, *args, **kwargs)

        guarded.duties = duties  # type: ignore[attr-defined]
        return cast(F, guarded)

    return guard
