"""A request of a program, and what is looked at of it before anything else."""

import json
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

from banso.access.viewer import Viewer
from banso.api.queries import Held
from banso.api.rules import MOST_BYTES
from banso.api.web.problems import TOO_LARGE, UNREAD, problem


class KeyRequest(HttpRequest):
    """A request that came through a key's door."""

    viewer: Viewer
    held: Held


def key_of(request: HttpRequest) -> str:
    """Return the key that a program holds out, empty where it holds out none."""
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    key = key.strip()
    return key if kind.lower() == "bearer" and key.isascii() and len(key) <= 200 else ""


def language_of(request: HttpRequest) -> str:
    """Return in which language a program is answered: Japanese unless it asks for English."""
    asked = request.headers.get("Accept-Language", "")
    return "en" if asked.lower().startswith("en") else "ja"


def unreadable(request: HttpRequest) -> HttpResponse | None:
    """
    Return the answer to what is not looked at: more bytes than are taken, text that is no text,
    JSON that is none.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES or len(request.body) > MOST_BYTES:
        return problem(413, "large", TOO_LARGE, most_bytes=MOST_BYTES)
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if not all(_is_text(one) for pair in asked for one in pair):
        return problem(400, "unread", UNREAD)
    if not request.body:
        return None
    if request.content_type != "application/json":
        return problem(415, "json", UNREAD)
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return problem(400, "unread", UNREAD)
    return None if _is_text(body) else problem(400, "unread", UNREAD)


def _is_text(value: Any) -> bool:
    """Return whether every text in it can be kept: no NUL, and no half of a character."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            if "\x00" in one or any("\ud800" <= letter <= "\udfff" for letter in one):
                return False
        elif isinstance(one, dict):
            todo += [*one, *one.values()]
        elif isinstance(one, list):
            todo += one
        elif isinstance(one, float) and not -1e300 < one < 1e300:
            return False
    return True
