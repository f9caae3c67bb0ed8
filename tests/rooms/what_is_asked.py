"""
Which addresses look at what was typed into a form or stands in their query: what is sent once more
to one that never looks is answered as it was the first time.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, QueryDict

from banso.access import doors

WAYS_TO_LOOK = (
    "__contains__",
    "__getitem__",
    "__iter__",
    "__len__",
    "copy",
    "dict",
    "get",
    "getlist",
    "items",
    "keys",
    "lists",
    "pop",
    "urlencode",
    "values",
)


class Asked(QueryDict):
    """What was sent; whoever looks at it is noted."""

    looked = False

    @classmethod
    def of(cls, sent: QueryDict) -> "Asked":
        """Return what was sent, to be handed over in its place."""
        found = cls("", mutable=True, encoding=sent.encoding)
        found.update(sent)
        return found


def _noting(name: str) -> Callable[..., Any]:
    def look(self: Asked, *args: Any, **kwargs: Any) -> Any:
        Asked.looked = True
        return getattr(super(Asked, self), name)(*args, **kwargs)

    return look


for _name in WAYS_TO_LOOK:
    setattr(Asked, _name, _noting(_name))


def note_who_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `Asked.looked` say of the last request whether the view behind its door has looked."""
    at_the_door = doors._carries_nul

    def carries_nul(request: HttpRequest) -> bool:
        found = at_the_door(request)
        request.GET, request.POST = (  # type: ignore[assignment]
            sent if isinstance(sent, Asked) else Asked.of(sent)
            for sent in (request.GET, request.POST)
        )
        Asked.looked = False
        return found

    monkeypatch.setattr(doors, "_carries_nul", carries_nul)
