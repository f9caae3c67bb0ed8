"""Giving open referrals to another member who answers for them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.passed_on import trace_passed_on
from banso.kit.db import one_transaction
from banso.people.actions import grant_reach
from banso.referrals.models import Referral
from banso.referrals.rules import State


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_referrals(
    ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer
) -> None:
    """
    Let another member answer for referrals from now on; where they were the second person to agree,
    the two change places.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    rows = Referral.objects.filter(pk__in=ids, agency_id=by.agency_id, answerable=from_id)
    passed = []
    for referral in rows.exclude(state=State.RETURNED).select_for_update().order_by("pk"):
        if referral.second_person_id == to.pk:
            referral.second_person_id = from_id
        referral.answerable = to
        referral.version += 1
        referral.save(update_fields=["answerable", "second_person", "version"])
        grant_reach(person=referral.person, member_id=to.pk)
        passed.append(referral.person_id)
    trace_passed_on(
        "referrals.Referral", len(passed), people=passed, from_id=from_id, to_id=to_id, by=by
    )
