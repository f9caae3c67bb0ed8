"""Going on with a meeting without consent whose last sworn member has gone."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import move_on
from banso.conferences.models import Conference, Seat
from banso.conferences.queries.unsworn import left_without_oath
from banso.conferences.rules import Party, State
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal


class NotOneself(Refusal):
    """Nobody names themselves for what no role opens."""

    field = "to"
    sentence = _("Please name somebody else than yourself.")


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def pass_oath(*, conference_id: UUID, to_id: UUID, sworn_on: date, by: Viewer) -> Conference:
    """
    Name who has sworn and goes on with a meeting without consent that nobody opens any more;
    whoever names them sees nothing of it.

    :raises NotSeen: if it is none of these
    :raises NotOneself: if somebody names themselves
    :raises NoLongerHere: if whoever is named has gone
    """
    to = member_here(by, to_id)
    if to.pk == by.member_id:
        raise NotOneself
    Conference.objects.select_for_update().filter(pk=conference_id, agency_id=by.agency_id).first()
    found = left_without_oath(by.agency_id, by.today).filter(pk=conference_id).first()
    if found is None:
        raise NotSeen
    move_on(found.pk, (State.PLANNED, State.RUNNING, State.CLOSED), chair=to, keeper=to)
    seat, _fresh = Seat.objects.get_or_create(
        conference=found,
        member=to,
        defaults={
            "agency_id": by.agency_id,
            "party": Party.COORDINATOR,
            "name": to.name,
            "seated_by_id": by.member_id,
        },
    )
    Seat.objects.filter(pk=seat.pk).update(sworn_on=sworn_on)
    record_event(
        action="conference_oath_passed",
        by=by,
        object_kind="conferences.Conference",
        object_id=found.pk,
        detail={"to": str(to.pk)},
    )
    return found
