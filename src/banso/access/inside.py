"""
What stands at another address, inside a page of ours: one request, and every duty asked as at the
address itself.
"""

from copy import copy

from django.http import Http404, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from banso.access.viewer import WorkerRequest
from banso.kit.refusals import NotSeen


class Inside(SafeString):
    """
    What stands at another address, what it says of the day in a few words, if anything, and the
    address that these words lead to.
    """

    says: str = ""
    leads_to: str = ""


def saying(answer: HttpResponse, sentence: str, leads_to: str = "") -> HttpResponse:
    """
    Let a part say in a few words what is so today, for the page that holds it; where they lead to
    an address, one gets there without opening the part.
    """
    answer.says = sentence  # type: ignore[attr-defined]
    answer.leads_to = leads_to  # type: ignore[attr-defined]
    return answer


def first_of(said: list[str], many: int) -> str:
    """Return what is said of the first of many, and how many more there are."""
    return " ".join([*said[:1], *([_("+%(n)d more") % {"n": many - 1}] if many > 1 else [])])


def inside(request: WorkerRequest, url: str) -> Inside:
    """
    Return what a member finds at an address behind a `door`, for a page that holds it; nothing
    where it is not for them to see.

    The page's own door stands open around it: the agency is in force, and whoever asks was looked
    up. The part gets nothing of the page's query.
    """
    found = resolve(url)
    if not all(request.viewer.may(duty) for duty in found.func.door):  # type: ignore[attr-defined]
        return Inside()
    asked = copy(request)
    asked.method, asked.path, asked.path_info = "GET", url, url
    asked.GET = asked.POST = QueryDict()
    try:
        answer = found.func.__wrapped__(asked, *found.args, **found.kwargs)  # type: ignore[attr-defined]
    except (NotSeen, Http404):
        return Inside()
    if answer.status_code != 200:
        return Inside()
    found_there = Inside(answer.content.decode().strip())  # a template of ours made it
    found_there.says = getattr(answer, "says", "")
    found_there.leads_to = getattr(answer, "leads_to", "")
    return found_there
