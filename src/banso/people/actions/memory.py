"""Remembering: the spine of everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import LOOK_AGAIN, on_postgres, one_transaction
from banso.kit.models import StaleEdit
from banso.kit.ngrams import fts_document, normalise
from banso.people.memory_kinds import require_declared
from banso.people.models import MemoryText, MergeMove, Person, TimelineEntry
from banso.people.queries import memory_entry
from banso.people.rules import Sensitivity

_JUST_NOW = timedelta(minutes=1)  # longer than any action takes


def searchable(entry: TimelineEntry) -> str:
    """Return the text of an entry as it is searched."""
    return normalise(
        " ".join(part for part in (entry.title, entry.fact, entry.words, entry.view) if part)
    )


def index_texts(entries: Sequence[TimelineEntry]) -> None:
    """Make entries findable by the words in them."""
    texts = MemoryText.objects.bulk_create(
        [
            MemoryText(
                entry=entry,
                person_id=entry.person_id,
                agency_id=entry.agency_id,
                normalised=searchable(entry),
            )
            for entry in entries
        ],
        batch_size=2000,
    )
    if on_postgres():
        return  # the expression index over people_grams() keeps itself
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_memory_fts (rowid, pairs) VALUES (%s, %s)",
            [(text.pk, fts_document(text.normalised)) for text in texts],
        )


def _where_it_is(row_id: UUID | None, person_id: UUID) -> None:
    """
    Let an action begin again that read a row before a parting took it home, and would remember it
    of the other one. On SQLite an action reads under the lock under which it writes.

    :raises DatabaseError: `LOOK_AGAIN`, if somebody was faster
    """
    if row_id is None or not on_postgres():
        return
    lately = timezone.now() - _JUST_NOW
    moves = MergeMove.objects.filter(row_id=str(row_id))
    parted = moves.filter(merge__undone_at__gte=lately).exclude(merge__gone=person_id)
    if parted.exists() and not moves.filter(merge__undone_at=None).exists():
        raise DatabaseError(LOOK_AGAIN)


@dataclass(frozen=True, kw_only=True)
class Memory:
    """
    What happened, in three voices: the fact, the person's words, the writer's view; whether
    somebody was there or did something; who may read it, and what told it.
    """

    at: datetime
    kind: str
    title: str
    fact: str = ""
    words: str = ""
    view: str = ""
    being: bool = False
    doing: bool = False
    sensitivity: str = Sensitivity.PLAIN
    ledger: str = ""
    office_id: UUID | None = None
    source: str = ""
    source_id: UUID | None = None

    @property
    def texts(self) -> dict[str, str]:
        """What is told of it, as it is stored."""
        return {
            "title": self.title[:200],
            "fact": self.fact,
            "words": self.words,
            "view": self.view,
        }


@asks(Duty.WRITE_MEMORY, Exempt.SYSTEM)
@one_transaction
def remember(*, person: Person, memory: Memory, by: Viewer | None) -> TimelineEntry:
    """
    Add one thing that happened or was said to a person's memory; called by every action that
    matters to them. `by` is None where somebody outside told it.

    :raises UnknownMemoryKind: if no room declares the kind
    """
    require_declared(memory.kind)
    offices = sorted(by.office_ids, key=str) if by else []
    entry = TimelineEntry.objects.create(
        agency_id=person.agency_id,
        person=person,
        office_id=memory.office_id or next(iter(offices), None),
        author_id=by.member_id if by else None,
        at=memory.at,
        kind=memory.kind,
        ledger=memory.ledger,
        being=memory.being,
        doing=memory.doing,
        sensitivity=memory.sensitivity,
        source=memory.source,
        source_id=memory.source_id,
        **memory.texts,
    )
    index_texts([entry])
    _where_it_is(memory.source_id, person.pk)
    return entry


@asks(Duty.WRITE_MEMORY)
@one_transaction
def keep_remembered(*, person: Person, memory: Memory, reason: str, by: Viewer) -> None:
    """
    Remember what grows while it is being written (an assessment, a plan): the first time as a new
    memory, then as revisions of it.

    The memory is told by its source and sensitivity. Where nothing is left to say, it says so, and
    the old text stays readable.
    """
    current = TimelineEntry.objects.filter(
        person=person,
        kind=memory.kind,
        is_current=True,
        source=memory.source,
        source_id=memory.source_id,
        sensitivity=memory.sensitivity,
    ).first()
    if current is None:
        if memory.fact or memory.words or memory.view:
            remember(person=person, memory=memory, by=by)
    elif any(getattr(current, name) != text for name, text in memory.texts.items()):
        revise(current, dict(memory.texts), reason, by)


def shield_earlier(*, person: Person, kind: str, source_id: UUID, was: str, now: str) -> None:
    """
    Put earlier revisions of a growing memory under the stricter protection that its text has got,
    so that the old text does not give it away.
    """
    earlier = TimelineEntry.objects.filter(
        person=person, kind=kind, source_id=source_id, sensitivity=was, is_current=False
    )
    earlier.update(sensitivity=now)


def forget_texts(ids: Iterable[int]) -> None:
    """Let texts go from the search of memories, on SQLite also from its own index."""
    if not on_postgres():
        rows = MemoryText.objects.filter(pk__in=ids).values_list("pk", "normalised")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO people_memory_fts (people_memory_fts, rowid, pairs) "
                "VALUES ('delete', %s, %s)",
                [(key, fts_document(normalised)) for key, normalised in rows],
            )
    MemoryText.objects.filter(pk__in=ids).delete()


def remember_many(entries: list[TimelineEntry]) -> None:
    """Add many memories at once, as an import does; the caller traces them."""
    TimelineEntry.objects.bulk_create(entries, batch_size=1000)
    index_texts(entries)


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def correct_memory(*, entry_id: UUID, reason: str, by: Viewer, **texts: Any) -> TimelineEntry:
    """
    Put a new revision of a memory beside the old one, which stays readable.

    :raises NotSeen: if the viewer may not read it
    :raises StaleEdit: if somebody corrected it in the meantime
    """
    old = memory_entry(by, entry_id)
    if not old.is_current:
        raise StaleEdit(TimelineEntry.objects.filter(revises=old).get())
    new = revise(old, texts, reason, by)
    record_event(
        action="memory_corrected",
        by=by,
        subjects=[old.person_id],
        object_kind="people.TimelineEntry",
        object_id=new.pk,
        detail={"old": str(old.pk)},
    )
    return new


def revise(
    old: TimelineEntry,
    texts: dict[str, Any],
    reason: str,
    by: Viewer,
    *,
    taken_back_at: datetime | None = None,
) -> TimelineEntry:
    """Put a new revision in the place of a memory, with some of its texts anew; not traced."""
    TimelineEntry.objects.filter(pk=old.pk).update(is_current=False)
    fields = {
        name: getattr(old, name)
        for name in (
            "at",
            "kind",
            "ledger",
            "title",
            "fact",
            "words",
            "view",
            "being",
            "doing",
            "sensitivity",
            "source",
            "source_id",
        )
    }
    fields |= {name: value for name, value in texts.items() if name in fields}
    new = TimelineEntry.objects.create(
        **fields,
        agency_id=old.agency_id,
        person_id=old.person_id,
        office_id=old.office_id,
        author_id=by.member_id,
        revises=old,
        revision_reason=reason,
        taken_back_at=taken_back_at or old.taken_back_at,
    )
    index_texts([new])
    _where_it_is(old.pk, old.person_id)
    return new
