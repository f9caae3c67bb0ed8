"""What the parts of one page ask again and again, and what is asked for all of them once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("what this page was told", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """
    Put one page together: within the block, what is `asked_once` is asked once and told to every
    part alike.

    For pages that only read: what somebody writes meanwhile is on the next page.
    """
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(ask: Callable[P, R]) -> Callable[P, R]:
    """
    Let the parts of one page share the answer to a question; everywhere else it is asked each time.

    What it is asked with has to be hashable, and nobody may change what it answers.
    """

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        answers = _answers.get()
        if answers is None:
            return ask(*args, **kwargs)
        question = (ask, args, tuple(sorted(kwargs.items())))
        if question not in answers:
            answers[question] = ask(*args, **kwargs)
        found: R = answers[question]
        return found

    return asked
