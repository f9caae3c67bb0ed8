"""Reading rounds, encounters and intakes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.intake.models import Encounter, Intake, OutreachRound
from banso.intake.queries.route import Met, missed, place_in_order, seal_of_place
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import (
    living,
    people_seen_by,
    person_seen,
    warned_of,
    within_narrow_reach,
    within_reach,
)

_ROWS, _MOST = 3000, 200


def rounds_seen_by(viewer: Viewer) -> QuerySet[OutreachRound]:
    """
    Return the rounds this viewer may see: a volunteer those they walk on, a worker those of their
    offices, others the agency's.
    """
    rounds = OutreachRound.objects.filter(agency_id=viewer.agency_id).select_related("office")
    if viewer.scope is Scope.AGENCY:
        return rounds
    mine = Q(pk__in=OutreachRound.objects.filter(team__member_id=viewer.member_id).values("pk"))
    if viewer.scope is Scope.OFFICE:
        mine |= Q(office__in=viewer.office_ids)
    return rounds.filter(mine)


def round_seen(viewer: Viewer, round_id: UUID) -> OutreachRound:
    """
    Return one round with its team.

    :raises NotSeen: if the viewer may not see it
    """
    found = rounds_seen_by(viewer).filter(pk=round_id).prefetch_related("team").first()
    if found is None:
        raise NotSeen
    return found


def rounds(viewer: Viewer, *, cursor: str = "") -> Page[OutreachRound]:
    """Return a page of rounds, the newest first."""
    return page_of(
        rounds_seen_by(viewer).prefetch_related("team"),
        order=("-on", "-pk"),
        cursor=cursor,
        size=30,
    )


def rounds_today(viewer: Viewer) -> list[OutreachRound]:
    """Return today's rounds."""
    return list(
        rounds_seen_by(viewer)
        .filter(on=viewer.today)
        .prefetch_related("team")
        .order_by("course", "pk")
    )


def rounds_near(viewer: Viewer) -> list[OutreachRound]:
    """Return the rounds of today and of the night before."""
    near = rounds_seen_by(viewer).filter(on__in=(viewer.today, viewer.today - timedelta(days=1)))
    return list(near.prefetch_related("team").order_by("-on", "course", "pk"))


def encounters_of(
    outreach_round: OutreachRound, viewer: Viewer, *, most: int = 300
) -> list[Encounter]:
    """
    Return the encounters of a round that was seen, in order; a volunteer sees what they wrote that
    night.
    """
    shown = within_reach(viewer, "person")
    if is_out_now(outreach_round, viewer):
        shown |= Q(member_id=viewer.member_id) & within_narrow_reach(viewer, "person")
    rows = Encounter.objects.filter(shown, round=outreach_round, taken_back_at=None)
    rows = rows.select_related("person", "member")
    if not viewer.may(Duty.SEE_MEMORY):
        rows = rows.filter(member_id=viewer.member_id)
    return list(rows.order_by("at", "pk")[:most])


def encounter_seen(viewer: Viewer, encounter_id: UUID) -> Encounter:
    """
    Return one meeting on a round: of somebody within reach, or written by the viewer on the night
    that they walk.

    :raises NotSeen: if it is neither
    """
    rows = Encounter.objects.filter(pk=encounter_id, agency_id=viewer.agency_id)
    rows = rows.select_related("person", "round__office")
    found = rows.filter(within_reach(viewer, "person")).first()
    if found is None:
        mine = rows.filter(within_narrow_reach(viewer, "person"), member_id=viewer.member_id)
        found = mine.first()
        if found is None or found.round is None or not is_out_now(found.round, viewer):
            raise NotSeen
    return found


@dataclass(frozen=True)
class Usual:
    """
    Somebody usually met on a course: how they are called, where, when last, what keeps everybody
    safe; `reached` where their page opens; on how many rounds in a row they were `missed`; `stop`
    stands for the place where only its order is told.
    """

    person_id: UUID
    called_name: str
    place: str
    last_at: datetime
    reached: bool = True
    warnings: tuple[str, ...] = ()
    missed: int = 0
    stop: str = ""


def next_noon(outreach_round: OutreachRound) -> datetime:
    """Return until when a night goes on."""
    return timezone.make_aware(datetime.combine(outreach_round.on + timedelta(days=1), time(12)))


def is_its_night(outreach_round: OutreachRound) -> bool:
    """Return whether a round walks now: on its day, until the next noon."""
    now = timezone.localtime()
    return outreach_round.on <= now.date() and now < next_noon(outreach_round)


def is_out_now(outreach_round: OutreachRound, viewer: Viewer) -> bool:
    """Return whether a viewer walks on a round now, which somebody else has confirmed."""
    return (
        outreach_round.set_off_at is not None
        and is_its_night(outreach_round)
        and any(one.member_id == viewer.member_id for one in outreach_round.team.all())
    )


def met_on_course(outreach_round: OutreachRound) -> QuerySet[Encounter]:
    """Return whom this course of this office met in the 60 days before."""
    return Encounter.objects.filter(
        agency_id=outreach_round.agency_id,
        round__course=outreach_round.course,
        round__office=outreach_round.office_id,
        round__on__gte=outreach_round.on - timedelta(days=60),
        round__on__lt=outreach_round.on,
        taken_back_at=None,
    )


def met_tonight(
    outreach_round: OutreachRound, viewer: Viewer, person_id: UUID, told: Collection[UUID] = ()
) -> Person:
    """
    Return somebody whom a viewer meets on a round: within their reach, or among those they are told
    of while they walk, or were `told` of and write down later.

    :raises NotSeen: if they are neither
    """
    try:
        return person_seen(viewer, person_id)
    except NotSeen:
        rows = met_on_course(outreach_round).filter(within_narrow_reach(viewer, "person"))
        found = rows.filter(person=person_id).select_related("person").first()
        if found is None or not (person_id in told or is_out_now(outreach_round, viewer)):
            raise
        return found.person


def called_so(viewer: Viewer, called: str) -> list[Person]:
    """Return those within reach, and living, who are called exactly so; twenty at most."""
    rows = people_seen_by(viewer).filter(living(), called_name=called, merged_into=None)
    return list(rows.order_by("-last_met_on", "pk")[:20])


def usually_met(
    outreach_round: OutreachRound, viewer: Viewer, *, also_met: bool = False
) -> list[Usual]:
    """
    Return whom this course met in the last 60 days and has not met on this round yet, or `also_met`
    with those it has, in the order of its route; the place only for those on the round or trusted.
    """
    tonight = Encounter.objects.filter(
        round=outreach_round, taken_back_at=None, person=OuterRef("person")
    )
    shown = within_reach(viewer, "person")
    if is_out_now(outreach_round, viewer):
        shown |= within_narrow_reach(viewer, "person")
    rows = (
        met_on_course(outreach_round)
        .filter(shown, living("person"))
        .annotate(tonight=Exists(tonight))
        .order_by("-at", "-pk")
        .values_list(
            *("person_id", "person__called_name", "place", "at", "round_id", "round__on"),
            *("outcome", "tonight"),
        )[:_ROWS]
    )
    met, latest = [], dict[UUID, Met]()
    for *told, met_already in rows:
        met.append(Met(*told))
        if also_met or not met_already:
            latest.setdefault(met[-1].person_id, met[-1])
    order, silent = place_in_order(met, outreach_round.route), missed(met)
    may_place = viewer.may(Duty.SEE_PLACES) or any(
        one.member_id == viewer.member_id for one in outreach_round.team.all()
    )
    open_to = set(people_seen_by(viewer).filter(pk__in=list(latest)).values_list("pk", flat=True))
    warnings = warned_of(latest, viewer)
    usual = [
        Usual(
            person_id,
            one.called_name,
            one.place if may_place and person_id in open_to else "",
            one.at,
            person_id in open_to,
            tuple(warnings.get(person_id, ())),
            silent[person_id],
            seal_of_place(one.place),
        )
        for person_id, one in latest.items()
    ]
    return sorted(usual, key=lambda one: (order[one.stop], one.called_name, str(one.person_id)))[
        :_MOST
    ]


def tally(outreach_round: OutreachRound) -> dict[str, int]:
    """Return how many encounters of a round had each outcome."""
    rows = (
        Encounter.objects.filter(round=outreach_round, taken_back_at=None)
        .order_by()
        .values_list("outcome")
        .annotate(Count("pk"))
    )
    return {str(outcome): int(count) for outcome, count in rows}


def intakes_seen_by(viewer: Viewer) -> QuerySet[Intake]:
    """Return the intakes of people this viewer may see."""
    return Intake.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id
    ).select_related("person", "office", "member")


def intakes(viewer: Viewer, *, cursor: str = "") -> Page[Intake]:
    """Return a page of intakes, the newest first."""
    return page_of(intakes_seen_by(viewer), order=("-on", "-pk"), cursor=cursor, size=30)


def new_intakes(viewer: Viewer, *, days: int = 7) -> list[Intake]:
    """Return the intakes of the last days, urgent ones first."""
    rows = intakes_seen_by(viewer).filter(
        living("person"), on__gte=viewer.today - timedelta(days=days)
    )
    return sorted(
        rows.order_by("-on", "-pk")[:20],
        key=lambda one: {"today": 0, "soon": 1}.get(one.urgency, 2),
    )


def received(person_id: UUID, viewer: Viewer, *, by_day: date) -> Intake | None:
    """Return the consultation with which a person came, the last one by a day."""
    rows = intakes_seen_by(viewer).filter(person=person_id, on__lte=by_day)
    return rows.order_by("-on", "-pk").first() if viewer.may(Duty.SEE_MEMORY) else None


def last_intake_of(person_id: UUID) -> Intake | None:
    """Return the newest intake of a person who was seen already."""
    return Intake.objects.filter(person=person_id).order_by("-on", "-pk").first()
