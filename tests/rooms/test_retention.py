"""How long records are kept: a list before anything happens, and two who decide at the end."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from banso.access.actions import confirm_proposal
from banso.audit.queries import verify
from banso.companionship.actions import NewNote, write_note
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.models import LedgerEntry, Person, TimelineEntry
from banso.privacy.actions import NotOverYet, ask_at_end, set_retention
from banso.privacy.actions.retention import list_endings
from banso.privacy.models import Ending, Erasure
from banso.privacy.queries.erasing import thinning_of
from banso.privacy.queries.retention import ending_seen, endings, terms_of
from banso.privacy.rules.retention import due_on
from tests.conftest import Cast
from tests.rooms.test_erasing import asked, erased, everything, said_in
from tests.rooms.test_mishaps import somebody
from tests.seconded import second_of

SignIn = Callable[[str], Client]
LONG_AGO = date(2020, 5, 1)


def ended(cast: Cast, name: str = "見本ハルさん", on: date = LONG_AGO) -> Person:
    """Somebody whose support ended long ago, of whom something was told."""
    person = somebody(cast, name)
    told = NewNote(at=timezone.now(), method="phone", doing=True, fact="栞のある文")
    write_note(person_id=person.pk, note=told, by=cast.outreach)
    LedgerEntry.objects.filter(person=person).delete()
    LedgerEntry.objects.create(
        agency=cast.agency,
        person=person,
        office=cast.outreach_office,
        ledger="outreach",
        number=f"巡{on.year}-{person.pk.hex[-6:]}",
        opened_on=on - timedelta(days=90),
        closed_on=on,
        closing_reason="other",
    )
    return person


def listed(cast: Cast) -> list[Ending]:
    """The list, as it is made by night."""
    list_endings(timezone.make_aware(datetime.combine(cast.today, time(4))))
    return endings(cast.manager)


def decided(cast: Cast, one: Ending, at_end: str) -> None:
    """Two decide."""
    word = ask_at_end(ending_id=one.pk, at_end=at_end, by=cast.manager)
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))


@pytest.mark.once
def test_a_period_is_counted_from_the_end_of_the_fiscal_year() -> None:
    assert due_on(date(2020, 5, 1), 60) == date(2026, 3, 31)
    assert due_on(date(2021, 3, 31), 60) == date(2026, 3, 31)
    assert due_on(date(2021, 4, 1), 60) == date(2027, 3, 31)


def test_a_list_comes_before_anything_happens(cast: Cast) -> None:
    person, later = ended(cast), ended(cast, "春さん", date(2022, 5, 1))
    back = ended(cast, "秋さん")
    assert {one.person_id for one in listed(cast)} == {person.pk, back.pk}
    LedgerEntry.objects.filter(person=back).update(closed_on=None, closing_reason="")
    assert {one.person_id for one in listed(cast)} == {person.pk}
    first = listed(cast)[0]
    assert (first.kind, first.ended_on, first.due_on) == ("supported", LONG_AGO, date(2026, 3, 31))
    assert Person.objects.filter(pk__in=(person.pk, later.pk, back.pk)).count() == 3
    assert endings(cast.coordinator) == []
    with pytest.raises(NotSeen):
        ending_seen(cast.neighbour, first.pk)


def test_what_an_agency_sets_holds(cast: Cast) -> None:
    person = ended(cast, on=date(2022, 5, 1))
    assert listed(cast) == []
    set_retention(kind="supported", months=24, at_end="erase", version=None, by=cast.manager)
    assert [one.person_id for one in listed(cast)] == [person.pk]
    with pytest.raises(StaleEdit):
        set_retention(kind="supported", months=12, at_end="keep", version=0, by=cast.manager)
    with pytest.raises(NotSeen):
        set_retention(kind="rest", months=12, at_end="keep", version=None, by=cast.manager)
    assert terms_of(cast.agency.pk)["supported"].months == 24
    assert terms_of(cast.neighbour.agency_id)["supported"].months == 60


def test_two_keep_it_for_another_year(cast: Cast) -> None:
    person = ended(cast)
    decided(cast, listed(cast)[0], "keep")
    assert listed(cast) == []
    assert Person.objects.filter(pk=person.pk).exists()
    Ending.objects.update(put_off_until=cast.today - timedelta(days=1))
    assert len(listed(cast)) == 1


def test_two_erase_it(cast: Cast) -> None:
    person = ended(cast)
    decided(cast, listed(cast)[0], "erase")
    assert not Person.objects.filter(pk=person.pk).exists()
    assert Erasure.objects.get().ground == "ended"
    assert said_in(everything(), "栞のある文") == []
    assert said_in(everything(), "見本ハルさん") == []
    assert listed(cast) == []
    assert verify()[1] == []


def test_two_thin_it_to_codes_and_days(cast: Cast) -> None:
    person = ended(cast)
    Person.objects.filter(pk=person.pk).update(
        birth_year=1955, birth_month=4, birth_day=1, birth_precision="day"
    )
    decided(cast, listed(cast)[0], "thin")
    tables = everything()
    for text in ("栞のある文", "見本ハルさん"):
        assert said_in(tables, text) == [], text
    here = Person.objects.get(pk=person.pk)
    assert (here.birth_year, here.birth_month, here.called_name) == (1955, None, "－")
    assert LedgerEntry.objects.get(person=person).closed_on == LONG_AGO
    assert TimelineEntry.objects.filter(person=person).exists()
    assert Erasure.objects.get().how == "thinned"
    assert listed(cast) == []


def test_nothing_goes_before_its_time_or_once_they_came_back(cast: Cast) -> None:
    person = ended(cast)
    one = listed(cast)[0]
    word = ask_at_end(ending_id=one.pk, at_end="erase", by=cast.manager)
    LedgerEntry.objects.filter(person=person).update(closed_on=None, closing_reason="")
    with pytest.raises(NotOverYet):
        confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    assert Person.objects.filter(pk=person.pk).exists()
    with pytest.raises(NotOverYet):
        ask_at_end(ending_id=one.pk, at_end="erase", by=cast.manager)


def test_what_had_to_stay_goes_when_its_own_time_is_over(cast: Cast) -> None:
    person = ended(cast)
    erasure = erased(cast, asked(cast, person))
    kept = {"why": "books", "rows": 1, "until": "2026-01-01"}
    Person.objects.create(pk=person.pk, agency=cast.agency, called_name="－", suspended=True)
    Erasure.objects.filter(pk=erasure.pk).update(kept=[kept])
    one = listed(cast)[0]
    assert one.kind == "rest"
    decided(cast, one, "thin")  # of what has no text left, that is erasing
    assert not Person.objects.filter(pk=person.pk).exists()
    assert listed(cast) == []


def test_its_pages(cast: Cast, signed_in: SignIn) -> None:
    ended(cast)
    one = listed(cast)[0]
    browser = signed_in("manager")
    page = browser.get("/privacy/retention/").content.decode()
    assert "見本ハルさん" in page
    assert "個人情報保護法第22条" in page
    change = "/privacy/retention/met/"
    for months in ("0", "601", "x", ""):
        typed = {"months": months, "at_end": "keep", "submission": ""}
        assert browser.post(change, typed).status_code == 422, months
    typed = {"months": "24", "at_end": "keep", "version": "", "submission": ""}
    assert browser.post(change, typed).status_code == 302
    assert browser.get("/privacy/retention/none/").status_code == 404
    there = f"/privacy/endings/{one.pk}/"
    assert "消すもの" in browser.get(there).content.decode()
    assert browser.post(there, {"at_end": "erase", "submission": ""}).status_code == 302
    assert "二人目の確認を頼みました" in browser.get(there).content.decode()
    assert thinning_of(one.person, today=cast.today).names_stay is False
    assert "保存期間" in browser.get("/privacy/").content.decode()
