"""Who promises only in words: a guest, and whoever is only told of somebody for a night."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.viewer import Viewer
from banso.field.models import Pack
from banso.people.queries import people_seen_by


def of_guest(pack: Pack, meeting: dict[str, Any]) -> dict[str, Any]:
    """A guest promises in words, and what they write says that it is theirs."""
    guest = pack.telephone.guest
    if guest:
        _promise_as_words(meeting)
        said = _g("Written by %(name)s, who walked along") % {"name": guest}
        meeting["note"] = "\n".join(one for one in (meeting["note"], said) if one)[:4000]
    return meeting


def promise_if_seen(meeting: dict[str, Any], told: list[UUID], by: Viewer) -> None:
    """Whoever is only told of somebody for a night promises in words; whom they enter, they see."""
    promised = meeting["promise_text"] and meeting["promise_on"]
    if promised and told and not people_seen_by(by).filter(pk__in=told).exists():
        _promise_as_words(meeting)


def _promise_as_words(meeting: dict[str, Any]) -> None:
    text, on = meeting["promise_text"], meeting["promise_on"]
    if text and on:
        said = f"{text}（{on:%Y/%m/%d}）"
        meeting["note"] = "\n".join(one for one in (meeting["note"], said) if one)[:4000]
        meeting["promise_text"], meeting["promise_on"] = "", None
