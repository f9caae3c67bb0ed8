"""Deciding between what a file says and what stands here: take it, leave it, keep both."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.interop.models import ImportDifference
from banso.interop.rules import Decided
from banso.interop.saying import field_label, may_read, say, sensitivity_of
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import (
    Memory,
    birth_from,
    correct_memory,
    edit_person,
    remember,
    write_entry,
)
from banso.people.models import LedgerEntry, TimelineEntry
from banso.people.queries import person_seen


class CannotTake(Refusal):
    """What the file says can't be written in the place of what stands here."""

    sentence = _(
        "This can’t be taken over as it is: please change it by hand, and then leave what stands "
        "here."
    )


class DecidedBefore(Refusal):
    """Somebody decided this in the meantime."""

    sentence = _("Somebody decided this in the meantime. Nothing was changed.")


@asks(Duty.IMPORT_DATA)
@one_transaction
def decide_difference(*, difference_id: UUID, decided: str, by: Viewer) -> ImportDifference:
    """
    Take what the file says, leave what stands here, or keep the file's word in the memory too.

    :raises NotSeen: if there is no such difference, or the viewer may not see whose it is
    :raises DecidedBefore: if somebody decided it in the meantime
    :raises CannotTake: if the file's word can't stand there
    """
    one = (
        ImportDifference.objects.select_for_update()
        .filter(pk=difference_id, agency_id=by.agency_id)
        .first()
    )
    if one is None or not may_read(one.field, by):
        raise NotSeen
    person = person_seen(by, one.person_id)
    if one.decided != Decided.OPEN:
        raise DecidedBefore
    if decided == Decided.TAKEN:
        _take(one, by)
    elif decided == Decided.BOTH:
        title = _g("Another word from a file: %(field)s") % {"field": field_label(one.field)}
        remember(
            person=person,
            memory=Memory(
                at=timezone.now(),
                kind="from_file",
                title=title,
                fact=say(one.field, one.file, by),
                sensitivity=sensitivity_of(one.field),
                source="interop.ImportDifference",
                source_id=one.pk,
            ),
            by=by,
        )
    elif decided != Decided.LEFT:
        raise NotSeen
    one.decided, one.decided_at, one.decided_by_id = decided, timezone.now(), by.member_id
    one.save(update_fields=["decided", "decided_at", "decided_by_id"])
    record_event(
        action="difference_decided",
        by=by,
        subjects=[person.pk],
        object_kind="interop.ImportDifference",
        object_id=one.pk,
        detail={"field": one.field, "decided": decided},
    )
    return one


def _take(one: ImportDifference, by: Viewer) -> None:
    if one.file is None or one.field == "person":
        raise CannotTake
    if one.kind == "person":
        changes: dict[str, Any] = (
            {"birth": birth_from(one.file)} if one.field == "birth" else {one.field: one.file}
        )
        edit_person(person_id=one.person_id, version=None, by=by, **changes)
    elif one.kind == "entry":
        entry = LedgerEntry.objects.select_for_update().filter(pk=one.row_id).first()
        if entry is None or not _fits(entry, one):
            raise CannotTake
        write_entry(entry_id=entry.pk, taken={one.field: one.file}, by=by)
    else:
        memory = TimelineEntry.objects.filter(source_id=one.row_id, is_current=True).first()
        if memory is None or one.field not in ("title", "fact", "on"):
            raise CannotTake
        texts = {one.field: one.file}
        if one.field == "on":
            texts = {"at": moment_of(date.fromisoformat(one.file))}
        correct_memory(entry_id=memory.pk, reason=_g("Taken from a file"), by=by, **texts)


def _fits(entry: LedgerEntry, one: ImportDifference) -> bool:
    if one.field == "closing":
        return bool(one.file[0] >= entry.opened_on.isoformat())
    if one.field == "opened_on" and entry.closed_on is not None:
        return bool(one.file <= entry.closed_on.isoformat())
    return True
