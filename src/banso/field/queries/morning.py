"""The morning after: what a round brought home, as one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Count, DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from banso.access.rules import Duty
from banso.access.text_rules import may_read, readable_rows
from banso.access.viewer import Viewer
from banso.companionship.queries import promises_open
from banso.field.models import FieldOp, Morning, State, Telephone, Writing
from banso.field.queries.visits import visits_seen
from banso.field.rules import BRINGS_HOME, LONG_AGO, NO_LINES, Kind, Result
from banso.intake.models import Encounter, OutreachRound
from banso.intake.queries import encounters_of, round_seen, rounds_seen_by, usually_met
from banso.intake.rules import Condition, was_seen
from banso.kit.ngrams import normalise
from banso.kit.refusals import NotSeen
from banso.people.models import Person, TimelineEntry
from banso.people.queries import within_reach
from banso.people.queries.memory import current_entries_of

_COLUMNS = {Kind.CALLED: "called_name", Kind.LOOKS: "looks"}
_MOST = 2000


@dataclass(frozen=True)
class TwoWays:
    """What stands of somebody, and what a telephone wrote beside it."""

    writing: Writing
    stands: str
    stands_by: Writing | None


@dataclass(frozen=True)
class Night:
    """A round as it is looked at in the morning."""

    outreach_round: OutreachRound
    seen: list[Encounter]
    away: list[Encounter]
    urgent: list[Encounter]
    new: list[Encounter]
    not_looked_for: list[tuple[str, str]]
    promises: list[tuple[str, str, object]]
    two_ways: list[TwoWays]
    same: list[tuple[Person, Person]]
    aside: list[FieldOp]
    waits: list[Telephone]
    confirmed: Morning | None
    since: int = 0
    people: set[UUID] = field(default_factory=set)

    @property
    def lines(self) -> int:
        """Return how many lines there are to look at."""
        return len(self.seen) + len(self.away) + len(self.two_ways) + len(self.aside)

    def arrived_since(self, one: Encounter) -> bool:
        """Return whether a meeting arrived after somebody had confirmed the night."""
        return self.confirmed is not None and one.created_at > self.confirmed.created_at


def writings_seen_by(viewer: Viewer) -> QuerySet[Writing]:
    """Return what waits to be chosen, of people the viewer may see and of texts they may read."""
    rows = Writing.objects.filter(
        within_reach(viewer, "person"),
        readable_rows(viewer, "field.Writing"),
        agency_id=viewer.agency_id,
        state=State.BESIDE,
    )
    return rows.select_related("person", "member", "pack__telephone")


def writing_seen(viewer: Viewer, writing_id: UUID) -> Writing:
    """
    Return what waits to be chosen.

    :raises NotSeen: if the viewer may not see it, or somebody has chosen
    """
    found = writings_seen_by(viewer).filter(pk=writing_id).first()
    if found is None:
        raise NotSeen
    return found


def aside_seen_by(viewer: Viewer) -> QuerySet[FieldOp]:
    """
    Return the lines that could not be written by themselves and wait for somebody, of rounds that
    were seen already: those that name nobody, or somebody within reach.
    """
    rows = FieldOp.objects.filter(
        Q(person=None) | within_reach(viewer, "person"),
        readable_rows(viewer, "field.FieldOp"),
        agency_id=viewer.agency_id,
        result=Result.REFUSED,
        seen_at=None,
    )
    return rows.select_related("telephone__member", "pack__round").order_by("at", "pk")


def aside_seen(viewer: Viewer, op_id: UUID) -> FieldOp:
    """
    Return one such line, of a round or of visits that the viewer may see.

    :raises NotSeen: if they may not see it, or somebody has looked
    """
    found = aside_seen_by(viewer).filter(pk=op_id).first()
    if found is None:
        raise NotSeen
    if found.pack.round_id is None:
        visits_seen(viewer, found.pack_id)
    else:
        round_seen(viewer, found.pack.round_id)
    return found


def night_of(round_id: UUID, viewer: Viewer) -> Night:
    """
    Return what a round brought home.

    :raises NotSeen: if the viewer may not see the round
    """
    outreach_round = round_seen(viewer, round_id)
    confirmed = last_morning(outreach_round)
    met = encounters_of(outreach_round, viewer, most=_MOST)
    ways = [_two_ways(one) for one in writings_seen_by(viewer).filter(pack__round=outreach_round)]
    known = {one.person_id for one in met} | {one.writing.person_id for one in ways}
    promises = promises_open().filter(made_with__in=[one.pk for one in met])
    new = [one for one in met if one.was_new]
    return Night(
        outreach_round=outreach_round,
        seen=[one for one in met if was_seen(one.outcome)],
        away=[one for one in met if not was_seen(one.outcome)],
        urgent=[one for one in met if one.condition == Condition.URGENT],
        new=new,
        not_looked_for=[
            (one.called_name, one.place) for one in usually_met(outreach_round, viewer)
        ],
        promises=list(
            promises.order_by("due_on", "pk").values_list("person__called_name", "text", "due_on")
        ),
        two_ways=ways,
        same=perhaps_same(new) if viewer.may(Duty.MERGE_PEOPLE) else [],
        aside=list(aside_seen_by(viewer).filter(pack__round=outreach_round)[:100]),
        waits=list(
            Telephone.objects.filter(
                packs__round=outreach_round, unsent__gt=0, stopped_at=None
            ).distinct()
        ),
        confirmed=confirmed,
        since=arrived_since(outreach_round, confirmed) if confirmed else 0,
        people=known,
    )


def told_of(night: Night, viewer: Viewer) -> dict[UUID, TimelineEntry]:
    """Return what was told at each meeting of a night, as far as a viewer may read it."""
    met = [one.pk for one in (*night.seen, *night.away)]
    found = current_entries_of(met)
    return {source: one for source, one in found.items() if may_read(viewer, one)}


def last_morning(outreach_round: OutreachRound) -> Morning | None:
    """Return when a round was last looked through, None where it never was."""
    rows = Morning.objects.filter(round=outreach_round).select_related("by")
    return rows.order_by("-created_at", "-pk").first()


def arrived_since(outreach_round: OutreachRound, morning: Morning) -> int:
    """Return how many lines a round has of which the morning knew nothing, from wherever."""
    ops = FieldOp.objects.filter(pack__round=outreach_round, created_at__gt=morning.created_at)
    written = Encounter.objects.filter(
        round=outreach_round, created_at__gt=morning.created_at, taken_back_at=None
    )
    by_telephone = ops.exclude(kind__in=NO_LINES).exclude(source_id=None).values("source_id")
    return ops.exclude(kind__in=NO_LINES).count() + written.exclude(pk__in=by_telephone).count()


def _two_ways(writing: Writing) -> TwoWays:
    stood = Writing.objects.filter(
        person=writing.person_id, what=writing.what, state=State.STANDS
    ).select_related("member")
    last = stood.order_by("-created_at", "-pk").first()
    if writing.what in _COLUMNS:
        stands = str(getattr(writing.person, _COLUMNS[Kind(writing.what)]))
    else:
        stands = last.text if last else writing.base
    return TwoWays(writing, stands, last if last and last.text == stands else None)


def perhaps_same(new: Sequence[Encounter]) -> list[tuple[Person, Person]]:
    """
    Return who of those met for the first time on one night may be one: called the same, or met at
    the same place by another pair, or looking the same.
    """
    found = []
    for one, other in combinations(new, 2):
        alike = [
            (one.person.called_name, other.person.called_name),
            (one.person.looks, other.person.looks),
        ]
        if one.member_id != other.member_id:
            alike.append((one.place, other.place))
        if one.person_id != other.person_id and any(
            normalise(this) and normalise(this) == normalise(that) for this, that in alike
        ):
            found.append((one.person, other.person))
    return found[:50]


def to_confirm(viewer: Viewer) -> list[tuple[OutreachRound, int]]:
    """
    Return the rounds that wait for somebody to look through, the newest first, with how many lines
    arrived that nobody has looked at: of the last month by telephone, of this night and the last
    from the desk and from paper.
    """
    long_ago = Value(LONG_AGO, output_field=DateTimeField())
    last = Morning.objects.filter(round=OuterRef("pk")).order_by("-created_at")
    ops = FieldOp.objects.filter(pack__round=OuterRef("pk"), created_at__gt=OuterRef("looked"))
    met = Encounter.objects.filter(
        round=OuterRef("pk"), created_at__gt=OuterRef("looked"), taken_back_at=None
    )
    rows = rounds_seen_by(viewer).filter(
        on__gte=viewer.today - BRINGS_HOME - timedelta(days=1), on__lte=viewer.today
    )
    rows = rows.annotate(
        looked=Coalesce(Subquery(last.values("created_at")[:1]), long_ago)
    ).annotate(
        by_telephone=_counted(ops.exclude(kind__in=NO_LINES), "pack__round"),
        by_hand=_counted(met.filter(round__on__gte=viewer.today - timedelta(days=1)), "round"),
    )
    waits = rows.filter(Q(by_telephone__gt=0) | Q(by_hand__gt=0)).order_by("-on", "course", "pk")
    return [(one, max(one.by_telephone, one.by_hand)) for one in waits[:20]]


def _counted(rows: QuerySet[Any], of: str) -> Coalesce:
    counted = rows.order_by().values(of).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
