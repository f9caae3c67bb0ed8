"""Counting how often something was tried in a time, to turn it away."""

from django.core.cache import cache


def times_tried(what: str, *, within: int) -> int:
    """Count one more try of something, and return how many there were, for so many seconds."""
    cache.add(what, 0, within)
    return int(cache.incr(what))
