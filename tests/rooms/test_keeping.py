"""Money and belongings in keeping: a book with two names, counted, given back."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from banso.access.actions import NotAlone, confirm_proposal, stop_proposal
from banso.access.held import held_by
from banso.access.models import Proposal
from banso.access.proposals import waiting_for
from banso.keeping import queries, sheets
from banso.keeping.actions import (
    NewCount,
    NewKeeping,
    NewRow,
    TheEnd,
    ask_second_again,
    begin_keeping,
    count_keeping,
    give_everything_back,
    give_out,
    hand_keeping_over,
    pass_keepings,
    reverse_row,
    sign_keeping,
    take_in,
)
from banso.keeping.actions import refusals as no
from banso.keeping.models import BookRow, Keeping
from banso.kit.eras import PartialDate, Precision
from banso.kit.refusals import NotSeen
from banso.kit.sheets.pdf import pdf_of
from banso.people.actions import (
    NewPerson,
    edit_person,
    enter_person,
    merge_people,
    note_death,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from tests.conftest import Cast

SignIn = Callable[[str], Client]


def somebody(cast: Cast, name: str = "例の預ける人") -> Person:
    """Enter somebody whom everybody of the agency but volunteers may reach."""
    return enter_person(
        person=NewPerson(called_name=name), office_id=cast.centre_office.pk, by=cast.centre
    )


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody at the centre."""
    return somebody(cast)


def kept_for(person: Person, cast: Cast, **more: Any) -> Keeping:
    """Begin to keep something in the name of the centre's counsellor."""
    how = {"why": "家賃の日まで", "wish": "own", "on": cast.today - timedelta(days=60)} | more
    how.setdefault("keeper_id", cast.centre.member_id)
    return begin_keeping(person_id=person.pk, keeping=NewKeeping(**how), by=cast.centre)


@pytest.fixture
def kept(person: Person, cast: Cast) -> Keeping:
    """Something that is kept for two months."""
    return kept_for(person, cast)


def cash_in(kept: Keeping, cast: Cast, amount: int = 10_000, ago: int = 30) -> BookRow:
    row = NewRow(kind="cash", amount=amount, on=cast.today - timedelta(days=ago))
    return take_in(keeping_id=kept.pk, row=row, by=cast.centre)


def cash_out(kept: Keeping, cast: Cast, amount: int, ago: int = 0, **more: Any) -> BookRow:
    row = NewRow(kind="cash", amount=amount, on=cast.today - timedelta(days=ago), **more)
    return give_out(keeping_id=kept.pk, row=row, by=cast.centre)


def standing(kept: Keeping, cast: Cast) -> queries.Standing:
    kept.refresh_from_db()
    [found] = queries.standings([queries.keeping_seen(cast.manager, kept.pk)], cast.manager)
    return found


def second_word(row: Any, by: Any) -> None:
    confirm_proposal(proposal_id=Proposal.objects.get(about=row.pk, stopped_at=None).pk, by=by)


def test_a_row_stands_at_once_and_waits_for_somebody_else_who_saw_it(
    kept: Keeping, cast: Cast
) -> None:
    row = cash_in(kept, cast)

    assert standing(kept, cast).cash == 10_000
    assert standing(kept, cast).alone == 1
    with pytest.raises(NotAlone):
        second_word(row, cast.centre)
    second_word(row, cast.manager)

    row.refresh_from_db()
    assert (row.second_id, row.second_on) == (cast.manager.member_id, cast.today)
    assert standing(kept, cast).alone == 0
    with pytest.raises(no.SecondedAlready):
        ask_second_again(book_row_id=row.pk, by=cast.centre)


def test_only_who_reaches_the_person_and_knows_of_money_is_asked_for_the_second_word(
    kept: Keeping, cast: Cast
) -> None:
    cash_in(kept, cast)

    told = [one.says for one in waiting_for(cast.coordinator)]

    assert len(told) == 1
    assert "10,000" in told[0]
    assert "例の預ける人" not in told[0]  # whose it is stands behind the door of the book alone
    for other in (cast.aftercare, cast.outreach, cast.employment, cast.observer, cast.volunteer):
        assert waiting_for(other) == []


def test_a_word_that_was_refused_can_be_asked_for_again_and_nothing_of_the_row_is_lost(
    kept: Keeping, cast: Cast
) -> None:
    row = cash_in(kept, cast)
    stop_proposal(proposal_id=Proposal.objects.get(about=row.pk).pk, by=cast.manager)
    assert standing(kept, cast).cash == 10_000

    ask_second_again(book_row_id=row.pk, by=cast.coordinator)
    second_word(row, cast.manager)

    assert standing(kept, cast).alone == 0


def test_whoever_asks_again_may_not_be_the_one_who_wrote_and_is_no_second_either(
    kept: Keeping, cast: Cast
) -> None:
    row = cash_in(kept, cast)
    ask_second_again(book_row_id=row.pk, by=cast.coordinator)

    with pytest.raises(NotSeen):
        second_word(row, cast.centre)


def test_no_row_is_ever_changed_not_even_by_the_database(kept: Keeping, cast: Cast) -> None:
    row = cash_in(kept, cast)
    second_word(row, cast.manager)
    changes = ({"amount": 1}, {"purpose": "違う"}, {"second": cast.coordinator.member_id})

    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            BookRow.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        BookRow.objects.filter(pk=row.pk).delete()


def test_a_wrong_row_is_reversed_once_by_another(kept: Keeping, cast: Cast) -> None:
    row = cash_in(kept, cast)

    undone = reverse_row(book_row_id=row.pk, why="金額のまちがい", by=cast.centre)

    assert undone.amount == -10_000
    assert standing(kept, cast).cash == 0
    for again in (row, undone):
        with pytest.raises(no.ReversedAlready):
            reverse_row(book_row_id=again.pk, why="もう一度", by=cast.centre)


def test_less_than_nothing_is_there_only_with_a_reason(kept: Keeping, cast: Cast) -> None:
    came = cash_in(kept, cast, ago=10)

    with pytest.raises(no.ReasonMissing):
        cash_out(kept, cast, 10_001)
    with pytest.raises(no.ReasonMissing):
        cash_out(kept, cast, 500, ago=20)  # before anything was there
    cash_out(kept, cast, 500, ago=20, why_below="職員が立て替えた")
    with pytest.raises(no.ReasonMissing):
        reverse_row(book_row_id=came.pk, why="二重", by=cast.centre)
    cash_out(kept, cast, 9_500)

    assert standing(kept, cast).cash == 0


@pytest.mark.parametrize("amount", [0, -5, 100_000_000])
def test_a_row_is_of_something(kept: Keeping, cast: Cast, amount: int) -> None:
    with pytest.raises(no.NoAmount):
        cash_in(kept, cast, amount)
    with pytest.raises(no.NoAmount):
        cash_out(kept, cast, amount)


def test_days_lie_between_the_beginning_and_today(kept: Keeping, cast: Cast) -> None:
    with pytest.raises(no.BeforeItBegan):
        cash_in(kept, cast, ago=61)
    with pytest.raises(no.OnADayToCome):
        cash_in(kept, cast, ago=-1)


def test_things_go_back_piece_by_piece(kept: Keeping, cast: Cast) -> None:
    keys = NewRow(kind="key", what="青い札の鍵", amount=2, on=cast.today - timedelta(days=3))
    with pytest.raises(no.WhatIsIt):
        take_in(keeping_id=kept.pk, row=NewRow(kind="key", amount=1, on=cast.today), by=cast.centre)
    came = take_in(keeping_id=kept.pk, row=keys, by=cast.centre)

    cash_out(kept, cast, 1, of_id=came.pk, with_whom="ご本人")
    with pytest.raises(no.NotThatMany):
        cash_out(kept, cast, 2, of_id=came.pk)
    with pytest.raises(no.BeforeItBegan):
        cash_out(kept, cast, 1, ago=4, of_id=came.pk)
    with pytest.raises(no.GivenBackAlready):
        reverse_row(book_row_id=came.pk, why="違う鍵", by=cast.centre)
    with pytest.raises(NotSeen):  # a thing of another book
        cash_out(kept_for(kept.person, cast), cast, 1, of_id=came.pk)

    assert [(one.row.pk, one.left) for one in standing(kept, cast).things] == [(came.pk, 1)]


def test_a_difference_stands_with_what_is_known_of_it(
    kept: Keeping, cast: Cast, signed_in: SignIn
) -> None:
    cash_in(kept, cast)
    count = {"on": cast.today, "found": 9_000, "things_there": True, "together": "with"}

    with pytest.raises(no.SayWhatDiffers):
        count_keeping(keeping_id=kept.pk, count=NewCount(**count), by=cast.centre)
    some = NewCount(**count | {"found": 10_000, "things_there": False})
    with pytest.raises(no.SayWhatDiffers):
        count_keeping(keeping_id=kept.pk, count=some, by=cast.centre)
    told = NewCount(**count, note="先週の切手代を書き忘れた", words="たしかに切手を頼んだ。")
    made = count_keeping(keeping_id=kept.pk, count=told, by=cast.centre)

    assert (made.expected, made.difference, made.signed) == (10_000, -1_000, "-1,000")
    memory = TimelineEntry.objects.get(source_id=made.pk)
    assert (memory.words, memory.sensitivity) == ("たしかに切手を頼んだ。", "money")
    assert "-1,000" in signed_in("manager").get(f"/keeping/{kept.pk}/").content.decode()
    second_word(made, cast.manager)


def test_what_was_not_counted_for_a_month_stands_on_the_desks_of_keeper_and_manager(
    kept: Keeping, cast: Cast, signed_in: SignIn
) -> None:
    second_word(cash_in(kept, cast), cast.manager)

    def on_desk(role: str) -> bool:
        return "例の預ける人" in signed_in(role).get("/keeping/desk/").content.decode()

    assert on_desk("manager")
    assert on_desk("centre")
    assert not on_desk("coordinator")  # it is theirs neither to keep nor to answer for
    count = NewCount(on=cast.today, found=10_000, things_there=True, together="with")
    second_word(count_keeping(keeping_id=kept.pk, count=count, by=cast.centre), cast.manager)
    assert not on_desk("manager")
    hand_keeping_over(
        keeping_id=kept.pk, keeper_id=cast.coordinator.member_id, on=cast.today, by=cast.manager
    )
    assert not on_desk("coordinator")


def test_nobody_keeps_what_is_somebody_s_whom_they_do_not_reach(person: Person, cast: Cast) -> None:
    for other in (cast.outreach, cast.aftercare, cast.volunteer, cast.neighbour, cast.employment):
        with pytest.raises(no.CannotKeep):
            kept_for(person, cast, keeper_id=other.member_id)

    kept = kept_for(person, cast)
    assert not standing(kept, cast).out_of_reach
    edit_person(person_id=person.pk, version=None, restricted=True, by=cast.manager)

    assert standing(kept, cast).out_of_reach
    with pytest.raises(NotSeen):
        cash_in(kept, cast)
    assert queries.what_waits(cast.centre) == []
    assert [one.keeping.pk for one in queries.what_waits(cast.manager)] == [kept.pk]


def test_who_goes_hands_over_what_they_keep(kept: Keeping, cast: Cast) -> None:
    cash_in(kept, cast)
    held = held_by(cast.centre.member_id, cast.agency.pk)
    assert "keeping.Keeping.keeper" in {one.kind.code for one in held}

    with pytest.raises(no.CannotKeep):  # may not know of money
        pass_keepings(
            [kept.pk],
            from_id=cast.centre.member_id,
            to_id=cast.outreach.member_id,
            on=cast.today,
            by=cast.manager,
        )
    pass_keepings(
        [kept.pk],
        from_id=cast.centre.member_id,
        to_id=cast.aftercare.member_id,
        on=cast.today,
        by=cast.manager,
    )

    kept.refresh_from_db()
    assert (kept.keeper_id, kept.keeper_since) == (cast.aftercare.member_id, cast.today)
    assert queries.keeping_seen(cast.aftercare, kept.pk).pk == kept.pk
    assert not standing(kept, cast).out_of_reach


def test_everything_goes_back_and_the_book_closes(kept: Keeping, cast: Cast) -> None:
    cash_in(kept, cast)
    bag = NewRow(kind="luggage", what="黒い鞄", amount=1, on=cast.today)
    take_in(keeping_id=kept.pk, row=bag, by=cast.centre)

    end = TheEnd(given_to="self", on=cast.today, words="ありがとう。")
    give_everything_back(keeping_id=kept.pk, end=end, by=cast.centre)

    now = standing(kept, cast)
    assert (now.cash, now.things, now.keeping.ended_on) == (0, [], cast.today)
    assert now.alone == 4  # what goes out at the end is seen by two as well
    assert queries.what_waits(cast.manager)[0].keeping.pk == kept.pk
    for act in (lambda: cash_in(kept, cast, ago=0), lambda: cash_out(kept, cast, 1)):
        with pytest.raises(no.Ended):
            act()
    with pytest.raises(no.Ended):
        give_everything_back(keeping_id=kept.pk, end=end, by=cast.centre)


def test_after_a_death_it_goes_to_somebody_by_name(kept: Keeping, cast: Cast) -> None:
    cash_in(kept, cast)
    day = PartialDate(cast.today.year, precision=Precision.YEAR)
    note_death(person_id=kept.person_id, death=day, by=cast.centre)
    assert standing(kept, cast).waits

    def end(**more: Any) -> None:
        how = TheEnd(on=cast.today, **more)
        give_everything_back(keeping_id=kept.pk, end=how, by=cast.centre)

    with pytest.raises(no.NotToThem):
        end(given_to="self")
    with pytest.raises(no.ToWhom):
        end(given_to="family")
    end(given_to="family", given_to_whom="例 妹(相続人)")

    assert standing(kept, cast).cash == 0


def test_a_book_below_nothing_does_not_close(kept: Keeping, cast: Cast) -> None:
    cash_out(kept, cast, 300, why_below="立て替えた")

    with pytest.raises(no.NotEven):
        give_everything_back(
            keeping_id=kept.pk, end=TheEnd(given_to="self", on=cast.today), by=cast.centre
        )


def test_it_moves_when_two_entries_become_one_and_back(kept: Keeping, cast: Cast) -> None:
    cash_in(kept, cast)
    first, other = kept.person_id, somebody(cast, "例の同じ人")
    also = kept_for(other, cast)

    merge = merge_people(kept_id=other.pk, gone_id=kept.person_id, reason="", by=cast.centre)
    books = queries.keepings_seen_by(cast.centre).filter(person=other)
    assert {one.pk for one in books} == {kept.pk, also.pk}
    assert standing(kept, cast).cash == 10_000
    part_people(merge_id=merge.pk, by=cast.centre)

    assert Keeping.objects.get(pk=kept.pk).person_id == first
    assert Keeping.objects.get(pk=also.pk).person_id == other.pk


def test_whose_wish_it_is_stands_there(person: Person, cast: Cast) -> None:
    with pytest.raises(no.WhoAsked):
        kept_for(person, cast, wish="others")
    with pytest.raises(no.OnADayToCome):
        kept_for(person, cast, on=cast.today + timedelta(days=1))


def test_the_pages_lead_through_it(person: Person, cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in("centre")
    typed = {
        "why": "入院の間",
        "wish": "own",
        "keeper": str(cast.centre.member_id),
        "on": str(cast.today),
    }
    begun = browser.post(f"/keeping/of/{person.pk}/begin/", typed)
    page = begun["Location"]
    row = {"kind": "cash", "amount": "1万円", "on": str(cast.today), "purpose": "家賃"}
    assert browser.post(f"{page}in/", row)["Location"] == page
    too_much = browser.post(
        f"{page}out/",
        {"amount": "20000", "purpose": "家賃", "with_whom": "大家", "on": str(cast.today)},
    )
    wrong = browser.post(f"{page}in/", row | {"amount": "少し"})
    signed = {"signed": "mark", "note": "金庫のつづり", "on": str(cast.today)}
    browser.post(f"{page}sign/", signed)

    shown = browser.get(page).content.decode()
    assert too_much.status_code == wrong.status_code == 422
    assert str(no.ReasonMissing.sentence) in too_much.content.decode()
    assert "10,000" in shown
    assert "二人目の確認待ち" in shown
    assert "紙に拇印" in shown
    assert "私も確かめました" not in shown
    assert "私も確かめました" in signed_in("manager").get(page).content.decode()
    assert "10,000" in browser.get(f"/keeping/of/{person.pk}/").content.decode()
    assert "例の預ける人" in browser.get("/keeping/").content.decode()


def test_the_trace_and_the_memory_tell_of_it(kept: Keeping, cast: Cast, signed_in: SignIn) -> None:
    sign_keeping(keeping_id=kept.pk, signed="paper", on=cast.today, note="", by=cast.centre)
    cash_in(kept, cast)

    readers = signed_in("manager").get(f"/people/{kept.person_id}/readers/").content.decode()
    assert "出納簿に書いた" in readers
    memory = TimelineEntry.objects.get(source_id=kept.pk)
    assert (memory.kind, memory.sensitivity) == ("keeping", "money")


@pytest.mark.once
def test_the_excel_book_has_numbers_as_numbers_and_no_formulas(
    kept: Keeping, cast: Cast, signed_in: SignIn
) -> None:
    row = NewRow(kind="cash", amount=10_000, on=cast.today, purpose="=1+1")
    take_in(keeping_id=kept.pk, row=row, by=cast.centre)
    cash_out(kept, cast, 2_500, purpose="電話代", with_whom="窓口")

    made = signed_in("centre").get(f"/keeping/{kept.pk}/book.xlsx")

    sheet = load_workbook(BytesIO(made.content)).active
    sums = [[cell.value for cell in line[5:8]] for line in sheet.iter_rows(min_row=4, max_row=5)]
    assert [[one or None for one in line] for line in sums] == [
        [10_000, None, 10_000],
        [None, 2_500, 7_500],
    ]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


LONG = "終わりのない話が続く。" * 18


@pytest.mark.once
def test_the_sheets_hold_the_longest_and_nothing_at_eight_points_or_more(
    person: Person, cast: Cast
) -> None:
    empty = kept_for(person, cast)
    full = kept_for(person, cast, why=LONG * 2, words=LONG * 2, place=LONG)
    for number in range(30):
        cash_in(full, cast, amount=1_000 + number)
    cash_out(full, cast, 900, purpose=LONG, with_whom=LONG)
    bag = NewRow(kind="luggage", what=LONG, amount=1, on=cast.today)
    take_in(keeping_id=full.pk, row=bag, by=cast.centre)

    for kept in (empty, full):
        book = queries.book_of(queries.keeping_seen(cast.centre, kept.pk), cast.centre)
        for made in (
            sheets.receipt_sheet(book, cast.centre, agency="見本の会"),
            sheets.book_sheet(book, cast.centre, agency="見本の会"),
            sheets.list_sheet([book.standing], cast.centre, agency="見本の会"),
        ):
            assert smallest(pdf_of(made)) >= 8


def smallest(pdf: bytes) -> float:
    """Return the size of the smallest letter of a PDF."""
    sizes: set[float] = set()

    def look(text: str, _page: Any, matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3]), 1))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return min(sizes)
