"""
What a telephone asks and sends. It is known by its key, which no browser sends by itself: nothing
here looks at the cookie of a session, so that no other page can send in somebody's name; and
nothing here tells anything about people.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from threading import Lock
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from banso.access.doors import open_door
from banso.access.permission import DutyMissing
from banso.access.queries import agency_of, viewer_of_member
from banso.access.viewer import Viewer
from banso.field import actions, queries
from banso.field.rules import MOST_BYTES, MOST_OPS, MOST_SEALED, Result, Why
from banso.field.web.told import told_of_pack
from banso.intake.queries import is_its_night
from banso.kit.in_flight import others_ask
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.row_level_security import limited_to_agency

_log = logging.getLogger(__name__)
HOME = ("again", Result.KEPT, Result.BOTH)
_MOST_SEQ, _MOST_UNSENT = 2**31 - 1, 10**6
# Lines are written by one telephone after the other: the desk goes on beside them, and on SQLite
# nobody waits for a lock until it fails. Whoever is turned away comes again by itself.
_ONE_AFTER_THE_OTHER = Lock()
# What a telephone brings home can wait, whoever reads the desk can't: while somebody else is being
# answered, each line is followed by a pause as long as it took, up to so many seconds. It is also
# when others write: SQLite has one writer and no queue, and whoever waits looks only now and then.
_LONGEST_PAUSE = 0.25
Api = Callable[[HttpRequest, dict[str, Any]], HttpResponse]


def said(status: int, **what: Any) -> JsonResponse:
    """Return an answer to a telephone."""
    return JsonResponse(what, status=status, json_dumps_params={"ensure_ascii": False})


def no(status: int, sentence: str, code: str) -> JsonResponse:
    """Return a refusal of a whole asking."""
    return said(status, code=code, sentence=sentence)


def _body(request: HttpRequest) -> dict[str, Any] | HttpResponse:
    """Return what was sent, or the answer to what can't be read; a large one is not read at all."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    too_large = no(413, _("Too much at once. Please send it in parts."), "large")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return too_large
    sent = request.read(MOST_BYTES + 1)
    if len(sent) > MOST_BYTES:
        return too_large
    unread = no(400, _("This could not be read. Nothing was saved."), "unread")
    try:
        body = json.loads(sent)
    except (ValueError, RecursionError):
        return unread
    return body if isinstance(body, dict) else unread


def api(view: Api) -> Callable[..., HttpResponseBase]:
    """Guard an address of telephones: JSON of bounded size, asked from our own pages only."""

    @csrf_exempt  # no cookie counts here: what counts is a key or a code in what is sent
    @require_POST
    @open_door
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            return no(403, _("This is asked from elsewhere."), "elsewhere")
        body = _body(request)
        return body if isinstance(body, HttpResponse) else view(request, body)

    return guarded


def key_of(request: HttpRequest) -> str:
    """Return the key that a telephone holds out, empty where it holds out none."""
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if kind == "Bearer" else ""


def _stopped() -> HttpResponse:
    """Say the same to every key that does not serve: unknown, stopped, of somebody who left."""
    return no(403, _("This telephone is stopped. Please ask at the desk."), "stopped")


@api
def pair(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    """Take on the telephone that read the square."""
    code = body.get("code")
    try:
        if not isinstance(code, str) or not code.isascii() or not code:
            raise actions.OfferOver
        found = queries.offered(code)
        if found is None:
            raise actions.OfferOver
        with limited_to_agency(found.agency_id):
            member = viewer_of_member(found.member_id, today=timezone.localdate())
            if member is None:
                raise actions.OfferOver
            if found.round is not None and not is_its_night(found.round):
                raise actions.OfferOver
            row, key = actions.pair_telephone(code=code)
            pack = _for_a_guest(row, member)
    except Refusal as refusal:
        return no(422, str(refusal.sentence), "over")
    return said(
        200,
        id=str(row.pk),
        key=key,
        name=row.name,
        member=member.name,
        agency=agency_of(member).name,
        guest=row.guest,
        pack=pack,
    )


def _for_a_guest(row: Any, member: Viewer) -> dict[str, Any] | None:
    """
    Return the round that a guest's telephone takes along as it is taken on: once, for the code on
    the screen of the member who answers for it.
    """
    if not row.guest:
        return None
    taken = actions.take_along(telephone_id=row.pk, round_id=row.round_id, by=member)
    return told_of_pack(taken, agency_of(member).contact, row.guest)


def _heard(request: HttpRequest, body: dict[str, Any]) -> tuple[UUID, Viewer] | None:
    """
    Return the telephone whose key is held out, and as whom it writes; None where it is stopped, or
    whose it was has gone.
    """
    key = key_of(request)
    agency_id = queries.agency_of_key(key)
    if agency_id is None:
        return None
    with limited_to_agency(agency_id):
        telephone = queries.telephone_of_key(key)
        by = viewer_of_member(telephone.member_id, today=timezone.localdate())
        if by is None:
            return None
        if (unsent := _unsent(body)) is not None:
            actions.hear_from(telephone_id=telephone.pk, unsent=unsent)
    return telephone.pk, by


def _unsent(body: dict[str, Any]) -> int | None:
    unsent = body.get("unsent")
    return unsent if type(unsent) is int and 0 <= unsent <= _MOST_UNSENT else None


@api
def hello(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    """Hear from a telephone: how much it keeps; it hears what time it is, or that it is stopped."""
    heard = _heard(request, body)
    return said(200, now=timezone.now().isoformat()) if heard else _stopped()


@api
def ops(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    """Take lines that a telephone brings home; each is answered by itself."""
    if _ONE_AFTER_THE_OTHER.locked():  # asked before anything is looked up: it costs nothing
        return _busy()
    heard = _heard(request, body)
    if heard is None:
        return _stopped()
    lines, sent_at = body.get("ops"), _moment(body.get("sent"))
    if not isinstance(lines, list) or sent_at is None:
        return no(400, _("This could not be read. Nothing was saved."), "unread")
    if len(lines) > MOST_OPS:
        return no(413, _("Too much at once. Please send it in parts."), "large")
    if not _ONE_AFTER_THE_OTHER.acquire(blocking=False):
        return _busy()
    try:
        return _taken_in(body, lines, sent_at, *heard)
    finally:
        _ONE_AFTER_THE_OTHER.release()


def _busy() -> HttpResponse:
    return no(503, _("Others are sending just now. It is sent again by itself."), "busy")


def _taken_in(
    body: dict[str, Any], lines: list[Any], sent_at: datetime, telephone_id: UUID, by: Viewer
) -> HttpResponse:
    arrived = timezone.now()
    with limited_to_agency(by.agency_id):
        try:
            read = [_sent(one, sent_at, arrived) for one in lines]
            order = sorted(
                range(len(read)), key=lambda place: getattr(read[place], "seq", _MOST_SEQ)
            )
            answers: list[dict[str, str]] = [{}] * len(read)
            for place in order:
                begun = monotonic()
                answers[place] = _answer(lines[place], read[place], telephone_id, by)
                if others_ask():
                    sleep(min(monotonic() - begun, _LONGEST_PAUSE))
            home = sum(one["result"] in HOME for one in answers)
            if (unsent := _unsent(body)) and home:  # it lets go of these as it reads the answer
                actions.hear_from(telephone_id=telephone_id, unsent=max(0, unsent - home))
        except NotSeen:  # stopped in the middle: what was answered for is kept
            return _stopped()
    return said(200, ops=answers)


def _answer(line: Any, sent: actions.Sent | None, telephone_id: UUID, by: Viewer) -> dict[str, str]:
    named = line.get("op") if isinstance(line, dict) else None
    name = named if isinstance(named, str) and named.isascii() and len(named) <= 36 else ""
    if sent is None:
        why = Why.UNREAD
        return {"op": name, "result": Result.REFUSED, "why": why, "sentence": str(why.label)}
    try:
        answer = actions.keep_line(telephone_id=telephone_id, sent=sent, by=by)
    except NotSeen:
        raise
    except DutyMissing:
        why = Why.MAY_NOT
        return {"op": name, "result": "later", "why": why, "sentence": str(why.label)}
    except Exception:  # one line that breaks must not hold up the others; it is sent again
        _log.exception("a line of a telephone")
        return {"op": name, "result": "later", "why": Why.OTHER, "sentence": str(Why.OTHER.label)}
    result = "again" if answer.again else answer.result
    told = {"op": name, "result": result, "was": answer.result}
    return told | ({"why": answer.why, "sentence": answer.sentence} if answer.why else {})


def _moment(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else None


def _sent(line: Any, sent_at: datetime, arrived: datetime) -> actions.Sent | None:
    """Return a line as it arrives, None where it does not say what a line says."""
    if not isinstance(line, dict):
        return None
    seq, version, text = line.get("seq"), line.get("v"), line.get("sealed")
    try:
        op, pack = UUID(line.get("op")), UUID(line.get("pack"))
    except (TypeError, ValueError, AttributeError):
        return None
    if type(seq) is not int or not 0 < seq <= _MOST_SEQ or type(version) is not int:
        return None
    if not isinstance(text, str) or not text.isascii() or len(text) > MOST_SEALED:
        return None
    return actions.Sent(op, seq, pack, text, version, sent_at, arrived)
