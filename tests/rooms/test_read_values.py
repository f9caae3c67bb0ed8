"""Dates, amounts and numbers as people type them, on the way through forms and back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django import forms
from django.test import Client

from banso.companionship.models import ContactNote
from banso.kit.declared_fields import form_field, say
from banso.kit.eras import PartialDate, Precision
from banso.kit.forms import DayField, PartialDateField
from banso.people.actions import NewPerson, add_contact, enter_person, merge_people, part_people
from banso.people.models import Person
from banso.people.queries import find_people, person_seen, similar_people
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Client]


def entered(cast: Cast, name: str, **known: object) -> Person:
    return enter_person(person=NewPerson(called_name=name, **known), by=cast.outreach)  # type: ignore[arg-type]


def card(person: Person, **typed: str) -> dict[str, str]:
    return {"called_name": person.called_name, "sex": "", "version": str(person.version), **typed}


def test_an_age_is_kept_with_the_day_on_which_it_was_said_and_saving_again_changes_nothing(
    cast: Cast, signed_in: SignedIn
) -> None:
    person, browser = entered(cast, "例さん"), signed_in("outreach")
    address = f"/people/{person.pk}/edit/"
    said = f"70歳くらい({cast.today.isoformat()})"

    browser.post(address, card(person, birth="70歳くらい"))
    person.refresh_from_db()
    first = person.birth
    page = browser.get(address).content.decode()
    browser.post(address, card(person, birth=said))
    person.refresh_from_db()

    assert first == PartialDate(cast.today.year - 70, None, None, Precision.ABOUT, said)
    assert f'value="{said}"' in page
    assert person.birth == first
    assert said in browser.get(f"/people/{person.pk}/card/").content.decode()


def test_nobody_is_born_in_the_future(cast: Cast, signed_in: SignedIn) -> None:
    person = entered(cast, "例さん")

    answer = signed_in("outreach").post(
        f"/people/{person.pk}/edit/", card(person, birth=f"{cast.today.year + 1}/4/1")
    )

    assert (answer.status_code, "未来の日付です" in answer.content.decode()) == (422, True)
    assert person_seen(cast.outreach, person.pk).birth == PartialDate()


def test_a_note_of_next_year_is_asked_about_and_never_kept_as_another_day(
    cast: Cast, signed_in: SignedIn
) -> None:
    person = entered(cast, "例さん")
    typed = {"on": f"{cast.today.year + 1}-04-01", "method": "visit", "pillars": ["being"]}
    typed["sensitivity"] = "plain"
    address, browser = f"/people/{person.pk}/notes/write/", signed_in("outreach")

    answer = browser.post(address, typed)
    browser.post(address, typed | {"on": cast.today.isoformat(), "time": "23:50"})

    assert (answer.status_code, "未来の日付です" in answer.content.decode()) == (422, True)
    assert [note.on for note in ContactNote.objects.filter(person=person)] == [cast.today]


def test_a_day_ahead_is_ten_years_ahead_at_most(cast: Cast) -> None:
    field = DayField()

    assert field.clean("R9.4.1").isoformat() == "2027-04-01"
    with pytest.raises(forms.ValidationError, match="10年"):
        field.clean("R80.4.1")
    with pytest.raises(forms.ValidationError, match="未来"):
        DayField(past=True).clean((cast.today + timedelta(days=1)).isoformat())


def test_a_kept_birth_is_shown_as_it_can_be_typed_again() -> None:
    field = PartialDateField()

    for typed in ("S23.3.9", "昭和23年頃", "70代", "昭和23年秋", "不詳", "西暦1948年"):
        known = field.clean(typed)
        assert field.clean(field.prepare_value(known)) == known


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("15万円", 150_000), ("136,000", 136_000), ("約10〜15万円", "約10〜15万円"), ("", None)],
)
def test_an_amount_is_a_number_where_it_is_one_and_words_where_it_is_not(
    typed: str, kept: object
) -> None:
    field = form_field("number", label="収入")

    assert field.clean(typed) == kept
    assert field.clean(field.prepare_value(kept)) == kept
    assert say("number", (), "約10〜15万円") == "約10〜15万円"


@pytest.mark.parametrize("typed", ["たくさん", "-5", "99999999999"])
def test_what_is_no_amount_is_asked_about(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        form_field("number", label="収入").clean(typed)


def test_every_number_of_a_contact_finds_in_any_form(cast: Cast) -> None:
    person = entered(cast, "例さん")
    add_contact(
        person_id=person.pk, value="090-1111-2222 / 080-3333-4444", note="", by=cast.outreach
    )

    for typed in ("09011112222", "080-3333-4444", "+81 80 3333 4444", "０８０３３３３"):
        assert [hit.person.pk for hit in find_people(cast.outreach, typed)] == [person.pk], typed
    alike = similar_people(
        cast.outreach, names=[("例さん", "")], birth=PartialDate(), phone="+81-80-3333-4444"
    )
    assert [hit.person.pk for hit in alike] == [person.pk]


def test_words_of_a_birth_go_along_when_entries_become_one_and_come_back(cast: Cast) -> None:
    said = PartialDate(words="70代(2024-05-02)")
    kept, gone = entered(cast, "甲"), entered(cast, "乙", birth=said)

    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="本人の話", by=cast.outreach)
    merged = Person.objects.get(pk=kept.pk).birth
    part_people(merge_id=merge.pk, by=cast.outreach)

    assert merged == said
    assert Person.objects.get(pk=kept.pk).birth == PartialDate()
    assert Person.objects.get(pk=gone.pk).birth == said
