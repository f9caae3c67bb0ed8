"""Going out: the team of a round, and what was taken along."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import members_seen_by, offices_seen_by, viewer_of_member
from banso.access.rules import Duty, Scope
from banso.access.standing import here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.intake.models import OutreachRound, RoundMember
from banso.intake.queries import (
    is_its_night,
    met_on_course,
    next_noon,
    round_seen,
    usually_met,
)
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import open_reach

BACK, AHEAD = timedelta(days=62), timedelta(days=7)


class RoundTooFar(Refusal):
    """A round is of these days."""

    field = "on"
    sentence = _("Please name a night of the last two months or of the coming week.")


class NotTonight(Refusal):
    """A team goes out on its night."""

    sentence = _("This can be confirmed on the night of the round, until the next noon.")


class NotOnRoute(Refusal):
    """What is moved is a place of this course."""

    sentence = _("This place is not on the route any more. Please look at it again.")


class ConfirmsOneself(Refusal):
    """Two know who goes out."""

    sentence = _("Whoever began the round does not confirm it. Please ask somebody else.")


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

    Nobody is brought within reach by it: somebody else confirms on the night that this team goes
    out.

    :raises NotSeen: if it is not an office of one's own
    :raises RoundTooFar: if the night is not near
    :raises TeamTooSmall: if fewer than two people walk
    """
    own = by.scope is Scope.AGENCY or office_id in by.office_ids
    if not own or not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    if not by.today - BACK <= on <= by.today + AHEAD:
        raise RoundTooFar
    members = list(members_seen_by(by).filter(here(by.today), pk__in=member_ids))
    if len(members) + len(others) < 2:
        raise TeamTooSmall
    outreach_round = OutreachRound.objects.create(
        agency_id=by.agency_id,
        office_id=office_id,
        on=on,
        course=course,
        weather=weather,
        note=note,
        begun_by_id=by.member_id,
    )
    team = [(member.pk, member.name) for member in members] + [(None, name) for name in others]
    RoundMember.objects.bulk_create(
        [
            RoundMember(round=outreach_round, member_id=member_id, name=name, pair=1 + number // 2)
            for number, (member_id, name) in enumerate(team)
        ]
    )
    record_event(
        action="round_begun", by=by, object_kind="intake.OutreachRound", object_id=outreach_round.pk
    )
    return outreach_round


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def set_off(*, round_id: UUID, by: Viewer) -> OutreachRound:
    """
    Confirm, as somebody else than whoever began it, that the team of a round goes out now: until
    the next noon it is told whom this course usually meets, by called name, with what keeps people
    safe.

    :raises NotSeen: if the viewer may not see the round
    :raises ConfirmsOneself: if the viewer began it
    :raises NotTonight: if it is not its night
    """
    round_seen(by, round_id)
    outreach_round = OutreachRound.objects.select_for_update().get(pk=round_id)
    if outreach_round.set_off_at is not None:
        return outreach_round
    if outreach_round.begun_by_id in (None, by.member_id):
        raise ConfirmsOneself
    if not is_its_night(outreach_round):
        raise NotTonight
    outreach_round.set_off_by_id, outreach_round.set_off_at = by.member_id, timezone.now()
    outreach_round.save(update_fields=["set_off_by", "set_off_at", "version"])
    _let_volunteers_reach(outreach_round, by)
    record_event(
        action="round_set_off",
        by=by,
        object_kind="intake.OutreachRound",
        object_id=outreach_round.pk,
    )
    return outreach_round


def _let_volunteers_reach(outreach_round: OutreachRound, by: Viewer) -> None:
    """
    Bring whom this course usually meets within reach of those of the team who read no memory, until
    the next noon; the others are told names on the round's page, and nothing else.
    """
    volunteers = []
    for member_id in outreach_round.team.exclude(member=None).values_list("member_id", flat=True):
        viewer = viewer_of_member(member_id, today=by.today)
        if viewer is not None and not viewer.may(Duty.SEE_MEMORY):
            volunteers.append(member_id)
    if not volunteers:
        return
    rows = met_on_course(outreach_round).filter(person__merged_into=None, person__restricted=False)
    people = {row.person_id: row.person for row in rows.select_related("person")}
    for person in people.values():
        for member_id in volunteers:
            open_reach(person=person, member_id=member_id, until_at=next_noon(outreach_round))


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def note_handouts(
    *,
    round_id: UUID,
    handed: dict[str, int],
    note: str,
    by: Viewer,
    version: int | None = None,
    weather: str | None = None,
) -> OutreachRound:
    """
    Note what was taken along, what the sky is like and how the night was.

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
    outreach_round.weather = outreach_round.weather if weather is None else weather
    outreach_round.save()
    record_event(
        action="round_edited",
        by=by,
        object_kind="intake.OutreachRound",
        object_id=outreach_round.pk,
    )
    return outreach_round


@asks(Duty.RECORD_ROUNDS, Duty.SEE_PLACES)
@one_transaction
def move_stop(*, round_id: UUID, stop: str, earlier: bool, by: Viewer) -> OutreachRound:
    """
    Move a place of tonight's route by one, earlier or later. From then on the order is the one
    chosen by hand; a place that comes new stands where it was usually reached, after those.

    :raises NotSeen: if the viewer may not see the round
    :raises NotOnRoute: if the place is not on it
    """
    round_seen(by, round_id)
    outreach_round = OutreachRound.objects.select_for_update().get(pk=round_id)
    usual = usually_met(outreach_round, by, also_met=True)
    stops = list(dict.fromkeys(one.stop for one in usual))
    if stop not in stops:
        raise NotOnRoute
    here = stops.index(stop)
    there = max(0, here - 1) if earlier else min(len(stops) - 1, here + 1)
    stops.insert(there, stops.pop(here))
    outreach_round.route = stops
    outreach_round.save(update_fields=["route", "version"])
    record_event(
        action="round_edited",
        by=by,
        object_kind="intake.OutreachRound",
        object_id=outreach_round.pk,
    )
    return outreach_round


@asks(Duty.RECORD_ROUNDS, Duty.SEE_PLACES)
@one_transaction
def order_stops(*, round_id: UUID, stops: Sequence[str], by: Viewer) -> OutreachRound:
    """
    Put the places of a round's route in an order that was chosen by hand, as a telephone did on the
    way; those that it does not name stand after those, as before.

    :raises NotSeen: if the viewer may not see the round
    :raises NotOnRoute: if none of the places is on it
    """
    round_seen(by, round_id)
    outreach_round = OutreachRound.objects.select_for_update().get(pk=round_id)
    usual = usually_met(outreach_round, by, also_met=True)
    known = list(dict.fromkeys(one.stop for one in usual))
    chosen = [one for one in dict.fromkeys(stops) if one in known]
    if not chosen:
        raise NotOnRoute
    outreach_round.route = [*chosen, *(one for one in known if one not in chosen)]
    outreach_round.save(update_fields=["route", "version"])
    record_event(
        action="round_edited",
        by=by,
        object_kind="intake.OutreachRound",
        object_id=outreach_round.pk,
    )
    return outreach_round
