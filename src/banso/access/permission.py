"""
Duties asked in actions: what a page refuses, the action behind it refuses too, whoever calls it.

The duty is asked once, where an action is called from outside. What the action does on its way
(open an entry, write into the memory) is part of it, and done under the duty that was asked.
"""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied

from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer

P = ParamSpec("P")
R = TypeVar("R")
Who = Viewer | GuestViewer | None

_permitted: ContextVar[Who] = ContextVar("who was permitted the action under way", default=None)


class Exempt(StrEnum):
    """Why an action asks somebody for no duty."""

    OWN = "own"  # a member about what is theirs alone
    GUEST = "guest"  # a guest, whose seat settles what they may
    SYSTEM = "system"  # nobody: the console, the clock, an open address


class DutyMissing(PermissionDenied):
    """Somebody asked for what is not among their duties; nothing was written."""

    def __init__(self, duty: Duty | None) -> None:
        super().__init__(duty)
        self.duty = duty


def refuse_without(who: Who, needed: frozenset[Duty | Exempt]) -> None:
    """
    Refuse whoever lacks a duty that is needed.

    :raises DutyMissing: if they do
    """
    duties = [duty for duty in Duty if duty in needed]
    if isinstance(who, Viewer):
        missing = [duty for duty in duties if not who.may(duty)]
        free = bool(duties) or Exempt.OWN in needed
    else:
        missing = []
        free = (Exempt.SYSTEM if who is None else Exempt.GUEST) in needed
    if missing or not free:
        raise DutyMissing(next(iter(missing or duties), None))


def asks(*needed: Duty | Exempt) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """
    Guard an action: its `by` (or `guest`) carries every duty named, or is exempt for the reason
    named.

    :raises TypeError: if the declaration says nothing, contradicts itself, or there is nobody to
      ask
    """
    wanted = frozenset(needed)
    asks_members = any(isinstance(one, Duty) for one in wanted)
    if not wanted or not all(isinstance(one, Duty | Exempt) for one in wanted):
        raise TypeError("an action asks for duties, or says why it asks for none")
    if asks_members and Exempt.OWN in wanted:
        raise TypeError("what is a member's own asks for no duty")

    def guard(action: Callable[P, R]) -> Callable[P, R]:
        names = [name for name in ("by", "guest") if name in inspect.signature(action).parameters]
        if not names:
            raise TypeError("an action that asks needs somebody to ask: `by` or `guest`")
        if asks_members and inspect.isgeneratorfunction(inspect.unwrap(action)):
            raise TypeError("a generator outlives the permission it was given")

        @wraps(action)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            who: Who = kwargs.get(names[0])  # type: ignore[assignment]
            if who is not None and who == _permitted.get():
                return action(*args, **kwargs)
            refuse_without(who, wanted)
            own = isinstance(who, Viewer) and not asks_members  # permits nothing further
            token = _permitted.set(None if own else who)
            try:
                return action(*args, **kwargs)
            finally:
                _permitted.reset(token)

        guarded.asks = wanted  # type: ignore[attr-defined]
        return guarded

    return guard
