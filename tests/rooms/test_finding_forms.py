"""Whoever is asked for in another form is found, in search and in the duplicate check."""

import random
from datetime import date
from typing import Any

import pytest

from banso.kit.eras import PartialDate
from banso.people.actions import (
    Incoming,
    IncomingEntry,
    NewPerson,
    add_contact,
    add_place,
    enter_person,
    upsert_entries,
    upsert_people,
)
from banso.people.actions.reindexing import bring_keys_up_to_date, reindex_everybody
from banso.people.models import KeysVersion, Person, PersonName, SearchKey
from banso.people.queries import find_people, similar_people
from tests.conftest import Cast


def _named(cast: Cast, text: str, **more: Any) -> Person:
    return enter_person(
        person=NewPerson(called_name=text, names=[("legal", text, "")], **more), by=cast.outreach
    )


def _found(viewer: Any, text: str) -> list[Any]:
    return [hit.person.pk for hit in find_people(viewer, text)]


def _alike(viewer: Any, name: str = "", **more: Any) -> list[Any]:
    hits = similar_people(viewer, names=[(name, "")] if name else [], birth=PartialDate(), **more)
    return [hit.person.pk for hit in hits]


@pytest.mark.parametrize(
    ("stands", "asked"),
    [
        ("霞ヶ関 太郎", "霞が関 太郎"),
        ("霞が関 太郎", "霞ケ関"),
        ("佐々木 進", "佐佐木 進"),
        ("佐佐木 進", "佐々木"),
        ("Nguyễn Văn Đức", "Nguyen Van Duc"),
        ("Nguyen Van Duc", "nguyễn văn đức"),
        ("Seán O’Brien", "Sean O'Brien"),
        ("Sean OBrien", "Seán O`Brien"),
        ("とし坊", "としぼう"),
        ("としぼう", "とし坊"),
        ("健ちゃん", "けんちゃん"),
    ],
)
def test_a_name_in_another_form_finds_and_stays_as_typed(
    cast: Cast, stands: str, asked: str
) -> None:
    person = _named(cast, stands)
    for other in ("山田 花子", "Tran Thi Mai", "まさ坊"):
        _named(cast, other)
    assert _found(cast.outreach, asked)[:1] == [person.pk]
    assert _alike(cast.outreach, asked)[:1] == [person.pk]
    assert PersonName.objects.filter(person=person, text=stands).exists()


@pytest.mark.parametrize(
    ("stands", "asked"),
    [
        ("090-1234-5678", "5678"),
        ("090-1234-5678", "12345678"),
        ("+81 90-1234-5678", "090-1234-5678"),
        ("09012345678", "+81 90 1234 5678"),
        ("06-6123-4567 / 090-1234-5678", "090-1234-5678"),
        ("06-6123-4567、090-1234-5678", "5678"),
        ("０９０ー１２３４ー５６７８", "09012345678"),
    ],
)
def test_a_phone_in_another_form_finds(cast: Cast, stands: str, asked: str) -> None:
    person, other = _named(cast, "例 一郎"), _named(cast, "例 二郎")
    add_contact(person_id=person.pk, value=stands, note="", by=cast.outreach)
    add_contact(person_id=other.pk, value="06-9999-0000", note="", by=cast.outreach)
    assert _found(cast.outreach, asked) == [person.pk]
    assert _found(cast.volunteer, asked) == []
    if len(asked) >= 9:
        assert _alike(cast.outreach, "まったく 別名", phone=asked) == [person.pk]


@pytest.mark.parametrize(
    ("stands", "asked"),
    [
        ("西成区萩之茶屋三丁目12番5号", "萩ノ茶屋3-12-5"),
        ("西成区萩之茶屋3-12-5", "大阪府西成区萩の茶屋三丁目１２番地５"),
        ("霞ヶ丘公園の東", "霞が丘公園"),
        ("第一コーポ101号室", "第一コーポ１０１"),
    ],
)
def test_an_address_in_another_form_finds(cast: Cast, stands: str, asked: str) -> None:
    person = _named(cast, "例 一郎")
    add_place(
        person_id=person.pk, place=stands, kind="home", when="", sleeps_here=False, by=cast.outreach
    )
    assert _found(cast.outreach, asked) == [person.pk]
    assert _found(cast.volunteer, asked) == []


def test_the_dwelling_of_somebody_brought_in_finds(cast: Cast) -> None:
    office = cast.aftercare_office.pk
    ids = upsert_people(
        [Incoming(outside_id="a", called_name="例 一郎")], office_id=office, by=cast.manager
    ).ids

    def entry(dwelling: str) -> IncomingEntry:
        return IncomingEntry(
            outside_id="e",
            person="a",
            ledger="aftercare",
            office_id=office,
            opened_on=date(2024, 4, 1),
            values={"dwelling": dwelling},
        )

    upsert_entries([entry("北区梅田三丁目12番5号")], people=ids, by=cast.manager)
    assert _found(cast.manager, "梅田3-12-5") == [ids["a"]]
    assert _alike(cast.manager, "べつの 名前", places=["北区梅田3丁目12の5"]) == [ids["a"]]
    upsert_entries([entry("中央区本町1-1")], people=ids, by=cast.manager)
    assert _found(cast.manager, "本町一丁目1番") == [ids["a"]]
    assert _found(cast.manager, "梅田3-12-5") == []


def test_nobody_hidden_is_found_by_phone_or_address(cast: Cast) -> None:
    person = _named(cast, "例 一郎", restricted=True)
    add_contact(person_id=person.pk, value="090-1234-5678", note="", by=cast.outreach)
    add_place(
        person_id=person.pk,
        place="梅田三丁目12番5号",
        kind="home",
        when="",
        sleeps_here=False,
        by=cast.outreach,
    )
    assert _found(cast.outreach, "5678") == [person.pk]
    for asked in ("5678", "+819012345678", "梅田3-12-5"):
        assert _found(cast.employment, asked) == []
    assert _alike(cast.employment, "別の 人", phone="09012345678", places=["梅田3-12-5"]) == []


def test_a_home_whose_keys_were_made_otherwise_is_filed_anew(cast: Cast) -> None:
    person = _named(
        cast, "佐々木 進", contact="06-6123-4567 / 090-1234-5678", place="梅田三丁目12番"
    )
    kept = set(SearchKey.objects.filter(person=person).values_list("key", flat=True))
    SearchKey.objects.all().delete()
    SearchKey.objects.create(agency=cast.agency, person=person, key="n:佐々木進")
    KeysVersion.objects.update(version=1)
    bring_keys_up_to_date()
    assert set(SearchKey.objects.filter(person=person).values_list("key", flat=True)) == kept
    assert _found(cast.outreach, "佐佐木") == [person.pk]
    assert reindex_everybody() == Person.objects.count()
    SearchKey.objects.all().delete()
    bring_keys_up_to_date()
    assert not SearchKey.objects.exists(), "once is enough"


@pytest.mark.either  # how well it finds; that each database finds, the others say
def test_the_right_person_is_among_the_first_for_forms_and_mistakes(cast: Cast) -> None:
    from tools.bench.names import invented, mistaken, other_forms

    everybody = invented(400)
    incoming = [one.incoming(f"b{number}") for number, one in enumerate(everybody)]
    ids = upsert_people(incoming, office_id=cast.outreach_office.pk, by=cast.manager).ids
    dice = random.Random(5)
    asked = found = 0
    for number, one in enumerate(everybody[:150]):
        form = mistaken(one, dice)
        known = PartialDate(*form.birth) if form.birth[0] is None else form.partial
        hits = similar_people(
            cast.manager, names=[(form.written, form.kana)], birth=known, limit=10, least=0.0
        )
        found += ids[f"b{number}"] in {hit.person.pk for hit in hits}
        asked += 1
        for text in other_forms(one, dice):
            hits = find_people(cast.manager, text, limit=10)
            found += ids[f"b{number}"] in {hit.person.pk for hit in hits}
            asked += 1
    assert found / asked >= 0.98


def test_the_numbers_of_an_address_are_no_phone(cast: Cast) -> None:
    person, other = _named(cast, "例 一郎"), _named(cast, "例 二郎")
    add_place(
        person_id=person.pk,
        place="梅田3-12-5",
        kind="home",
        when="",
        sleeps_here=False,
        by=cast.outreach,
    )
    add_contact(person_id=other.pk, value="090-1234-3125", note="", by=cast.outreach)
    assert _found(cast.outreach, "梅田3-12-5") == [person.pk]
    assert _found(cast.outreach, "3125") == [other.pk]
