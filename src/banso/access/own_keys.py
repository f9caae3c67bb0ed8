"""The second keys of an account, as they are shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

PAPER = Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class Key:
    """A second key of an account; `left` counts the numbers on paper that are still good."""

    id: int
    kind: str
    name: str
    since: datetime
    last_used: datetime | None
    left: int | None


def keys_of(account_id: UUID) -> list[Key]:
    """Return an account's second keys, the oldest first."""
    rows = Authenticator.objects.filter(user_id=account_id).order_by("created_at", "pk")
    return [
        Key(
            id=one.pk,
            kind=one.type,
            name=one.data.get("name", ""),
            since=one.created_at,
            last_used=one.last_used_at,
            left=len(one.wrap().get_unused_codes()) if one.type == PAPER else None,
        )
        for one in rows
        if not one.data.get("unseen")
    ]
