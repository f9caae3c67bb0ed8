"""Remembering that two entries are two people."""

from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.people.actions.doubles import judge
from banso.people.actions.refused_merges import CannotMerge
from banso.people.models import NeverSame
from banso.people.queries import person_seen
from banso.people.rules import Judged


def _never(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    first, second = sorted((one, other), key=lambda key: key.hex)
    return first, second


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def say_never_same(*, one_id: UUID, other_id: UUID, reason: str, by: Viewer) -> None:
    """
    Remember that two entries are two people, so that nobody is asked again.

    :raises NotSeen: if the viewer may not see both
    """
    first, second = _never(person_seen(by, one_id).pk, person_seen(by, other_id).pk)
    if first == second:
        raise CannotMerge
    NeverSame.objects.get_or_create(
        one_id=first, other_id=second, defaults={"by_id": by.member_id, "reason": reason}
    )
    judge(first, second, Judged.TWO, by=by)
    record_event(
        action="never_same", by=by, subjects=[first, second], object_kind="people.NeverSame"
    )
