"""
The table of six: seats, lines with versions of their own, consent asked at every look, a sealed
meeting, promises, minutes that never change.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.actions import NotAlone, confirm_proposal, use_paper
from banso.access.models import Account, Guest
from banso.access.queries import guest_for_account
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer
from banso.companionship.actions import walk_with
from banso.companionship.models import Promise
from banso.conferences.actions import (
    AlreadyPromised,
    DecisionsOpen,
    DecisionsUnread,
    MinutesClosed,
    NewConference,
    NewLine,
    NewSeat,
    NobodyThere,
    NotTheirKeeper,
    NotYours,
    OathMissing,
    OutOfTurn,
    Settled,
    TheirOwnWords,
    add_afterwards,
    add_item,
    call_conference,
    close_conference,
    confirm_seat,
    hand_out,
    invite_to_seat,
    note_confirmation,
    reopen_conference,
    seat_somebody,
    set_attendance,
    start_conference,
    strike_minute,
    take_back,
    write_as_guest,
    write_minute,
)
from banso.conferences.models import Addition, AgendaItem, Conference, Minute, Paper, Seat
from banso.conferences.queries import (
    conferences_seen_by,
    guest_seat,
    missing_in_the_region,
    not_reached,
    open_decisions,
    table_for_guest,
    table_for_member,
)
from banso.conferences.rules import (
    LineKind,
    all_confirmed,
    default_part,
    guest_reads,
    part_of_cell,
    shown_party,
)
from banso.consent.actions import NewConsent, keep_consents, withdraw
from banso.consent.models import Provision
from banso.consent.queries import who_read
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person, merge_people
from banso.people.models import Person, TimelineEntry
from banso.planning.actions import begin_plan, save_cell
from banso.ties.actions import keep_tie
from banso.ties.models import HandOver
from tests.conftest import Cast
from tests.seconded import confirmed as second_word
from tests.seconded import opened


class Table:
    """A conference on one person, with an employer and an officer as guests."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast.coordinator
        self.person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
        walk_with(
            person_id=self.person.pk, member_id=cast.supporter.member_id, on=cast.today, by=self.by
        )
        self.plan = begin_plan(
            person_id=self.person.pk,
            made_on=cast.today,
            periods=[{"code": "now", "label": "いま"}],
            by=self.by,
        )
        for domain, text in (
            ("work", "青果店で週二日"),
            ("living", "朝起きる"),
            ("relations", "弟に手紙"),
        ):
            save_cell(
                plan_id=self.plan.pk,
                domain=domain,
                period="now",
                sensitivity="plain",
                version=0,
                content=text,
                by=self.by,
            )
        save_cell(
            plan_id=self.plan.pk,
            domain="health",
            period="now",
            sensitivity="health",
            version=0,
            content="通院",
            by=self.by,
        )
        self.conference = call_conference(
            conference=NewConference(kind="six", on=cast.today), by=self.by
        )
        self.item = add_item(
            conference_id=self.conference.pk,
            person_id=self.person.pk,
            plan_id=self.plan.pk,
            domains=["work"],
            by=self.by,
        )
        self.employer, self.shop = self.guest("employer", "例 店主", "見本青果")
        self.officer, self.office = self.guest("hello_work", "見本 職男", "ハローワーク見本")

    def guest(self, party: str, name: str, organisation: str) -> tuple[GuestViewer, Seat]:
        seat = seat_somebody(
            conference_id=self.conference.pk,
            seat=NewSeat(party=party, name=name, organisation=organisation),
            by=self.by,
        )
        invite_to_seat(seat_id=seat.pk, by=self.by)
        guest = Guest.objects.get(organisation=organisation)
        guest.account = Account.objects.create_user(username=f"g-{party}", password="banso-demo")
        guest.save()
        use_paper(account_id=guest.account.pk)
        viewer = guest_for_account(guest.account.pk, today=self.cast.today)
        assert viewer is not None
        return viewer, Seat.objects.get(pk=seat.pk)

    def allow(self, recipient: str, *parts: str, **more: Any) -> Any:
        asked: dict[str, Any] = {
            "recipient_kind": "company",
            "purpose": "会議",
            "answer": "yes",
            "from_on": self.cast.today,
            "way": "written",
        }
        consent = NewConsent(**asked | {"recipient": recipient, "parts": parts} | more)
        return keep_consents(person_id=self.person.pk, consent=consent, by=self.by)

    def line(self, kind: str, text: str, **more: Any) -> Minute:
        again = {name: more.pop(name) for name in ("minute_id", "version") if name in more}
        by = more.pop("by", self.by)
        line = NewLine(kind=kind, text=text, **more)
        return write_minute(item_id=self.item.pk, line=line, by=by, **again)

    def start(self) -> None:
        start_conference(conference_id=self.conference.pk, by=self.by)

    def read(self, guest: GuestViewer) -> set[str]:
        """Return every text a guest reads."""
        table = table_for_guest(guest_seat(guest, self.conference.pk), guest)
        lines = {
            line.minute.text
            for view in table.items
            for _kind, _label, found in view.groups
            for line in found
        }
        return lines | {
            side.after.cell.content
            for view in table.items
            for side in view.plan
            if side.after and side.after.cell
        }

    def everybody(self, attendance: str = "present") -> None:
        for seat in Seat.objects.filter(conference=self.conference):
            set_attendance(seat_id=seat.pk, attendance=attendance, by=self.by)


@pytest.fixture
def table(cast: Cast) -> Table:
    """A table."""
    return Table(cast)


def browser_of(guest: GuestViewer) -> Client:
    client = Client()
    client.force_login(
        Guest.objects.get(pk=guest.guest_id).account,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_the_person_and_who_walks_with_them_sit_there_by_default(table: Table) -> None:
    assert set(
        Seat.objects.filter(conference=table.conference).values_list("party", flat=True)
    ) == {
        "coordinator",
        "person",
        "supporter",
        "employer",
        "hello_work",
    }


def test_a_guest_reads_only_what_the_person_opened_to_their_organisation_and_only_while_it_runs(
    table: Table,
) -> None:
    table.line("news", "夜に咳が出る", part="health")
    table.line("news", "朝は起きられる")
    table.line("decision", "レジの練習をはじめる", seat_id=table.shop.pk, until_on=table.cast.today)
    table.line("missing", "夜の居場所")
    table.line("opinion", "保護費の日までもたない", part="welfare")
    table.allow("見本青果", "contact", "work")
    assert table.read(table.employer) == set(), "nothing before it begins"
    table.start()
    assert table.read(table.employer) == {"レジの練習をはじめる", "夜の居場所"}
    assert table.read(table.officer) == set(), "a word for one is none for another"
    table.allow("見本青果", "plan")
    assert table.read(table.employer) == {"レジの練習をはじめる", "夜の居場所", "青果店で週二日"}, (
        "the plan only where it speaks of work"
    )
    table.allow("ハローワーク見本", "plan", "work", "living", "health", "welfare", "ties")
    assert "通院" in table.read(table.officer)
    assert {"夜に咳が出る", "保護費の日までもたない"} <= table.read(table.officer)
    table.everybody()
    close_conference(conference_id=table.conference.pk, by=table.by)
    assert table.read(table.employer) != set()
    for seat in Seat.objects.filter(conference=table.conference, member=None, guest=None):
        note_confirmation(seat_id=seat.pk, way="paper", note="鍵のかかる棚", by=table.by)
        second_word(table.by)
    for member in (table.by, table.cast.supporter):
        confirm_seat(conference_id=table.conference.pk, by=member)
    confirm_seat(conference_id=table.conference.pk, by=table.employer)
    confirm_seat(conference_id=table.conference.pk, by=table.officer)
    assert Conference.objects.get().state == "confirmed"
    with pytest.raises(NotSeen):
        guest_seat(table.employer, table.conference.pk)


def test_a_word_taken_back_in_the_middle_works_at_the_next_look_and_what_was_opened_is_recorded(
    table: Table,
) -> None:
    table.line("decision", "レジの練習をはじめる", seat_id=table.shop.pk)
    table.allow("見本青果", "contact")
    (work,) = table.allow("見本青果", "work")
    table.start()
    browser = browser_of(table.employer)
    page = browser.get(f"/table/{table.conference.pk}/").content.decode()
    assert "レジの練習" in page
    assert "ハルさん" in page
    tag = page.split("?tag=")[1].split('"')[0]
    assert browser.get(f"/table/{table.conference.pk}/now/?tag={tag}").status_code == 204
    withdraw(consent_id=work.pk, on=table.cast.today, by=table.by)
    now = browser.get(f"/table/{table.conference.pk}/now/?tag={tag}")
    assert (now.status_code, "レジの練習" in now.content.decode()) == (200, False)
    assert sorted(Provision.objects.values_list("recipient", "part")) == [
        ("見本青果", "contact"),
        ("見本青果", "work"),
    ]
    browser.get(f"/table/{table.conference.pk}/")
    assert Provision.objects.count() == 2, "once for each part at a meeting"
    assert "例 店主（見本青果）" in [name for name, _day in who_read(table.person, table.by)]


def test_an_employer_is_not_told_by_who_else_sits_there(table: Table) -> None:
    table.guest("caseworker", "見本 福男", "見本区 福祉事務所 保護課")
    table.line("role", "家賃の代理納付", seat_id=Seat.objects.get(party="caseworker").pk)
    table.line("decision", "来月また話す")
    table.allow("見本青果", "contact", "work", "plan")
    table.allow("ハローワーク見本", "contact", "plan", "welfare")
    table.start()
    shop = browser_of(table.employer).get(f"/table/{table.conference.pk}/").content.decode()
    for words in ("保護課", "ケースワーカー", "家賃の代理納付", "来月また話す"):
        assert words not in shop
    office = browser_of(table.officer).get(f"/table/{table.conference.pk}/").content.decode()
    for words in ("保護課", "ケースワーカー", "家賃の代理納付", "来月また話す"):
        assert words in office


def test_without_contact_the_name_stays_unsaid(table: Table) -> None:
    table.line("decision", "レジの練習をはじめる", seat_id=table.shop.pk)
    table.allow("見本青果", "work")
    table.start()
    assert (
        "ハルさん"
        not in browser_of(table.employer).get(f"/table/{table.conference.pk}/").content.decode()
    )


def test_the_name_is_not_told_by_a_speaker_or_by_last_time_s_promise_either(table: Table) -> None:
    person = Seat.objects.get(conference=table.conference, party="person")
    table.line(
        "role", "朝は七時に起きる", seat_id=person.pk, until_on=table.cast.today, part="work"
    )
    table.start()
    table.everybody()
    close_conference(conference_id=table.conference.pk, by=table.by)
    later = call_conference(conference=NewConference(kind="six", on=table.cast.today), by=table.by)
    add_item(conference_id=later.pk, person_id=table.person.pk, by=table.by)
    table.allow("見本青果", "work")
    start_conference(conference_id=later.pk, by=table.by)
    page = browser_of(table.employer).get(f"/table/{later.pk}/").content.decode()
    assert "朝は七時に起きる" in page
    assert "ハルさん" not in page


def test_another_person_s_name_is_not_told_by_speaking_on_this_one(
    table: Table, cast: Cast
) -> None:
    other = enter_person(person=NewPerson(called_name="ナツさん"), by=cast.outreach)
    second = add_item(conference_id=table.conference.pk, person_id=other.pk, by=table.by)
    table.line(
        "opinion", "いっしょに働きたい", seat_id=Seat.objects.get(item=second).pk, part="work"
    )
    table.allow("見本青果", "contact", "work")
    table.start()
    page = browser_of(table.employer).get(f"/table/{table.conference.pk}/").content.decode()
    assert "いっしょに働きたい" in page
    assert "ハルさん" in page
    assert "ナツさん" not in page


def test_people_out_of_reach_are_not_told_by_their_seats(
    table: Table, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    hidden = enter_person(person=NewPerson(called_name="隠れた方", restricted=True), by=cast.centre)
    add_item(conference_id=table.conference.pk, person_id=hidden.pk, by=cast.manager)
    set_attendance(
        seat_id=Seat.objects.get(item__person=hidden).pk, attendance="present", by=cast.manager
    )
    hand_out(conference_id=table.conference.pk, title="プラン案", by=cast.manager)
    assert (
        "隠れた方"
        in signed_in("manager").get(f"/conferences/{table.conference.pk}/").content.decode()
    )
    browser = signed_in("coordinator")
    for path in ("", "sheet.html", "additions/"):
        assert (
            "隠れた方"
            not in browser.get(f"/conferences/{table.conference.pk}/{path}").content.decode()
        )
    seat = Seat.objects.get(item__person=hidden)
    assert browser.post(f"/seats/{seat.pk}/is/absent/").status_code == 404


def test_a_guest_never_reads_more_than_the_member_who_seated_them(table: Table, cast: Cast) -> None:
    seat = Seat.objects.get(pk=table.office.pk)
    seat.seated_by_id = (
        cast.employment.member_id
    )  # whose duties do not include health, and who has nobody of this office within reach
    seat.save()
    table.line("news", "夜に咳が出る", part="health")
    table.line("news", "朝は起きられる")
    table.allow("ハローワーク見本", "health", "living", "plan")
    table.start()
    assert table.read(table.officer) <= {"朝は起きられる", "朝起きる"}


def test_a_guest_writes_under_their_own_seat_and_nobody_overwrites_anybody(table: Table) -> None:
    table.allow("見本青果", "work")
    table.start()
    said = write_as_guest(
        conference_id=table.conference.pk,
        item_id=table.item.pk,
        text="筋がいい。",
        guest=table.employer,
    )
    again = write_as_guest(
        conference_id=table.conference.pk,
        item_id=table.item.pk,
        text="筋がいい。",
        guest=table.employer,
        new_id=said.pk,
    )
    assert (again.pk, said.part, Minute.objects.count()) == (said.pk, "work", 1)
    write_as_guest(
        conference_id=table.conference.pk,
        minute_id=said.pk,
        version=1,
        text="筋がいい。三日にしたい。",
        guest=table.employer,
    )
    with pytest.raises(StaleEdit):
        write_as_guest(
            conference_id=table.conference.pk,
            minute_id=said.pk,
            version=1,
            text="古い画面から",
            guest=table.employer,
        )
    with pytest.raises(TheirOwnWords):
        write_minute(
            item_id=table.item.pk,
            minute_id=said.pk,
            line=NewLine(kind="opinion", text="別の画面から"),
            by=table.by,
            version=1,
        )
    with pytest.raises(NotSeen):
        write_as_guest(
            conference_id=table.conference.pk,
            item_id=table.item.pk,
            text="だれ？",
            guest=table.officer,
        )
    with pytest.raises(NotSeen):
        strike_minute(minute_id=said.pk, by=table.officer)
    strike_minute(minute_id=said.pk, by=table.employer)
    assert table.read(table.employer) == set()
    assert Minute.objects.get().text == "筋がいい。三日にしたい。"


def test_stale_lines_show_both_texts_on_screen(
    table: Table, signed_in: Callable[[str], Client]
) -> None:
    made = table.line("news", "一つめ")
    write_minute(
        item_id=table.item.pk,
        minute_id=made.pk,
        line=NewLine(kind="news", text="だれかの言葉"),
        by=table.by,
        version=1,
    )
    answer = signed_in("coordinator").post(
        f"/minutes/{made.pk}/", {"text": "わたしの言葉", "version": "1", "part": "living"}
    )
    text = answer.content.decode()
    assert (answer.status_code, "だれかの言葉" in text, "わたしの言葉" in text) == (422, True, True)


def test_decisions_become_promises_and_the_memory_keeps_what_was_said(
    table: Table, cast: Cast
) -> None:
    until = cast.today + timedelta(days=14)
    seat = Seat.objects.get(conference=table.conference, party="supporter")
    table.line("decision", "通院に同行する", seat_id=seat.pk, until_on=until)
    table.line("role", "レジを教える", seat_id=table.shop.pk, until_on=until)
    table.line("words", "やってみるわ。")
    table.line("news", "夜に咳が出る", part="health")
    master = keep_tie(
        person_id=table.person.pk,
        name="マスター",
        what="person",
        role="key_person",
        kind="fourth",
        by=table.by,
    )
    worker = keep_tie(
        person_id=table.person.pk,
        name="支援員",
        what="person",
        role="supporter",
        kind="fourth",
        by=table.by,
    )
    table.line(
        "hand_over", "月一回の顔合わせ", from_tie_id=worker.pk, to_tie_id=master.pk, until_on=until
    )
    table.everybody()
    with pytest.raises(OutOfTurn):
        close_conference(conference_id=table.conference.pk, by=table.by)
    table.start()
    table.everybody("absent")
    with pytest.raises(NobodyThere):
        close_conference(conference_id=table.conference.pk, by=table.by)
    table.everybody()
    close_conference(conference_id=table.conference.pk, by=table.by)
    promises = {one.text: one.answerable_id for one in Promise.objects.all()}
    assert promises == {
        "通院に同行する": cast.supporter.member_id,
        "例 店主: レジを教える": cast.coordinator.member_id,
    }
    assert HandOver.objects.get().agreed_on == cast.today
    kept = {one.sensitivity: one for one in TimelineEntry.objects.filter(kind="conference")}
    assert kept["plain"].words == "やってみるわ。"
    assert "夜に咳" in kept["health"].fact
    assert "夜に咳" not in kept["plain"].fact
    with pytest.raises(MinutesClosed):
        table.line("news", "あとから")
    reopen_conference(conference_id=table.conference.pk, by=table.by)
    with pytest.raises(AlreadyPromised):
        write_minute(
            item_id=table.item.pk,
            minute_id=Minute.objects.get(kind="decision").pk,
            line=NewLine(kind="decision", text="ちがうこと"),
            by=table.by,
        )
    close_conference(conference_id=table.conference.pk, by=table.by)
    assert (Promise.objects.count(), HandOver.objects.count()) == (2, 1), (
        "closing twice promises once"
    )

    # next time the promises, the parties and the draft come along
    later = call_conference(
        conference=NewConference(kind="six", on=cast.today + timedelta(days=30)), by=table.by
    )
    item = add_item(conference_id=later.pk, person_id=table.person.pk, by=table.by)
    assert later.number == 2
    last = list(
        Minute.objects.filter(item=item, kind=LineKind.LAST).values_list("seat__name", "text")
    )
    assert [name for name, text in last if "レジを教える" in text] == ["例 店主"]
    assert {"見本青果", "ハローワーク見本"} <= set(
        Seat.objects.filter(conference=later).values_list("organisation", flat=True)
    )
    table_now = table_for_member(later, table.by)
    assert [tie.name for tie in table_now.items[0].ties] == []


def test_a_decision_without_who_or_by_when_is_asked_about_before_the_meeting_closes(
    cast: Cast, table: Table, signed_in: Callable[[str], Client]
) -> None:
    day = cast.today + timedelta(days=14)
    mine = Seat.objects.get(conference=table.conference, member=table.by.member_id)
    nobody = table.line("decision", "電話をかける", until_on=day)
    never = table.line("role", "書類を集める", seat_id=mine.pk)
    table.start()
    table.everybody()
    with pytest.raises(DecisionsOpen):
        close_conference(conference_id=table.conference.pk, by=table.by)
    browser, where = signed_in("coordinator"), f"/conferences/{table.conference.pk}/"
    assert f'href="{where}closing/"' in browser.get(where).content.decode()
    asked = f"{where}closing/"
    page = browser.get(asked).content.decode()
    assert "電話をかける" in page
    assert "書類を集める" in page
    for typed in ({}, {"who0": str(mine.pk), "until0": str(day)}, {"who0": "x", "open1": "on"}):
        assert browser.post(asked, typed).status_code == 422
    assert Conference.objects.get(pk=table.conference.pk).state == "running"
    done = browser.post(asked, {"who0": str(mine.pk), "until0": str(day), "open1": "on"})
    assert done.status_code == 302
    assert [one.text for one in Promise.objects.all()] == ["電話をかける"]
    assert Minute.objects.get(pk=nobody.pk).seat_id == mine.pk
    assert Minute.objects.get(pk=never.pk).promise_id is None


def test_what_stays_open_is_nobodys_and_what_one_may_not_read_somebody_else_is_asked_about(
    table: Table,
) -> None:
    asked = table.line("decision", "電話をかける", until_on=table.conference.on)
    table.line("role", "薬のことを聞く", part="health", by=table.cast.manager)
    table.start()
    table.everybody()
    (unread,) = Minute.objects.filter(part="health")
    blind = replace(table.by, duties=frozenset(table.by.duties - {Duty.SEE_HEALTH}))
    open_one = [Settled(minute_id=asked.pk, stays_open=True)]

    assert [one.pk for one in open_decisions(table.conference, blind)] == [asked.pk]
    with pytest.raises(DecisionsUnread):
        close_conference(conference_id=table.conference.pk, settled=open_one, by=blind)
    both = [*open_one, Settled(minute_id=unread.pk, stays_open=True)]
    close_conference(conference_id=table.conference.pk, settled=both, by=table.by)
    assert not Promise.objects.exists(), "what stays open is on nobody's desk"


def test_what_a_sealed_meeting_decides_is_somebodys_to_do(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    sealed = NewConference(kind="sealed", on=cast.today, sworn_on=cast.today)
    made = call_conference(conference=sealed, by=cast.coordinator)
    item = add_item(conference_id=made.pk, subject="雨戸の閉まった家", by=cast.coordinator)
    line = NewLine(kind="decision", text="声をかけに行く")
    written = write_minute(item_id=item.pk, line=line, by=cast.coordinator)
    mine = Seat.objects.get(conference=made)
    start_conference(conference_id=made.pk, by=cast.coordinator)
    set_attendance(seat_id=mine.pk, attendance="present", by=cast.coordinator)
    browser, where = signed_in("coordinator"), f"/conferences/{made.pk}/"
    asked = f"{where}closing/"

    assert "声をかけに行く" in browser.get(asked).content.decode()
    done = browser.post(asked, {"who0": str(mine.pk), "until0": str(cast.today)})
    assert done.status_code == 302
    written.refresh_from_db()
    assert (written.seat_id, written.until_on) == (mine.pk, cast.today)
    assert not Promise.objects.exists(), "nothing flows out of it"


def test_what_is_decided_for_a_guest_reaches_them_or_the_chair_is_told_it_does_not(
    cast: Cast, table: Table, signed_in: Callable[[str], Client]
) -> None:
    day = cast.today + timedelta(days=14)
    table.allow("見本青果", "work", "plan", "contact")
    unseen = seat_somebody(
        conference_id=table.conference.pk,
        seat=NewSeat(party="key_person", name="例 大家", organisation=""),
        by=table.by,
    )
    for seat, text in (
        (table.shop, "レジを教える"),
        (table.office, "求人を送る"),
        (unseen, "鍵を預かる"),
    ):
        table.line("decision", text, seat_id=seat.pk, until_on=day, part="work")
    table.start()
    table.everybody()
    close_conference(conference_id=table.conference.pk, by=table.by)

    assert "レジを教える" in table.read(table.employer)
    assert "求人を送る" not in table.read(table.officer)
    found = Conference.objects.get(pk=table.conference.pk)
    assert [one.minute.text for one in not_reached(found, table.by)] == ["求人を送る", "鍵を預かる"]
    page = signed_in("coordinator").get(f"/conferences/{found.pk}/").content.decode()
    assert "ここでは届きません" in page
    far = Seat.objects.create(
        agency_id=found.agency_id,
        conference=found,
        party="supporter",
        name="見本 遠",
        member_id=cast.centre.member_id,
        seated_by_id=table.by.member_id,
    )
    Minute.objects.filter(text="レジを教える").update(seat=far)
    assert next(one.why for one in not_reached(found, table.by)) == "ご本人はここでは見えません"
    Minute.objects.filter(text="レジを教える").update(seat=table.shop)
    withdrawn = Guest.objects.get(pk=table.employer.guest_id)
    Guest.objects.filter(pk=withdrawn.pk).update(ended_at=timezone.now())
    assert len(not_reached(found, table.by)) == 3


def confirmed(table: Table) -> None:
    table.start()
    table.everybody("absent")
    mine = Seat.objects.get(conference=table.conference, member=table.by.member_id)
    set_attendance(seat_id=mine.pk, attendance="present", by=table.by)
    close_conference(conference_id=table.conference.pk, by=table.by)
    confirm_seat(conference_id=table.conference.pk, by=table.by)


def test_confirmed_minutes_never_change_and_corrections_are_additions(table: Table) -> None:
    table.line("news", "朝は起きられる")
    confirmed(table)
    assert Conference.objects.get().state == "confirmed"
    for act in (
        lambda: Minute.objects.update(text="x"),
        lambda: Minute.objects.all().delete(),
        lambda: Seat.objects.update(attendance="present"),
        lambda: Conference.objects.update(place="x"),
        lambda: AgendaItem.objects.update(domains=[]),
        lambda: Conference.objects.update(state="running"),
        lambda: Minute.objects.create(
            agency_id=table.by.agency_id,
            conference=table.conference,
            item=table.item,
            kind="news",
            text="x",
            written_by_id=table.by.member_id,
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(OutOfTurn):
        reopen_conference(conference_id=table.conference.pk, by=table.by)
    add_afterwards(
        conference_id=table.conference.pk,
        item_id=table.item.pk,
        text="朝、は昼の誤り。",
        by=table.by,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Addition.objects.update(text="x")
    twin = enter_person(person=NewPerson(called_name="はるさん"), by=table.cast.outreach)
    merge_people(kept_id=twin.pk, gone_id=table.person.pk, reason="", by=table.cast.manager)
    assert AgendaItem.objects.get().person_id == twin.pk, "who it was about may still be recognised"


def test_who_confirms_for_whom(table: Table, cast: Cast) -> None:
    table.start()
    table.everybody()
    with pytest.raises(OutOfTurn):
        confirm_seat(conference_id=table.conference.pk, by=table.by)
    close_conference(conference_id=table.conference.pk, by=table.by)
    with pytest.raises(NotYours):
        note_confirmation(seat_id=Seat.objects.get(party="supporter").pk, way="paper", by=table.by)
    with pytest.raises(NotSeen):
        confirm_seat(conference_id=table.conference.pk, by=cast.manager)
    note_confirmation(
        seat_id=Seat.objects.get(party="supporter").pk,
        way="unreached",
        note="退職した",
        by=table.by,
    )
    assert not Seat.objects.exclude(confirmed_by="").exists(), "not by one alone"
    second_word(table.by)
    assert Seat.objects.get(party="supporter").confirmed_by == "unreached"
    assert Conference.objects.get().state == "closed"


class TestTheTables:
    """Minutes are the table's: attacks by somebody who may confer and reaches the person."""

    def test_nobody_but_chair_and_keeper_writes_under_other_seats(
        self, table: Table, cast: Cast
    ) -> None:
        theirs = NewLine(kind="opinion", text="本人には無理だ", seat_id=table.shop.pk)
        for other in (cast.manager, cast.supporter):
            with pytest.raises(NotTheirKeeper):
                write_minute(item_id=table.item.pk, line=theirs, by=other)
            with pytest.raises(NotTheirKeeper):
                set_attendance(seat_id=table.shop.pk, attendance="absent", by=other)
        kept = write_minute(item_id=table.item.pk, line=theirs, by=table.by)
        line = NewLine(kind="opinion", text="ちがう言葉")
        with pytest.raises(NotTheirKeeper):
            write_minute(
                item_id=table.item.pk, line=line, minute_id=kept.pk, version=1, by=cast.manager
            )
        with pytest.raises(NotTheirKeeper):
            strike_minute(minute_id=kept.pk, by=cast.manager)
        own = Seat.objects.get(conference=table.conference, member=cast.supporter.member_id)
        set_attendance(seat_id=own.pk, attendance="present", by=cast.supporter)
        mine = NewLine(kind="opinion", text="私の考え", seat_id=own.pk)
        assert write_minute(item_id=table.item.pk, line=mine, by=cast.supporter)

    def test_what_is_taken_down_for_a_guest_says_by_whom_and_is_shown_to_them(
        self, table: Table
    ) -> None:
        table.line("opinion", "続けてほしい", seat_id=table.shop.pk, part="plan")
        table.allow("見本青果", "contact", "work")
        table.start()
        browser = browser_of(table.employer)
        page = browser.get(f"/table/{table.conference.pk}/").content.decode()
        assert "続けてほしい" in page
        assert f"{table.by.name}さんが書きとめた" in page

    def test_what_a_guest_wrote_is_rewritten_by_nobody_else(self, table: Table) -> None:
        table.allow("見本青果", "contact", "work")
        table.start()
        wrote = write_as_guest(
            conference_id=table.conference.pk,
            item_id=table.item.pk,
            text="来てほしい",
            guest=table.employer,
        )
        line = NewLine(kind="opinion", text="来なくてよい", seat_id=table.shop.pk)
        with pytest.raises(TheirOwnWords):
            write_minute(
                item_id=table.item.pk,
                line=line,
                minute_id=wrote.pk,
                version=wrote.version,
                by=table.by,
            )

    def test_when_every_word_was_taken_back_a_guest_sits_there_and_reads_and_writes_nothing(
        self, table: Table
    ) -> None:
        words = table.allow("見本青果", "contact", "work")
        table.start()
        said = {"conference_id": table.conference.pk, "guest": table.employer}
        wrote = write_as_guest(item_id=table.item.pk, text="来てほしい", **said)
        for word in words:
            withdraw(consent_id=word.pk, on=table.cast.today, by=table.by)
        page = browser_of(table.employer).get(f"/table/{table.conference.pk}/")
        assert page.status_code == 200
        assert table.read(table.employer) == set()
        assert "ハルさん" not in page.content.decode()
        with pytest.raises(NotSeen):
            write_as_guest(item_id=table.item.pk, text="まだ言いたい", **said)
        with pytest.raises(NotSeen):
            write_as_guest(minute_id=wrote.pk, version=wrote.version, text="書き直す", **said)
        strike_minute(minute_id=wrote.pk, by=table.employer)
        assert Minute.objects.get(pk=wrote.pk).struck_at is not None

    def test_nobody_alone_confirms_for_somebody_else(self, table: Table, cast: Cast) -> None:
        table.start()
        table.everybody()
        close_conference(conference_id=table.conference.pk, by=table.by)
        seat = Seat.objects.filter(conference=table.conference, member=None, guest=None)[0]
        with pytest.raises(NotTheirKeeper):
            note_confirmation(seat_id=seat.pk, way="paper", note="棚", by=cast.manager)
        waits = note_confirmation(seat_id=seat.pk, way="paper", note="棚", by=table.by)
        seat.refresh_from_db()
        assert seat.confirmed_at is None
        with pytest.raises(NotAlone):
            confirm_proposal(proposal_id=waits.pk, by=table.by)
        for nobody in (cast.neighbour, cast.observer):
            with pytest.raises(NotSeen):
                confirm_proposal(proposal_id=waits.pk, by=nobody)
        reopen_conference(conference_id=table.conference.pk, by=table.by)
        with pytest.raises(OutOfTurn):
            confirm_proposal(proposal_id=waits.pk, by=cast.manager)
        close_conference(conference_id=table.conference.pk, by=table.by)
        with pytest.raises(OutOfTurn):
            confirm_proposal(proposal_id=waits.pk, by=cast.manager)
        again = note_confirmation(seat_id=seat.pk, way="paper", note="棚", by=table.by)
        confirm_proposal(proposal_id=again.pk, by=cast.manager)
        seat.refresh_from_db()
        assert seat.confirmed_by == "paper"


def test_papers_are_numbered_and_taken_back(table: Table) -> None:
    table.everybody()
    assert hand_out(conference_id=table.conference.pk, title="プラン案", by=table.by) == 5
    assert hand_out(conference_id=table.conference.pk, title="地図", by=table.by) == 5
    assert list(Paper.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, 11)
    )
    take_back(paper_id=Paper.objects.get(number=3).pk, by=table.by)
    assert Paper.objects.filter(back_at=None).count() == 9


class TestSealed:
    """The meeting without consent (支援会議)."""

    def call(self, cast: Cast) -> tuple[Conference, AgendaItem]:
        with pytest.raises(OathMissing):
            call_conference(
                conference=NewConference(kind="sealed", on=cast.today), by=cast.coordinator
            )
        found = call_conference(
            conference=NewConference(kind="sealed", on=cast.today, sworn_on=cast.today),
            by=cast.coordinator,
        )
        return found, add_item(
            conference_id=found.pk, subject="三丁目の窓の閉まった家", by=cast.coordinator
        )

    def test_only_sworn_members_know_of_it_and_nobody_of_the_ledgers_is_named(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        found, item = self.call(cast)
        person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
        with pytest.raises(NotSeen):
            add_item(conference_id=found.pk, person_id=person.pk, by=cast.coordinator)
        for viewer in (cast.manager, cast.supporter, cast.neighbour):
            assert not conferences_seen_by(viewer).exists()
        with pytest.raises(OathMissing):
            seat_somebody(
                conference_id=found.pk,
                seat=NewSeat(party="municipality", member_id=cast.manager.member_id),
                by=cast.coordinator,
            )
        assert signed_in("manager").get(f"/conferences/{found.pk}/").status_code == 404
        seat_somebody(
            conference_id=found.pk,
            seat=NewSeat(
                party="municipality", member_id=cast.manager.member_id, sworn_on=cast.today
            ),
            by=cast.coordinator,
        )
        write_minute(
            item_id=item.pk,
            line=NewLine(kind="news", text="新聞がたまっている", part=""),
            by=cast.manager,
        )
        assert "新聞が" in signed_in("manager").get(f"/conferences/{found.pk}/").content.decode()

    def test_nothing_flows_out_of_it(self, cast: Cast, signed_in: Callable[[str], Client]) -> None:
        found, item = self.call(cast)
        seat = Seat.objects.get(conference=found)
        write_minute(
            item_id=item.pk,
            line=NewLine(
                kind="decision",
                text="民生委員が訪ねる",
                seat_id=seat.pk,
                until_on=cast.today,
                part="",
            ),
            by=cast.coordinator,
        )
        write_minute(
            item_id=item.pk,
            line=NewLine(kind="missing", text="窓の鍵", part=""),
            by=cast.coordinator,
        )
        start_conference(conference_id=found.pk, by=cast.coordinator)
        set_attendance(seat_id=seat.pk, attendance="present", by=cast.coordinator)
        close_conference(conference_id=found.pk, by=cast.coordinator)
        assert (
            Promise.objects.count(),
            TimelineEntry.objects.count(),
            missing_in_the_region(cast.coordinator).rows,
        ) == (0, 0, [])
        browser = signed_in("coordinator")
        assert "sheet__mark" in browser.get(f"/conferences/{found.pk}/sheet.html").content.decode()
        assert browser.get(f"/conferences/{found.pk}/sheet.pdf").content.startswith(b"%PDF")
        assert browser.get(f"/conferences/{found.pk}/sheet.xlsx").status_code == 404


def test_screens_ask_cheaply_whether_something_changed(
    table: Table, signed_in: Callable[[str], Client]
) -> None:
    for number in range(40):
        table.line("opinion", f"意見{number}")
    table.allow("見本青果", "plan", "work")
    table.start()
    browser = signed_in("coordinator")
    page = browser.get(f"/conferences/{table.conference.pk}/").content.decode()
    tag = page.split("?tag=")[1].split('"')[0]
    with CaptureQueriesContext(connection) as looking:
        assert browser.get(f"/conferences/{table.conference.pk}/now/?tag={tag}").status_code == 204
    assert len(looking) <= 8
    table.line("opinion", "もうひとつ")
    with CaptureQueriesContext(connection) as whole:
        assert (
            "もうひとつ"
            in browser.get(f"/conferences/{table.conference.pk}/now/?tag={tag}").content.decode()
        )
    assert len(whole) <= 34, len(whole)
    guest = browser_of(table.employer)
    page = guest.get(f"/table/{table.conference.pk}/").content.decode()
    tag = page.split("?tag=")[1].split('"')[0]
    with CaptureQueriesContext(connection) as looking:
        assert guest.get(f"/table/{table.conference.pk}/now/?tag={tag}").status_code == 204
    assert len(looking) <= 10


def test_screens_call_write_seat_and_close(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    person: Person = enter_person(person=NewPerson(called_name="ナツさん"), by=cast.coordinator)
    walk_with(
        person_id=person.pk,
        member_id=cast.coordinator.member_id,
        on=cast.today,
        by=cast.coordinator,
    )
    browser = signed_in("coordinator")
    me = str(cast.coordinator.member_id)
    form = {
        "kind": "six",
        "on": cast.today.isoformat(),
        "starts_at": "14:00",
        "place": "事務所",
        "chair_id": me,
        "keeper_id": me,
    }
    where = browser.post(f"/conferences/call/?person={person.pk}", form)["Location"]
    item = AgendaItem.objects.get()
    decision = {
        "text": "面接に行く",
        "seat_id": Seat.objects.filter(member_id=me)[0].pk,
        "until_on": cast.today.isoformat(),
        "part": "work",
    }
    assert browser.post(f"/agenda/{item.pk}/write/decision/", decision).status_code == 302
    assert browser.post(f"/agenda/{item.pk}/write/nonsense/", {"text": "x"}).status_code == 404
    assert browser.post(f"{where}seats/", {"party": "employer"}).status_code == 422
    browser.post(
        f"{where}seats/", {"party": "employer", "name": "例 店主", "organisation": "見本青果"}
    )
    seat = Seat.objects.get(party="employer")
    letter = browser.post(f"/seats/{seat.pk}/invite/")["Location"]
    assert "見本青果" in browser.get(letter).content.decode()
    browser.post(f"{where}steps/start/")
    for one in Seat.objects.all():
        browser.post(f"/seats/{one.pk}/is/present/")
    browser.post(f"{where}papers/", {"title": "プラン案"})
    assert browser.post(f"{where}steps/close/").status_code == 404, "it asks first"
    asked = browser.get(f"{where}closing/").content.decode()
    assert "決めたことは約束として" in asked
    assert not Promise.objects.exists()
    browser.post(f"{where}closing/")
    assert browser.get(f"{where}closing/").status_code == 302, "it is closed"
    assert Promise.objects.get().text == "面接に行く"
    browser.post(f"{where}steps/confirm/")
    browser.post(f"/seats/{seat.pk}/confirmation/", {"way": "unreached"})
    browser.post(
        f"/seats/{seat.pk}/confirmation/", {"way": "unreached", "note": "電話がつながらない"}
    )
    second_word(cast.coordinator)
    other = Seat.objects.get(party="person")
    browser.post(f"/seats/{other.pk}/confirmation/", {"way": "paper"})
    browser.post(f"/seats/{other.pk}/confirmation/", {"way": "paper", "note": "鍵のかかる棚"})
    second_word(cast.coordinator)
    assert Conference.objects.get().state == "confirmed"
    browser.post(f"{where}additions/", {"text": "場所は二階。"})
    page = browser.get(where).content.decode()
    assert "議事録確認済み" in page
    for kind in ("html", "pdf", "xlsx"):
        assert browser.get(f"{where}sheet.{kind}").status_code == 200
    assert "面接に行く" in browser.get(f"{where}sheet.html").content.decode()
    for path in (
        "/conferences/",
        "/conferences/missing/",
        "/desk/conferences/",
        f"/people/{person.pk}/conferences/",
    ):
        assert browser.get(path).status_code == 200


def test_the_agenda_has_an_order_and_domains_of_its_own(
    table: Table, signed_in: Callable[[str], Client]
) -> None:
    other = enter_person(person=NewPerson(called_name="ナツさん"), by=table.cast.outreach)
    second = add_item(conference_id=table.conference.pk, person_id=other.pk, by=table.by)
    browser = signed_in("coordinator")
    browser.post(f"/agenda/{second.pk}/up/")
    browser.post(f"/agenda/{second.pk}/up/")
    assert [one.name for one in table_for_member(table.conference, table.by).items] == [
        "ナツさん",
        "ハルさん",
    ]
    form = {"domains": ["work", "money"], "plan_id": "", "version": "1"}
    assert browser.post(f"/agenda/{table.item.pk}/", form).status_code == 302
    assert browser.post(f"/agenda/{table.item.pk}/", form).status_code == 422, "somebody was faster"
    item = AgendaItem.objects.get(pk=table.item.pk)
    assert (item.domains, item.plan_id) == (["work", "money"], None)
    assert (
        browser.post(f"/agenda/{second.pk}/", form | {"plan_id": str(table.plan.pk)}).status_code
        == 422
    ), "somebody else's plan"


LISTS = (
    "/conferences/",
    "/conferences/missing/",
    "/guests/",
    "/desk/conferences/",
    "/desk/openings/",
    "/decision-body/",
    "/desk/decisions/",
)


def test_lists_ask_the_same_number_of_questions_however_long_they_are(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")

    def asked() -> dict[str, int]:
        counts = {}
        for path in LISTS:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            counts[path] = len(
                [
                    one
                    for one in queries.captured_queries
                    if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
                ]
            )
        return counts

    def more(count: int) -> None:
        for _ in range(count):
            person = enter_person(person=NewPerson(called_name="人さん"), by=cast.outreach)
            found = call_conference(
                conference=NewConference(kind="six", on=cast.today), by=cast.coordinator
            )
            item = add_item(conference_id=found.pk, person_id=person.pk, by=cast.coordinator)
            write_minute(
                item_id=item.pk,
                line=NewLine(kind="missing", text="夜の居場所"),
                by=cast.coordinator,
            )
            seat = seat_somebody(
                conference_id=found.pk,
                seat=NewSeat(party="employer", name="例 店主", organisation="見本青果"),
                by=cast.coordinator,
            )
            invite_to_seat(seat_id=seat.pk, by=cast.coordinator)
            hidden = enter_person(
                person=NewPerson(called_name=f"隠れ{Person.objects.count()}さん", restricted=True),
                by=cast.centre,
            )
            opened(hidden.called_name, by=cast.outreach, second=cast.coordinator)

    more(2)
    before = asked()
    more(6)
    assert asked() == before
    assert max(before.values()) <= 20, before


def test_a_table_asks_the_same_number_of_questions_however_much_is_written(
    table: Table, signed_in: Callable[[str], Client]
) -> None:
    table.allow("見本青果", "plan", "work", "living", "contact")
    table.start()
    browser, guest = signed_in("coordinator"), browser_of(table.employer)

    def asked() -> list[int]:
        counts = []
        for page, path in (
            (browser, f"/conferences/{table.conference.pk}/"),
            (guest, f"/table/{table.conference.pk}/"),
            (browser, f"/conferences/{table.conference.pk}/sheet.html"),
        ):
            page.get(path)
            with CaptureQueriesContext(connection) as queries:
                page.get(path)
            counts.append(len(queries))
        return counts

    before = asked()
    for number in range(20):
        table.line("opinion", f"意見{number}", seat_id=table.shop.pk)
        seat_somebody(
            conference_id=table.conference.pk,
            seat=NewSeat(party="other", name=f"例{number}"),
            by=table.by,
        )
    assert asked() == before
    assert max(before) <= 40, before


def test_rules_of_parts() -> None:
    assert default_part("decision", "employer") == "work"
    assert default_part("decision") == "plan"
    assert default_part("missing", "employer") == ""
    assert part_of_cell("work", "crime") == "crime"
    assert part_of_cell("health", "health") == "health"
    assert part_of_cell("security", "plain") == "welfare"
    assert default_part("role", "caseworker") == "welfare"
    assert guest_reads("plan", {"plan"}, own=False, party="hello_work")
    assert not guest_reads("plan", {"plan"}, own=False, party="employer")
    assert guest_reads("plan", {"plan"}, own=False, party="employer", for_them=True)
    assert (
        shown_party("caseworker", {"plan"}),
        shown_party("caseworker", {"welfare"}),
        shown_party("medical", set()),
    ) == (
        "municipality",
        "caseworker",
        "other",
    )
    assert [
        guest_reads(part, {"work"}, own=own)
        for part, own in (("work", False), ("welfare", False), ("welfare", True), ("", False))
    ] == [
        True,
        False,
        True,
        True,
    ]
    assert not all_confirmed([("absent", True)])
    assert not all_confirmed([("present", True), ("present", False)])
    assert all_confirmed([("present", True), ("absent", False), ("expected", False)])
