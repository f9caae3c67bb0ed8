"""The list that must be empty: people whom nobody accompanies, for whom nothing is dated, or whose referral nobody answers for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from banso.access.queries import members_seen_by
from banso.access.viewer import Viewer
from banso.companionship.queries import promises_open, walks_open
from banso.kit.pages import Page, page_of
from banso.people.queries import open_ledger_entries, people_seen_by
from banso.planning.queries import plans_seen_by
from banso.referrals.models import Referral
from banso.referrals.rules import State


@dataclass(frozen=True)
class Unwatched:
    """Somebody on the list, and why."""

    person: Any
    no_companion: bool
    no_date: bool
    nobody_answers: bool


def _marked(viewer: Viewer) -> QuerySet[Any]:
    """Return people with an open ledger entry, each marked with what is missing; of the referrals every one counts, whoever may read it."""
    gone = members_seen_by(viewer).filter(until_on__lt=viewer.today).values("pk")
    here = members_seen_by(viewer).exclude(pk__in=gone).values("pk")
    walks = walks_open().filter(person=OuterRef("pk"), member__in=here)
    promises = promises_open().filter(person=OuterRef("pk"))
    referrals = Referral.objects.filter(person=OuterRef("pk"), agency_id=viewer.agency_id).exclude(state=State.RETURNED)
    plans = plans_seen_by(viewer).filter(person=OuterRef("pk"), replaced_on=None, ended_on=None, review_on__isnull=False).order_by()
    return (
        people_seen_by(viewer)
        .filter(Exists(open_ledger_entries().filter(person=OuterRef("pk"))))
        .annotate(
            no_companion=~Exists(walks),
            no_date=~Exists(promises) & ~Exists(referrals) & ~Exists(plans),
            nobody_answers=Exists(referrals.filter(answerable__in=gone)),
        )
        .filter(Q(no_companion=True) | Q(no_date=True) | Q(nobody_answers=True))
    )


def unwatched(viewer: Viewer, *, cursor: str = "", size: int = 50) -> Page[Unwatched]:
    """Return a page of the list that must be empty, by name."""
    page = page_of(_marked(viewer), order=("sort_name", "pk"), cursor=cursor, size=size)
    rows = [Unwatched(one, one.no_companion, one.no_date, one.nobody_answers) for one in page.rows]
    return Page(rows, page.next_cursor)


def count_unwatched(viewer: Viewer) -> int:
    """Return how many people stand on the list that must be empty."""
    return _marked(viewer).count()
