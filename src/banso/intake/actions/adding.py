"""Adding to a meeting on a round what was told or promised after its outcome was tapped."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.intake.actions.encounters import SOURCE, promise_with, told_with
from banso.intake.models import Encounter
from banso.intake.queries import encounter_seen
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen
from banso.people.actions import TakenBackAlready
from banso.people.actions.memory import revise
from banso.people.models import TimelineEntry
from banso.people.queries import within_narrow_reach

_LONG = 8000


@dataclass(frozen=True, kw_only=True)
class More:
    """What is added to a meeting; its outcome stays."""

    condition: str = ""
    handed: Sequence[str] = ()
    note: str = ""
    words: str = ""
    promise_text: str = ""
    promise_on: date | None = None


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def add_to_meeting(
    *, encounter_id: UUID, more: More, by: Viewer, told: Collection[UUID] = ()
) -> Encounter:
    """
    Add words, things or a promise to a meeting that the viewer wrote down: a new revision of its
    memory, and no second meeting. `told` is as in `meet`.

    :raises NotSeen: if the viewer did not write it, or may not see whom it was with
    :raises TakenBackAlready: if it was taken back
    """
    _written_by(encounter_id, by, told)
    encounter = Encounter.objects.select_for_update().select_related(None).get(pk=encounter_id)
    if encounter.taken_back_at is not None:
        raise TakenBackAlready
    fresh = [one for one in more.handed if one not in encounter.handed]
    encounter.handed = [*encounter.handed, *fresh]
    encounter.condition = more.condition or encounter.condition
    encounter.save(update_fields=["handed", "condition"])
    _remember(encounter, more, fresh, by)
    promise_with(encounter, more.promise_text, more.promise_on, by)
    record_event(
        action="meeting_added_to",
        by=by,
        subjects=[encounter.person_id],
        object_kind=SOURCE,
        object_id=encounter.pk,
    )
    return encounter


def _written_by(encounter_id: UUID, by: Viewer, told: Collection[UUID]) -> None:
    mine = Encounter.objects.filter(
        pk=encounter_id, agency_id=by.agency_id, member_id=by.member_id
    ).filter(within_narrow_reach(by, "person"))
    if mine.filter(person__in=told).exists():
        return
    if encounter_seen(by, encounter_id).member_id != by.member_id:
        raise NotSeen


def _remember(encounter: Encounter, more: More, fresh: Sequence[str], by: Viewer) -> None:
    rows = TimelineEntry.objects.select_for_update().filter(
        person=encounter.person_id, source=SOURCE, source_id=encounter.pk, is_current=True
    )
    old = rows.first()
    if old is None:
        return
    told = told_with(more.note, fresh, more.promise_text, more.promise_on)
    facts = [old.fact, *told] if old.fact else told
    words = [one for one in (old.words, more.words) if one]
    texts = {
        "fact": "\n".join(facts)[:_LONG],
        "words": "\n".join(words)[:_LONG],
        "doing": old.doing or bool(fresh),
    }
    if any(getattr(old, name) != value for name, value in texts.items()):
        revise(old, texts, _g("Added on the same night"), by)
