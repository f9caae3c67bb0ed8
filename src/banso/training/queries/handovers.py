"""
What is known of everybody a member walks with, gathered for whoever walks on: a handful of queries
however many people there are.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from banso.access.viewer import Viewer
from banso.companionship.queries import next_promises
from banso.kit.spans import stands_on
from banso.people.models import Caution, LedgerEntry
from banso.people.queries import known_as_many, newest_memory_of
from banso.people.rules import CautionKind
from banso.planning.queries import plans_seen_by
from banso.referrals.queries import referrals_seen_by
from banso.referrals.rules import State
from banso.ties.queries import ties_seen_by
from banso.ties.rules import Role
from banso.training.queries.care import handover_people, handover_words


@dataclass
class Told:
    """What is told of one person."""

    person: Any
    known_as: str
    since: Any
    ledgers: list[Any] = field(default_factory=list)
    do_not: list[str] = field(default_factory=list)
    promise: Any = None
    plan: Any = None
    referrals: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    last: list[Any] = field(default_factory=list)
    words: Any = None


def told_of(viewer: Viewer, member_id: UUID) -> list[Told]:
    """
    Return what is told of everybody a member walks with, by name, as far as this viewer may read
    it.
    """
    walks = handover_people(viewer, member_id)
    ids = [one.person_id for one in walks]
    names = known_as_many([one.person for one in walks], viewer)
    found = {
        one.person_id: Told(one.person, str(names[one.person_id].called), one.from_on)
        for one in walks
    }
    for entry in LedgerEntry.objects.filter(person__in=ids, closed_on=None).order_by(
        "opened_on", "pk"
    ):
        found[entry.person_id].ledgers.append(entry)
    current = Q(until_on=None) | Q(until_on__gte=viewer.today)
    for caution in Caution.objects.filter(
        current, person__in=ids, lifted_on=None, kind__in=[CautionKind.DO_NOT, CautionKind.DANGER]
    ).order_by("created_at", "pk"):
        found[caution.person_id].do_not.append(caution.text)
    for person_id, promise in next_promises(ids).items():
        found[person_id].promise = promise
    for plan in (
        plans_seen_by(viewer)
        .filter(person__in=ids, replaced_on=None, ended_on=None)
        .order_by("made_on", "pk")
    ):
        found[plan.person_id].plan = plan
    for referral in (
        referrals_seen_by(viewer)
        .filter(person__in=ids)
        .exclude(state=State.RETURNED)
        .order_by("next_look_on", "pk")
    ):
        found[referral.person_id].referrals.append(referral)
    for tie in (
        ties_seen_by(viewer)
        .filter(
            stands_on(viewer.today),
            person__in=ids,
            role__in=[Role.KEY_PERSON, Role.LIGHT_KEY],
            no_show=False,
        )
        .order_by("from_on", "pk")
    ):
        found[tie.person_id].keys.append(tie.name)
    _last(viewer, ids, found)
    for person_id, words in handover_words(member_id, ids).items():
        found[person_id].words = words
    return list(found.values())


def _last(viewer: Viewer, ids: Sequence[UUID], found: dict[UUID, Told]) -> None:
    """Put the three newest memories of each beside them."""
    newest: dict[UUID, list[Any]] = defaultdict(list)
    for entry in newest_memory_of(ids, viewer):
        newest[entry.person_id].append(entry)
    for person_id, entries in newest.items():
        found[person_id].last = entries
