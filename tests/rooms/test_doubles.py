"""Who was entered twice is found over a whole home, and asked about; no machine merges anybody."""

from typing import Any

import pytest
from django.test import Client

from banso.kit.eras import PartialDate, Precision
from banso.people.actions import (
    link_agency,
    linking,
    merge_people,
    part_people,
    reindex,
    say_never_same,
)
from banso.people.models import Linking, MayBeOne, Merge, Person, PersonName
from banso.people.queries import doubles
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

BORN = PartialDate(1961, 4, 12, Precision.DAY)


def _enter(cast: Cast, name: str, kana: str = "", birth: PartialDate = BORN, **more: Any) -> Person:
    person = Person(agency=more.pop("agency", cast.agency), called_name=name, **more)
    person.birth = birth
    person.save()
    PersonName.objects.create(person=person, kind="legal", text=name, kana=kana)
    reindex(person)
    return person


def _pairs(cast: Cast) -> list[set[Any]]:
    return [{one.one.person.pk, one.other.person.pk} for one in doubles(cast.manager)]


def _two(cast: Cast) -> tuple[Person, Person]:
    return (
        _enter(cast, "東海林 皓", "しょうじ ひかる"),
        _enter(cast, "しょうじ ひかる", "しょうじ ひかる"),
    )


def test_who_was_entered_twice_is_found_with_reasons_and_nobody_is_merged(cast: Cast) -> None:
    one, other = _two(cast)
    _enter(cast, "東海林 進", "しょうじ すすむ", PartialDate(1990, 2, 3, Precision.DAY))
    link_agency(cast.agency.pk)

    assert _pairs(cast) == [{one.pk, other.pk}]
    assert "same_birth" in doubles(cast.manager)[0].speaks_for
    assert not Merge.objects.exists()


def test_after_the_first_look_only_who_was_filed_since_is_looked_at(cast: Cast) -> None:
    _two(cast)
    link_agency(cast.agency.pk)
    again = link_agency(cast.agency.pk)
    assert again.compared == 0
    assert MayBeOne.objects.count() == 1

    third = _enter(cast, "東海林 皓", "", PartialDate(1961, 4, 21, Precision.DAY))
    link_agency(cast.agency.pk)
    assert MayBeOne.objects.count() == 2
    assert sum(third.pk in pair for pair in _pairs(cast)) == 1


def test_a_look_that_was_broken_off_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _two(cast)

    def fails(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(linking, "_keep", fails)
        with pytest.raises(OSError):
            link_agency(cast.agency.pk)
    assert Linking.objects.get().ended_at is None
    assert link_agency(cast.agency.pk).pk == Linking.objects.get().pk
    assert len(_pairs(cast)) == 1


def test_who_is_two_or_was_parted_or_is_hidden_is_not_proposed(cast: Cast) -> None:
    one, other = _two(cast)
    hidden = _enter(cast, "東海林 皓", "しょうじ ひかる", restricted=True)
    _enter(cast, "東海林 皓", "しょうじ ひかる", agency=cast.neighbour_agency)
    link_agency(cast.agency.pk)
    assert not any(pair - {one.pk, other.pk, hidden.pk} for pair in _pairs(cast))
    seen = [{pair.one.person.pk, pair.other.person.pk} for pair in doubles(cast.coordinator)]
    assert not any(hidden.pk in pair for pair in seen)

    merge_people(kept_id=one.pk, gone_id=other.pk, reason="", version=one.version, by=cast.manager)
    link_agency(cast.agency.pk, whole=True)
    assert not any(other.pk in pair for pair in _pairs(cast))
    part_people(merge_id=Merge.objects.get().pk, goes=[], by=cast.manager)
    link_agency(cast.agency.pk, whole=True)
    assert {one.pk, other.pk} not in _pairs(cast)
    say_never_same(one_id=one.pk, other_id=hidden.pk, reason="", by=cast.manager)
    assert {one.pk, hidden.pk} not in _pairs(cast)


def test_a_pair_is_said_to_be_two_from_the_list(cast: Cast, signed_in: Any) -> None:
    one, other = _two(cast)
    link_agency(cast.agency.pk)
    browser: Client = signed_in("manager")
    page = browser.get("/people/doubles/").content.decode()
    assert "東海林 皓" in page
    assert f"/people/{min(one.pk, other.pk)}/merge/" in page
    first, second = sorted((one.pk, other.pk))
    answer = browser.post(f"/people/{first}/apart/{second}/")
    assert answer.status_code == 302
    assert answer["Location"] == "/people/doubles/"
    assert _pairs(cast) == []
