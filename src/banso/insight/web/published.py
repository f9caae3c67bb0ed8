"""
What pages that are answered from the snapshot share: leading to where it is made while there is
none, the year that is asked for, the people behind a number, what may leave.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.insight.figure_labels import period_label
from banso.insight.queries import NothingPublished, years_known
from banso.kit.numbers import whole_number
from banso.kit.pages import Page

View = Callable[..., HttpResponseBase]


def from_the_snapshot(view: View) -> View:
    """
    Answer with the view, or lead to the page that says that nothing has been published yet; stands
    inside the door.
    """

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NothingPublished:
            return redirect("insight:trends")

    return answered


def year_asked(request: WorkerRequest, name: str = "year", *, ago: int = 0) -> int:
    """Return the fiscal year that is asked for, the one so many years ago where none is."""
    years, text = years_known(request.viewer.today), request.GET.get(name, "")
    year = whole_number(text)
    return year if year in years else years[min(ago, len(years) - 1)]


def years_to_choose(request: WorkerRequest) -> list[tuple[int, str]]:
    """Return the fiscal years that can be asked for, with their names."""
    return [(year, period_label(year)) for year in years_known(request.viewer.today)]


def people_page(
    request: WorkerRequest, page: Page[Any], *, heading: str, back: str, asked: dict[str, Any]
) -> HttpResponse:
    """Answer with the people behind a number, by name, and trace who was shown."""
    record_read(what="figures", people=[one.pk for one in page.rows], by=request.viewer)
    context = {
        "rows": page.rows,
        "next_cursor": page.next_cursor,
        "heading": heading,
        "back_url": back,
        "query": urlencode(asked),
    }
    return render(request, "insight/people.html", context)


def is_for_outside(request: WorkerRequest) -> bool:
    """Return whether a file is to leave the agency."""
    return request.GET.get("for") == "outside"


def as_cells(told: Sequence[int | None]) -> list[int | str]:
    """Return numbers as they stand in a file for outside: what is hidden is empty."""
    return ["" if one is None else one for one in told]


def what_is_hidden() -> str:
    """Return the sentence that stands under a file for outside."""
    return _(
        "Every number is of people. From 1 to 4 are hidden; every other may be told up to 2 more "
        "or less, always the same for the same people, so that nobody can be worked out. What is "
        "calculated is calculated from these numbers. People who are hidden for their safety are "
        "in none of them."
    )
