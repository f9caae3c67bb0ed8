"""What the person gives."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.actions import close_own_record
from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.people.actions import Memory, remember, require_living
from banso.people.queries import person_seen
from banso.ties.actions.standing import EndsBeforeItBegan
from banso.ties.models import Giving
from banso.ties.queries import giving_seen
from banso.ties.rules import Gift


@dataclass(frozen=True, kw_only=True)
class NewGiving:
    """What the person gives, since when and until when; `member_id` where they work here by now."""

    gift: str
    from_on: date
    name: str = ""
    words: str = ""
    until_on: date | None = None
    member_id: UUID | None = None


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_giving(
    *,
    giving: NewGiving,
    by: Viewer,
    person_id: UUID | None = None,
    giving_id: UUID | None = None,
    version: int | None = None,
    new_id: UUID | None = None,
) -> Giving:
    """
    Keep a role in which the person supports others; a member's own account is walled off from this
    very record.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    :raises EndsBeforeItBegan: if the days do not fit
    :raises StaleEdit: if somebody else has changed it meanwhile
    """
    row = (
        giving_seen(by, giving_id)
        if giving_id
        else Giving(agency_id=by.agency_id, person=person_seen(by, person_id or UUID(int=0)))
    )
    if giving_id:
        require_version(row, version)
    if giving.until_on and giving.until_on < giving.from_on:
        raise EndsBeforeItBegan
    if not giving_id:
        require_living(row.person_id, on=giving.from_on)
    row.member = member_seen(by, giving.member_id) if giving.member_id else None
    row.gift, row.name, row.words = giving.gift, giving.name, giving.words
    row.from_on, row.until_on = giving.from_on, giving.until_on
    if not giving_id and new_id:
        row.id = new_id
    row.save(force_insert=not giving_id)
    if row.member is not None:
        close_own_record(member_id=row.member.pk, entry=row.person_id, by=by)
    if not giving_id:
        title = _g("Gives: %(gift)s") % {"gift": Gift.label_of(giving.gift)}
        remember(
            person=row.person,
            memory=Memory(
                at=moment_of(giving.from_on),
                kind="tie",
                title=title,
                words=giving.words,
                source="giving",
                source_id=row.pk,
            ),
            by=by,
        )
    record_event(
        action="giving_kept",
        by=by,
        subjects=[row.person_id],
        object_kind="ties.Giving",
        object_id=row.pk,
    )
    return row
