"""
Erasing a record: what nobody can take back. It is called once two have said so, in their
transaction.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import Model
from django.utils import timezone

from banso.access.models import Member, Proposal
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.drafts.models import Draft, Submission, Unsent
from banso.interop.models import ImportStep
from banso.kit.models import Line, Prose, Values
from banso.people.actions import forget_doubles, forget_texts
from banso.people.models import MemoryText, MergeMove, Person
from banso.privacy.models import Asking, Blackened, Erasing, Erasure
from banso.privacy.queries.belongings import Belongings
from banso.privacy.queries.erasing import Plan
from banso.privacy.rules.erasing import NOTHING, Ground, How, codes_alone

_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
AT_A_TIME = 500
DERIVED = frozenset({"filled", "origins", "outside_id", "phone", "said", "sort_name"})
"""Columns that people do not type into, in which what they typed stands all the same."""
FORGOTTEN = {
    "sex": "",
    "birth_year": None,
    "birth_month": None,
    "birth_day": None,
    "birth_precision": "unknown",
    "has_died": False,
    "death_year": None,
    "death_month": None,
    "death_day": None,
    "death_precision": "unknown",
    "last_met_on": None,
    "restricted": True,
    "suspended": True,
}
"""What an entry says that stays only because something of it must stay."""


def erase(
    plan: Plan,
    *,
    ground: Ground,
    how: How = How.ERASED,
    asker: Viewer,
    second: Viewer,
    asking: Asking | None = None,
    word: UUID | None = None,
) -> Erasure:
    """
    Erase what a plan names, and keep that it was done: by whom, how many rows, what stayed. Where
    somebody has written meanwhile what the plan does not know, nothing is erased.
    """
    erasure = Erasure.objects.create(
        agency_id=asker.agency_id,
        asking=asking,
        ground=ground,
        how=how,
        people=[str(one) for one in plan.entries],
        rows=plan.rows,
        kept=[
            {"why": one.why, "rows": one.count, "until": one.until and one.until.isoformat()}
            for one in plan.stays
        ],
        decided_by_id=asker.member_id,
        second_id=second.member_id,
    )
    remove(plan, erasure, word=word)
    Erasure.objects.filter(pk=erasure.pk).update(done_on=second.today)
    record_event(
        action="privacy_erased" if how == How.ERASED else "privacy_thinned",
        by=second,
        subjects=plan.entries,
        object_kind="privacy.Erasure",
        object_id=erasure.pk,
        detail={"rows": plan.rows, "ground": ground},
    )
    return erasure


def remove(plan: Plan, erasure: Erasure, *, word: UUID | None = None) -> None:
    """
    Remove and empty the rows of a plan, and everything that is known of them by their keys; but the
    proposal on whose word it happens.
    """
    _leave_no_free_pages()
    _let_through(plan.goes, erasure)
    _let_through(plan.emptied, erasure)
    _forget_by_keys(plan, erasure, word)
    _let_go_of_others(plan, erasure)
    for model, keys in plan.emptied.items():
        for some in _portions(keys):
            for row in model._default_manager.filter(pk__in=some):
                _empty(row, plan)
    for some in _portions(plan.goes.get(MemoryText, set())):
        forget_texts(some)
    for model, keys in plan.goes.items():
        for some in _portions(keys):
            # each row by itself: what it points at goes as well, and is looked at by the commit
            rows: Any = model._base_manager.filter(pk__in=some)
            rows._raw_delete(rows.db)
    Erasing.objects.filter(erasure=erasure).delete()


def _leave_no_free_pages() -> None:
    """Let SQLite write zeros over what is removed; PostgreSQL's own clean-up comes later."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _let_through(rows: Belongings, erasure: Erasure) -> None:
    for model, keys in rows.items():
        meta: Any = model._meta
        for some in _portions(keys):
            named = [
                Erasing(
                    agency_id=erasure.agency_id,
                    erasure=erasure,
                    of_table=meta.db_table,
                    row_id=_as_kept(meta.pk, key),
                )
                for key in some
            ]
            Erasing.objects.bulk_create(named)


def _as_kept(field: Any, key: Any) -> str:
    """Return a key as the database itself writes it as text."""
    return str(field.get_db_prep_value(key, connection))


def _portions(keys: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = sorted(keys, key=str)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]


def _forget_by_keys(plan: Plan, erasure: Erasure, word: UUID | None) -> None:
    """Remove what names a row by its key alone: imports, drafts, what waits, what was asked."""
    keys = {str(key) for rows in plan.everything.values() for key in rows}
    for some in _portions(keys):
        uuids = [UUID(one) for one in some if _ID.fullmatch(one)]
        ImportStep.objects.filter(row_id__in=uuids, run__agency=erasure.agency_id).delete()
        MergeMove.objects.filter(row_id__in=some).delete()
    forget_doubles(plan.entries)
    _forget_forms(keys, erasure.agency_id)
    open_ones = Proposal.objects.filter(agency=erasure.agency_id, done_at=None, stopped_at=None)
    for waiting in open_ones:
        if waiting.pk != word and keys & _ids_in(f"{waiting.about} {json.dumps(waiting.given)}"):
            emptied: dict[str, Any] = {"given": {}, "code_seal": "", "reason": ""}
            Proposal.objects.filter(pk=waiting.pk).update(stopped_at=timezone.now(), **emptied)
    Member.objects.filter(own_record__in=plan.entries).update(own_record=None)
    Blackened.objects.filter(asking__person__in=plan.entries).delete()
    Asking.objects.filter(person__in=plan.entries).update(
        person=None, words="", reasons="", asker_words=""
    )


def _forget_forms(keys: set[str], agency_id: UUID) -> None:
    own = Member.objects.filter(agency=agency_id)
    for draft in Draft.objects.filter(member__in=own).iterator():
        if keys & _ids_in(f"{draft.key} {json.dumps(draft.data)}"):
            draft.delete()
    accounts = own.values("account_id")
    for unsent in Unsent.objects.filter(account__in=accounts).iterator():
        if keys & _ids_in(f"{unsent.path} {json.dumps(unsent.data)}"):
            unsent.delete()
    for sent in Submission.objects.filter(member__in=own).exclude(outcome="").iterator():
        if keys & _ids_in(sent.outcome):
            sent.delete()


def _ids_in(text: str) -> set[str]:
    return {str(UUID(one)) for one in _ID.findall(text)}


def _let_go_of_others(plan: Plan, erasure: Erasure) -> None:
    """Let rows that are somebody else's no longer name what goes."""
    theirs = plan.everything
    for model in apps.get_models(include_auto_created=True):
        for one in model._meta.concrete_fields:
            target: Any = one.related_model
            if target is None or target not in plan.goes or not one.null:
                continue
            for some in _portions(plan.goes[target]):
                naming = model._default_manager.filter(**{f"{one.attname}__in": some})
                others = set(naming.values_list("pk", flat=True)) - theirs.get(model, set())
                if others:
                    _let_through({model: others}, erasure)
                    model._default_manager.filter(pk__in=others).update(**{one.attname: None})


def _empty(row: Model, plan: Plan) -> None:
    """Empty every text of a row; codes, numbers, days and keys stay."""
    said: dict[str, Any] = {}
    for one in row._meta.concrete_fields:
        value = getattr(row, one.attname)
        if isinstance(one, Values) and value:
            said[one.attname] = codes_alone(value)
        elif isinstance(one, Line | Prose) and value:
            said[one.attname] = NOTHING
        elif one.name in DERIVED and value:
            said[one.attname] = {} if isinstance(one, models.JSONField) else ""
    if isinstance(row, Person):
        said |= _year_alone(row) if plan.thins else FORGOTTEN
        if plan.names_stay:
            del said["called_name"]
    if said:
        type(row)._default_manager.filter(pk=row.pk).update(**said)


def _year_alone(person: Person) -> dict[str, Any]:
    """Return what a thinned entry says of a birth and a death: the year, as far as it is known."""
    said: dict[str, Any] = {"outside_id": ""}
    for what in ("birth", "death"):
        if getattr(person, f"{what}_year") is not None:
            said |= {f"{what}_month": None, f"{what}_day": None, f"{what}_precision": "year"}
    return said
