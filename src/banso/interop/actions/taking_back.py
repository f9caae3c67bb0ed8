"""Taking an import back: what it made or changed; what somebody has changed since stays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.interop.actions.receivers_back import ReceiversBack
from banso.interop.models import ImportDifference, ImportRun, ImportStep
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import (
    birth_as_kept,
    birth_from,
    correct_memory,
    death_told_by,
    entry_as_said,
    forget_texts,
    move_memories,
    reindex,
    take_death_back,
    write_entry,
)
from banso.people.models import (
    LedgerEntry,
    MemoryText,
    NeverSame,
    OutsideRow,
    Person,
    Reach,
    SearchKey,
    TimelineEntry,
)
from banso.people.queries import holders
from banso.people.rules import ClosingReason

OF_RECEIVERS = ("receivers", "hsds", "offices")
_FIRST = ("people.OutsideRow", "companionship.ContactNote", "intake.Encounter")
_THEN = (
    "people.TimelineEntry",
    "people.LedgerEntry",
    "people.PersonName",
    "people.MeetingPlace",
    "people.ContactPoint",
)


class TakenBackBefore(Refusal):
    """This import was taken back before."""

    sentence = _("This import was taken back before. Nothing was changed.")


@dataclass
class TakenBack:
    """
    What went, how many rows are gone or as they were, and who or what stays since somebody changed
    or used it.
    """

    people: int = 0
    rows: int = 0
    stays: list[tuple[UUID, str]] = field(default_factory=list)
    receivers: int = 0
    receivers_stay: list[tuple[UUID, str]] = field(default_factory=list)


@asks(Duty.IMPORT_DATA)
@one_transaction
def take_back(*, run_id: UUID, by: Viewer) -> TakenBack:
    """
    Take an import back, as far as nobody has changed since what it brought.

    :raises NotSeen: if there is no such import in the viewer's agency
    :raises TakenBackBefore: if it was taken back before
    """
    run = ImportRun.objects.select_for_update().filter(pk=run_id, agency_id=by.agency_id).first()
    if run is None:
        raise NotSeen
    if run.taken_back_at is not None:
        raise TakenBackBefore
    back = _Back(run, by)
    if run.kind in OF_RECEIVERS:
        back.receivers()
    else:
        back.changes()
        back.made()
    run.taken_back_at, run.taken_back_by_id = timezone.now(), by.member_id
    run.save(update_fields=["taken_back_at", "taken_back_by_id"])
    record_event(
        action="import_taken_back",
        by=by,
        subjects=sorted(back.touched, key=str),
        object_kind="interop.ImportRun",
        object_id=run.pk,
        detail={
            "people": back.done.people,
            "stay": len(back.done.stays) + len(back.done.receivers_stay),
        },
    )
    return back.done


class _Back:
    """One import on its way back."""

    def __init__(self, run: ImportRun, by: Viewer) -> None:
        self.run, self.by, self.done = run, by, TakenBack()
        self.touched: set[UUID] = set()
        self.steps: list[ImportStep] = []
        if run.kind not in OF_RECEIVERS:
            self.steps = list(ImportStep.objects.filter(run=run).order_by("pk"))

    def receivers(self) -> None:
        """Take receivers back, batch by batch."""
        back = ReceiversBack(self.run)
        back.everything()
        self.done.receivers, self.done.rows = back.gone, back.rows
        self.done.receivers_stay = back.stays

    def changes(self) -> None:
        """Put back what was changed, the last first, where it stands as the import left it."""
        undo: dict[str, Callable[[ImportStep], bool]] = {
            "people.Person": self._person,
            "people.LedgerEntry": self._entry,
            "people.TimelineEntry": self._memory,
        }
        for step in reversed(self.steps):
            if step.before is None:
                continue
            if step.label == "people.OutsideRow":
                OutsideRow.objects.filter(pk=step.row_id).update(said=step.was)
                continue
            person = UUID(step.after["_person"])
            self.touched.add(person)
            if undo.get(step.label, self._other)(step):
                self.done.rows += 1
            else:
                self._stays(person)

    def _person(self, step: ImportStep) -> bool:
        person = Person.objects.select_for_update().filter(pk=step.row_id).first()
        if person is None:
            return False
        now = {"birth": birth_as_kept(person.birth), "sex": person.sex}
        if any(now[name] != step.after[name] for name in step.was):
            return False
        if "birth" in step.was:
            kept = step.was["birth"]
            person.birth = birth_from(kept or [None, None, None, "unknown", ""])
        person.sex = step.was.get("sex", person.sex)
        person.version += 1
        person.save()
        reindex(person)
        return True

    def _entry(self, step: ImportStep) -> bool:
        entry = LedgerEntry.objects.select_for_update().filter(pk=step.row_id).first()
        if entry is None:
            return False
        if "person" in step.was:
            return self._goes_home(entry, step)
        now = entry_as_said(entry)
        changed = any(now.get(one) != step.after[one] for one in step.was)
        if "ledger" in step.was or changed:
            return False
        before = step.was
        if before.get("closing", True) is None:
            before.pop("closing")
            if entry.closing_reason == ClosingReason.DIED:
                take_death_back(person_id=entry.person_id, by=self.by)
                entry.refresh_from_db()
            entry.closed_on, entry.closing_reason = None, ""
        for name in [name for name, value in before.items() if value is None]:
            entry.values = {
                code: value
                for code, value in entry.values.items()
                if code != name.removeprefix("values.")
            }
            before.pop(name)
        entry.save()
        write_entry(entry_id=entry.pk, taken=before, by=self.by)
        return True

    def _goes_home(self, row: Any, step: ImportStep) -> bool:
        home = UUID(step.was["person"])
        now = holders([home])[home]
        if str(row.person_id) != step.after["person"]:
            return False
        type(row)._default_manager.filter(pk=row.pk).update(person_id=now)
        move_memories(source_id=row.pk, to=now)
        for person in Person.objects.filter(pk__in=[now, row.person_id]):
            reindex(person)
        return True

    def _memory(self, step: ImportStep) -> bool:
        new = TimelineEntry.objects.filter(pk=step.row_id, is_current=True).first()
        old = TimelineEntry.objects.filter(pk=step.was["row"]).first()
        if new is None or old is None:
            return False
        correct_memory(
            entry_id=new.pk,
            reason=_g("The import was taken back"),
            by=self.by,
            at=old.at,
            title=old.title,
            fact=old.fact,
        )
        return True

    def _other(self, step: ImportStep) -> bool:
        row = apps.get_model(step.label)._default_manager.filter(pk=step.row_id).first()
        return row is not None and "person" in step.was and self._goes_home(row, step)

    def made(self) -> None:
        """Let go of what was made, person by person: all of what came with somebody, or nothing."""
        rows: dict[UUID, dict[str, list[UUID]]] = {}
        for step in self.steps:
            if step.before is None and step.label != "people.Person":
                row = apps.get_model(step.label)._default_manager.filter(pk=step.row_id).first()
                if row is not None:
                    mine = rows.setdefault(row.person_id, {})
                    mine.setdefault(step.label, []).append(step.row_id)
        fresh = {step.row_id for step in self.steps if step.label == "people.Person"}
        fresh -= {step.row_id for step in self.steps if step.before is not None}
        for person_id in sorted(fresh | set(rows), key=str):
            self.touched.add(person_id)
            try:
                with transaction.atomic():
                    self._let_go(person_id, rows.get(person_id, {}), new=person_id in fresh)
            except (ProtectedError, _ChangedSince):
                self._stays(person_id)
            else:
                self.done.rows += sum(len(ids) for ids in rows.get(person_id, {}).values())
                self.done.people += person_id in fresh

    def _let_go(self, person_id: UUID, mine: dict[str, list[UUID]], *, new: bool) -> None:
        entries = LedgerEntry.objects.filter(pk__in=mine.get("people.LedgerEntry", []))
        if any(one.version > 1 for one in entries):
            raise _ChangedSince
        memories = mine.get("people.TimelineEntry", [])
        if TimelineEntry.objects.filter(revises__in=memories).exists():
            raise _ChangedSince
        ImportDifference.objects.filter(run=self.run, person_id=person_id).delete()
        texts = list(MemoryText.objects.filter(entry__in=memories).values_list("pk", flat=True))
        forget_texts(texts)
        for label in (*_FIRST, *_THEN):
            if label in mine:
                gone: type[Model] = apps.get_model(label)
                gone._default_manager.filter(pk__in=mine[label]).delete()
        person = Person.objects.select_for_update().get(pk=person_id)
        if not new:
            if death_told_by(person, entries):
                take_death_back(person_id=person.pk, by=self.by)
            reindex(person)
            return
        as_it_came = 2 if person.has_died else 1  # an entry closed by death counts once
        if person.version > as_it_came or person.merged_into_id is not None:
            raise _ChangedSince
        for model, column in ((Reach, "person"), (SearchKey, "person")):
            model._default_manager.filter(**{column: person_id}).delete()
        NeverSame.objects.filter(one_id=person_id).delete()
        NeverSame.objects.filter(other_id=person_id).delete()
        person.delete()

    def _stays(self, person_id: UUID) -> None:
        person = Person.objects.filter(pk=person_id).first()
        if person is not None and all(one != person_id for one, _name in self.done.stays):
            self.done.stays.append((person_id, person.called_name))


class _ChangedSince(Exception):
    """Somebody has changed what the import brought."""
