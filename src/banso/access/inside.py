"""
What stands at another address, inside a page of ours: one request, and every duty asked as at the
address itself.
"""

from copy import copy

from django.http import Http404, QueryDict
from django.urls import resolve
from django.utils.safestring import SafeString

from banso.access.viewer import WorkerRequest
from banso.kit.refusals import NotSeen


def inside(request: WorkerRequest, url: str) -> SafeString:
    """
    Return what a member finds at an address behind a `door`, for a page that holds it; nothing
    where it is not for them to see.

    The page's own door stands open around it: the agency is in force, and whoever asks was looked
    up. The part gets nothing of the page's query.
    """
    found = resolve(url)
    if not all(request.viewer.may(duty) for duty in found.func.door):  # type: ignore[attr-defined]
        return SafeString()
    asked = copy(request)
    asked.method, asked.path, asked.path_info = "GET", url, url
    asked.GET = asked.POST = QueryDict()
    try:
        answer = found.func.__wrapped__(asked, *found.args, **found.kwargs)  # type: ignore[attr-defined]
    except (NotSeen, Http404):
        return SafeString()
    if answer.status_code != 200:
        return SafeString()
    return SafeString(answer.content.decode().strip())  # a template of ours made it
