"""Parting two entries again: what a merge moved goes home, what protects somebody stays."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.declarations import declared
from banso.kit.ids import new_id
from banso.kit.refusals import NotSeen
from banso.people.actions.deaths import go_on_living
from banso.people.actions.doubles import judge
from banso.people.actions.indexing import reindex
from banso.people.actions.memory import Memory, remember
from banso.people.actions.merging import chunks, plain
from banso.people.merge_rules import label_now
from banso.people.models import (
    MemoryText,
    Merge,
    MergeMove,
    NeverSeenBy,
    Person,
    Reach,
    TimelineEntry,
)
from banso.people.queries import parting_of, person_seen
from banso.people.rules import Judged


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def part_people(*, merge_id: UUID, goes: Collection[str] = (), by: Viewer) -> Merge:
    """
    Part two entries again, at any time: exactly the rows that were moved go back, with what was
    written of them since; what else was written since stays.

    :param goes: of what else was written since, the keys of what is the other one's
    :raises NotSeen: if there is no such merge, or the viewer may not see the person
    """
    merge = Merge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
    if merge is None:
        raise NotSeen
    _wait_for_writers(merge)
    holder = person_seen(by, merge.kept_id)
    theirs = _theirs(goes, merge_id, by) if goes else {}
    # An entry of its own again first: at one that is merged away the database refuses every row.
    Person.objects.filter(pk=merge.gone_id).update(merged_into=None)
    moved: dict[str, list[str]] = {}
    for label, row_id in MergeMove.objects.filter(merge=merge).values_list("label", "row_id"):
        moved.setdefault(label, []).append(row_id)
    for label, ids in theirs.items():
        moved.setdefault(label, []).extend(ids)
    for label, ids in moved.items():
        room, model_name, field = label.split(".")
        model = apps.get_model(label_now(f"{room}.{model_name}"))
        for chunk in chunks(ids):
            # A later merge may have carried the rows further, to the holder; rows that an earlier
            # parting took home stay there.
            rows = model._default_manager.filter(
                pk__in=chunk, **{f"{field}__in": [merge.kept_id, holder.pk]}
            )
            rows.update(**{field: merge.gone_id})
    _take_along(moved, {merge.kept_id, holder.pk}, to=merge.gone_id)
    _give_back(merge, holder)
    for one in Person.objects.filter(
        pk__in=[merge.kept_id, merge.gone_id, holder.pk], has_died=False, merged_into=None
    ):
        go_on_living(one, by)  # what a death ended, while they were one, of whoever lives
    merge.undone_at, merge.undone_by_id = timezone.now(), by.member_id
    merge.save(update_fields=["undone_at", "undone_by_id"])
    for person in Person.objects.filter(pk__in=[merge.kept_id, merge.gone_id, holder.pk]):
        reindex(person)
    judge(merge.kept_id, merge.gone_id, Judged.TWO, by=by)
    name = Person.objects.values_list("called_name", flat=True).get(pk=merge.gone_id)
    remember(
        person=holder,
        memory=Memory(
            at=timezone.now(),
            kind="recognition",
            title=_g("Parted again: %(name)s is somebody else") % {"name": name},
            source="people.Merge",
            source_id=merge.pk,
        ),
        by=by,
    )
    record_event(
        action="people_parted",
        by=by,
        subjects=[merge.kept_id, merge.gone_id],
        object_kind="people.Merge",
        object_id=merge.pk,
    )
    return merge


def _wait_for_writers(merge: Merge) -> None:
    """
    Lock both entries, and those into which the one that stayed went further, against whoever writes
    about the person meanwhile, in the order in which a merge locks them.
    """
    concerned, further = {merge.gone_id}, [merge.kept_id]
    for one in further:
        concerned.add(one)
        into = Person.objects.values_list("merged_into", flat=True).get(pk=one)
        if into is not None and into not in concerned:
            further.append(into)
    list(Person.objects.select_for_update().filter(pk__in=concerned).order_by("pk"))


def _theirs(goes: Collection[str], merge_id: UUID, by: Viewer) -> dict[str, list[str]]:
    """Return the rows that go to the other one, of those that are asked about, by their columns."""
    asked = {one.key for one in parting_of(merge_id, by).since}
    found: dict[str, list[str]] = {}
    for key in goes:
        label, _colon, row_id = key.partition(":")
        if key in asked:
            found.setdefault(label, []).append(row_id)
    label = f"{TimelineEntry._meta.label}.person"
    for row_id in list(found.get(label, [])):  # with the texts that it replaced
        before = TimelineEntry.objects.get(pk=row_id).revises_id
        while before is not None:
            found[label].append(str(before))
            before = TimelineEntry.objects.get(pk=before).revises_id
    return found


def _take_along(moved: dict[str, list[str]], holders: set[UUID], *, to: UUID) -> None:
    """
    Let memories go home with what they tell of: corrections with the memory they correct, and what
    was remembered since of a row that went, or of a part of it.
    """
    since = TimelineEntry.objects.filter(person__in=holders)
    home: list[Any] = []
    for told, ids in _told_of(moved, to):
        for chunk in chunks(ids):
            if told == TimelineEntry._meta.label:
                home += chunk
            home += since.filter(source_id__in=chunk).values_list("pk", flat=True)
    while home:
        later: list[Any] = []
        for chunk in chunks(home):
            later += since.filter(revises__in=chunk).values_list("pk", flat=True)
            here = list(since.filter(pk__in=chunk).values_list("pk", flat=True))
            since.filter(pk__in=here).update(person=to)
            MemoryText.objects.filter(entry__in=here).update(person=to)
        home = later


def _told_of(moved: dict[str, list[str]], to: UUID) -> Iterator[tuple[str, list[Any]]]:
    """Yield the rows that went, and their parts, of which something may be remembered."""
    for label, ids in moved.items():
        told = label_now(label.rpartition(".")[0])
        if isinstance(apps.get_model(told)._meta.pk, UUIDField):
            yield told, ids
    for rule in declared(TextRule):
        model = apps.get_model(rule.model) if rule.person.endswith("__person") else None
        if model is not None and isinstance(model._meta.pk, UUIDField):
            parts = model._default_manager.filter(**{rule.person: to})
            yield rule.model, list(parts.values_list("pk", flat=True))


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "last_met_on" and value else value


_ONE_THING = (
    ("birth_year", "birth_month", "birth_day", "birth_precision", "birth_words"),
    ("has_died", "death_year", "death_month", "death_day", "death_precision"),
)


def _give_back(merge: Merge, holder: Person) -> None:
    """
    Put back what the merge filled in, unless somebody changed it since; a birth date is one thing,
    a death too.

    Whoever was hidden for safety since the merge stays hidden, under both entries: nobody knows any
    more for which of the two it was said.
    """
    kept = Person.objects.get(pk=merge.kept_id)
    _take_out(kept, merge)
    _protect(kept, merge)
    _keep_noes(merge, holder)
    kept.version += 1
    kept.save()
    Reach.objects.filter(pk__in=merge.filled.get("reach", [])).delete()


def _take_out(kept: Person, merge: Merge) -> None:
    filled: dict[str, list[Any]] = merge.filled.get("fields", {})
    given = {
        name: value for name, value in filled.items() if plain(getattr(kept, name)) == value[1]
    }
    for names in _ONE_THING:
        if any(name in filled and name not in given for name in names):
            given = {name: value for name, value in given.items() if name not in names}
    for name, (old, _new) in given.items():
        setattr(kept, name, _typed(name, old))
    _take_out_further(merge, given)


def _take_out_further(merge: Merge, given: dict[str, list[Any]]) -> None:
    """Take what was filled in out of the entry, too, into which this one was merged afterwards."""
    later = Merge.objects.filter(gone=merge.kept_id, undone_at=None).first()
    if later is None or not given:
        return
    passed_on = {
        name: value
        for name, value in later.filled.get("fields", {}).items()
        if name in given and value[1] == given[name][1]
    }
    holder = Person.objects.select_for_update().get(pk=later.kept_id)
    for name, (old, new) in passed_on.items():
        if plain(getattr(holder, name)) == new:
            setattr(holder, name, _typed(name, old))
    if passed_on:
        holder.version += 1
        holder.save()
        for name in passed_on:
            del later.filled["fields"][name]
        later.save(update_fields=["filled"])
        _take_out_further(later, passed_on)


def _protect(kept: Person, merge: Merge) -> None:
    own, together = _hidden_when_merged(merge)
    if kept.restricted and not together:
        Person.objects.filter(pk=merge.gone_id).update(restricted=True)
    else:
        kept.restricted = own
    later = Merge.objects.filter(gone=merge.kept_id, undone_at=None).first()
    while later is not None:  # hidden further up, since: it may have been said for this one as well
        holder = Person.objects.get(pk=later.kept_id)
        if holder.restricted and not _hidden_when_merged(later)[1]:
            Person.objects.filter(pk=merge.gone_id).update(restricted=True)
        later = Merge.objects.filter(gone=later.kept_id, undone_at=None).first()


def _keep_noes(merge: Merge, holder: Person) -> None:
    """
    Keep for both whom the person has named since the merge as somebody who must never know of them.
    """
    mine = NeverSeenBy.objects.filter(person=merge.gone_id, taken_back_on=None)
    said = NeverSeenBy.objects.filter(
        person__in=[merge.kept_id, holder.pk],
        created_at__gte=merge.created_at,
        taken_back_on=None,
    )
    for one in said.exclude(member__in=mine.values("member")).order_by("pk"):
        one.pk, one.person_id = new_id(), merge.gone_id
        one.save(force_insert=True)


def _hidden_when_merged(merge: Merge) -> tuple[bool, bool]:
    """Return whether the entry that stayed was hidden before the merge, and right after it."""
    kept = merge.filled.get("restricted", False)
    if isinstance(kept, list):
        return kept[0], kept[1]
    # Merged by the version before, which did not keep what stood right after it.
    gone = Person.objects.values_list("restricted", flat=True).get(pk=merge.gone_id)
    return kept, kept or gone
