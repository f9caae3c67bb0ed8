"""Who walks with whom: beginning, ending, passing on to the next ledger."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import (
    Companionship,
    Promise,
)
from banso.companionship.queries import companionships_seen_by, may_walk_on
from banso.companionship.rules import WalkSystem
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import (
    Memory,
    grant_reach,
    open_next_entry,
    remember,
    require_living,
)
from banso.people.queries import entry_seen, person_seen, refuse_lent

if TYPE_CHECKING:
    from banso.people.models import LedgerEntry
from banso.companionship.actions.promises import make_promise


class CannotWalk(Refusal):
    """A member may not read and write of people, or the record speaks of them."""

    field = "worker"
    sentence = _("This member can’t walk on with the person. Please choose somebody else.")


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def walk_with(
    *,
    person_id: UUID,
    member_id: UUID,
    system: str = WalkSystem.INDIVIDUAL,
    is_lead: bool = True,
    on: date,
    by: Viewer,
) -> Companionship:
    """
    Begin walking with somebody; a new lead takes the lead over from the one before, who stays
    along.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    :raises OnlyLent: if the viewer sees the person for some hours only
    :raises HasDied: if the person has died
    """
    person, member = person_seen(by, person_id), member_here(by, member_id)
    refuse_lent([person.pk], by)
    require_living(person.pk)
    going_on = Companionship.objects.filter(Q(until_on=None) | Q(until_on__gt=on), person=person)
    if is_lead:
        going_on.filter(is_lead=True).update(is_lead=False)
    if not going_on.filter(member=member, until_on=None).exists():  # the end to come is taken back
        ending = going_on.filter(member=member, from_on__lte=on).order_by("-until_on", "pk").first()
        if ending is not None:
            Companionship.objects.filter(pk=ending.pk).update(until_on=None)
    walk, fresh = Companionship.objects.get_or_create(
        person=person,
        member=member,
        until_on=None,
        defaults={"agency_id": by.agency_id, "system": system, "is_lead": is_lead, "from_on": on},
    )
    if not fresh:
        walk.system, walk.is_lead = system, is_lead
        walk.save(update_fields=["system", "is_lead"])
    grant_reach(person=person, member_id=member.pk)
    title = _g("%(name)s walks along") % {"name": member.name}
    remember(
        person=person,
        memory=Memory(
            at=moment_of(on),
            kind="companionship",
            title=title,
            source="companionship.Companionship",
            source_id=walk.pk,
        ),
        by=by,
    )
    record_event(
        action="walk_begun",
        by=by,
        subjects=[person.pk],
        object_kind="companionship.Companionship",
        object_id=walk.pk,
    )
    return walk


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def end_walk(*, walk_id: UUID, on: date, by: Viewer) -> Companionship:
    """
    End a companionship; what it was stays in the memory.

    :raises NotSeen: if the viewer may not see it
    """
    walk = companionships_seen_by(by).filter(pk=walk_id, until_on=None).first()
    if walk is None:
        raise NotSeen
    walk.end(on, today=by.today)
    walk.save(update_fields=["until_on", "is_lead"])
    title = _g("%(name)s no longer walks along") % {"name": walk.member.name}
    remember(
        person=walk.person,
        memory=Memory(
            at=moment_of(on),
            kind="companionship",
            title=title,
            source="companionship.Companionship",
            source_id=walk.pk,
        ),
        by=by,
    )
    record_event(
        action="walk_ended",
        by=by,
        subjects=[walk.person_id],
        object_kind="companionship.Companionship",
        object_id=walk.pk,
    )
    return walk


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def pass_on(
    *,
    entry_id: UUID,
    into: str,
    office_id: UUID,
    worker_id: UUID,
    on: date,
    by: Viewer,
    words: str = "",
    stay_along: bool = False,
) -> "LedgerEntry":
    """
    Pass a person on to the next ledger with everything known, and hand open promises to who answers
    from now on.

    Whoever passes on stays within reach of the story; `stay_along` keeps them walking beside the
    new lead.

    :raises NotSeen: if the viewer may not see the entry, or there is no such member or office
    :raises CannotWalk: if that member may not read and write of people, or it is their own record
    :raises EntryAlreadyClosed: if it was passed on before
    """
    worker = member_here(by, worker_id)
    if not may_walk_on(worker, entry_seen(by, entry_id).person_id, by):
        raise CannotWalk
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    entry = open_next_entry(
        entry_id=entry_id, into=into, office_id=office_id, worker_id=worker.pk, on=on, by=by
    )
    walk_with(
        person_id=entry.person_id,
        member_id=worker.pk,
        system=WalkSystem.COMPREHENSIVE if stay_along else WalkSystem.INDIVIDUAL,
        on=on,
        by=by,
    )
    if not stay_along:
        others = Companionship.objects.filter(person=entry.person_id, until_on=None).exclude(
            member=worker
        )
        for walk in others.filter(member_id=by.member_id):
            end_walk(walk_id=walk.pk, on=on, by=by)
    moved = list(Promise.objects.filter(person=entry.person_id, settled_on=None))
    Promise.objects.filter(pk__in=[promise.pk for promise in moved]).update(answerable=worker)
    if not moved:
        text = _g("First meeting with %(name)s") % {"name": worker.name}
        make_promise(
            person_id=entry.person_id,
            text=text,
            due_on=on + timedelta(days=7),
            answerable_id=worker.pk,
            by=by,
        )
    title = _g("Passed on to %(name)s") % {"name": worker.name}
    remember(
        person=entry.person,
        memory=Memory(
            at=moment_of(on),
            kind="transition",
            title=title,
            words=words,
            ledger=into,
            office_id=office_id,
            source="people.LedgerEntry",
            source_id=entry.pk,
        ),
        by=by,
    )
    record_event(
        action="passed_on",
        by=by,
        subjects=[entry.person_id],
        object_kind="people.LedgerEntry",
        object_id=entry.pk,
        detail={"promises": [str(promise.pk) for promise in moved]},
    )
    return entry
