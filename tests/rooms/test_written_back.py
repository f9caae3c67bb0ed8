"""A row is written back only over what was read."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from banso.kit.db import one_transaction
from banso.kit.models import WrittenMeanwhile
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from tests.conftest import Cast


def twice(cast: Cast) -> tuple[Person, Person]:
    """Return one person, read by two."""
    made = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    return Person.objects.get(pk=made.pk), Person.objects.get(pk=made.pk)


def test_what_somebody_else_wrote_in_between_is_not_overwritten(cast: Cast) -> None:
    one, other = twice(cast)
    one.looks = "青い帽子"
    one.save()

    other.own_words = "寒い"
    with pytest.raises(WrittenMeanwhile), transaction.atomic():
        other.save()

    other.save(update_fields=["own_words"])  # another column is nobody else's
    now = Person.objects.get(pk=one.pk)
    assert (now.looks, now.own_words) == ("青い帽子", "寒い")


def test_an_action_that_read_too_early_begins_again_and_both_are_kept(cast: Cast) -> None:
    kept, other = twice(cast)
    read = [kept]

    @one_transaction
    def write() -> None:
        person = read.pop() if read else Person.objects.get(pk=kept.pk)
        person.own_words = "寒い"
        person.save()

    other.looks = "青い帽子"
    other.save()
    write()

    now = Person.objects.get(pk=kept.pk)
    assert (now.looks, now.own_words) == ("青い帽子", "寒い")


@pytest.mark.parametrize("anew", [None, ["own_words"]])
def test_a_row_read_anew_is_written_over_what_stands_now(cast: Cast, anew: Any) -> None:
    one, other = twice(cast)
    one.own_words = "先の言葉"
    one.save(update_fields=["own_words"])

    other.refresh_from_db(fields=anew)
    other.own_words = "後の言葉"
    other.save()

    assert Person.objects.get(pk=one.pk).own_words == "後の言葉"


def test_a_row_that_is_saved_twice_and_counted_in_between_is_its_own(cast: Cast) -> None:
    one, _other = twice(cast)
    one.version = F("version") + 1
    one.save()
    one.looks = "青い帽子"
    one.save(update_fields=["looks"])
    deferred = Person.objects.only("pk").get(pk=one.pk)
    deferred.looks = "赤い帽子"
    deferred.save(update_fields=["looks"])

    assert Person.objects.get(pk=one.pk).looks == "赤い帽子"
