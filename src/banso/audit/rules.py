"""The chain, in plain Python."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One event as the chain seals it."""

    agency_id: str
    seq: int
    at: datetime
    actor_id: str
    action: str
    subjects: tuple[str, ...]
    object_kind: str
    object_id: str
    detail: dict[str, Any]
    previous: str


def seal(link: Link, key: bytes) -> str:
    """
    Return the keyed hash (HMAC-SHA256) over an event and the one before it, as 64 hexadecimal
    digits.
    """
    plain = [
        link.agency_id,
        link.seq,
        link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.actor_id,
        link.action,
        sorted(link.subjects),
        link.object_kind,
        link.object_id,
        link.detail,
        link.previous,
    ]
    return hmac.new(
        key, json.dumps(plain, ensure_ascii=False, sort_keys=True).encode(), hashlib.sha256
    ).hexdigest()
