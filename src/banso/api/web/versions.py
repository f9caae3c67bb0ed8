"""Writing over what somebody else may have changed: If-Match, and 412 with both texts."""

import re
from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from banso.api.web import problems
from banso.api.web.problems import problem
from banso.api.web.shapes import Told
from banso.kit.models import StaleEdit
from banso.kit.refusals import Refusal

_TAG = re.compile(r'"([0-9]{1,9})"')


class NoTag(Refusal):
    """An edit says from which version it was made."""

    field = "If-Match"
    sentence = _("Please send the ETag of what you read, as If-Match.")


def version_asked(tag: str) -> int:
    """
    Return the version that a write was made from.

    :raises NoTag: if it is no ETag of ours
    """
    found = _TAG.fullmatch(tag.strip())
    if found is None:
        raise NoTag
    return int(found.group(1))


def unless_changed(
    write: Callable[[], HttpResponse], now: Callable[[Any], Told], sent: BaseModel
) -> HttpResponse:
    """
    Return what a write answers; where somebody else has changed the row meanwhile, 412 with how it
    stands now beside what was sent, so that somebody can choose.
    """
    try:
        return write()
    except StaleEdit as edit:
        current: models.Model = edit.current
        answer = problem(
            412,
            "meanwhile",
            problems.MEANWHILE,
            now=now(current).model_dump(mode="json"),
            sent=sent.model_dump(mode="json"),
        )
        answer["ETag"] = f'"{getattr(current, "version", 0)}"'
        return answer
