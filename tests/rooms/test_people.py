"""The person, the ledgers, the memory, recognition."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from banso.companionship.actions import NewNote, make_promise, pass_on, walk_with, write_note
from banso.companionship.queries import my_promises
from banso.drafts.actions import write_once
from banso.kit.eras import PartialDate, Precision
from banso.kit.models import StaleEdit
from banso.kit.my_number import MyNumberRefused
from banso.kit.readers.dates import parse_date
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    CannotMerge,
    EntryAlreadyClosed,
    Memory,
    NewEntry,
    NewPerson,
    add_caution,
    add_name,
    add_place,
    close_entry,
    correct_memory,
    edit_entry,
    edit_person,
    enter_person,
    grant_reach,
    merge_people,
    open_entry,
    open_next_entry,
    part_people,
    remember,
    reopen_entry,
    say_never_same,
)
from banso.people.merge_rules import rules_of_what_moves
from banso.people.models import LedgerEntry, Person, PersonName, Reach, SearchKey, TimelineEntry
from banso.people.queries import (
    card_of,
    entries_of,
    find_in_memory,
    find_people,
    history_of,
    known_now,
    memory_of,
    merging_preview,
    names_of,
    people_seen_by,
    person_seen,
    similar_people,
)
from tests.conftest import Cast


def watanabe(cast: Cast, **more: Any) -> Person:
    values: dict[str, Any] = {
        "called_name": "なべさん",
        "names": [("legal", "渡邉 例治", "わたなべ れいじ")],
        "birth": parse_date("S30.4.1"),
    }
    by = more.pop("by", cast.outreach)
    return enter_person(person=NewPerson(**values | more), by=by)


def called(cast: Cast, text: str) -> list[str]:
    return [hit.person.called_name for hit in find_people(cast.outreach, text)]


def test_a_nickname_and_a_place_are_enough(cast: Cast) -> None:
    person = enter_person(
        person=NewPerson(called_name="公園さん1", place="北公園"), by=cast.outreach
    )

    assert called(cast, "公園さん") == ["公園さん1"]
    assert called(cast, "北公園") == ["公園さん1"]
    assert person_seen(cast.outreach, person.pk).birth == PartialDate()


@pytest.mark.parametrize(
    "words",
    [
        "渡邉",
        "渡辺",
        "渡邊 例治",
        "渡辺例治",
        "例治 渡邉",
        "わたなべ",
        "ワタナベ",
        "ﾜﾀﾅﾍﾞ れいじ",
        "watanabe",
        "Watanabe Reiji",
        "なべさん",
        "わたなべさん",
        "渡辺 例治様",
        "わたなへ れいじ",
        "わたなべれいじ",
    ],
)
def test_found_by_any_spelling(cast: Cast, words: str) -> None:
    watanabe(cast)
    enter_person(
        person=NewPerson(called_name="たなかさん", names=[("legal", "田中 見本", "たなか みほん")]),
        by=cast.outreach,
    )

    assert called(cast, words)[0] == "なべさん"


def test_kanji_stay_exactly_as_typed(cast: Cast) -> None:
    person = watanabe(cast, names=[("legal", "渡邉\U000e0101 例治", "")])

    assert names_of(person, cast.outreach)[0].text == "渡邉\U000e0101 例治"
    assert called(cast, "渡辺") == ["なべさん"]


def test_a_number_a_phone_and_a_ledger_number_find_with_their_reasons(cast: Cast) -> None:
    person = enter_person(
        person=NewPerson(called_name="ハルさん", contact="090-0000-0001"), by=cast.outreach
    )
    entry = open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )

    assert [hit.reasons for hit in find_people(cast.outreach, "09000000001")] == [("phone",)]
    assert [hit.reasons for hit in find_people(cast.outreach, entry.number)] == [("ledger_number",)]


def test_who_may_be_the_same_is_shown_with_reasons(cast: Cast) -> None:
    watanabe(cast)
    hits = similar_people(cast.outreach, names=[("渡辺 例治", "")], birth=parse_date("1955/4/11"))

    assert [hit.reasons for hit in hits] == [("variant_name", "near_birth")]


def test_never_the_same_is_remembered(cast: Cast) -> None:
    one, other = watanabe(cast), watanabe(cast, called_name="べつの方")
    say_never_same(one_id=one.pk, other_id=other.pk, reason="", by=cast.outreach)

    assert (
        similar_people(cast.outreach, names=[("渡辺 例治", "")], birth=one.birth, apart_from=one.pk)
        == []
    )


def test_two_character_words_are_found_in_the_memory(cast: Cast) -> None:
    person = watanabe(cast)
    write_note(
        person_id=person.pk,
        note=NewNote(
            at=timezone.now(),
            method="visit",
            doing=True,
            fact="見本病院へ同行した。",
            words="膝が痛い",
        ),
        by=cast.outreach,
    )

    assert [hit.person for hit in find_in_memory(cast.outreach, "病院").rows] == [person]
    assert [hit.person for hit in find_in_memory(cast.outreach, "膝が、痛い").rows] == [person]
    assert find_in_memory(cast.outreach, "痛膝").rows == []
    assert find_in_memory(cast.neighbour, "病院").rows == []


def test_search_shows_no_memory_that_asks_for_a_duty_the_viewer_lacks(cast: Cast) -> None:
    person = watanabe(cast)
    walk_with(
        person_id=person.pk, member_id=cast.supporter.member_id, on=cast.today, by=cast.outreach
    )
    write_note(
        person_id=person.pk,
        note=NewNote(
            at=timezone.now(), method="face", doing=True, fact="督促状が届いた", sensitivity="money"
        ),
        by=cast.supporter,
    )

    assert find_in_memory(cast.outreach, "督促状").rows == []
    assert [hit.person for hit in find_in_memory(cast.supporter, "督促状").rows] == [person]
    assert "督促状が届いた" not in [entry.fact for entry in memory_of(person, cast.outreach).rows]


def test_a_neighbour_agency_sees_nothing(cast: Cast) -> None:
    person = watanabe(cast)

    assert find_people(cast.neighbour, "渡邉") == []
    assert not people_seen_by(cast.neighbour).exists()
    with pytest.raises(NotSeen):
        person_seen(cast.neighbour, person.pk)


def test_a_hidden_person_is_hidden_by_the_same_rule_everywhere(cast: Cast) -> None:
    person = watanabe(cast)
    walk_with(
        person_id=person.pk, member_id=cast.supporter.member_id, on=cast.today, by=cast.outreach
    )
    edit_person(person_id=person.pk, version=None, restricted=True, by=cast.outreach)

    assert find_people(cast.coordinator, "渡邉") == []
    assert find_people(cast.outreach, "渡邉") == []
    assert [hit.person for hit in find_people(cast.supporter, "渡邉")] == [person]
    assert [hit.person for hit in find_people(cast.manager, "渡邉")] == [person]


def test_a_volunteer_sees_the_called_name_and_what_keeps_everybody_safe(cast: Cast) -> None:
    person = enter_person(
        person=NewPerson(called_name="ワタさん", names=[("legal", "渡辺 例", "")], place="北公園"),
        by=cast.outreach,
    )
    grant_reach(person=person, member_id=cast.volunteer.member_id)
    add_caution(
        person_id=person.pk,
        kind="do_not",
        text="後ろから声をかけない",
        until_on=None,
        by=cast.outreach,
    )
    card = card_of(person_seen(cast.volunteer, person.pk), cast.volunteer)

    assert (card.names, card.places, card.contacts, card.may_know) == ([], [], [], False)
    assert [one.text for one in card.do_not] == ["後ろから声をかけない"]
    assert find_people(cast.volunteer, "渡辺") == []
    assert memory_of(person, cast.volunteer).rows == []


def test_an_alert_leaves_the_card_after_its_day(cast: Cast) -> None:
    person = watanabe(cast)
    add_caution(
        person_id=person.pk,
        kind="alert",
        text="検査の日まで",
        until_on=cast.today - timedelta(days=1),
        by=cast.outreach,
    )

    assert card_of(person, cast.outreach).alerts == []


def test_passing_on_fills_the_next_entry_says_from_where_and_takes_promises_along(
    cast: Cast,
) -> None:
    person = watanabe(cast)
    first = open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today - timedelta(days=30),
            values={"wish": "as_it_is", "income": 20000, "sleeps_at": "北公園"},
        ),
        by=cast.outreach,
    )
    make_promise(
        person_id=person.pk,
        text="毛布",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )

    second = pass_on(
        entry_id=first.pk,
        into="centre",
        office_id=cast.centre_office.pk,
        worker_id=cast.centre.member_id,
        on=cast.today,
        by=cast.outreach,
    )

    assert second.values == {"wish": "as_it_is", "income": 20000}
    assert second.origins == {"wish": str(first.pk), "income": str(first.pk)}
    assert [one.text for one in my_promises(cast.centre, until=cast.today)] == ["毛布"]
    assert "ホームレス自立支援台帳" in [
        one.origin.split()[0] for one in known_now(person, cast.centre)[0][1]
    ]
    assert person_seen(cast.centre, person.pk) == person_seen(cast.outreach, person.pk) == person


def test_the_dwelling_after_the_centre_is_known_and_its_origin_stays(cast: Cast) -> None:
    person = watanabe(cast)
    first = open_entry(
        person=person,
        entry=NewEntry(
            ledger="centre",
            office_id=cast.centre_office.pk,
            worker_id=None,
            on=cast.today,
            values={"exit_to": "例アパート"},
        ),
        by=cast.outreach,
    )
    second = open_next_entry(
        entry_id=first.pk,
        into="aftercare",
        office_id=cast.aftercare_office.pk,
        worker_id=None,
        on=cast.today,
        by=cast.outreach,
    )

    assert (second.values["dwelling"], second.origins["dwelling"]) == ("例アパート", str(first.pk))


def test_returning_to_an_earlier_ledger_is_normal(cast: Cast) -> None:
    person = watanabe(cast)
    entry = open_entry(
        person=person,
        entry=NewEntry(
            ledger="aftercare",
            office_id=cast.aftercare_office.pk,
            worker_id=None,
            on=cast.today,
            values={"wish": "unknown"},
        ),
        by=cast.outreach,
    )
    close_entry(entry_id=entry.pk, reason="moved", on=cast.today, by=cast.outreach)
    back = reopen_entry(
        person=person,
        ledger="outreach",
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today,
        by=cast.outreach,
    )

    assert [one.ledger for one in entries_of(person)] == ["aftercare", "outreach"]
    assert back.values == {"wish": "unknown"}


def test_an_entry_is_passed_on_only_once(cast: Cast) -> None:
    person = watanabe(cast)
    entry = open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )
    close_entry(entry_id=entry.pk, reason="wished", on=cast.today, by=cast.outreach)

    with pytest.raises(EntryAlreadyClosed):
        open_next_entry(
            entry_id=entry.pk,
            into="centre",
            office_id=cast.centre_office.pk,
            worker_id=None,
            on=cast.today,
            by=cast.outreach,
        )


def test_numbers_count_by_ledger_and_fiscal_year(cast: Cast) -> None:
    numbers = [
        open_entry(
            person=watanabe(cast),
            entry=NewEntry(ledger=ledger, office_id=cast.outreach_office.pk, worker_id=None, on=on),
            by=cast.outreach,
        ).number
        for ledger, on in (
            ("outreach", date(2026, 3, 31)),
            ("outreach", date(2026, 3, 31)),
            ("outreach", date(2026, 4, 1)),
            ("centre", date(2026, 4, 1)),
        )
    ]

    assert numbers == ["巡2025-0001", "巡2025-0002", "巡2026-0001", "セ2026-0001"]


def test_a_correction_keeps_the_old_text(cast: Cast) -> None:
    person = watanabe(cast)
    entry = remember(
        person=person,
        memory=Memory(at=timezone.now(), kind="note", title="訪問", fact="元の文"),
        by=cast.outreach,
    )
    new = correct_memory(
        entry_id=entry.pk, reason="日を間違えた", fact="直した文", by=cast.outreach
    )

    assert [one.fact for one in memory_of(person, cast.outreach).rows] == ["直した文"]
    assert [one.fact for one in history_of(new, cast.outreach)] == ["直した文", "元の文"]
    assert find_in_memory(cast.outreach, "元の文").rows == []
    with pytest.raises(StaleEdit):
        correct_memory(entry_id=entry.pk, reason="もう一度", fact="x", by=cast.outreach)


def test_an_earlier_revision_keeps_asking_for_its_duty(cast: Cast) -> None:
    person = watanabe(cast)
    entry = remember(
        person=person,
        memory=Memory(
            at=timezone.now(), kind="note", title="訪問", fact="借金の額", sensitivity="money"
        ),
        by=cast.manager,
    )
    new = correct_memory(
        entry_id=entry.pk,
        reason="金額を除いた",
        fact="生活の相談",
        sensitivity="plain",
        by=cast.manager,
    )

    assert [one.fact for one in history_of(new, cast.outreach)] == ["生活の相談"]
    assert [one.fact for one in history_of(new, cast.manager)] == ["生活の相談", "借金の額"]
    assert "借金" not in str(merging_preview(watanabe(cast), person, cast.outreach))


def test_a_stale_edit_is_refused_with_the_row_as_it_is(cast: Cast) -> None:
    person = watanabe(cast)
    edit_person(person_id=person.pk, version=1, own_words="先の言葉", by=cast.outreach)

    with pytest.raises(StaleEdit) as refused:
        edit_person(person_id=person.pk, version=1, own_words="後の言葉", by=cast.outreach)
    assert refused.value.current.own_words == "先の言葉"


def test_values_that_a_viewer_may_not_read_stay_as_they_are(cast: Cast) -> None:
    person = watanabe(cast)
    entry = open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"income": 5},
        ),
        by=cast.outreach,
    )
    edit_entry(
        entry_id=entry.pk,
        version=entry.version,
        values={"wish": "unknown"},
        worker_id=None,
        by=cast.outreach,
    )

    assert LedgerEntry.objects.get(pk=entry.pk).values == {"income": 5, "wish": "unknown"}


def test_no_my_number_anywhere_also_not_in_bulk(cast: Cast) -> None:
    number = "1234-5678-9018"
    for write in (
        lambda: enter_person(person=NewPerson(called_name=number), by=cast.outreach),
        lambda: write_note(
            person_id=watanabe(cast).pk,
            note=NewNote(at=timezone.now(), method="visit", doing=True, fact=f"番号 {number}"),
            by=cast.outreach,
        ),
        lambda: PersonName.objects.bulk_create(
            [PersonName(person=watanabe(cast), kind="alias", text=number)]
        ),
        lambda: open_entry(
            person=watanabe(cast),
            entry=NewEntry(
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=None,
                on=cast.today,
                values={"papers": number},
            ),
            by=cast.outreach,
        ),
    ):
        with pytest.raises(MyNumberRefused), transaction.atomic():
            write()


def snapshot(*people: Person) -> dict[str, Any]:
    rows = {
        f"{one.model}.{person.pk}": sorted(
            str(pk)
            for pk in apps.get_model(one.model)
            .objects.filter(person=person.pk)
            .values_list("pk", flat=True)
        )
        for one in rules_of_what_moves()
        for person in people
    }
    fields = {
        str(person.pk): (fresh := Person.objects.get(pk=person.pk))
        and (
            fresh.called_name,
            fresh.birth,
            fresh.own_words,
            fresh.sex,
            fresh.last_met_on,
            fresh.merged_into_id,
        )
        for person in people
    }
    keys = {
        str(person.pk): sorted(
            SearchKey.objects.filter(person=person).values_list("key", flat=True)
        )
        for person in people
    }
    reach = {
        str(person.pk): sorted(
            str(one)
            for one in Reach.objects.filter(person=person).values_list("office_id", "member_id")
        )
        for person in people
    }
    return rows | fields | keys | reach


def without_memories_of_merging(taken: dict[str, Any], people: list[Person]) -> dict[str, Any]:
    told = {
        str(pk)
        for pk in TimelineEntry.objects.filter(kind="recognition").values_list("pk", flat=True)
    }
    texts = {
        str(pk)
        for pk in apps.get_model("people.MemoryText")
        .objects.filter(entry__kind="recognition")
        .values_list("pk", flat=True)
    }
    return {
        key: [one for one in value if one not in told | texts] if isinstance(value, list) else value
        for key, value in taken.items()
    }


def full_life(cast: Cast, name: str, birth: str = "") -> Person:
    person = enter_person(
        person=NewPerson(
            called_name=name,
            names=[("legal", f"渡辺 {name}", "わたなべ")],
            birth=parse_date(birth),
            place="北公園",
            contact="090-0000-0009",
        ),
        by=cast.outreach,
    )
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"sleeps_at": "東屋"},
        ),
        by=cast.outreach,
    )
    walk_with(
        person_id=person.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach
    )
    write_note(
        person_id=person.pk,
        note=NewNote(
            at=timezone.now(),
            method="visit",
            being=True,
            words=name,
            promise_text="また",
            promise_on=cast.today,
        ),
        by=cast.outreach,
    )
    add_caution(person_id=person.pk, kind="do_not", text=name, until_on=None, by=cast.outreach)
    return person


def test_merging_moves_every_row_and_parting_puts_back_exactly_those(cast: Cast) -> None:
    kept, gone = full_life(cast, "甲"), full_life(cast, "乙", "S30.4.1")
    before = snapshot(kept, gone)

    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="本人の話", by=cast.outreach)

    merged = snapshot(kept, gone)
    assert {
        one.model: len(merged[f"{one.model}.{gone.pk}"])
        for one in rules_of_what_moves()
        if merged[f"{one.model}.{gone.pk}"]
    } == {"companionship.Companionship": 1}
    assert Person.objects.get(pk=kept.pk).birth.precision is Precision.DAY
    assert person_seen(cast.outreach, gone.pk).pk == kept.pk
    assert {hit.person.pk for hit in find_people(cast.outreach, "乙")} == {kept.pk}
    part_people(merge_id=merge.pk, by=cast.outreach)
    assert without_memories_of_merging(snapshot(kept, gone), [kept, gone]) == before


def test_three_become_one_and_the_first_merge_is_parted_out_of_the_middle(cast: Cast) -> None:
    one, two, three = (full_life(cast, name) for name in ("壱", "弐", "参"))
    before = snapshot(two)
    first = merge_people(kept_id=one.pk, gone_id=two.pk, reason="", by=cast.outreach)
    second = merge_people(kept_id=three.pk, gone_id=one.pk, reason="", by=cast.outreach)

    part_people(merge_id=first.pk, by=cast.outreach)

    assert without_memories_of_merging(snapshot(two), [two]) == before
    assert person_seen(cast.outreach, one.pk).pk == three.pk
    part_people(merge_id=second.pk, by=cast.outreach)
    assert {hit.person.called_name for hit in find_people(cast.outreach, "渡辺")} == {
        "壱",
        "弐",
        "参",
    }


def test_what_cannot_be_merged_is_refused(cast: Cast) -> None:
    one, other = watanabe(cast), watanabe(cast)
    merge_people(kept_id=one.pk, gone_id=other.pk, reason="", by=cast.outreach)

    with pytest.raises(CannotMerge):
        merge_people(kept_id=one.pk, gone_id=one.pk, reason="", by=cast.outreach)
    with pytest.raises(NotSeen):
        merge_people(kept_id=one.pk, gone_id=other.pk, reason="", by=cast.outreach)
    with pytest.raises(NotSeen):
        merge_people(
            kept_id=one.pk,
            gone_id=watanabe(cast, called_name="三").pk,
            reason="",
            by=cast.neighbour,
        )


def test_the_same_submission_writes_once(cast: Cast) -> None:
    token = watanabe(cast).pk

    def write() -> str:
        enter_person(person=NewPerson(called_name="一度だけ"), by=cast.outreach)
        return "/there/"

    for _ in range(2):
        assert write_once(token=token, write=write, by=cast.outreach) == "/there/"

    assert Person.objects.filter(called_name="一度だけ").count() == 1


@pytest.mark.parametrize(
    "break_it",
    [
        lambda person, cast: Person.objects.filter(pk=person.pk).update(called_name=""),
        lambda person, cast: Person.objects.filter(pk=person.pk).update(birth_year=None),
        lambda person, cast: Person.objects.filter(pk=person.pk).update(merged_into=person),
        lambda person, cast: Reach.objects.create(person=person),
        lambda person, cast: Reach.objects.create(person=person, office=cast.outreach_office),
        lambda person, cast: LedgerEntry.objects.create(
            agency=cast.agency,
            person=person,
            ledger="outreach",
            number="1",
            office=cast.outreach_office,
            opened_on=date(2026, 1, 2),
            closed_on=date(2026, 1, 1),
            closing_reason="other",
        ),
        lambda person, cast: LedgerEntry.objects.create(
            agency=cast.agency,
            person=person,
            ledger="outreach",
            number="1",
            office=cast.outreach_office,
            opened_on=date(2026, 1, 2),
            closing_reason="other",
        ),
    ],
)
def test_the_database_itself_refuses_what_must_not_be(cast: Cast, break_it: Any) -> None:
    person = watanabe(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(person, cast)


def test_names_and_places_added_later_find_too(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    add_name(
        person_id=person.pk, kind="maiden", text="髙﨑 例", kana="たかさき れい", by=cast.outreach
    )
    add_place(
        person_id=person.pk,
        kind="station",
        place="駅南 自転車置き場",
        when="",
        sleeps_here=True,
        by=cast.outreach,
    )

    assert called(cast, "高崎") == called(cast, "自転車置き場") == ["ハルさん"]
