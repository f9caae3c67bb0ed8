"""What somebody says of two entries that may be of one person, kept so that nobody asks again."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.people.actions.entry_refusals import require_living
from banso.people.actions.refused_merges import CannotMerge
from banso.people.models import DoubleJudged, MayBeOne, Person
from banso.people.queries import person_seen
from banso.people.rules import Judged

PUT_OFF = timedelta(days=30)


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def put_off_double(*, one_id: UUID, other_id: UUID, by: Viewer) -> None:
    """
    Put a pair off for a month: somebody looked, and could not say.

    :raises NotSeen: if the viewer may not see both
    """
    one, other = _both_seen(one_id, other_id, by)
    judge(one, other, Judged.LATER, by=by, until=by.today + PUT_OFF)
    record_event(action="double_judged", by=by, subjects=[one, other])


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def ask_about_double(*, one_id: UUID, other_id: UUID, by: Viewer) -> None:
    """
    Note that the person will be asked whether two entries are both theirs.

    :raises NotSeen: if the viewer may not see both
    :raises HasDied: if one of them has died
    """
    one, other = _both_seen(one_id, other_id, by)
    for entry in sorted((one, other)):
        require_living(entry)
    judge(one, other, Judged.ASK, by=by)
    record_event(action="double_judged", by=by, subjects=[one, other])


def judge(
    one_id: UUID, other_id: UUID, judged: Judged, *, by: Viewer, until: date | None = None
) -> None:
    """
    Keep what was said of a pair, with how sure the look over the home had been of it; the same word
    said again changes nothing.
    """
    one, other = sorted((one_id, other_id), key=lambda key: key.hex)
    pair = {"agency_id": by.agency_id, "one_id": one, "other_id": other}
    # Two who say the same at once say it one after another: the second finds it said.
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=[one, other]).order_by("pk"))
    before = DoubleJudged.objects.filter(**pair).order_by("-pk").first()
    if before is not None and before.judged == judged and before.until == until:
        return
    found = MayBeOne.objects.filter(**pair).first()
    DoubleJudged.objects.create(
        **pair,
        judged=judged,
        until=until,
        bits=found.bits if found else before.bits if before else None,
        found_at=found.found_at if found else before.found_at if before else None,
        by_id=by.member_id,
    )


def forget_doubles(entries: Iterable[UUID]) -> None:
    """Remove every pair of ids in which some entries stand that are erased."""
    ids = list(entries)
    named = Q(one_id__in=ids) | Q(other_id__in=ids)
    MayBeOne.objects.filter(named).delete()
    DoubleJudged.objects.filter(named).delete()


def _both_seen(one_id: UUID, other_id: UUID, by: Viewer) -> tuple[UUID, UUID]:
    one, other = person_seen(by, one_id).pk, person_seen(by, other_id).pk
    if one == other:
        raise CannotMerge
    return one, other
