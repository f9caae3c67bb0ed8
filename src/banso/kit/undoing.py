"""What is said after a save, with the way to take it back and the way to say more."""

from django.contrib import messages
from django.http import HttpRequest


def say_saved(request: HttpRequest, sentence: str, *, undo: str, more: str = "") -> None:
    """
    Say on the next page what was saved, with a button that takes it back at `undo`, and a link to
    `more`.

    A message is kept signed, so that both are addresses that we have put there.
    """
    messages.success(request, sentence, extra_tags=f"{undo} {more}".strip())
