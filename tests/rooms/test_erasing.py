"""A record is erased by two: no text of it is left anywhere, and the trace stays as it was."""

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.utils import timezone, translation

from banso.access.actions import confirm_proposal
from banso.access.models import Account
from banso.audit.queries import verify
from banso.backup.empty_database import CannotRestore
from banso.backup.making import home_mark
from banso.backup.restoring import _tell_of_erased
from banso.backup.rules import name_of
from banso.companionship.actions import NewNote, write_note
from banso.drafts.actions import keep_unsent_form, save_draft
from banso.interop.uploads import put, where
from banso.keeping.actions import NewKeeping, begin_keeping
from banso.keeping.models import Keeping
from banso.kit.erased_list import NAME, add_to_list, name_beside, read_list
from banso.kit.ids import new_id
from banso.kit.ngrams import fts_document
from banso.kit.refusals import NotSeen
from banso.people.actions import merge_people, part_people
from banso.people.models import MemoryText, Merge, NeverSeenBy, Person
from banso.people.queries import find_people, person_seen
from banso.privacy.actions import StillInKeeping, ask_to_decide, enter_asking
from banso.privacy.actions.erased_again import erase_again, finish_erasing, tell_lists
from banso.privacy.models import Asking, Erasing, Erasure
from banso.privacy.queries.belongings import Belongings, belongings_of
from banso.privacy.queries.copying import copy_for
from banso.privacy.queries.erasing import named_elsewhere, plan_for
from tests import databases
from tests.conftest import Cast
from tests.rooms.canary import CanaryHome
from tests.rooms.samples_privacy import request
from tests.rooms.test_mishaps import somebody
from tests.seconded import second_of

SignIn = Callable[[str], Client]


def asked(cast: Cast, person: Person, **said: Any) -> Asking:
    """Somebody asks that what is kept about them be erased."""
    wanted = request(cast, **{"kind": "erase"} | said)
    return enter_asking(person_id=person.pk, request=wanted, by=cast.manager)


def erased(cast: Cast, asking: Asking) -> Erasure:
    """Two decide."""
    word = ask_to_decide(asking_id=asking.pk, answer="all", reasons="", by=cast.manager)
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    return Erasure.objects.get(asking=asking)


def everything() -> dict[str, str]:
    """Return what every table of the database says, whatever it is for."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.endswith("_fts"):  # keeps no texts; its pairs are looked for apart
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
    return found


def said_in(tables: dict[str, str], text: str) -> list[str]:
    """Return the tables in which a text stands, also as JSON writes it."""
    written = (text, json.dumps(text)[1:-1])
    return [table for table, said in tables.items() if any(one in said for one in written)]


@pytest.fixture
def canary(db: None, tmp_path: Any) -> Iterator[CanaryHome]:
    """A home with a token in every text."""
    with translation.override("ja"), override_settings(BANSO_SNAPSHOTS=tmp_path / "snapshots"):
        home = CanaryHome(Cast(timezone.localdate()))
        Keeping.objects.filter(ended_on=None).update(ended_on=home.cast.today, given_to="self")
        yield home


def tokens_of(canary: CanaryHome, rows: Belongings) -> set[str]:
    """Return the tokens that stand in some rows."""
    keys = {(model._meta.label, str(key)) for model, some in rows.items() for key in some}
    places = canary.tokens.places.items()
    return {token for token, (label, key, _name) in places if (label, str(key)) in keys}


def test_no_text_of_a_record_is_left_in_any_column_of_any_table(
    canary: CanaryHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing has to stay: as if the law and the body kept nothing."""
    cast, person = canary.cast, canary.person
    nothing_stays = partial(plan_for, rules=())
    monkeypatch.setattr("banso.privacy.actions.askings.plan_for", nothing_stays)
    now = timezone.now()
    save_draft(key=f"note:{person.pk}", data={"fact": ["栞DRAFT"]}, at=now, by=cast.outreach)
    keep_unsent_form(
        account_id=Account.objects.get(username="outreach").pk,
        path=f"/people/{person.pk}/notes/",
        data={"fact": ["栞UNSENT"]},
        at=now,
    )
    one = asked(cast, person, words="栞ASKED", asker_words="栞ASKER")
    gone = tokens_of(canary, nothing_stays(person, today=cast.today).everything)
    gone |= {"栞DRAFT", "栞UNSENT", "栞ASKED", "栞ASKER"}
    before = everything()
    texts = MemoryText.objects.filter(person=person)
    words = [fts_document(text) for text in texts.values_list("normalised", flat=True)]
    assert all(said_in(before, token) for token in gone)
    assert len(gone) > 150
    assert words

    erasure = erased(cast, one)

    after = everything()
    left = {token: said_in(after, token) for token in gone}
    assert {token: where for token, where in left.items() if where} == {}
    assert erasure.rows > 100
    assert not Person.objects.filter(pk__in=erasure.people).exists()
    assert not Erasing.objects.exists()
    assert verify()[1] == []
    connection.check_constraints()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pairs in filter(None, words):
                cursor.execute(
                    "SELECT rowid FROM people_memory_fts WHERE people_memory_fts MATCH %s",
                    [f'"{pairs}"'],
                )
                still = {row[0] for row in cursor.fetchall()}
                assert still <= set(MemoryText.objects.values_list("pk", flat=True))


def test_what_the_law_and_a_body_keep_stays_and_nothing_else(canary: CanaryHome) -> None:
    cast, person = canary.cast, canary.person
    one = asked(cast, person)
    plan = plan_for(person, today=cast.today)
    kept = tokens_of(canary, plan.kept)
    gone = tokens_of(canary, plan.goes) | tokens_of(canary, plan.emptied)
    keeping = {model._meta.db_table for model in plan.kept} | {"people_person"}
    assert {row.why for row in plan.stays} == {"books", "provisions", "letters", "body"}

    erasure = erased(cast, one)

    after = everything()
    assert all(said_in(after, token) for token in kept)
    left = {token: set(said_in(after, token)) - keeping for token in gone}
    assert {token: where for token, where in left.items() if where} == {}
    here = Person.objects.get(pk=person.pk)
    assert (here.called_name, here.suspended) == (person.called_name, True)  # whose books they are
    assert find_people(cast.manager, person.called_name) == []
    assert len(erasure.kept) == 4
    connection.check_constraints()


def test_what_is_closed_stays_closed_to_everybody_else(cast: Cast) -> None:
    """The way past it is for rows that two have decided to erase, and for no others."""
    person, other = somebody(cast), somebody(cast, "春さん")
    two = second_of(cast.manager)
    alone = Erasure(
        agency=cast.agency,
        ground="asked",
        how="erased",
        decided_by_id=cast.manager.member_id,
        second_id=cast.manager.member_id,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        alone.save()
    done = Erasure.objects.create(
        agency=cast.agency,
        ground="asked",
        how="erased",
        decided_by_id=cast.manager.member_id,
        second_id=two.member_id,
        done_on=cast.today,
    )
    row = {"agency": cast.agency, "of_table": "people_neverseenby", "row_id": str(person.pk)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasing.objects.create(erasure=done, **row)
    kept = [keep_no(cast, one) for one in (person, other)]
    Erasure.objects.filter(pk=done.pk).update(done_on=None)
    field: Any = NeverSeenBy._meta.pk
    row["row_id"] = str(field.get_db_prep_value(kept[0].pk, connection))
    Erasing.objects.create(erasure=done, **row)
    with pytest.raises(DatabaseError), transaction.atomic():
        NeverSeenBy.objects.filter(pk=kept[1].pk).delete()
    assert NeverSeenBy.objects.filter(pk=kept[0].pk).delete()[0] == 1


def keep_no(cast: Cast, person: Person) -> NeverSeenBy:
    """Keep whom somebody named as one who must never see."""
    member = cast.supporter.member_id
    return NeverSeenBy.objects.create(
        agency=cast.agency,
        person=person,
        member_id=member,
        said_on=cast.today,
        way="written",
        noted_by_id=cast.manager.member_id,
    )


def test_whoever_was_parted_again_is_somebody_else(cast: Cast) -> None:
    person, other = somebody(cast), somebody(cast, "春さん")
    merge_people(kept_id=person.pk, gone_id=other.pk, reason="", by=cast.outreach)
    assert {person.pk, other.pk} <= belongings_of(person)[Person]
    part_people(merge_id=Merge.objects.get().pk, by=cast.outreach)

    assert belongings_of(person)[Person] == {person.pk}
    one = enter_asking(person_id=person.pk, request=request(cast), by=cast.manager)
    assert "春さん" not in {text.text for text in copy_for(one, cast.manager).texts()}
    erased(cast, asked(cast, person))
    assert person_seen(cast.outreach, other.pk).called_name == "春さん"


def test_it_is_shown_before_done_by_two_and_never_taken_back(cast: Cast, signed_in: SignIn) -> None:
    person = somebody(cast, "見本ハルさん")
    other = somebody(cast, "春さん")
    Person.objects.filter(pk=other.pk).update(own_words="見本ハルさんと同じ班だった。")
    browser = signed_in("manager")
    decided = ask_to_decide(
        asking_id=asked(cast, person, kind="suspend").pk, answer="all", reasons="", by=cast.manager
    )
    confirm_proposal(proposal_id=decided.pk, by=second_of(cast.manager))
    one = asked(cast, person)  # also of somebody whose data is used no longer
    page = browser.get(f"/privacy/askings/{one.pk}/").content.decode()
    for words in (
        "消すもの",
        "残るものと、その理由",
        "ほかの人の記録に名前があるところ",
        "元に戻せません",
    ):
        assert words in page, words
    assert named_elsewhere(plan_for(person, today=cast.today), cast.manager)
    word = ask_to_decide(asking_id=one.pk, answer="all", reasons="", by=cast.manager)
    assert Person.objects.filter(pk=person.pk).exists()
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))

    assert not Person.objects.filter(pk=person.pk).exists()
    with pytest.raises(NotSeen):
        person_seen(cast.manager, person.pk)
    page = browser.get(f"/privacy/askings/{one.pk}/").content.decode()
    assert "消しました" in page
    assert "見本ハルさん" not in page
    assert browser.get(f"/privacy/askings/{one.pk}/letter.html").status_code == 200
    assert browser.get("/privacy/askings/").status_code == 200
    assert browser.get(f"/people/{person.pk}/").status_code == 404


def test_nothing_is_erased_while_money_or_belongings_are_kept(
    cast: Cast, signed_in: SignIn
) -> None:
    """Otherwise no record would say whose the envelope in the safe is."""
    person = somebody(cast)
    keeper = cast.coordinator
    kept = begin_keeping(
        person_id=person.pk,
        keeping=NewKeeping(why="家賃", wish="own", keeper_id=keeper.member_id, on=cast.today),
        by=keeper,
    )
    one = asked(cast, person)
    with pytest.raises(StillInKeeping):
        ask_to_decide(asking_id=one.pk, answer="all", reasons="", by=cast.manager)
    browser = signed_in("manager")
    page = browser.get(f"/privacy/askings/{one.pk}/").content.decode()
    assert f'href="/keeping/{kept.pk}/"' in page
    said = {"answer": "all", "reasons": ""}
    answer = browser.post(f"/privacy/askings/{one.pk}/decide/", said)
    assert answer.status_code == 422
    assert "お預かり" in answer.content.decode()

    Keeping.objects.filter(pk=kept.pk).update(ended_on=cast.today, given_to="self")
    word = ask_to_decide(asking_id=one.pk, answer="all", reasons="", by=cast.manager)
    Keeping.objects.filter(pk=kept.pk).update(ended_on=None, given_to="")  # begun meanwhile
    with pytest.raises(StillInKeeping):
        confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    assert person_seen(cast.outreach, person.pk).called_name == person.called_name
    ask_to_decide(asking_id=one.pk, answer="none", reasons="まだ預かっている。", by=cast.manager)


def test_who_was_erased_is_told_to_the_home_and_beside_its_backups(
    cast: Cast, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    person = somebody(cast)
    settings.HOME, settings.BANSO_UPLOADS = tmp_path, tmp_path / "uploads"
    settings.BANSO_SNAPSHOTS = tmp_path / "snapshots"
    settings.BANSO_BACKUP_PLACES = [tmp_path / "place"]
    settings.BANSO_BACKUP_PLACES[0].mkdir()
    waiting = put("ハルさん".encode(), cast.outreach, name="見本.csv")
    with django_capture_on_commit_callbacks(execute=True):
        erasure = erased(cast, asked(cast, person))

    for path in (tmp_path / NAME, tmp_path / "place" / name_beside(home_mark())):
        told = read_list(path)
        assert [one["people"] for one in told] == [[str(person.pk)]]
        assert person.called_name not in path.read_text()
    with pytest.raises(NotSeen):
        where(waiting, cast.outreach)
    assert erasure.done_on == cast.today
    assert erase_again() == 0
    assert tell_lists() == 2


def test_whoever_comes_back_with_a_backup_is_erased_again(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    """In a home of before nothing is known of the erasure but by the list beside the backup."""
    person = somebody(cast)
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    told = {
        "id": str(new_id()),
        "agency": str(cast.agency.pk),
        "ground": "asked",
        "people": [str(person.pk)],
        "decided_by": str(new_id()),  # who had not begun yet when the backup was made
        "second": str(new_id()),
    }
    backup = tmp_path / name_of("0a1b2c3d", timezone.now())
    add_to_list(tmp_path / name_beside("0a1b2c3d"), [told])
    _tell_of_erased(backup, settings.HOME)

    assert erase_again() == 1
    assert not Person.objects.filter(pk=person.pk).exists()
    assert Erasure.objects.get().done_on == cast.today
    assert erase_again() == 0
    assert verify()[1] == []
    (tmp_path / name_beside("0a1b2c3d")).write_text("{}")
    with pytest.raises(CannotRestore):
        _tell_of_erased(backup, settings.HOME)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Cast]:
    """A database of its own, in which people write for real."""
    with django_db_blocker.unblock(), databases.migrated_instead(connection, tmp_path):
        yield Cast(timezone.localdate())


@pytest.mark.skipif(bool(os.environ.get("BANSO_DATABASE_URL")), reason="the file of SQLite")
def test_the_file_of_the_database_holds_nothing_of_them_the_next_morning(
    own_database: Cast, settings: Any, tmp_path: Path
) -> None:
    cast = own_database
    settings.HOME, settings.BANSO_SNAPSHOTS = tmp_path, tmp_path / "snapshots"
    settings.BANSO_UPLOADS = tmp_path / "uploads"
    token = "栞のある文"
    person = somebody(cast, f"{token}さん")
    note = NewNote(at=timezone.now(), method="phone", doing=True, fact=token * 300)
    write_note(person_id=person.pk, note=note, by=cast.outreach)
    file = Path(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert token.encode() in file.read_bytes()
    erased(cast, asked(cast, person))
    assert finish_erasing(timezone.now()).endswith("1件")

    for path in (file, *file.parent.glob(f"{file.name}-*"), *tmp_path.rglob("*")):
        if path.is_file():
            assert token.encode() not in path.read_bytes(), path
