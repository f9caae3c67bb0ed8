"""
One way to write what a letter says, so that both sides keep the same hash of the same bytes: JSON
with sorted names, without spaces, UTF-8; no numbers with a point, no name twice.
"""

import json
from typing import Any, NoReturn

from banso_exchange.refusals import NotTaken, Why


def canonical(said: dict[str, Any]) -> bytes:
    """Return the bytes of something said."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def parsed(content: bytes) -> dict[str, Any]:
    """
    Return what bytes say, where they are written in that one way.

    :raises NotTaken: if they are not
    """
    try:
        said = json.loads(
            content, object_pairs_hook=_once, parse_float=_refused, parse_constant=_refused
        )
        same = isinstance(said, dict) and canonical(said) == content
    except (ValueError, RecursionError) as error:  # bad UTF-8 and bad JSON are ValueErrors
        raise NotTaken(Why.UNREADABLE) from error
    if not same:
        raise NotTaken(Why.UNREADABLE)
    found: dict[str, Any] = said
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refused(_text: str) -> NoReturn:
    raise ValueError
