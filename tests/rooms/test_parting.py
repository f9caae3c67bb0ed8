"""
Parting two that were one: what came with the other goes home with all that tells of it, what else
was written since is asked about, and what protects somebody holds for both.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banso.access.rules import Duty
from banso.companionship.actions import NewNote, make_promise, settle_promise, write_note
from banso.companionship.models import ContactNote
from banso.consent.actions import NewConsent, NewNo, keep_consents, keep_no, withdraw
from banso.kit.eras import PartialDate
from banso.people.actions import (
    NewPerson,
    correct_memory,
    edit_person,
    enter_person,
    merge_people,
    note_death,
    part_people,
)
from banso.people.models import MemoryText, Merge, NeverSeenBy, Person, TimelineEntry
from banso.people.queries import find_in_memory, parting_of
from tests.conftest import Cast


class Two:
    """Two people who were taken for one."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.kept, self.gone = (
            enter_person(person=NewPerson(called_name=name), by=cast.outreach)
            for name in ("のこる人", "別の人")
        )
        self.merge: Merge | None = None

    def become_one(self) -> Merge:
        self.merge = merge_people(
            kept_id=self.kept.pk, gone_id=self.gone.pk, reason="", by=self.cast.manager
        )
        return self.merge

    def note(self, text: str, person: Person | None = None, sensitivity: str = "plain") -> None:
        note = NewNote(
            at=timezone.now(), method="visit", being=True, fact=text, sensitivity=sensitivity
        )
        write_note(person_id=(person or self.kept).pk, note=note, by=self.cast.manager)


@pytest.fixture
def two(cast: Cast) -> Two:
    return Two(cast)


def _texts(person: Person) -> set[str]:
    rows = TimelineEntry.objects.filter(person=person, is_current=True).exclude(fact="")
    return set(rows.values_list("fact", flat=True))


def test_a_note_of_the_time_when_they_were_one_is_asked_about_and_goes_whole(
    two: Two, signed_in: Callable[[str], Client]
) -> None:
    two.note("前から", two.gone)
    merge = two.become_one()
    two.note("一人目のこと")
    two.note("二人目のこと")
    memory = TimelineEntry.objects.get(fact="二人目のこと")
    correct_memory(entry_id=memory.pk, reason="聞き直した", fact="二人目", by=two.cast.manager)
    browser, address = signed_in("manager"), reverse("people:part", args=[merge.pk])

    page = browser.get(address).content.decode()
    assert page.count('name="goes"') == 2
    assert "「一人目のこと」" in page
    assert "「二人目」" in page
    notes = ContactNote.objects.order_by("pk")
    chosen = f"companionship.ContactNote.person:{notes[2].pk}"
    assert browser.post(address, {"goes": [chosen]}).status_code == 302
    for again in (browser.get(address), browser.post(address, {"goes": [chosen]})):
        assert again["Location"].startswith(f"/people/{two.kept.pk}/")

    assert (_texts(two.kept), _texts(two.gone)) == ({"一人目のこと"}, {"前から", "二人目"})
    assert {one.person_id for one in notes if one.pk != notes[1].pk} == {two.gone.pk}
    for text in MemoryText.objects.select_related("entry"):
        assert text.person_id == text.entry.person_id
    assert [hit.entry.person_id for hit in find_in_memory(two.cast.manager, "二人目").rows] == [
        two.gone.pk
    ]


def test_nothing_said_of_it_everything_since_stays(two: Two) -> None:
    merge = two.become_one()
    two.note("いつのまに")
    part_people(merge_id=merge.pk, by=two.cast.manager)
    assert (_texts(two.kept), _texts(two.gone)) == ({"いつのまに"}, set())


def test_texts_that_are_closed_to_somebody_are_counted_and_stay(two: Two) -> None:
    merge = two.become_one()
    two.note("通院のこと", sensitivity="health")
    all_duties = two.cast.coordinator.duties
    by = replace(two.cast.coordinator, duties=all_duties - {Duty.SEE_HEALTH})
    asked = parting_of(merge.pk, by)
    lines = [one.line for one in asked.since]
    assert len(lines) == 1
    assert "通院" not in lines[0]
    key = f"people.TimelineEntry.person:{TimelineEntry.objects.get(fact='通院のこと').pk}"
    part_people(merge_id=merge.pk, goes=[key, "x", "people.Person.x:y"], by=by)
    assert _texts(two.kept) == {"通院のこと"}


def test_what_is_told_of_a_row_that_goes_home_goes_with_it(two: Two) -> None:
    promise = make_promise(
        person_id=two.gone.pk,
        text="病院へ",
        due_on=two.cast.today,
        answerable_id=two.cast.outreach.member_id,
        by=two.cast.outreach,
    )
    word = NewConsent(
        recipient_kind="office",
        recipient="見本市役所",
        parts=["plan"],
        purpose="相談",
        answer="yes",
        from_on=two.cast.today,
        until_on=two.cast.today + timedelta(days=9),
        way="oral",
        witness="見本の隣人",
    )
    (consent,) = keep_consents(person_id=two.gone.pk, consent=word, by=two.cast.outreach)
    merge = two.become_one()
    settle_promise(
        promise_id=promise.pk, outcome="kept", note="", version=None, by=two.cast.outreach
    )
    withdraw(consent_id=consent.pk, on=two.cast.today, words="もう要らない", by=two.cast.outreach)
    assert parting_of(merge.pk, two.cast.manager).since == []
    part_people(merge_id=merge.pk, by=two.cast.manager)
    told = TimelineEntry.objects.filter(source_id__in=[promise.pk, consent.pk])
    assert {one.person_id for one in told} == {two.gone.pk}
    assert told.count() >= 3


def test_who_must_never_know_is_named_for_both(two: Two) -> None:
    merge = two.become_one()
    no = NewNo(member_id=two.cast.volunteer.member_id, said_on=two.cast.today, way="written")
    keep_no(person_id=two.kept.pk, no=no, by=two.cast.manager)
    part_people(merge_id=merge.pk, by=two.cast.manager)
    named = NeverSeenBy.objects.filter(member=two.cast.volunteer.member_id, taken_back_on=None)
    assert {one.person_id for one in named} == {two.kept.pk, two.gone.pk}


def test_a_death_noted_while_they_were_one_is_asked_about(
    two: Two, signed_in: Callable[[str], Client]
) -> None:
    merge = two.become_one()
    note_death(person_id=two.kept.pk, death=PartialDate(), by=two.cast.manager)
    address = reverse("people:part", args=[merge.pk])
    page = signed_in("manager").get(address).content.decode()
    assert "ひとりだった間に、亡くなられたと記録されています" in page
    part_people(merge_id=merge.pk, by=two.cast.manager)
    two.kept.refresh_from_db()
    two.gone.refresh_from_db()
    assert (two.kept.has_died, two.gone.has_died) == (True, False)


def test_in_a_chain_only_what_was_written_at_the_one_that_went_on_is_asked_about(two: Two) -> None:
    third = enter_person(person=NewPerson(called_name="三人目"), by=two.cast.outreach)
    merge = two.become_one()
    two.note("二人のあいだ")
    two.note("三人目だけ", third)
    merge_people(kept_id=third.pk, gone_id=two.kept.pk, reason="", by=two.cast.manager)
    two.note("三人のあいだ", third)
    asked = parting_of(merge.pk, two.cast.manager)
    assert len(asked.since) == 2
    part_people(merge_id=merge.pk, goes=[one.key for one in asked.since], by=two.cast.manager)
    assert _texts(two.gone) == {"二人のあいだ", "三人のあいだ"}
    assert _texts(third) == {"三人目だけ"}


def test_somebody_hidden_since_is_hidden_as_both(two: Two) -> None:
    merge = two.become_one()
    edit_person(person_id=two.kept.pk, version=None, restricted=True, by=two.cast.manager)
    part_people(merge_id=merge.pk, by=two.cast.manager)
    assert Person.objects.filter(restricted=True).count() == 2
