"""Answers that take long: whoever is let go in the meantime gets no more of them."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Any, cast

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

_LOOK_AFTER = 1.0  # seconds


class LetGo(ConnectionAbortedError):
    """
    Whom this was for has been let go: the connection breaks, so that nobody takes a part for the
    whole.
    """


def while_here(
    response: HttpResponseBase, stands: Callable[[], bool], *, began: float
) -> HttpResponseBase | None:
    """
    Return an answer that began at a moment of the monotonic clock, or None where whom it is for
    was let go while it was made; what is sent part by part looks again every second.
    """
    if monotonic() - began >= _LOOK_AFTER and not stands():
        return None
    if response.streaming:
        sent = cast(StreamingHttpResponse, response)
        if not sent.is_async:
            sent.streaming_content = _parts(cast(Iterable[Any], sent.streaming_content), stands)
    return response


def _parts(parts: Iterable[Any], stands: Callable[[], bool]) -> Iterator[Any]:
    looked = monotonic()
    for part in parts:
        if monotonic() - looked >= _LOOK_AFTER:
            if not stands():
                raise LetGo
            looked = monotonic()
        yield part
