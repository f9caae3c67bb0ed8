"""Going out: the team of a round, and what was taken along."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import members_seen_by, offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.intake.models import Encounter, OutreachRound, RoundMember
from banso.intake.queries import round_seen
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import (
    grant_reach,
)

if TYPE_CHECKING:
    pass


class TeamTooSmall(Refusal):
    """A round is walked two by two."""

    field = "team"
    sentence = _("A round is walked two by two. Please name at least two people.")


@asks(Duty.RECORD_ROUNDS, Duty.KEEP_LEDGERS)
@one_transaction
def begin_round(
    *,
    office_id: UUID,
    on: date,
    course: str,
    weather: str,
    member_ids: list[UUID],
    others: list[str],
    by: Viewer,
    note: str = "",
) -> OutreachRound:
    """
    Begin a round: a team of at least two, a course, the weather.

    :raises NotSeen: if it is not the agency's office
    :raises TeamTooSmall: if fewer than two people walk
    """
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    members = list(members_seen_by(by).filter(pk__in=member_ids))
    if len(members) + len(others) < 2:
        raise TeamTooSmall
    outreach_round = OutreachRound.objects.create(
        agency_id=by.agency_id,
        office_id=office_id,
        on=on,
        course=course,
        weather=weather,
        note=note,
    )
    team = [(member.pk, member.name) for member in members] + [(None, name) for name in others]
    RoundMember.objects.bulk_create(
        [
            RoundMember(round=outreach_round, member_id=member_id, name=name, pair=1 + number // 2)
            for number, (member_id, name) in enumerate(team)
        ]
    )
    _let_team_reach(outreach_round, [member.pk for member in members])
    record_event(
        action="round_begun", by=by, object_kind="intake.OutreachRound", object_id=outreach_round.pk
    )
    return outreach_round


def _let_team_reach(outreach_round: OutreachRound, member_ids: list[UUID]) -> None:
    """
    Bring whom this course usually meets within reach of the night's team, until the day after.
    """
    since = outreach_round.on - timedelta(days=60)
    rows = Encounter.objects.filter(
        agency_id=outreach_round.agency_id,
        round__course=outreach_round.course,
        round__office=outreach_round.office_id,
        round__on__gte=since,
        person__merged_into=None,
        person__restricted=False,
    ).select_related("person")
    people = {row.person_id: row.person for row in rows}
    for person in people.values():
        for member_id in member_ids:
            grant_reach(
                person=person, member_id=member_id, until_on=outreach_round.on + timedelta(days=1)
            )


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def note_handouts(
    *, round_id: UUID, handed: dict[str, int], note: str, by: Viewer, version: int | None = None
) -> OutreachRound:
    """
    Note what was taken along and how the night was.

    :raises NotSeen: if the viewer may not see the round
    :raises StaleEdit: if somebody wrote in the meantime
    """
    round_seen(by, round_id)
    outreach_round = OutreachRound.objects.select_for_update().get(pk=round_id)
    require_version(outreach_round, version)
    outreach_round.handed, outreach_round.note = (
        {kind: count for kind, count in handed.items() if count},
        note,
    )
    outreach_round.save()
    record_event(
        action="round_edited",
        by=by,
        object_kind="intake.OutreachRound",
        object_id=outreach_round.pk,
    )
    return outreach_round
