"""
Kinds of memories: each room declares those it adds to the timeline, and the timeline can be
narrowed to one.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from banso.kit.declarations import declared, declared_by_code


class UnknownMemoryKind(LookupError):
    """No room declares this kind of memory, so nobody could narrow the timeline to it."""


@dataclass(frozen=True)
class MemoryKind:
    """
    A kind of memories; the smaller `order` is offered first. `meets` names what tells that somebody
    was met: "being", "doing". `undo` is the address at which whoever wrote the source of such a
    memory today takes it back; it takes the source's id.
    """

    code: str
    label: Promise | str
    order: int
    meets: tuple[str, ...] = ()
    undo: str = ""


def memory_kinds() -> dict[str, Promise | str]:
    """Return the labels of all kinds by code, in the order in which they are offered."""
    return {one.code: one.label for one in sorted(declared(MemoryKind), key=lambda one: one.order)}


def tell_of_meeting() -> Q:
    """Return the condition that a memory tells of a day on which somebody met the person."""
    found = Q(pk=None)
    for one in declared(MemoryKind):
        for pillar in one.meets:
            found |= Q(kind=one.code, **{pillar: True})
    return found & Q(is_current=True, taken_back_at=None)


def declared_kind(code: str) -> MemoryKind:
    """
    Return a kind of memories by its code.

    :raises KeyError: if no room declares it
    """
    return declared_by_code(MemoryKind)[code]


def require_declared(kind: str) -> None:
    """
    Refuse a kind of memory that no room declares.

    :raises UnknownMemoryKind: if it is none
    """
    if kind not in declared_by_code(MemoryKind):
        raise UnknownMemoryKind(kind)
