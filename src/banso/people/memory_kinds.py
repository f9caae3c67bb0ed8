"""
Kinds of memories: each room declares those it adds to the timeline, and the timeline can be
narrowed to one.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from banso.kit.declarations import declared, declared_by_code


class UnknownMemoryKind(LookupError):
    """No room declares this kind of memory, so nobody could narrow the timeline to it."""


@dataclass(frozen=True)
class MemoryKind:
    """A kind of memories; the smaller `order` is offered first."""

    code: str
    label: Promise | str
    order: int


def memory_kinds() -> dict[str, Promise | str]:
    """Return the labels of all kinds by code, in the order in which they are offered."""
    return {one.code: one.label for one in sorted(declared(MemoryKind), key=lambda one: one.order)}


def require_declared(kind: str) -> None:
    """
    Refuse a kind of memory that no room declares.

    :raises UnknownMemoryKind: if it is none
    """
    if kind not in declared_by_code(MemoryKind):
        raise UnknownMemoryKind(kind)
