"""The morning after: what a round brought home, as one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from banso.access.rules import Duty
from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.companionship.queries import promises_open
from banso.field.models import FieldOp, Morning, State, Telephone, Writing
from banso.field.rules import Kind, Result
from banso.intake.models import Encounter, OutreachRound
from banso.intake.queries import encounters_of, round_seen, usually_met
from banso.intake.rules import Condition, was_seen
from banso.kit.ngrams import normalise
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import within_reach

_COLUMNS = {Kind.CALLED: "called_name", Kind.LOOKS: "looks"}


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
    people: set[UUID] = field(default_factory=set)


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


def night_of(round_id: UUID, viewer: Viewer) -> Night:
    """
    Return what a round brought home.

    :raises NotSeen: if the viewer may not see the round
    """
    outreach_round = round_seen(viewer, round_id)
    met = encounters_of(outreach_round, viewer)
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
        confirmed=Morning.objects.filter(round=outreach_round).select_related("by").first(),
        people=known,
    )


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


def to_confirm(rounds: Sequence[OutreachRound], viewer: Viewer) -> list[tuple[OutreachRound, int]]:
    """
    Return which of some rounds that were seen already wait for somebody to look through, with how
    many lines their telephones brought home.
    """
    ids = [one.pk for one in rounds]
    done = set(Morning.objects.filter(round__in=ids).values_list("round_id", flat=True))
    rows = FieldOp.objects.filter(pack__round__in=ids, agency_id=viewer.agency_id)
    counts = dict(rows.order_by().values_list("pack__round").annotate(Count("pk")))
    return [(one, counts[one.pk]) for one in rounds if counts.get(one.pk) and one.pk not in done]
