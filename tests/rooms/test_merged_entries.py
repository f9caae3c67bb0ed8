"""Whoever read a person before two entries became one writes to the person who stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone, translation

from banso.companionship.actions import NewNote, write_note
from banso.kit.db import LOOK_AGAIN, AtTheSameTime, in_one_transaction
from banso.kit.models import StaleEdit
from banso.people.actions import NewPerson, edit_person, enter_person, merge_people, part_people
from banso.people.merge_rules import OnMerge, merge_rules
from banso.people.models import MeetingPlace, Person, TimelineEntry
from banso.people.queries import person_seen
from tests.at_once import on_a_copy
from tests.conftest import Cast
from tests.rooms.two_at_once import before_the_first_write

GUARDED = [
    (rule.model, name)
    for rule in merge_rules()
    if rule.on_merge in (OnMerge.MOVE, OnMerge.COPY)
    for name in rule.fields
]


def two(cast: Cast) -> tuple[Person, Person]:
    """Return two entries of one person."""
    one, other = (
        enter_person(person=NewPerson(called_name=name), by=cast.outreach)
        for name in ("ハルさん", "春さん")
    )
    return one, other


@pytest.mark.parametrize(("model", "field"), GUARDED)
def test_no_row_of_any_room_comes_to_an_entry_that_was_merged_away(
    cast: Cast, model: str, field: str
) -> None:
    kept, gone = two(cast)
    merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    meta = apps.get_model(model)._meta
    empty: dict[str, Any] = {}
    for column in meta.concrete_fields:
        if not (column.null or column.has_default()) and not isinstance(column, models.AutoField):
            empty[column.attname] = column.to_python(_something(column))
    row = apps.get_model(model)(**empty)
    setattr(row, meta.get_field(field).attname, gone.pk)

    with pytest.raises(IntegrityError, match=LOOK_AGAIN), transaction.atomic():
        row.save_base(force_insert=True, raw=True)


def _something(column: Any) -> Any:
    if isinstance(column, models.ForeignKey | models.UUIDField):
        return UUID(int=1)
    if isinstance(column, models.DateTimeField):
        return timezone.now()
    if isinstance(column, models.DateField):
        return date(2026, 11, 1)
    return {} if isinstance(column, models.JSONField) else 1


def test_a_row_read_before_is_not_written_back_to_the_entry_that_went(cast: Cast) -> None:
    kept, gone = two(cast)
    place = MeetingPlace.objects.create(person=gone, place="駅前", kind="usual")
    merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)

    with pytest.raises(IntegrityError, match=LOOK_AGAIN), transaction.atomic():
        place.save()
    assert MeetingPlace.objects.get(pk=place.pk).person_id == kept.pk


def test_a_card_of_the_entry_that_went_shows_both_texts(cast: Cast) -> None:
    kept, gone = two(cast)
    merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)

    with pytest.raises(StaleEdit):
        edit_person(person_id=gone.pk, version=gone.version, looks="青い帽子", by=cast.outreach)
    edited = edit_person(person_id=gone.pk, version=None, looks="青い帽子", by=cast.outreach)

    assert edited.pk == kept.pk
    assert Person.objects.get(pk=gone.pk).looks == ""


def test_the_guard_stands_again_after_every_migration_and_parting_is_free(cast: Cast) -> None:
    kept, gone = two(cast)
    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    call_command("migrate", verbosity=0)
    with pytest.raises(IntegrityError, match=LOOK_AGAIN), transaction.atomic():
        MeetingPlace.objects.create(person=gone, place="駅前", kind="usual")

    part_people(merge_id=merge.pk, by=cast.outreach)

    MeetingPlace.objects.create(person=gone, place="駅前", kind="usual")


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A database in which what is written is committed."""
    with on_a_copy(django_db_blocker, tmp_path):
        yield


def test_a_note_written_while_a_merge_runs_is_the_person_s(own_database: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite an action reads under the lock under which it writes")
    cast = Cast(timezone.localdate())
    kept, gone = two(cast)

    def merge() -> None:
        merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)

    with before_the_first_write(cast.agency.pk, merge) as begun:
        write_note(
            person_id=gone.pk,
            note=NewNote(at=timezone.now(), method="outreach", doing=True, fact="駅前で会えた"),
            by=cast.outreach,
        )
        assert not begun[0].done(), "the merge waits until the note stands, and takes it along"
    begun[0].result(timeout=60)

    note = TimelineEntry.objects.get(fact="駅前で会えた")
    assert note.person_id == kept.pk
    assert person_seen(cast.outreach, gone.pk).pk == kept.pk


def test_what_cannot_be_settled_is_one_plain_sentence(db: None) -> None:
    tries = []

    def never() -> None:
        tries.append(1)
        raise IntegrityError(LOOK_AGAIN)

    with pytest.raises(AtTheSameTime) as refused:
        in_one_transaction(never)
    assert len(tries) == 3
    with translation.override("ja"):
        assert str(refused.value.sentence).startswith("保存されていません。")


def test_what_is_wrong_in_itself_is_not_tried_again(db: None) -> None:
    tries = []

    def wrong() -> None:
        tries.append(1)
        raise IntegrityError("CHECK constraint failed: person_is_called_something")

    with pytest.raises(IntegrityError):
        in_one_transaction(wrong)
    assert tries == [1]
