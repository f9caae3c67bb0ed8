"""
Opened in danger to life: never alone, a reason, three hours, the narrow view, those who answer told
at once, explained to the person; and the one rule at the border.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.actions import (
    NoLongerWaits,
    NotAlone,
    NotHeard,
    SignIn,
    add_member,
    close_own_record,
    confirm_proposal,
)
from banso.access.actions.clean_up import clean_sign_ins
from banso.access.models import Member, Proposal, SecondWord
from banso.access.proposals import seconds_of
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.audit.models import Event
from banso.companionship.actions import walk_with
from banso.consent.actions import (
    ExplainedByOpener,
    NewConsent,
    NewNo,
    NobodyToConfirm,
    NotTheSameName,
    ask_in_danger,
    explain_opening,
    keep_consents,
    keep_no,
    open_part,
    passed_on,
    see_opening,
    withdraw,
)
from banso.consent.models import Consent, OpenedPart, Opening, Provision
from banso.consent.queries import open_now, openings_of, openings_untold, words_for
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    Memory,
    NewPerson,
    add_caution,
    add_contact,
    add_name,
    add_place,
    enter_person,
    grant_reach,
    merge_people,
    remember,
)
from banso.people.models import MeetingPlace, Person, Reach
from banso.people.queries import people_seen_by
from tests.conftest import Cast, member_of
from tests.seconded import opened, second_of


def say_no(person: Person, to: Viewer, by: Viewer) -> None:
    """Keep a person's no."""
    no = NewNo(member_id=to.member_id, said_on=by.today, way="written")
    keep_no(person_id=person.pk, no=no, by=by)


@pytest.fixture
def haru(cast: Cast) -> Person:
    """Somebody who is hidden for their safety and walks with the coordinator."""
    person = enter_person(
        person=NewPerson(
            called_name="ハルさん",
            names=[("legal", "見本 春一", "みほん はるいち")],
            restricted=True,
        ),
        by=cast.centre,
    )
    return person


WHY = "橋の上にいると電話があった。"


def waits(cast: Cast, name: str = "ハルさん", by: Viewer | None = None) -> Proposal:
    """Ask for somebody, as outreach does mostly."""
    return ask_in_danger(name=name, reason=WHY, by=by or cast.outreach)


def hours_later(hours: float) -> Any:
    """Let the clock show a later hour."""
    return patch.object(timezone, "now", lambda: real() + timedelta(hours=hours))


real = timezone.now


class TestNobodyAlone:
    """What one member tries, or one with accounts of their own."""

    def test_asking_opens_nothing(self, haru: Person, cast: Cast) -> None:
        asked = waits(cast)
        with pytest.raises(NotAlone):
            confirm_proposal(proposal_id=asked.pk, by=cast.outreach, said="ハルさん")
        assert not Opening.objects.exists()
        with pytest.raises(NotSeen):
            open_now(cast.outreach, asked.pk)

    def test_a_second_who_has_not_heard_whom_it_is_about_opens_nothing(
        self, haru: Person, cast: Cast
    ) -> None:
        asked = waits(cast)
        with pytest.raises(NotHeard):
            confirm_proposal(proposal_id=asked.pk, by=cast.coordinator)
        with pytest.raises(NotTheSameName):
            confirm_proposal(proposal_id=asked.pk, by=cast.coordinator, said="ナツさん")
        assert not SecondWord.objects.exists(), "a slip of the tongue costs nothing"
        confirm_proposal(proposal_id=asked.pk, by=cast.coordinator, said=" ハル さん。")
        assert Opening.objects.get().second_id == cast.coordinator.member_id

    @pytest.mark.parametrize("who", ["volunteer", "observer", "neighbour"])
    def test_whoever_may_not_open_is_no_second(self, haru: Person, cast: Cast, who: str) -> None:
        asked = waits(cast)
        with pytest.raises(NotSeen):
            confirm_proposal(
                proposal_id=asked.pk,
                by=getattr(cast, who) if who != "neighbour" else cast.neighbour,
                said="ハルさん",
            )
        assert not Opening.objects.exists()

    def test_a_colleague_made_today_is_no_second(self, haru: Person, cast: Cast) -> None:
        made = add_member(
            agency_id=cast.agency.pk,
            name="きょうの人",
            roles=["manager"],
            office_ids=[],
            on=cast.today,
            sign_in=SignIn(username="today", password="banso-demo", demo=True),
        )
        asked = waits(cast)
        with pytest.raises(NotSeen):
            confirm_proposal(
                proposal_id=asked.pk, by=viewer_of(made, today=cast.today), said="ハルさん"
            )
        assert "きょうの人" not in seconds_of(cast.outreach, "opened_in_danger")

    def test_after_fifteen_minutes_nobody_confirms_any_more(self, haru: Person, cast: Cast) -> None:
        asked = waits(cast)
        with hours_later(0.26), pytest.raises(NoLongerWaits):
            confirm_proposal(proposal_id=asked.pk, by=cast.coordinator, said="ハルさん")
        clean_sign_ins(timezone.now() + timedelta(hours=1))
        asked.refresh_from_db()
        assert asked.given == {}, "the name stays nowhere"
        assert not Opening.objects.exists()

    def test_once_is_once(self, haru: Person, cast: Cast) -> None:
        asked = waits(cast)
        confirm_proposal(proposal_id=asked.pk, by=cast.coordinator, said="ハルさん")
        for second in (cast.coordinator, cast.manager):
            with pytest.raises(NoLongerWaits):
                confirm_proposal(proposal_id=asked.pk, by=second, said="ハルさん")
        assert Opening.objects.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            Opening.objects.create(
                agency=cast.agency,
                person=haru,
                member_id=cast.outreach.member_id,
                second_id=cast.outreach.member_id,
                at=timezone.now(),
                until_at=timezone.now(),
                reason=WHY,
            )

    def test_where_nobody_else_is_there_it_says_to_telephone(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        others = Member.objects.filter(agency=cast.agency).exclude(pk=cast.outreach.member_id)
        others.update(gone_at=timezone.now())
        browser = signed_in("outreach")
        assert "電話" in browser.get("/in-danger/").content.decode()
        refused = browser.post("/in-danger/", {"name": "ハルさん", "reason": WHY})
        assert (refused.status_code, Proposal.objects.count()) == (422, 0)
        assert "119" in refused.content.decode()
        with pytest.raises(NobodyToConfirm):
            waits(cast)


def _plain(page: str) -> str:
    """Return a page without what is new each time: tokens, ids, the hour."""
    return re.sub(r"[A-Za-z0-9_-]{22,}|\d\d:\d\d", "", page)


class TestNothingIsTold:
    """Whether somebody is there at all."""

    def _asked(self, browser: Client, name: str) -> tuple[int, str, int, int, int]:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post("/in-danger/", {"name": name, "reason": WHY})
        asked = len(queries)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(answer["Location"]).content.decode()
        return answer.status_code, _plain(page), len(page), asked, len(queries)

    def test_asking_answers_alike_whoever_it_is(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        say_no(haru, cast.outreach, cast.centre)
        enter_person(person=NewPerson(called_name="アキさん"), by=cast.outreach)
        enter_person(person=NewPerson(called_name="フユさん"), by=cast.centre)
        browser = signed_in("outreach")
        self._asked(browser, "まえの人")
        answers = {
            self._asked(browser, name)
            for name in ("ハルさん", "アキさん", "フユさん", "いない人", "見本 春一")
        }
        assert len(answers) == 1

    def test_where_nobody_opens_the_two_read_the_same_whatever_the_cause(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        say_no(haru, cast.outreach, cast.centre)
        for _ in range(2):
            enter_person(person=NewPerson(called_name="フユさん"), by=cast.centre)
        dead = enter_person(person=NewPerson(called_name="ナツさん"), by=cast.centre)
        Person.objects.filter(pk=dead.pk).update(has_died=True)
        answers = set()
        browser, second = signed_in("outreach"), signed_in("coordinator")
        for name in ("まえの人", "ハルさん", "フユさん", "ナツさん", "いない人"):
            there = browser.post("/in-danger/", {"name": name, "reason": WHY})["Location"]
            confirm = f"/waiting/{there.split('/')[2]}/confirm/"
            with CaptureQueriesContext(connection) as asked:
                said = second.post(confirm, {"said": name})
            count = len(asked)
            told = second.get(said["Location"]).content.decode()
            page = browser.get(there).content.decode()
            if name != "まえの人":
                answers.add((said["Location"], _plain(told), _plain(page), len(page), count))
        assert len(answers) == 1
        assert not Opening.objects.exists()
        assert Event.objects.filter(action="danger_tried").count() == 5

    def test_the_second_reads_neither_name_nor_reason_before_they_heard_it(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        waits(cast)
        for role in ("coordinator", "manager"):
            for address in ("/waiting/", "/desk/waiting/", "/"):
                page = signed_in(role).get(address).content.decode()
                assert "ハルさん" not in page
                assert "橋の上" not in page
        assert "outreach" in signed_in("manager").get("/waiting/").content.decode()

    def test_what_another_one_asked_for_is_nobody_else_s(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        opening = opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert opening is not None
        for role in ("coordinator", "manager", "centre", "neighbour"):
            there = f"/in-danger/{opening.pk}/"
            assert signed_in(role).get(there).status_code == 404, role
            with pytest.raises(NotSeen):
                open_now(getattr(cast, role, cast.neighbour), opening.pk)


class TestTheNarrowView:
    """What keeps the person safe, and nothing else."""

    @pytest.fixture
    def known(self, haru: Person, cast: Cast) -> Person:
        by, far = cast.centre, cast.today + timedelta(days=30)
        walk_with(person_id=haru.pk, member_id=by.member_id, on=cast.today, by=by)
        for place in ("寝所トークン", "昼間トークン"):
            add_place(
                person_id=haru.pk,
                kind="river",
                place=place,
                when="時トークン",
                sleeps_here=True,
                by=by,
            )
        add_contact(person_id=haru.pk, value="電話トークン", note="覚えトークン", by=by)
        add_name(person_id=haru.pk, kind="alias", text="別名トークン", kana="", by=by)
        for kind, text in (
            ("do_not", "後ろから声をかけない"),
            ("danger", "薬を持っている"),
            ("alert", "注意トークン"),
        ):
            add_caution(person_id=haru.pk, kind=kind, text=text, until_on=far, by=by)
        remember(
            person=haru,
            memory=Memory(at=timezone.now(), kind="note", title="題トークン", fact="文トークン"),
            by=by,
        )
        Person.objects.filter(pk=haru.pk).update(own_words="言葉トークン", looks="姿トークン")
        return haru

    def test_it_shows_what_keeps_them_safe_and_no_other_word(
        self, known: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        opening = opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert opening is not None
        browser = signed_in("outreach")
        page = browser.get(f"/in-danger/{opening.pk}/").content.decode()
        for said in ("ハルさん", "後ろから声をかけない", "薬を持っている", "119", "centre"):
            assert said in page, said
        assert "トークン" not in page
        assert "見本 春一" not in page
        for address in ("", "card/", "consents/", "timeline/"):
            assert browser.get(f"/people/{known.pk}/{address}").status_code == 404, address
        for address in ("/people/?q=ハルさん", "/", "/people/?q=寝所トークン"):
            found = browser.get(address).content.decode()
            assert f"/people/{known.pk}/" not in found, address
        assert known not in people_seen_by(cast.outreach)
        assert Event.objects.filter(
            action="read:danger", actor_id=cast.outreach.member_id, subjects__person_id=known.pk
        ).exists()

    def test_a_place_opens_by_itself_with_a_reason_and_is_traced(
        self, known: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        opening = opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert opening is not None
        browser, there = signed_in("outreach"), f"/in-danger/{opening.pk}/"
        one = MeetingPlace.objects.get(place="寝所トークン")
        for reason in ("", "緊急のため", "ああああああああああ"):
            assert browser.post(f"{there}place/{one.pk}/", {"reason": reason}).status_code == 422
        assert not OpenedPart.objects.exists()
        why = "救急隊に場所を伝える。"
        assert browser.post(f"{there}place/{one.pk}/", {"reason": why})["Location"] == there
        page = browser.get(there).content.decode()
        assert "寝所トークン" in page
        assert "昼間トークン" not in page
        assert "電話トークン" not in page
        assert Event.objects.filter(
            action="danger_part_opened", subjects__person_id=known.pk
        ).exists()
        assert why in signed_in("centre").get("/desk/openings/").content.decode()
        other = enter_person(person=NewPerson(called_name="別の人"), by=cast.centre)
        theirs = add_place(
            person_id=other.pk,
            kind="park",
            place="よその所",
            when="",
            sleeps_here=True,
            by=cast.centre,
        )
        for address in (f"place/{theirs.pk}/", f"contact/{one.pk}/", f"money/{one.pk}/"):
            assert browser.get(f"{there}{address}").status_code == 404, address
            assert browser.post(f"{there}{address}", {"reason": why}).status_code == 404
        with pytest.raises(NotSeen):
            open_part(
                opening_id=opening.pk, kind="place", row_id=one.pk, reason=why, by=cast.manager
            )

    def test_after_three_hours_it_is_closed(
        self, known: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        opening = opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert opening is not None
        assert opening.until_at - opening.at == timedelta(hours=3)
        browser = signed_in("outreach")
        with hours_later(3.01):
            page = browser.get(f"/in-danger/{opening.pk}/").content.decode()
            assert "ハルさん" not in page
            assert "後ろから" not in page
            with pytest.raises(NotSeen):
                open_now(cast.outreach, opening.pk)

    def test_what_is_open_becomes_nobody_s_own(self, known: Person, cast: Cast) -> None:
        opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert not Reach.objects.filter(member=cast.outreach.member_id).exists()
        with pytest.raises(NotSeen):
            walk_with(
                person_id=known.pk,
                member_id=cast.outreach.member_id,
                on=cast.today,
                by=cast.outreach,
            )

    def test_a_merge_keeps_it_open_and_a_no_closes_it(self, known: Person, cast: Cast) -> None:
        opening = opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert opening is not None
        kept = enter_person(
            person=NewPerson(called_name="春一さん", restricted=True), by=cast.centre
        )
        merge_people(kept_id=kept.pk, gone_id=known.pk, reason="同じ人", by=cast.centre)
        _, seen = open_now(cast.outreach, opening.pk)
        assert (seen.person, seen.do_not) == (kept, ["後ろから声をかけない"])
        say_no(kept, cast.outreach, cast.centre)
        with pytest.raises(NotSeen):
            open_now(cast.outreach, opening.pk)


class TestWhomThePersonNamed:
    """Neither asks, nor confirms, nor is told afterwards."""

    @pytest.mark.parametrize("named", ["outreach", "coordinator"])
    def test_neither_of_the_two_may_be_named(self, haru: Person, cast: Cast, named: str) -> None:
        say_no(haru, getattr(cast, named), cast.centre)
        assert opened("ハルさん", by=cast.outreach, second=cast.coordinator) is None
        assert opened("見本 春一", by=cast.outreach, second=cast.coordinator) is None
        assert not Opening.objects.exists()

    def test_a_named_manager_is_neither_told_nor_called(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        say_no(haru, cast.manager, cast.centre)
        opening = opened("ハルさん", by=cast.outreach, second=cast.coordinator)
        assert opening is not None
        assert openings_untold(cast.manager) == []
        assert "橋の上" not in signed_in("manager").get("/desk/openings/").content.decode()
        _, seen = open_now(cast.outreach, opening.pk)
        assert "manager" not in seen.to_call

    def test_never_one_s_own_record(self, haru: Person, cast: Cast) -> None:
        close_own_record(member_id=cast.outreach.member_id, entry=haru.pk, by=cast.manager)
        by = viewer_of(member_of(cast.outreach), today=cast.today)
        assert opened("見本 春一", by=by, second=cast.coordinator) is None
        assert opened("見本 春一", by=cast.aftercare, second=by) is None


def test_only_an_exact_name_of_one_person_opens(haru: Person, cast: Cast) -> None:
    for text in ("ハル", "x", "%", "春一"):
        assert opened(text, by=cast.outreach, second=cast.coordinator) is None, text
    twin = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.centre)
    assert opened("ハルさん", by=cast.outreach, second=cast.coordinator) is None
    add_name(person_id=twin.pk, kind="legal", text="例山 冬子", kana="", by=cast.centre)
    found = opened("例山　冬子", by=cast.outreach, second=cast.coordinator)
    assert found is not None
    assert found.person == twin
    assert opened("見本 春一", by=cast.neighbour, second=second_of(cast.neighbour)) is None


def test_those_who_answer_have_it_on_their_desks_at_once_until_the_person_was_told(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    for nothing in ("", "危ない", "緊急のため確認が必要です", "ハルさんハルさんハルさん"):
        empty = browser.post("/in-danger/", {"name": "ハルさん", "reason": nothing})
        assert empty.status_code == 422, "a reason says something"
    assert Event.objects.filter(action="danger_tried").count() == 4
    there = browser.post("/in-danger/", {"name": "ハルさん", "reason": WHY})["Location"]
    assert openings_untold(cast.manager) == []
    asked = there.split("/")[2]
    signed_in("coordinator").post(f"/waiting/{asked}/confirm/", {"said": "ハルさん"})
    for role, told in (
        ("centre", True),
        ("manager", True),
        ("outreach", False),
        ("aftercare", False),
    ):
        assert ("橋の上" in signed_in(role).get("/desk/openings/").content.decode()) is told, role
    opening = Opening.objects.get()
    with pytest.raises(NotSeen):
        explain_opening(opening_id=opening.pk, on=cast.today, by=cast.outreach, words="言った")
    grant_reach(person=haru, member_id=cast.outreach.member_id)
    with pytest.raises(ExplainedByOpener):
        explain_opening(opening_id=opening.pk, on=cast.today, by=cast.outreach, words="言った")
    grant_reach(person=haru, member_id=cast.coordinator.member_id)
    for one in (cast.outreach, cast.coordinator):
        see_opening(opening_id=opening.pk, by=one)
    assert Opening.objects.get().seen_at is None, "neither of the two takes note of their own"
    signed_in("centre").post(f"/openings/{opening.pk}/seen/")
    assert Opening.objects.get().seen_by_id == cast.centre.member_id
    form = {"on": cast.today.isoformat(), "words": "来てくれて、よかった。"}
    signed_in("centre").post(f"/openings/{opening.pk}/explained/", form)
    assert openings_untold(cast.manager) == []
    explain_opening(opening_id=opening.pk, on=cast.today, by=cast.manager, words="ちがう言葉")
    assert openings_of(haru, cast.centre)[0].words == "来てくれて、よかった。"
    page = signed_in("centre").get(f"/people/{haru.pk}/consents/").content.decode()
    assert "橋の上" in page
    assert "coordinator" in page
    assert (
        "いのちが"
        in signed_in("centre").get(f"/people/{haru.pk}/who-knows-sheet.html").content.decode()
    )
    assert Event.objects.filter(action="opened_in_danger", subjects__person_id=haru.pk).exists()


def test_why_it_was_opened_is_never_changed(haru: Person, cast: Cast) -> None:
    opened("ハルさん", by=cast.outreach, second=cast.coordinator)
    for act in (
        lambda: Opening.objects.update(reason="なんとなく"),
        lambda: Opening.objects.update(second=None),
        lambda: Opening.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def ask(person: Person, cast: Cast, parts: list[str], **more: object) -> list[Consent]:
    asked = {
        "recipient_kind": "company",
        "recipient": "見本青果",
        "purpose": "会議",
        "answer": "yes",
        "from_on": cast.today - timedelta(days=5),
        "way": "written",
    }
    said = NewConsent(**{"parts": parts} | asked | more)  # type: ignore[arg-type]
    return keep_consents(person_id=person.pk, consent=said, by=cast.centre)


def test_the_rule_at_the_border_asks_every_word_in_one_query(cast: Cast) -> None:
    people = [
        enter_person(person=NewPerson(called_name=f"人{number}さん"), by=cast.centre)
        for number in range(30)
    ]
    for person in people[:10]:
        ask(person, cast, ["work", "plan"])
    ask(people[0], cast, ["plan"], answer="no", from_on=cast.today)
    (later,) = ask(people[1], cast, ["health"])
    withdraw(consent_id=later.pk, on=cast.today, by=cast.centre)
    ask(people[2], cast, ["money"], until_on=cast.today - timedelta(days=1))
    ask(people[3], cast, ["crime"], recipient="別の会社")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = words_for(
            agency_id=cast.agency.pk,
            recipient="見本青果",
            people=[one.pk for one in people],
            day=cast.today,
        )
    assert len(queries) == 1
    assert {person: set(parts) for person, parts in found.items()} == {people[0].pk: {"work"}} | {
        one.pk: {"work", "plan"} for one in people[1:10]
    }
    assert (
        words_for(
            agency_id=cast.neighbour_agency.pk,
            recipient="見本青果",
            people=[one.pk for one in people],
            day=cast.today,
        )
        == {}
    )


def test_what_was_opened_at_the_border_is_recorded_once(haru: Person, cast: Cast) -> None:
    ask(haru, cast, ["work", "plan"])
    opened = words_for(
        agency_id=cast.agency.pk, recipient="見本青果", people=[haru.pk], day=cast.today
    )
    for _ in range(3):
        passed_on(
            agency_id=cast.agency.pk,
            recipient="見本青果",
            opened=opened,
            on=cast.today,
            what="会議",
            source_id=haru.pk,
            answerable_id=cast.centre.member_id,
        )
    assert sorted(Provision.objects.values_list("part", flat=True)) == ["plan", "work"]
