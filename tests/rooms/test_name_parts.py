"""How names are read here is learnt from the names that are here; what is rare says more."""

import pytest

from banso.kit.eras import PartialDate, Precision
from banso.people.actions import learn_readings, reindex
from banso.people.models import NamePart, Person, PersonName, SearchKey
from banso.people.queries import similar_people
from banso.people.queries.nearest import NEAREST, how_many, nearest
from banso_recognition import TOO_MANY
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

BORN = PartialDate(1961, 4, 12, Precision.DAY)


def _enter(cast: Cast, name: str, kana: str = "", birth: PartialDate = BORN) -> Person:
    person = Person(agency=cast.agency, called_name=name)
    person.birth = birth
    person.save()
    PersonName.objects.create(person=person, kind="legal", text=name, kana=kana)
    reindex(person)
    return person


def _found(cast: Cast, name: str, kana: str = "", birth: PartialDate = BORN) -> list[Person]:
    hits = similar_people(cast.manager, names=[(name, kana)], birth=birth)
    return [hit.person for hit in hits]


def test_kanji_alone_are_found_by_the_sound_that_others_gave_for_them(cast: Cast) -> None:
    silent = _enter(cast, "東海林 皓")
    for _ in range(2):
        _enter(cast, "東海林 皓", "しょうじ ひかる", PartialDate(1980, 1, 2, Precision.DAY))
    other_birth = PartialDate(1961, 4, 21, Precision.DAY)
    assert silent not in _found(cast, "しょうじ ひかる", "しょうじ ひかる", other_birth)

    learn_readings()

    assert _found(cast, "しょうじ ひかる", "しょうじ ひかる", other_birth)[0] == silent


def test_what_one_person_alone_bears_is_not_kept(cast: Cast) -> None:
    _enter(cast, "御手洗 皓", "みたらい ひかる")
    learn_readings()
    assert not NamePart.objects.filter(written="御手洗").exists()

    _enter(cast, "御手洗 進", "みたらい すすむ")
    learn_readings()
    learn_readings()
    assert NamePart.objects.get(written="御手洗", sound="").times == 2


def test_somebody_who_married_is_met_by_the_whole_date_of_birth(cast: Cast) -> None:
    before = _enter(cast, "大河原 美智代", "おおかわら みちよ")
    assert before in _found(cast, "三田村 美智代", "みたむら みちよ")


def test_everybody_under_one_key_is_not_read_through(cast: Cast) -> None:
    person = _enter(cast, "山田 太郎", "やまだ たろう")
    SearchKey.objects.bulk_create(
        SearchKey(agency=cast.agency, person=person, key="b:crowd") for _ in range(TOO_MANY + 50)
    )
    assert how_many(cast.agency.pk, {"b:crowd", "b:nobody"}) == [
        ("b:crowd", TOO_MANY),
        ("b:nobody", 0),
    ]
    assert len(nearest(cast.manager, {"b:crowd"})) <= NEAREST
    assert nearest(cast.manager, {"b:nobody"}) == nearest(cast.manager, set()) == []
