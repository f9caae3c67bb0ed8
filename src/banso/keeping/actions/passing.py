"""Giving what somebody keeps to another member, when they go."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from banso.access.permission import asks
from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.passed_on import trace_passed_on
from banso.keeping.actions.refusals import CannotKeep
from banso.keeping.models import Keeping
from banso.kit.db import one_transaction
from banso.people.actions import grant_reach


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_keepings(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member keep what somebody kept; it stands on their desk until they have counted it.

    :raises NoLongerHere: if that member has gone
    :raises CannotKeep: if that member may not know of money
    :raises NeverSees: if a person has named them as one who must never see
    """
    to = member_here(by, to_id)
    able = viewer_of_member(to.pk, today=by.today)
    if ids and (able is None or not able.may(Duty.SEE_MONEY) or not able.may(Duty.WRITE_MEMORY)):
        raise CannotKeep
    rows = Keeping.objects.filter(pk__in=ids, agency_id=by.agency_id, keeper=from_id, ended_on=None)
    passed = []
    for keeping in rows.select_for_update().select_related(None).order_by("pk"):
        keeping.keeper, keeping.keeper_since = to, max(min(on, by.today), keeping.keeper_since)
        keeping.save(update_fields=["keeper", "keeper_since"])
        grant_reach(person=keeping.person, member_id=to.pk)
        passed.append(keeping.person_id)
    trace_passed_on(
        "keeping.Keeping", len(passed), people=passed, from_id=from_id, to_id=to_id, by=by
    )
