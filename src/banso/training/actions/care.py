"""Supervision, hours, walks that weigh, words for handing over, thanks."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.queries import companionships_seen_by
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import require_living
from banso.people.queries import person_seen
from banso.training.actions.courses import NotSupervisable
from banso.training.models import HandoverWords, HeavyWalk, Supervision, Thanks, WorkHours
from banso.training.queries import handover_words, heavy_seen
from banso.training.rules import Work


@asks(Exempt.OWN)
@one_transaction
def keep_supervision(
    *,
    member_id: UUID,
    on: date,
    text: str,
    agreed: str,
    minutes: int | None,
    next_on: date | None,
    by: Viewer,
    new: UUID | None = None,
) -> Supervision:
    """
    Note what was talked about with a member; who notes it is the supervisor. Read by the two, by
    nobody else.

    :raises NotSupervisable: if it is oneself
    :raises NotSeen: if the member is another agency's
    """
    member = member_seen(by, member_id)
    if member.pk == by.member_id:
        raise NotSupervisable
    kept = Supervision.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        member=member,
        supervisor_id=by.member_id,
        on=on,
        minutes=minutes,
        text=text,
        agreed=agreed,
        next_on=next_on,
    )
    record_event(
        action="keep_supervision", by=by, object_kind=Supervision._meta.label, object_id=kept.pk
    )
    return kept


@asks(Exempt.OWN)
@one_transaction
def add_hours(
    *, on: date, work: str, minutes: int, by: Viewer, new: UUID | None = None
) -> WorkHours:
    """
    Write down what one's minutes of a day went into.

    :raises Refusal: if they are more than a day has, or of a day to come
    """
    if not 1 <= minutes <= 1440:
        raise Refusal(_("A day has from 1 to 1,440 minutes."), field="minutes")
    if on > by.today:
        raise Refusal(_("That day has not come yet."), field="on")
    kept = WorkHours.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        member_id=by.member_id,
        on=on,
        work=Work(work),
        minutes=minutes,
    )
    record_event(action="add_hours", by=by, object_kind=WorkHours._meta.label, object_id=kept.pk)
    return kept


@asks(Exempt.OWN)
@one_transaction
def strike_hours(*, hours_id: UUID, by: Viewer) -> None:
    """
    Strike minutes that one wrote down by mistake.

    :raises NotSeen: if they are somebody else's
    """
    kept = WorkHours.objects.filter(
        pk=hours_id, member_id=by.member_id, agency_id=by.agency_id, struck_at=None
    ).first()
    if kept is None:
        raise NotSeen
    kept.struck_at = timezone.now()
    kept.save(update_fields=["struck_at"])
    record_event(action="strike_hours", by=by, object_kind=WorkHours._meta.label, object_id=kept.pk)


@asks(Duty.SEE_MEMORY)
@one_transaction
def begin_heavy(
    *, person_id: UUID, by: Viewer, member_id: UUID | None = None, on: date | None = None
) -> HeavyWalk:
    """
    Say that a walk weighs, on oneself or (for whoever settles who walks with whom) on another
    member.

    :raises NotSeen: if the viewer may not see the person, or the member does not walk with them
    """
    person, whose = person_seen(by, person_id), member_id or by.member_id
    if whose != by.member_id and not by.may(Duty.ASSIGN_COMPANIONS):
        raise NotSeen
    require_living(person.pk)
    if not companionships_seen_by(by).filter(person=person, member=whose, until_on=None).exists():
        raise NotSeen
    kept, fresh = HeavyWalk.objects.get_or_create(
        agency_id=by.agency_id,
        person=person,
        member_id=whose,
        until_on=None,
        defaults={"from_on": on or by.today},
    )
    if fresh:
        record_event(
            action="begin_heavy",
            by=by,
            subjects=[person.pk],
            object_kind=HeavyWalk._meta.label,
            object_id=kept.pk,
        )
    return kept


@asks(Duty.SEE_MEMORY)
@one_transaction
def end_heavy(*, heavy_id: UUID, agreed: str, by: Viewer, version: int | None = None) -> HeavyWalk:
    """
    Note that a walk weighs no longer, and what was agreed: somebody else walks for a while, two
    walk together, it has become lighter.

    :raises NotSeen: if the viewer may not see it
    """
    kept = heavy_seen(by, heavy_id)
    require_version(kept, version)
    kept.until_on, kept.agreed = by.today, agreed.strip()[:300]
    kept.save()
    record_event(
        action="end_heavy",
        by=by,
        subjects=[kept.person_id],
        object_kind=HeavyWalk._meta.label,
        object_id=kept.pk,
    )
    return kept


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_handover_words(
    *, person_id: UUID, text: str, by: Viewer, version: int | None = None
) -> HandoverWords:
    """
    Keep what one tells whoever walks on with a person.

    :raises NotSeen: if the viewer may not see the person
    :raises StaleEdit: if it was changed in the meantime
    """
    person = person_seen(by, person_id)
    kept = handover_words(by.member_id, [person.pk]).get(person.pk)
    if kept is None:
        kept = HandoverWords(agency_id=by.agency_id, person=person, member_id=by.member_id)
    else:
        require_version(kept, version)
    kept.text = text
    kept.save()
    record_event(
        action="keep_handover_words",
        by=by,
        subjects=[person.pk],
        object_kind=HandoverWords._meta.label,
        object_id=kept.pk,
    )
    return kept


@asks(Exempt.OWN)
@one_transaction
def thank(*, member_id: UUID, text: str, by: Viewer, new: UUID | None = None) -> Thanks:
    """
    Thank a colleague.

    :raises NotSupervisable: if it is oneself
    :raises NotSeen: if the member is another agency's
    """
    receiver = member_seen(by, member_id)
    if receiver.pk == by.member_id:
        raise NotSupervisable
    kept = Thanks.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        sender_id=by.member_id,
        receiver=receiver,
        text=text.strip(),
    )
    record_event(action="thank", by=by, object_kind=Thanks._meta.label, object_id=kept.pk)
    return kept
