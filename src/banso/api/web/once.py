"""One write for one Idempotency-Key, however often a program sends it."""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.api.web.asked import KeyRequest
from banso.drafts.actions import write_once
from banso.kit.ids import own_id
from banso.kit.refusals import Refusal


class UsedBefore(Refusal):
    """A token stands for one request, and for no other."""

    field = "Idempotency-Key"
    sentence = _("This Idempotency-Key was sent before with something else. Nothing was saved.")


def once(request: KeyRequest, token: UUID, write: Callable[[UUID], UUID]) -> UUID:
    """
    Return the id of the row that `write` makes under an id of its own, the same for the same token
    for thirty days.

    :raises UsedBefore: if the token came before with another request
    """
    mine = own_id(token, request.held.key_id)
    assert mine is not None  # noqa: S101 — a token was given
    asked = sha256(request.path.encode() + b"\n" + request.body).hexdigest()[:32]
    outcome = write_once(token=mine, write=lambda: f"{asked}:{write(mine)}", by=request.viewer)
    before, _colon, row = outcome.partition(":")
    if before != asked:
        raise UsedBefore
    return UUID(row)
