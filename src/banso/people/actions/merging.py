"""
Bringing two entries of one person together, parting them again, and remembering that two are never
the same.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions.indexing import reindex
from banso.people.actions.memory import Memory, remember
from banso.people.merge_rules import MergeRule, label_now, rules_of_what_moves
from banso.people.models import Merge, MergeMove, NeverSame, Person, Reach
from banso.people.queries import person_seen

_FILLED = (
    "own_words",
    "sex",
    "looks",
    "birth_year",
    "birth_month",
    "birth_day",
    "birth_precision",
    "last_met_on",
)


class CannotMerge(Refusal):
    """These two can't be brought together."""

    sentence = _("These two can’t be brought together: it is one and the same entry.")


def _never(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    first, second = sorted((one, other), key=lambda key: key.hex)
    return first, second


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def merge_people(
    *, kept_id: UUID, gone_id: UUID, reason: str, by: Viewer, version: int | None = None
) -> Merge:
    """
    Bring two entries together: every row of the one that goes moves to the one that stays, and each
    move is noted.

    :raises NotSeen: if the viewer may not see both
    :raises CannotMerge: if both are the same entry
    :raises StaleEdit: if the entry that stays was changed in the meantime
    """
    people = {
        person.pk: person
        for person in Person.objects.select_for_update().filter(pk__in=[kept_id, gone_id])
    }
    if kept_id == gone_id:
        raise CannotMerge
    for person_id in (kept_id, gone_id):
        if person_seen(by, person_id).pk != person_id:
            raise NotSeen
    kept, gone = people[kept_id], people[gone_id]
    require_version(kept, version)
    merge = Merge(kept=kept, gone=gone, by_id=by.member_id, reason=reason)
    merge.filled = {
        "fields": _fill(kept, gone),
        "reach": _copy_reach(kept, gone),
        "restricted": [kept.restricted, kept.restricted or gone.restricted],
    }
    merge.save(force_insert=True)
    kept.restricted = kept.restricted or gone.restricted
    kept.save()
    for one in rules_of_what_moves():
        _move(merge, one, gone.pk, kept.pk)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    reindex(kept)
    reindex(gone)
    title = _g("Two entries were recognised as one person: %(name)s") % {"name": gone.called_name}
    remember(
        person=kept,
        memory=Memory(
            at=timezone.now(),
            kind="recognition",
            title=title,
            fact=reason,
            source="people.Merge",
            source_id=merge.pk,
        ),
        by=by,
    )
    record_event(
        action="people_merged",
        by=by,
        subjects=[kept.pk, gone.pk],
        object_kind="people.Merge",
        object_id=merge.pk,
    )
    return merge


def _fill(kept: Person, gone: Person) -> dict[str, list[Any]]:
    """
    Fill what the entry that stays does not know; return what was there before and after, so that
    parting can put it back.
    """
    filled: dict[str, list[Any]] = {}
    unknown_birth = kept.birth_year is None and gone.birth_year is not None
    for name in _FILLED:
        old, new = getattr(kept, name), getattr(gone, name)
        take = (
            new is not None and (old is None or new > old)
            if name == "last_met_on"
            else unknown_birth
            if name.startswith("birth")
            else not old and bool(new)
        )
        if take and old != new:
            setattr(kept, name, new)
            filled[name] = [_plain(old), _plain(new)]
    return filled


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _copy_reach(kept: Person, gone: Person) -> list[str]:
    made = []
    for reach in Reach.objects.filter(person=gone):
        whose: dict[str, Any] = {"office_id": reach.office_id, "member_id": reach.member_id}
        copy, fresh = Reach.objects.get_or_create(
            person=kept, **whose, defaults={"until_on": reach.until_on}
        )
        if fresh:
            made.append(str(copy.pk))
    return made


def _move(merge: Merge, one: MergeRule, source: UUID, target: UUID) -> None:
    model = apps.get_model(one.model)
    for field in one.fields:
        rows = model._default_manager.filter(**{field: source})
        if one.alone:
            doubles = model._default_manager.filter(**{field: target}, until_on=None).values_list(
                *one.alone
            )
            for double in list(doubles):
                rows = rows.exclude(until_on=None, **dict(zip(one.alone, double, strict=True)))
        ids = list(rows.values_list("pk", flat=True))
        MergeMove.objects.bulk_create(
            [MergeMove(merge=merge, label=f"{one.model}.{field}", row_id=str(pk)) for pk in ids],
            batch_size=2000,
        )
        for chunk in _chunks([str(pk) for pk in ids]):
            model._default_manager.filter(pk__in=chunk).update(**{field: target})


def _chunks(ids: list[str], size: int = 500) -> list[list[str]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def part_people(*, merge_id: UUID, by: Viewer) -> Merge:
    """
    Part two entries again, at any time: exactly the rows that were moved go back; what was written
    since stays.

    :raises NotSeen: if there is no such merge, or the viewer may not see the person
    """
    merge = Merge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
    if merge is None:
        raise NotSeen
    holder = person_seen(by, merge.kept_id)
    moved: dict[str, list[str]] = {}
    for label, row_id in MergeMove.objects.filter(merge=merge).values_list("label", "row_id"):
        moved.setdefault(label, []).append(row_id)
    for label, ids in moved.items():
        room, model_name, field = label.split(".")
        model = apps.get_model(label_now(f"{room}.{model_name}"))
        for chunk in _chunks(ids):
            # A later merge may have carried the rows further, to the holder; rows that an earlier
            # parting took home stay there.
            rows = model._default_manager.filter(
                pk__in=chunk, **{f"{field}__in": [merge.kept_id, holder.pk]}
            )
            rows.update(**{field: merge.gone_id})
    _give_back(merge)
    Person.objects.filter(pk=merge.gone_id).update(merged_into=None)
    merge.undone_at, merge.undone_by_id = timezone.now(), by.member_id
    merge.save(update_fields=["undone_at", "undone_by_id"])
    for person in Person.objects.filter(pk__in=[merge.kept_id, merge.gone_id, holder.pk]):
        reindex(person)
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


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "last_met_on" and value else value


_BIRTH = ("birth_year", "birth_month", "birth_day", "birth_precision")


def _give_back(merge: Merge) -> None:
    """
    Put back what the merge filled in, unless somebody changed it since; a birth date is one thing.

    Whoever was hidden for safety since the merge stays hidden, under both entries: nobody knows any
    more for which of the two it was said.
    """
    kept = Person.objects.get(pk=merge.kept_id)
    _take_out(kept, merge)
    _protect(kept, merge)
    kept.version += 1
    kept.save()
    Reach.objects.filter(pk__in=merge.filled.get("reach", [])).delete()


def _take_out(kept: Person, merge: Merge) -> None:
    filled: dict[str, list[Any]] = merge.filled.get("fields", {})
    given = {
        name: value for name, value in filled.items() if _plain(getattr(kept, name)) == value[1]
    }
    if any(name in filled and name not in given for name in _BIRTH):
        given = {name: value for name, value in given.items() if name not in _BIRTH}
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
        if _plain(getattr(holder, name)) == new:
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


def _hidden_when_merged(merge: Merge) -> tuple[bool, bool]:
    """Return whether the entry that stayed was hidden before the merge, and right after it."""
    kept = merge.filled.get("restricted", False)
    if isinstance(kept, list):
        return kept[0], kept[1]
    # Merged by the version before, which did not keep what stood right after it.
    gone = Person.objects.values_list("restricted", flat=True).get(pk=merge.gone_id)
    return kept, kept or gone


@asks(Duty.MERGE_PEOPLE)
@one_transaction
def say_never_same(*, one_id: UUID, other_id: UUID, reason: str, by: Viewer) -> None:
    """
    Remember that two entries are two people, so that nobody is asked again.

    :raises NotSeen: if the viewer may not see both
    """
    first, second = _never(person_seen(by, one_id).pk, person_seen(by, other_id).pk)
    if first == second:
        raise CannotMerge
    NeverSame.objects.get_or_create(
        one_id=first, other_id=second, defaults={"by_id": by.member_id, "reason": reason}
    )
    record_event(
        action="never_same", by=by, subjects=[first, second], object_kind="people.NeverSame"
    )
