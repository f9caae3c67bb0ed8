"""Pages that are answered from the snapshot lead to where it is made while there is none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from banso.verification.queries import NothingPublished

View = Callable[..., HttpResponseBase]


def from_the_snapshot(view: View) -> View:
    """Answer with the view, or lead to the page that says that nothing has been published yet; stands inside the door."""

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NothingPublished:
            return redirect("verification:trends")

    return answered
