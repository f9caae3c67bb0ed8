"""
Three values: what a file said last time, what stands here, what the file says now.

What a worker wrote wins. Only where what stands here is what the file said last time, or where
nothing was ever said, does the new word of the file take its place; every other difference is shown
to somebody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Weighed:
    """What is taken over, and what differs: (what stands here, what the file says)."""

    take: dict[str, Any] = field(default_factory=dict)
    differ: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def weigh(
    here: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    now: Mapping[str, Any],
    *,
    only_fill: bool = False,
) -> Weighed:
    """
    Return what of a file's word is taken over and what only differs. `before` is None where it is
    not known what the file said; with `only_fill`, nothing that stands here is replaced.
    """
    weighed = Weighed()
    earlier = before or {}
    for name, value in now.items():
        stands, said = here.get(name), earlier.get(name)
        if value in NOTHING or value == stands:
            continue
        untouched = said == stands if name in earlier else stands in NOTHING
        if untouched and (not only_fill or stands in NOTHING):
            weighed.take[name] = value
        else:
            weighed.differ[name] = (stands, value)
    return weighed
