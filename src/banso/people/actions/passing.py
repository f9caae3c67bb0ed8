"""Giving ledger entries to another worker in charge."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.passed_on import trace_passed_on
from banso.kit.db import one_transaction
from banso.people.actions.reach import grant_reach
from banso.people.models import LedgerEntry


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_entries(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Put another worker in charge of open entries.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    rows = LedgerEntry.objects.filter(
        pk__in=ids, agency_id=by.agency_id, worker=from_id, closed_on=None
    )
    passed = []
    for entry in rows.select_for_update().order_by("pk"):
        LedgerEntry.objects.filter(pk=entry.pk).update(worker=to, version=F("version") + 1)
        grant_reach(person=entry.person, member_id=to.pk)
        passed.append(entry.person_id)
    trace_passed_on(
        "people.LedgerEntry", len(passed), people=passed, from_id=from_id, to_id=to_id, by=by
    )
