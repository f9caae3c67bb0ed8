"""Who was entered twice is found over a whole home, and asked about; no machine merges anybody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from banso.kit.eras import PartialDate, Precision
from banso.people.actions import (
    HasDied,
    ask_about_double,
    forget_doubles,
    link_agency,
    link_everybody,
    linking,
    merge_people,
    part_people,
    put_off_double,
    reindex,
    say_never_same,
)
from banso.people.models import DoubleJudged, Linking, MayBeOne, Merge, Person, PersonName
from banso.people.queries import (
    doubles,
    doubles_put_off,
    doubles_to_ask,
    doubles_to_ask_of,
    looking_well,
    pairs_waiting,
    similar_people,
)
from banso.people.queries.looking_well import HowWell, has_fallen
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


def test_a_pair_is_put_off_for_a_month_or_the_person_is_asked(cast: Cast, signed_in: Any) -> None:
    one, other = sorted(_two(cast), key=lambda entry: entry.pk.hex)
    link_agency(cast.agency.pk)
    browser: Client = signed_in("manager")
    browser.post(f"/people/{one.pk}/put-off-double/{other.pk}/")
    assert _pairs(cast) == []
    DoubleJudged.objects.update(until=cast.today)
    assert len(_pairs(cast)) == 1

    browser.post(f"/people/{other.pk}/ask-double/{one.pk}/")
    browser.post(f"/people/{other.pk}/ask-double/{one.pk}/")
    assert DoubleJudged.objects.filter(judged="ask").count() == 1
    assert _pairs(cast) == []
    asked = doubles_to_ask(cast.manager)
    assert [{pair.one.person.pk, pair.other.person.pk} for pair in asked] == [{one.pk, other.pk}]
    assert (
        f"/people/{one.pk}/merge/{other.pk}/"
        in browser.get(f"/people/{one.pk}/card/").content.decode()
    )
    say_never_same(one_id=one.pk, other_id=other.pk, reason="", by=cast.manager)
    assert doubles_to_ask(cast.manager) == []
    assert doubles_to_ask_of(cast.manager, one.pk) == []


def test_nobody_is_asked_about_who_has_died_or_is_out_of_reach(cast: Cast) -> None:
    one, other = _two(cast)
    link_agency(cast.agency.pk)
    ask_about_double(one_id=one.pk, other_id=other.pk, by=cast.manager)
    assert doubles_to_ask_of(cast.manager, one.pk) == [other.pk]
    Person.objects.filter(pk=other.pk).update(restricted=True)
    assert doubles_to_ask_of(cast.coordinator, one.pk) == []
    assert doubles_to_ask(cast.coordinator) == []
    Person.objects.filter(pk=one.pk).update(has_died=True)
    with pytest.raises(HasDied):
        ask_about_double(one_id=other.pk, other_id=one.pk, by=cast.manager)
    put_off_double(one_id=other.pk, other_id=one.pk, by=cast.manager)


def test_what_people_said_of_pairs_is_counted(cast: Cast) -> None:
    one, other = _two(cast)
    third = _enter(cast, "東海林 皓", "", PartialDate(1961, 4, 21, Precision.DAY))
    away = _enter(cast, "例山 一郎", "れいやま いちろう", PartialDate(1950, 1, 9, Precision.DAY))
    link_agency(cast.agency.pk)
    well = looking_well(cast.manager)
    assert well.months[0].found == len(_pairs(cast)) == MayBeOne.objects.count()
    assert well.whole.precision is None
    assert well.whole.recall is None

    merge = merge_people(kept_id=one.pk, gone_id=other.pk, reason="", by=cast.manager)
    say_never_same(one_id=one.pk, other_id=third.pk, reason="", by=cast.manager)
    merge_people(kept_id=one.pk, gone_id=away.pk, reason="", by=cast.manager)
    well = looking_well(cast.manager)
    assert (well.whole.right, well.whole.proposed) == (1, 2)
    assert (well.whole.right, well.whole.one) == (1, 2)
    assert well.whole.recall == 0.5
    part_people(merge_id=merge.pk, by=cast.manager)
    well = looking_well(cast.manager)
    assert (well.whole.right, well.whole.proposed, well.months[0].parted) == (0, 2, 1)


@pytest.mark.parametrize(
    ("before", "now", "fallen"),
    [
        (HowWell(19, 20, 19), HowWell(16, 20, 16), True),
        (HowWell(19, 20, 20), HowWell(18, 20, 19), False),
        (HowWell(19, 20, 20), HowWell(19, 20, 25), True),
        (HowWell(19, 19, 19), HowWell(1, 20, 1), False),
        (HowWell(0, 0, 0), HowWell(1, 20, 1), False),
    ],
)
def test_a_fall_is_said_where_there_is_enough_to_say_it(
    before: HowWell, now: HowWell, fallen: bool
) -> None:
    assert has_fallen(before, now) is fallen


def test_a_pair_keeps_the_day_on_which_it_was_found(cast: Cast) -> None:
    _two(cast)
    link_everybody()
    long_ago = timezone.now() - timedelta(days=40)
    MayBeOne.objects.update(found_at=long_ago)
    link_agency(cast.agency.pk, whole=True)
    assert MayBeOne.objects.get().found_at == long_ago
    assert looking_well(cast.manager).months[0].found == 0


def test_whoever_is_erased_stays_in_no_pair(cast: Cast) -> None:
    one, other = _two(cast)
    link_agency(cast.agency.pk)
    put_off_double(one_id=one.pk, other_id=other.pk, by=cast.manager)
    forget_doubles([other.pk])
    assert not MayBeOne.objects.exists()
    assert not DoubleJudged.objects.exists()


def test_three_at_most_are_asked_about_at_once(cast: Cast) -> None:
    for _ in range(5):
        _enter(cast, "東海林 皓", "しょうじ ひかる")
    found = similar_people(cast.manager, names=[("東海林 皓", "しょうじ ひかる")], birth=BORN)
    assert len(found) == 3


def test_whoever_brings_a_pair_together_from_the_list_goes_on_there(
    cast: Cast, signed_in: Any
) -> None:
    one, other = _two(cast)
    link_agency(cast.agency.pk)
    browser: Client = signed_in("manager")
    address = f"/people/{one.pk}/merge/{other.pk}/"
    for query, after in (("?from=doubles", "/people/doubles/"), ("", f"/people/{one.pk}/")):
        page = browser.get(address + query)
        assert page.context["back_url"] == after
    answer = browser.post(
        address + "?from=doubles", {"reason": "", "version": Person.objects.get(pk=one.pk).version}
    )
    assert answer["Location"] == "/people/doubles/"
    assert Merge.objects.filter(undone_at=None).count() == 1


def test_the_desk_says_how_many_pairs_wait(cast: Cast, signed_in: Any) -> None:
    browser: Client = signed_in("manager")
    assert "二重登録" not in browser.get("/desk/doubles/").content.decode()
    one, other = _two(cast)
    third = _enter(cast, "東海林 皓", "", PartialDate(1961, 4, 21, Precision.DAY))
    found = link_agency(cast.agency.pk)
    assert found.waiting == len(_pairs(cast)) > 1
    assert f"{found.waiting}組" in browser.get("/desk/doubles/").content.decode()
    put_off_double(one_id=one.pk, other_id=other.pk, by=cast.manager)
    assert link_agency(cast.agency.pk).waiting == found.waiting - 1
    merge_people(kept_id=one.pk, gone_id=third.pk, reason="", by=cast.manager)
    link_agency(cast.agency.pk)
    assert not MayBeOne.objects.filter(one_id=third.pk).exists()
    assert not MayBeOne.objects.filter(other_id=third.pk).exists()


def test_what_is_taken_over_from_the_other_entry_is_on_the_screen(
    cast: Cast, signed_in: Any
) -> None:
    one = _enter(cast, "東海林 皓", birth=PartialDate())
    other = _enter(cast, "しょうじ ひかる", sex="male", looks="青い上着")
    browser: Client = signed_in("manager")
    shown = browser.get(f"/people/{one.pk}/merge/{other.pk}/").content.decode()
    for said in ("昭和36年4月12日", "男性", "青い上着"):
        assert said in shown
    merge_people(kept_id=one.pk, gone_id=other.pk, reason="", by=cast.manager)
    kept = Person.objects.get(pk=one.pk)
    assert (kept.sex, kept.looks, kept.birth.year) == ("male", "青い上着", 1961)


def test_the_last_word_counts(cast: Cast) -> None:
    one, other = _two(cast)
    link_agency(cast.agency.pk)
    ask_about_double(one_id=one.pk, other_id=other.pk, by=cast.manager)
    put_off_double(one_id=one.pk, other_id=other.pk, by=cast.manager)
    assert doubles_to_ask(cast.manager) == doubles_to_ask_of(cast.manager, one.pk) == []
    assert len(doubles_put_off(cast.manager)) == 1
    assert pairs_waiting(cast.agency.pk) == 0
    DoubleJudged.objects.filter(judged="later").update(until=cast.today)
    assert doubles_put_off(cast.manager) == []
    assert len(_pairs(cast)) == pairs_waiting(cast.agency.pk) == 1
