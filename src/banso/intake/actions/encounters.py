"""Going out, meeting, and receiving a first consultation."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.queries import members_seen_by, offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise
from banso.drafts.actions import drop_draft
from banso.intake.models import Encounter, Intake, OutreachRound, RoundMember
from banso.intake.queries import round_seen
from banso.intake.rules import Channel, Handed, Matter, Outcome, was_seen, worst_is_among
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import enter_person, grant_reach, met, open_entry, remember
from banso.people.queries import count_called, open_entries_of, person_seen
from banso.people.rules import Ledger, PlaceKind

if TYPE_CHECKING:
    from banso.people.models import Person


class TeamTooSmall(Refusal):
    """A round is walked two by two."""

    field = "team"
    sentence = _("A round is walked two by two. Please name at least two people.")


class WorstNotAmong(Refusal):
    """The ◎ belongs to one of the matters marked with ○."""

    field = "worst"
    sentence = _("The ◎ belongs to one of the matters marked with ○.")


class NoSuchPlaceToEnter(Refusal):
    """Somebody without a name is known by a place."""

    field = "place"
    sentence = _("Please say how the person is called, or where you met them.")


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


def placeholder_name(place: str, kind: str, agency_id: UUID) -> str:
    """Return a name for somebody without one, after where they were met: 「公園さん3」."""
    where = place[:60] if kind == PlaceKind.UNKNOWN else str(PlaceKind.label_of(kind))
    base = _g("%(place)s-san") % {"place": where}
    return f"{base}{count_called(base, agency_id) + 1}"


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def meet(
    *,
    round_id: UUID,
    outcome: str,
    at: datetime,
    by: Viewer,
    person_id: UUID | None = None,
    called_name: str = "",
    looks: str = "",
    place: str = "",
    place_kind: str = PlaceKind.UNKNOWN,
    condition: str = "",
    handed: list[str] | None = None,
    note: str = "",
    words: str = "",
    promise_text: str = "",
    promise_on: date | None = None,
    encounter_id: UUID | None = None,
) -> Encounter:
    """
    Write down one meeting on a round; somebody new, with or without a name, is entered by it.

    :raises NotSeen: if the viewer may not see the round or the person
    :raises NoSuchPlaceToEnter: if neither a name nor a place is given for somebody new
    """
    outreach_round = round_seen(by, round_id)
    was_new = person_id is None
    person = (
        person_seen(by, person_id)
        if person_id
        else _enter_on_round(outreach_round, called_name, looks, place, place_kind, by)
    )
    encounter = Encounter(
        id=encounter_id or new_id(),
        agency_id=by.agency_id,
        round=outreach_round,
        person=person,
        member_id=by.member_id,
        at=at,
        outcome=outcome,
        place=place,
        place_kind=place_kind,
        condition=condition,
        handed=handed or [],
        was_new=was_new,
    )
    encounter.save(force_insert=True)
    things = "、".join(str(Handed.label_of(one)) for one in handed or [] if one in Handed)
    fact = "\n".join(
        part
        for part in (note, _g("Handed over: %(things)s") % {"things": things} if things else "")
        if part
    )
    remember(
        person=person,
        at=at,
        kind="encounter",
        title=str(Outcome.label_of(outcome)),
        fact=fact,
        words=words,
        being=was_seen(outcome),
        doing=bool(handed),
        ledger=Ledger.OUTREACH,
        office_id=outreach_round.office_id,
        by=by,
        source="intake.Encounter",
        source_id=encounter.pk,
    )
    if was_seen(outcome):
        met(person=person, on=timezone.localtime(at).date())
    if promise_text and promise_on:
        make_promise(
            person_id=person.pk,
            text=promise_text,
            due_on=promise_on,
            answerable_id=by.member_id,
            by=by,
        )
    record_event(
        action="met_on_round",
        by=by,
        subjects=[person.pk],
        object_kind="intake.Encounter",
        object_id=encounter.pk,
        detail={"outcome": outcome},
    )
    return encounter


def _enter_on_round(
    outreach_round: OutreachRound,
    called_name: str,
    looks: str,
    place: str,
    place_kind: str,
    by: Viewer,
) -> "Person":
    if not called_name and not place and place_kind == PlaceKind.UNKNOWN:
        raise NoSuchPlaceToEnter
    name = called_name or placeholder_name(place, place_kind, by.agency_id)
    kinds: list[tuple[str, str, str]] = [("nickname" if called_name else "placeholder", name, "")]
    person = enter_person(
        called_name=name,
        names=kinds,
        looks=looks,
        place=place,
        place_kind=place_kind,
        sleeps_here=bool(place),
        office_id=outreach_round.office_id,
        by=by,
    )
    values: dict[str, Any] = {"sleeps_kind": place_kind, "sleeps_at": place} if place else {}
    open_entry(
        person=person,
        ledger=Ledger.OUTREACH,
        office_id=outreach_round.office_id,
        worker_id=None,
        on=outreach_round.on,
        by=by,
        values=values,
    )
    for one in outreach_round.team.all():
        if one.member_id:
            grant_reach(
                person=person,
                member_id=one.member_id,
                until_on=outreach_round.on + timedelta(days=1),
            )
    return person


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def take_intake(
    *,
    office_id: UUID,
    on: date,
    channel: str,
    matters: list[str],
    worst: str,
    words: str,
    by: Viewer,
    person_id: UUID | None = None,
    entering: dict[str, Any] | None = None,
    came_with: str = "",
    urgency: str = "none",
    consent: str = "not_yet",
    consent_way: str = "",
    ledger: str = Ledger.OUTREACH,
    intake_id: UUID | None = None,
) -> Intake:
    """
    Receive a first consultation, of somebody known or of somebody `entering` (the arguments of
    `enter_person`).

    :raises NotSeen: if the viewer may not see the person, or it is not the agency's office
    :raises WorstNotAmong: if the ◎ is none of the matters
    """
    if not worst_is_among(worst, matters):
        raise WorstNotAmong
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    person = (
        person_seen(by, person_id)
        if person_id
        else enter_person(by=by, office_id=office_id, own_words=words[:500], **(entering or {}))
    )
    if person.pk not in open_entries_of([person.pk]):
        open_entry(
            person=person,
            ledger=ledger,
            office_id=office_id,
            worker_id=by.member_id if by.may(Duty.KEEP_LEDGERS) else None,
            on=on,
            by=by,
        )
    intake = Intake(
        id=intake_id or new_id(),
        agency_id=by.agency_id,
        person=person,
        office_id=office_id,
        member_id=by.member_id,
        on=on,
        channel=channel,
        came_with=came_with,
        matters=matters,
        worst=worst,
        words=words,
        urgency=urgency,
        consent=consent,
        consent_way=consent_way,
    )
    intake.save(force_insert=True)
    marks = [("◎" if matter == worst else "○") + str(Matter.label_of(matter)) for matter in matters]
    title = _g("First consultation: %(channel)s") % {"channel": Channel.label_of(channel)}
    remember(
        person=person,
        at=moment_of(on),
        kind="intake",
        title=title,
        fact="、".join(marks),
        words=words,
        being=True,
        doing=True,
        by=by,
        office_id=office_id,
        source="intake.Intake",
        source_id=intake.pk,
    )
    met(person=person, on=on)
    record_event(
        action="intake_taken",
        by=by,
        subjects=[person.pk],
        object_kind="intake.Intake",
        object_id=intake.pk,
        detail={"consent": consent},
    )
    return intake


@asks(Exempt.OWN)
def drop_meeting_draft(*, round_id: UUID, by: Viewer) -> None:
    """Let the draft of the one-line form go once the meeting is written down."""
    drop_draft(key=f"meet:{round_id}", by=by)
