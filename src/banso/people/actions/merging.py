"""
Bringing two entries of one person together, parting them again, and remembering that two are never
the same.
"""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen
from banso.people.actions.deaths import closing_day, end_with_death
from banso.people.actions.doubles import judge
from banso.people.actions.indexing import reindex
from banso.people.actions.memory import Memory, remember
from banso.people.actions.refused_merges import CannotMerge
from banso.people.merge_rules import MergeRule, rules_of_what_moves
from banso.people.models import Merge, MergeMove, Person, Reach
from banso.people.queries import person_seen, refuse_lent
from banso.people.rules import Judged

_FILLED = (
    "own_words",
    "sex",
    "looks",
    "birth_year",
    "birth_month",
    "birth_day",
    "birth_precision",
    "birth_words",
    "has_died",
    "death_year",
    "death_month",
    "death_day",
    "death_precision",
    "keeps_death_day",
    "last_met_on",
)


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
    :raises OnlyLent: if the viewer sees one of them for some hours only
    :raises StaleEdit: if the entry that stays was changed in the meantime
    """
    people = {
        person.pk: person
        for person in Person.objects.select_for_update()
        .filter(pk__in=[kept_id, gone_id])
        .order_by("pk")
    }
    if kept_id == gone_id:
        raise CannotMerge
    for person_id in (kept_id, gone_id):
        if person_seen(by, person_id).pk != person_id:
            raise NotSeen
    refuse_lent([kept_id, gone_id], by)
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
    if kept.has_died:
        end_with_death(kept, on=closing_day(kept, by.today), by=by)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    reindex(kept)
    reindex(gone)
    judge(kept.pk, gone.pk, Judged.ONE, by=by)
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
    unknown_birth = kept.birth_year is None and (
        gone.birth_year is not None or (not kept.birth_words and bool(gone.birth_words))
    )
    unknown_death = kept.death_year is None and gone.death_year is not None
    for name in _FILLED:
        old, new = getattr(kept, name), getattr(gone, name)
        take = (
            new is not None and (old is None or new > old)
            if name == "last_met_on"
            else unknown_birth
            if name.startswith("birth")
            else unknown_death
            if name.startswith("death")
            else not old and bool(new)
        )
        if take and old != new:
            setattr(kept, name, new)
            filled[name] = [plain(old), plain(new)]
    return filled


def plain(value: Any) -> Any:
    """Return a value as it is kept in JSON."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _copy_reach(kept: Person, gone: Person) -> list[str]:
    made = []
    for reach in Reach.objects.filter(person=gone):
        whose: dict[str, Any] = {"office_id": reach.office_id, "member_id": reach.member_id}
        copy, fresh = Reach.objects.get_or_create(
            person=kept, **whose, defaults={"until_on": reach.until_on, "until_at": reach.until_at}
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
        for chunk in chunks([str(pk) for pk in ids]):
            model._default_manager.filter(pk__in=chunk).update(**{field: target})


def chunks(ids: list[Any], size: int = 500) -> list[list[Any]]:
    """Return ids in portions that a question can name."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]
