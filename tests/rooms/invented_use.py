"""
What people could do on a day, in any order, and what has to hold whatever they do: no memory
unreachable, no protection lowered, no person lost or doubled, nothing overwritten unseen.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from banso.access.actions import end_guest, invite
from banso.access.models import Guest
from banso.access.permission import DutyMissing
from banso.access.viewer import Viewer
from banso.companionship.actions import (
    NewNote,
    end_walk,
    make_promise,
    walk_with,
    write_note,
)
from banso.companionship.models import Companionship
from banso.consent.actions import NewConsent, keep_consents, withdraw
from banso.consent.models import Consent
from banso.interop.actions import LedgerSheet, import_ledger, take_back
from banso.interop.models import ImportRun
from banso.kit.eras import PartialDate
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import (
    NewEntry,
    NewPerson,
    close_entry,
    correct_memory,
    edit_person,
    enter_person,
    merge_people,
    note_death,
    open_entry,
    part_people,
    reopen_entry,
    say_never_same,
    take_death_back,
)
from banso.people.models import LedgerEntry, MemoryText, Merge, Person, TimelineEntry
from banso.people.queries import people_seen_by, person_seen
from banso.referrals.actions import NewReferral, Return, begin_referral, bring_back
from banso.referrals.models import Referral
from tests.conftest import Cast

_NOW = {"person__merged_into": None}
SAID_NO = (Refusal, NotSeen, StaleEdit, DutyMissing)
Act = Callable[[], Any]


@dataclass
class Known:
    """What is known of a home beside it: who was entered, what was written, who is hidden."""

    entered: list[UUID] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    hidden: set[UUID] = field(default_factory=set)  # entries for which somebody said so
    memories: set[UUID] = field(default_factory=set)
    edited: set[tuple[UUID, int]] = field(default_factory=set)
    withdrawn: set[UUID] = field(default_factory=set)  # words that were taken back
    ended: set[UUID] = field(default_factory=set)  # guests whose time is over
    overwritten: list[str] = field(default_factory=list)
    count: int = 0

    def words(self) -> str:
        """Return words that nobody has written yet."""
        self.count += 1
        return f"言葉{self.count}。"


class Use:
    """What can be done; each returns what happens when it is done, with arguments as read now."""

    def __init__(self, cast: Cast, known: Known) -> None:
        self.cast, self.known = cast, known
        self.who = (cast.outreach, cast.coordinator, cast.manager)

    def somebody(self, number: int) -> UUID:
        """Return an entry that was made some time, whatever has become of it."""
        return self.known.entered[number % len(self.known.entered)]

    def enter(self, by: Viewer, hidden: bool) -> Act:
        name = f"{self.known.words()}さん"

        def act() -> None:
            made = enter_person(person=NewPerson(called_name=name, restricted=hidden), by=by)
            self.known.entered.append(made.pk)
            if hidden:
                self.known.hidden.add(made.pk)

        return act

    def bring_in(self, number: int) -> Act:
        """Bring a file of one row in, the same number of which may come again."""
        words = self.known.words()
        cells = [["番号", "呼び名", "備考"], [f"A-{number % 3}", f"取込{number % 3}さん", words]]
        columns = {0: "number", 1: "called_name", 2: "note"}

        def act() -> None:
            sheet = LedgerSheet(cells=cells, top=0, columns=columns, file="a.csv")
            import_ledger(sheet, ledger="outreach", by=self.cast.manager)
            self.known.entered += (
                Person.objects.filter(agency=self.cast.agency)
                .exclude(pk__in=self.known.entered)
                .values_list("pk", flat=True)
            )

        return act

    def note(self, by: Viewer, one: int, sensitive: bool) -> Act:
        person, words = self.somebody(one), self.known.words()
        sensitivity = "health" if sensitive else "plain"

        def act() -> None:
            note = NewNote(
                at=timezone.now(), method="visit", being=True, fact=words, sensitivity=sensitivity
            )
            write_note(person_id=person, note=note, by=by)
            self.known.texts.add(words)

        return act

    def correct(self, by: Viewer, one: int) -> Act:
        memories = list(TimelineEntry.objects.order_by("pk").values_list("pk", flat=True))
        if not memories:
            return _nothing
        memory, words = memories[one % len(memories)], self.known.words()

        def act() -> None:
            correct_memory(entry_id=memory, reason="聞き直した", words=words, by=by)
            self.known.texts.add(words)

        return act

    def edit(self, by: Viewer, one: int) -> Act:
        person, words = self.somebody(one), self.known.words()
        version = Person.objects.get(pk=person).version

        def act() -> None:
            edit_person(person_id=person, version=version, own_words=words, by=by)
            if (person, version) in self.known.edited:
                self.known.overwritten.append(f"a card was overwritten unseen: {person}, {version}")
            self.known.edited.add((person, version))

        return act

    def hide(self, by: Viewer, one: int, hidden: bool) -> Act:
        person = self.somebody(one)

        def act() -> None:
            before = person_seen(by, person).restricted
            made = edit_person(person_id=person, version=None, restricted=hidden, by=by)
            if before and hidden:
                return  # saved as it stood, which says it of nobody anew
            for entry in self.entries_of(made.pk):
                (self.known.hidden.add if hidden else self.known.hidden.discard)(entry)

        return act

    def merge(self, by: Viewer, one: int, other: int) -> Act:
        kept, gone = self.somebody(one), self.somebody(other)
        return lambda: merge_people(kept_id=kept, gone_id=gone, reason="", by=by)

    def part(self, by: Viewer, one: int) -> Act:
        merges = list(Merge.objects.order_by("pk").values_list("pk", flat=True))
        if not merges:
            return _nothing
        merge = merges[one % len(merges)]
        return lambda: part_people(merge_id=merge, by=by)

    def apart(self, by: Viewer, one: int, other: int) -> Act:
        first, second = self.somebody(one), self.somebody(other)
        return lambda: say_never_same(one_id=first, other_id=second, reason="", by=by)

    def open(self, by: Viewer, one: int) -> Act:
        person, today = Person.objects.get(pk=self.somebody(one)), self.cast.today
        entry = NewEntry(
            ledger="outreach",
            office_id=self.cast.outreach_office.pk,
            worker_id=by.member_id,
            on=today,
        )
        return lambda: open_entry(person=person, entry=entry, by=by)

    def close(self, by: Viewer, one: int, reason: str) -> Act:
        entries = list(LedgerEntry.objects.order_by("pk").values_list("pk", flat=True))
        if not entries:
            return _nothing
        entry = entries[one % len(entries)]
        return lambda: close_entry(entry_id=entry, reason=reason, on=self.cast.today, by=by)

    def reopen(self, by: Viewer, one: int) -> Act:
        person = Person.objects.get(pk=self.somebody(one))
        return lambda: reopen_entry(
            person=person,
            ledger="outreach",
            office_id=self.cast.outreach_office.pk,
            worker_id=by.member_id,
            on=self.cast.today,
            by=by,
        )

    def die(self, by: Viewer, one: int) -> Act:
        person = self.somebody(one)
        return lambda: note_death(person_id=person, death=PartialDate(), by=by)

    def live(self, by: Viewer, one: int) -> Act:
        """Take back that somebody has died."""
        person = self.somebody(one)
        return lambda: take_death_back(person_id=person, by=by)

    def walk(self, by: Viewer, one: int) -> Act:
        person = self.somebody(one)
        return lambda: walk_with(
            person_id=person, member_id=by.member_id, on=self.cast.today, by=by
        )

    def promise(self, by: Viewer, one: int) -> Act:
        person, words = self.somebody(one), self.known.words()
        return lambda: make_promise(
            person_id=person,
            text=words,
            due_on=self.cast.today,
            answerable_id=by.member_id,
            by=by,
        )

    def let_walk_end(self, by: Viewer, one: int) -> Act:
        """End somebody's walking along, on a day to come."""
        walks = list(Companionship.objects.order_by("pk").values_list("pk", flat=True))
        if not walks:
            return _nothing
        walk = walks[one % len(walks)]
        return lambda: end_walk(walk_id=walk, on=self.cast.today + timedelta(days=9), by=by)

    def agree(self, by: Viewer, one: int, yes: bool) -> Act:
        """Let the person say who may know, or that nobody may."""
        word = NewConsent(
            recipient_kind="office",
            recipient="見本市役所",
            parts=["plan"],
            answer="yes" if yes else "no",
            from_on=self.cast.today,
            until_on=self.cast.today + timedelta(days=90) if yes else None,
            explained_by_id=by.member_id,
            way="oral",
            witness="見本の隣人",
            purpose="相談",
            words=self.known.words(),
        )
        person = self.somebody(one)
        return lambda: keep_consents(person_id=person, consent=word, by=by)

    def withdraw(self, by: Viewer, one: int) -> Act:
        """Let the person take a word back."""
        consents = list(Consent.objects.order_by("pk").values_list("pk", flat=True))
        if not consents:
            return _nothing
        consent = consents[one % len(consents)]
        version = Consent.objects.get(pk=consent).version

        def act() -> None:
            withdraw(consent_id=consent, on=self.cast.today, version=version, by=by)
            self.known.withdrawn.add(consent)

        return act

    def guest(self, by: Viewer, one: int) -> Act:
        """Let a guest in, or end one's time."""
        guests = list(Guest.objects.order_by("pk").values_list("pk", flat=True))
        if one % 2 or not guests:
            name = self.known.words()
            return lambda: invite(kind="employer", name=name, organisation="見本青果", by=by)
        guest = guests[one % len(guests)]

        def act() -> None:
            end_guest(guest_id=guest, on=self.cast.today, by=by)
            self.known.ended.add(guest)

        return act

    def undo_import(self, number: int) -> Act:
        """Take an import back."""
        runs = list(ImportRun.objects.order_by("pk").values_list("pk", flat=True))
        if not runs:
            return _nothing
        run = runs[number % len(runs)]

        def act() -> None:
            take_back(run_id=run, by=self.cast.manager)
            there = set(Person.objects.values_list("pk", flat=True))
            self.known.entered = [one for one in self.known.entered if one in there]
            self.known.hidden &= there
            self.known.memories &= set(TimelineEntry.objects.values_list("pk", flat=True))

        return act

    def refer(self, by: Viewer, one: int) -> Act:
        referral = NewReferral(
            purpose="受診",
            receiver="見本病院",
            system="community",
            on=self.cast.today,
            next_look_on=self.cast.today + timedelta(days=3),
            answerable_id=by.member_id,
        )
        person = self.somebody(one)
        return lambda: begin_referral(person_id=person, referral=referral, by=by)

    def take_back(self, by: Viewer, one: int) -> Act:
        referrals = list(Referral.objects.order_by("pk").values_list("pk", flat=True))
        if not referrals:
            return _nothing
        referral = referrals[one % len(referrals)]
        back = Return(return_reason="wished", next_step="rest", on=self.cast.today)
        return lambda: bring_back(referral_id=referral, back=back, by=by)

    def entries_of(self, holder: UUID) -> set[UUID]:
        """Return the entries that are one person now."""
        return {one for one in self.known.entered if self.holder_of(one) == holder}

    def holder_of(self, entry: UUID) -> UUID:
        """Return the entry under which a person stands now."""
        return person_seen(self.cast.manager, entry).pk

    def what_is_wrong(self) -> list[str]:
        """Return what does not hold."""
        manager, wrong = self.cast.manager, list(self.known.overwritten)
        living = dict(people_seen_by(manager).values_list("pk", "restricted"))
        holders: dict[UUID, UUID] = {}
        for entry in self.known.entered:
            try:
                holders[entry] = self.holder_of(entry)
            except NotSeen:
                wrong.append(f"a person is lost: {entry}")
        if set(living) != set(holders.values()):
            wrong.append(f"people are doubled or lost: {set(living) ^ set(holders.values())}")
        wrong += [
            f"a protection was lowered: {entry}"
            for entry in self.known.hidden
            if entry in holders and not living.get(holders[entry], True)
        ]
        now = dict(TimelineEntry.objects.values_list("pk", "person_id"))
        if gone := self.known.memories - set(now):
            wrong.append(f"memories are gone: {gone}")
        self.known.memories |= set(now)
        wrong += [
            f"a memory is out of reach: {memory}"
            for memory, person in now.items()
            if person not in living
        ]
        said = "\n".join(
            f"{fact}\n{words}" for fact, words in TimelineEntry.objects.values_list("fact", "words")
        )
        wrong += [f"a text is gone: {text}" for text in self.known.texts if text not in said]
        broken = TimelineEntry.objects.filter(revises__isnull=False).exclude(
            revises__person=F("person")
        )
        wrong += [f"a memory and what it replaced stand apart: {one.pk}" for one in broken]
        astray = MemoryText.objects.exclude(person=F("entry__person"))
        wrong += [f"a memory is found under somebody else: {one.entry_id}" for one in astray]
        return [*wrong, *self._wrong_of_lives(), *self._wrong_of_words()]

    def _wrong_of_lives(self) -> list[str]:
        """Return what does not hold of those who have died, and of those who live."""
        entries, walks = LedgerEntry.objects.all(), Companionship.objects.filter(**_NOW)
        going = Q(until_on=None) | Q(until_on__gt=self.cast.today)
        found = {
            "somebody who has died stands in a ledger": entries.filter(
                closed_on=None, person__has_died=True
            ),
            "somebody walks along with somebody who has died": walks.filter(
                going, person__has_died=True
            ),
            "an entry of somebody who lives is closed by death": entries.filter(
                closing_reason="died", person__has_died=False
            ),
        }
        return [f"{what}: {row.person_id}" for what, rows in found.items() for row in rows]

    def _wrong_of_words(self) -> list[str]:
        """Return words that count again though they were taken back, and guests who came back."""
        standing = Consent.objects.filter(pk__in=self.known.withdrawn, withdrawn_on=None)
        here = Guest.objects.filter(pk__in=self.known.ended, ended_at=None)
        return [
            *(f"a word that was taken back counts again: {one.pk}" for one in standing),
            *(f"a guest whose time was over is here again: {one.pk}" for one in here),
        ]


def _nothing() -> None:
    """There is nothing yet that this could be done to."""
