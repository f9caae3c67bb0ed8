"""Giving walks and promises to another member."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.queries import names_of_members
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.passed_on import trace_passed_on
from banso.companionship.models import Companionship, Promise
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.people.actions import Memory, grant_reach, remember


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_walks(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member walk on with people, as the lead where the one before led; who walks along
    already takes the lead over.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    names = names_of_members([from_id])
    walks = Companionship.objects.select_for_update().filter(
        pk__in=ids, agency_id=by.agency_id, member=from_id, until_on=None
    )
    passed = []
    for walk in walks.order_by("pk"):
        led = walk.is_lead
        walk.end(on, today=by.today)
        walk.save(update_fields=["until_on", "is_lead"])
        new, fresh = Companionship.objects.get_or_create(
            person_id=walk.person_id,
            member=to,
            until_on=None,
            defaults={
                "agency_id": by.agency_id,
                "system": walk.system,
                "is_lead": led,
                "from_on": on,
            },
        )
        if led and not fresh:
            new.is_lead = True
            new.save(update_fields=["is_lead"])
        grant_reach(person=walk.person, member_id=to.pk)
        remember(
            person=walk.person,
            memory=Memory(
                at=moment_of(min(on, by.today)),
                kind="companionship",
                title=_g("%(name)s walks on in place of %(before)s")
                % {"name": to.name, "before": names.get(from_id, "—")},
                source="companionship.Companionship",
                source_id=new.pk,
            ),
            by=by,
        )
        passed.append(walk.person_id)
    trace_passed_on(
        "companionship.Companionship",
        len(passed),
        people=passed,
        from_id=from_id,
        to_id=to_id,
        by=by,
    )


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_promises(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member answer for promises from now on.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    rows = Promise.objects.filter(
        pk__in=ids, agency_id=by.agency_id, answerable=from_id, settled_on=None
    )
    passed = []
    for promise in rows.select_for_update().order_by("pk"):
        Promise.objects.filter(pk=promise.pk).update(answerable=to, version=F("version") + 1)
        grant_reach(person=promise.person, member_id=to.pk)
        passed.append(promise.person_id)
    trace_passed_on(
        "companionship.Promise", len(passed), people=passed, from_id=from_id, to_id=to_id, by=by
    )
