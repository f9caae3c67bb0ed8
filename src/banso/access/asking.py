"""Being asked once more who one is, before what weighs much."""

from time import time

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from banso.access.rules import Duty
from banso.access.viewer import Viewer

ASKED_BEFORE = frozenset(
    {Duty.EXPORT_LISTS, Duty.MERGE_PEOPLE, Duty.OPEN_IN_DANGER, Duty.MANAGE_AGENCY}
)
"""What weighs much: taking lists out and research, merging, opening in danger, members."""

GOOD_FOR = 15 * 60  # seconds


def known_lately(request: HttpRequest) -> bool:
    """Return whether somebody gave their password or second key within the last minutes."""
    records = get_authentication_records(request, request.user)
    return any(0 <= time() - one.get("at", 0) < GOOD_FOR for one in records)


def is_asked(request: HttpRequest, viewer: Viewer, duties: tuple[Duty, ...]) -> bool:
    """Return whether a member is to be asked who they are before a page with these duties."""
    heavy = viewer.asked_again and not ASKED_BEFORE.isdisjoint(duties)
    return heavy and not known_lately(request)
