"""What was written since two entries became one: at parting somebody says whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q

from banso.access.text_rules import may_read
from banso.access.viewer import Viewer
from banso.kit.models import Stamped
from banso.kit.refusals import NotSeen
from banso.people.merge_rules import MergeRule, rules_of_what_moves
from banso.people.models import Merge, MergeMove, NeverSeenBy, Person, TimelineEntry
from banso.people.queries.visibility import person_seen

_SHOWN = 60
_ITSELF = "recognition"  # memories of the merge itself


@dataclass(frozen=True)
class Written:
    """A row that was written since: `key` names it with the column that says whose it is."""

    key: str
    name: str
    line: str


@dataclass(frozen=True)
class Parting:
    """Two entries that are about to be parted, and what was written while they were one."""

    merge: Merge
    holder: Person
    since: list[Written] = field(default_factory=list)
    closed: int = 0

    @property
    def died_since(self) -> bool:
        """Return whether a death was noted while they were one, which nobody knows of whom."""
        brought = "has_died" in self.merge.filled.get("fields", {})
        return self.holder.has_died and not brought and not self.merge.gone.has_died


def parting_of(merge_id: UUID, viewer: Viewer) -> Parting:
    """
    Return what parting two entries would ask.

    :raises NotSeen: if there is no such merge, or the viewer may not see the person
    """
    merge = Merge.objects.select_related("gone").filter(pk=merge_id, undone_at=None).first()
    if merge is None:
        raise NotSeen
    holder = person_seen(viewer, merge.kept_id)
    rows = list(_since(merge, holder))
    told = _told({row.pk for _rule, _label, row in rows}, viewer)
    read = [
        Written(f"{label}:{row.pk}", str(rule.name), " ".join(_words(row, told.get(row.pk))))
        for rule, label, row in rows
        if may_read(viewer, row)
    ]
    return Parting(merge, holder, read, len(rows) - len(read))


def parted_person(merge_id: UUID, viewer: Viewer) -> UUID | None:
    """Return the person from whom somebody was parted already, None where nobody was."""
    merge = Merge.objects.filter(pk=merge_id, undone_at__isnull=False).first()
    return person_seen(viewer, merge.kept_id).pk if merge else None


def _told(ids: set[Any], viewer: Viewer) -> dict[Any, TimelineEntry]:
    """Return what is remembered of rows, as far as the viewer may read it."""
    memories = TimelineEntry.objects.filter(source_id__in=ids, is_current=True).order_by("pk")
    return {one.source_id: one for one in memories if may_read(viewer, one)}


def _words(row: Model, memory: TimelineEntry | None) -> Iterator[str]:
    """Yield what a row says of itself, and the first words of what was written."""
    yield str(row)
    memory = row if isinstance(row, TimelineEntry) else memory
    if memory is not None and (text := " ".join((memory.fact or memory.words).split())):
        yield f"「{text[:_SHOWN]}…」" if len(text) > _SHOWN else f"「{text}」"


def _since(merge: Merge, holder: Person) -> Iterator[tuple[MergeRule, str, Model]]:
    """Yield every row that was written of the person since the merge, and goes with no other."""
    further = list(_further(merge))
    chain = {merge.kept_id, *(one.kept_id for one in further)}
    others = Merge.objects.filter(kept__in=chain, undone_at=None).exclude(gone__in=chain)
    brought = _moved(others)
    carried = _moved(further)
    latest = further[-1].created_at if further else merge.created_at
    found: list[tuple[MergeRule, str, Any]] = []
    for rule in rules_of_what_moves():
        model = apps.get_model(rule.model)
        if rule.alone or model is NeverSeenBy or not issubclass(model, Stamped):
            continue  # nobody can walk along twice; a no of the person is kept for both
        for name in rule.fields:
            at_them = Q(**{f"{name}__in": [merge.kept_id, holder.pk]})
            rows = model._default_manager.filter(at_them, created_at__gte=merge.created_at)
            found += [
                (rule, f"{rule.model}.{name}", row)
                for row in rows.order_by("created_at", "pk")
                if str(row.pk) not in brought
                and (row.created_at >= latest or str(row.pk) in carried)
            ]
    told_by = {str(row.pk) for _rule, _label, row in found} | brought
    yield from (one for one in found if not _goes_with_another(one[2], told_by, brought))


def _further(merge: Merge) -> Iterator[Merge]:
    """Yield the merges that carried the entry that stayed further."""
    later = Merge.objects.filter(gone=merge.kept_id, undone_at=None).first()
    while later is not None:
        yield later
        later = Merge.objects.filter(gone=later.kept_id, undone_at=None).first()


def _moved(merges: Any) -> set[str]:
    rows = MergeMove.objects.filter(merge__in=[one.pk for one in merges])
    return set(rows.values_list("row_id", flat=True))


def _goes_with_another(row: Model, told_by: set[str], brought: set[str]) -> bool:
    """Return whether a memory goes where something else goes, or is no more than an old text."""
    if not isinstance(row, TimelineEntry):
        return False
    if row.kind == _ITSELF or not row.is_current or str(row.source_id) in told_by:
        return True
    first = row
    while first.revises_id is not None:
        first = TimelineEntry.objects.get(pk=first.revises_id)
    return str(first.pk) in brought
