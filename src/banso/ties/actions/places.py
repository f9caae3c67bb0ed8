"""Where a tie stands in the pictures, and how often the person goes there."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.people.actions import require_living
from banso.ties.actions.memory import recall
from banso.ties.models import Tie, TiePlace, TieVisit
from banso.ties.queries import tie_seen
from banso.ties.rules import Ring, Role


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def place_tie(
    *,
    tie_id: UUID,
    on: date,
    by: Viewer,
    ring: str = "",
    bearing: int | None = None,
    reach: int | None = None,
) -> TiePlace:
    """
    Place a tie in the pictures from a day on; what is not given stays as it was.

    :raises NotSeen: if the viewer may not see it
    """
    tie = tie_seen(by, tie_id)
    before = TiePlace.objects.filter(tie=tie, on__lte=on).order_by("-on").first()
    place = (
        before
        if before is not None and before.on == on
        else TiePlace(tie=tie, agency_id=by.agency_id, on=on)
    )
    place.ring = ring if ring in set(Ring) else (before.ring if before else "")
    place.bearing = bearing % 360 if bearing is not None else (before.bearing if before else None)
    place.reach = min(5, max(1, reach)) if reach is not None else (before.reach if before else None)
    place.save()
    record_event(
        action="tie_placed",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return place


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_visit(
    *,
    tie_id: UUID,
    on: date,
    by: Viewer,
    along: str = "",
    came_back: bool = True,
    words: str = "",
    new_id: UUID | None = None,
) -> TieVisit:
    """
    Keep one going there, alone or with somebody, and whether the person came back from it.

    :raises NotSeen: if the viewer may not see the tie
    """
    tie = tie_seen(by, tie_id)
    require_living(tie.person_id, on=on)
    visit = TieVisit(
        tie=tie, agency_id=by.agency_id, on=on, along=along, came_back=came_back, words=words
    )
    visit.id = new_id or visit.id
    visit.save(force_insert=True)
    if tie.last_met_on is None or tie.last_met_on < on:
        Tie.objects.filter(pk=tie.pk).update(last_met_on=on)
    if words:
        recall(
            tie, _g("Went there: %(role)s") % {"role": Role.label_of(tie.role)}, on, by, words=words
        )
    record_event(
        action="tie_visited",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return visit
