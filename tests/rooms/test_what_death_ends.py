"""
What ends with a death, what rests while it stands, and what comes back when it was noted by
mistake: noted by hand, told by a file, come by a merge.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from banso.access.viewer import Viewer
from banso.companionship.actions import end_walk, walk_with
from banso.companionship.models import Companionship
from banso.companionship.queries import my_people
from banso.intake.actions import NewMeeting, begin_round, meet
from banso.intake.queries import usually_met
from banso.interop.actions import LedgerSheet, import_ledger, take_back
from banso.interop.models import ImportRun
from banso.kit.eras import PartialDate
from banso.kit.readers.dates import parse_date
from banso.people.actions import (
    HasDied,
    NewEntry,
    NewPerson,
    enter_person,
    merge_people,
    note_death,
    open_entry,
    part_people,
    take_death_back,
)
from banso.people.models import LedgerEntry, Person
from banso.referrals.actions import NewReferral, begin_referral, make_link
from banso.referrals.queries import usable_link
from banso.surveys.actions import hand_tablet
from banso.surveys.queries import link_of
from banso.training.actions import begin_heavy
from banso.training.queries import heavy_walks
from tests.conftest import Cast

NOTHING = PartialDate()


def _accompanied(cast: Cast, name: str = "例のナギさん") -> Person:
    person = enter_person(person=NewPerson(called_name=name), by=cast.outreach)
    entry = NewEntry(
        ledger="outreach",
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today - timedelta(days=100),
    )
    open_entry(person=person, entry=entry, by=cast.manager)
    walks(cast, person, cast.outreach)
    return person


def walks(cast: Cast, person: Person, who: Viewer) -> Companionship:
    """Somebody walks along since ninety days."""
    since = cast.today - timedelta(days=90)
    return walk_with(person_id=person.pk, member_id=who.member_id, on=since, by=cast.manager)


def _ends(person: Person) -> set[date | None]:
    return set(Companionship.objects.filter(person=person).values_list("until_on", flat=True))


def _by_hand(cast: Cast, person: Person) -> Callable[[], object]:
    note_death(person_id=person.pk, death=parse_date("2026-11-20"), by=cast.outreach)
    return lambda: take_death_back(person_id=person.pk, by=cast.outreach)


def _by_file(cast: Cast, person: Person) -> Callable[[], object]:
    cells = [["番号", "呼び名", "受付日", "終了日", "終結理由"]]
    cells += [["A-1", person.called_name, "R8.1.5", "R8.11.20", "死亡"]]
    columns = {0: "number", 1: "called_name", 2: "opened_on", 3: "closed_on", 4: "closing_reason"}
    sheet = LedgerSheet(cells=cells, top=0, columns=columns, file="a.csv")
    same = {2: f"same:{person.pk}"}
    import_ledger(sheet, ledger="centre", by=cast.manager, answers=same)
    return lambda: take_back(run_id=ImportRun.objects.get().pk, by=cast.manager)


def _by_merge(cast: Cast, person: Person) -> Callable[[], object]:
    other = enter_person(person=NewPerson(called_name="例の別の登録"), by=cast.outreach)
    note_death(person_id=other.pk, death=parse_date("2026-11-20"), by=cast.outreach)
    merge = merge_people(kept_id=person.pk, gone_id=other.pk, reason="", by=cast.manager)
    return lambda: part_people(merge_id=merge.pk, by=cast.manager)


def _merged_into_who_died(cast: Cast, person: Person) -> Callable[[], object]:
    other = enter_person(person=NewPerson(called_name="例の別の登録"), by=cast.outreach)
    note_death(person_id=other.pk, death=parse_date("2026-11-20"), by=cast.outreach)
    merge = merge_people(kept_id=other.pk, gone_id=person.pk, reason="", by=cast.manager)
    return lambda: part_people(merge_id=merge.pk, by=cast.manager)


def _while_they_were_one(cast: Cast, person: Person) -> Callable[[], object]:
    other = enter_person(person=NewPerson(called_name="例の別の登録"), by=cast.outreach)
    merge = merge_people(kept_id=other.pk, gone_id=person.pk, reason="", by=cast.manager)
    note_death(person_id=other.pk, death=parse_date("2026-11-20"), by=cast.outreach)
    return lambda: part_people(merge_id=merge.pk, by=cast.manager)


@pytest.mark.parametrize(
    "dies", [_by_hand, _by_file, _by_merge, _merged_into_who_died, _while_they_were_one]
)
def test_a_death_ends_walks_and_entries_and_gives_both_back(
    cast: Cast, dies: Callable[[Cast, Person], Callable[[], object]]
) -> None:
    person = _accompanied(cast)
    to_come = walks(cast, person, cast.coordinator)
    until = cast.today + timedelta(days=30)
    end_walk(walk_id=to_come.pk, on=until, by=cast.manager)

    undo = dies(cast, person)
    assert not Companionship.objects.exclude(until_on__lte=cast.today).exists()
    assert not LedgerEntry.objects.filter(closed_on=None).exists()
    assert my_people(cast.outreach).rows == []

    undo()
    assert not Person.objects.get(pk=person.pk).has_died
    assert _ends(person) == {None, until}
    assert LedgerEntry.objects.filter(person=person, closed_on=None).count() == 1
    assert len(my_people(cast.outreach).rows) == len(my_people(cast.coordinator).rows) == 1


def test_walks_of_one_member_with_both_of_two_that_became_one_go_on_as_one(cast: Cast) -> None:
    one, other = _accompanied(cast, "例の一"), _accompanied(cast, "例の二")
    note_death(person_id=other.pk, death=NOTHING, by=cast.outreach)
    merge = merge_people(kept_id=one.pk, gone_id=other.pk, reason="", by=cast.manager)
    take_death_back(person_id=one.pk, by=cast.manager)
    assert Companionship.objects.filter(person=one, until_on=None).count() == 1

    part_people(merge_id=merge.pk, by=cast.manager)
    for person in (one, other):
        assert Companionship.objects.filter(person=person, until_on=None).count() == 1


def test_a_walk_that_had_ended_before_the_death_stays_ended(cast: Cast) -> None:
    person = _accompanied(cast)
    before = cast.today - timedelta(days=3)
    end_walk(walk_id=walks(cast, person, cast.coordinator).pk, on=before, by=cast.manager)
    undo = _by_hand(cast, person)
    assert before in _ends(person)
    undo()
    assert _ends(person) == {None, before}


def test_nobody_begins_to_walk_with_somebody_who_has_died(cast: Cast) -> None:
    person = _accompanied(cast)
    note_death(person_id=person.pk, death=NOTHING, by=cast.outreach)
    with pytest.raises(HasDied):
        walks(cast, person, cast.coordinator)


def test_links_given_out_rest_with_a_death_and_serve_again(cast: Cast) -> None:
    person = _accompanied(cast)
    tablet = hand_tablet(person_id=person.pk, code="k6", moment="entry", by=cast.outreach)
    referral = begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            answerable_id=cast.outreach.member_id,
            receiver="例の病院",
            system="medical",
            purpose="受診",
            on=cast.today,
        ),
        by=cast.outreach,
    )
    slip, _until = make_link(referral_id=referral.pk, by=cast.outreach)

    undo = _by_hand(cast, person)
    assert (link_of(tablet), usable_link(slip, today=cast.today)) == (None, None)
    undo()
    assert link_of(tablet)
    assert usable_link(slip, today=cast.today)


def test_who_has_died_weighs_on_nobody_and_is_looked_for_on_no_round(cast: Cast) -> None:
    person = _accompanied(cast)
    begin_heavy(person_id=person.pk, by=cast.outreach)
    ago = timedelta(days=3)
    rounds = [
        begin_round(
            office_id=cast.outreach_office.pk,
            on=on,
            course="北の道",
            weather="clear",
            member_ids=[cast.outreach.member_id],
            others=["学生"],
            by=cast.outreach,
        )
        for on in (cast.today - ago, cast.today)
    ]
    meeting = NewMeeting(outcome="talked", at=timezone.now() - ago)
    meet(round_id=rounds[0].pk, person_id=person.pk, meeting=meeting, by=cast.outreach)
    assert len(usually_met(rounds[1], cast.outreach)) == len(heavy_walks(cast.outreach)) == 1

    undo = _by_hand(cast, person)
    assert usually_met(rounds[1], cast.outreach) == heavy_walks(cast.outreach) == []
    undo()
    assert len(usually_met(rounds[1], cast.outreach)) == len(heavy_walks(cast.outreach)) == 1
