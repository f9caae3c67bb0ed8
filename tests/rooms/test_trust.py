"""
An attacker inside: whoever was let go, whoever would be somebody else, whoever writes themselves
into what grants reach.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from banso.access import lasting
from banso.access.actions import (
    Invited,
    NotInvited,
    accept_invitation,
    end_guest,
    invite,
    let_member_go,
    use_paper,
)
from banso.access.doors import guest_door
from banso.access.queries import guest_for_account
from banso.access.viewer import Viewer
from banso.companionship.actions import walk_with
from banso.companionship.models import Companionship
from banso.conferences.actions import NewConference, NotOneself, call_conference, pass_oath
from banso.conferences.models import Conference
from banso.conferences.queries import conferences_seen_by
from banso.intake.actions import (
    ConfirmsOneself,
    NewMeeting,
    NotTonight,
    RoundTooFar,
    begin_round,
    meet,
    set_off,
)
from banso.intake.models import Encounter, OutreachRound
from banso.kit.ids import new_id, own_id
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewEntry,
    NewPerson,
    add_caution,
    enter_person,
    merge_people,
    open_entry,
    open_reach,
)
from banso.people.models import Person, Reach
from banso.people.queries import OnlyLent, people_seen_by
from banso.referrals.queries import left_behind
from banso.surveys.actions import LinkOver, answer_alone, hand_tablet
from banso.surveys.models import TabletLink
from banso.surveys.queries import link_of
from banso.training.actions import DayTooFar, move_caseload
from tests.conftest import Cast

NEW = {"username": "guest-1", "password": "hajimete-no-hibi"}


def lend(person: Person, to: Viewer) -> None:
    """Open somebody to a member for three hours, as a round does until noon."""
    until_at = timezone.now() + timedelta(hours=3)
    open_reach(person=person, member_id=to.member_id, until_at=until_at)


@pytest.fixture
def invited(cast: Cast) -> Invited:
    """An officer of Hello Work."""
    return invite(
        kind="hello_work", name="見本 職男", organisation="ハローワーク見本", by=cast.coordinator
    )


def _inside(invited: Invited) -> Client:
    accept_invitation(code=invited.code, word=invited.word, **NEW)
    browser = Client()
    browser.post("/account/login/", {"login": NEW["username"], "password": NEW["password"]})
    browser.post("/guest/second-factor/", {"way": "paper"})
    assert browser.get("/guest/").status_code == 200
    return browser


class TestLetGo:
    """Letting somebody go ends everything that second."""

    def test_a_guest_whose_account_is_ended_today_is_out_that_second(
        self, invited: Invited, cast: Cast
    ) -> None:
        browser = _inside(invited)
        end_guest(guest_id=invited.guest.pk, on=cast.today, by=cast.coordinator)
        answer = browser.get("/guest/")
        assert answer.status_code == 302, "every window meets the sign-in"
        again = Client()
        invited.guest.refresh_from_db()
        account = invited.guest.account
        assert account is not None
        again.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        assert again.get("/guest/").status_code == 403, "and nothing opens"
        assert guest_for_account(account.pk, today=cast.today) is None

    def test_a_guest_with_a_day_to_come_stays_until_then(
        self, invited: Invited, cast: Cast
    ) -> None:
        browser = _inside(invited)
        end_guest(guest_id=invited.guest.pk, on=cast.today + timedelta(days=3), by=cast.coordinator)
        assert browser.get("/guest/").status_code == 200

    def test_what_a_guest_takes_breaks_off(
        self, invited: Invited, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        guest = accept_invitation(code=invited.code, word=invited.word, **NEW)
        assert guest.account is not None
        use_paper(account_id=guest.account.pk)
        monkeypatch.setattr(lasting, "_LOOK_AFTER", 0.0)

        def rows() -> Iterator[bytes]:
            yield b"one"
            end_guest(guest_id=guest.pk, on=cast.today, by=cast.coordinator)
            yield b"two"

        def view(request: HttpRequest) -> StreamingHttpResponse:
            return StreamingHttpResponse(rows())

        request: Any = RequestFactory().get("/guest/")
        request.user = guest.account
        request.session = Client().session
        parts = iter(guest_door(view)(request).streaming_content)  # type: ignore[attr-defined]
        assert next(parts) == b"one"
        with pytest.raises(lasting.LetGo):
            next(parts)

    def test_who_has_gone_does_not_come_back_as_the_guest_they_invited(
        self, invited: Invited, cast: Cast
    ) -> None:
        let_member_go(member_id=cast.coordinator.member_id, on=cast.today, by=cast.manager)
        with pytest.raises(NotInvited):
            accept_invitation(code=invited.code, word=invited.word, **NEW)

    @pytest.mark.parametrize("how", ["gone", "hidden"])
    def test_a_tablet_s_link_ends_with_the_reach_of_whoever_handed_it_over(
        self, how: str, cast: Cast
    ) -> None:
        person = enter_person(person=NewPerson(called_name="例の人"), by=cast.outreach)
        token = hand_tablet(person_id=person.pk, code="k6", moment="entry", by=cast.outreach)
        assert link_of(token) is not None
        if how == "gone":
            let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
        else:
            Person.objects.filter(pk=person.pk).update(restricted=True)
            Reach.objects.filter(member_id=cast.outreach.member_id).delete()
        assert link_of(token) is None
        with pytest.raises(LinkOver):
            answer_alone(link_id=TabletLink.objects.get().pk, answers={})

    def test_a_meeting_without_consent_is_never_nobody_s(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        found = call_conference(
            conference=NewConference(kind="sealed", on=cast.today, sworn_on=cast.today),
            by=cast.supporter,
        )
        address = f"/conferences/{found.pk}/oath/"
        assert left_behind(cast.manager) == []
        assert signed_in("manager").get(address).status_code == 404
        with pytest.raises(NotSeen):
            pass_oath(
                conference_id=found.pk,
                to_id=cast.centre.member_id,
                sworn_on=cast.today,
                by=cast.manager,
            )
        let_member_go(member_id=cast.supporter.member_id, on=cast.today, by=cast.manager)

        (left,) = left_behind(cast.manager)
        assert "誓った人がいません" in str(left.label)
        assert address in signed_in("manager").get("/watch/").content.decode()
        assert address not in signed_in("coordinator").get("/watch/").content.decode()
        with pytest.raises(NotOneself):
            pass_oath(
                conference_id=found.pk,
                to_id=cast.manager.member_id,
                sworn_on=cast.today,
                by=cast.manager,
            )
        answer = signed_in("manager").post(
            address, {"to": str(cast.centre.member_id), "sworn_on": cast.today.isoformat()}
        )
        assert answer.status_code == 302
        assert left_behind(cast.manager) == []
        assert conferences_seen_by(cast.centre).filter(pk=found.pk).exists()
        assert not conferences_seen_by(cast.manager).exists()
        kept = Conference.objects.get(pk=found.pk)
        assert {kept.chair_id, kept.keeper_id} == {cast.centre.member_id}

    def test_a_caseload_passes_on_a_named_day(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        person = enter_person(person=NewPerson(called_name="例の人"), by=cast.outreach)
        before, to = cast.outreach.member_id, cast.supporter.member_id
        walk_with(person_id=person.pk, member_id=before, on=cast.today, by=cast.outreach)
        day = cast.today + timedelta(days=5)
        with pytest.raises(DayTooFar):
            move_caseload(
                member_id=before,
                people=[person.pk],
                to_id=to,
                on=cast.today + timedelta(days=400),
                by=cast.manager,
            )
        browser = signed_in("coordinator")
        unread = browser.post(
            f"/members/{before}/pass-on/", {"who": str(person.pk), "to": str(to), "on": "いつか"}
        )
        assert unread.status_code == 422
        browser.post(
            f"/members/{before}/pass-on/",
            {"who": str(person.pk), "to": str(to), "on": day.isoformat()},
        )
        walk = Companionship.objects.get(person=person, until_on=None)
        assert (walk.member_id, walk.from_on) == (to, day)
        assert Companionship.objects.get(member=before).until_on == day


class TestReachIsGiven:
    """Nobody writes themselves into what grants reach."""

    def _course(self, cast: Cast) -> Any:
        """Return somebody of another's, whom a course has met."""
        night = begin_round(
            office_id=cast.outreach_office.pk,
            on=cast.today - timedelta(days=7),
            course="北公園コース",
            weather="",
            member_ids=[cast.outreach.member_id, cast.volunteer.member_id],
            others=[],
            by=cast.outreach,
        )
        meeting = NewMeeting(
            outcome="talked",
            at=timezone.now() - timedelta(days=7),
            called_name="ハルさん",
            place="東屋",
            words="借金がある",
        )
        person = meet(round_id=night.pk, meeting=meeting, by=cast.outreach).person
        add_caution(
            person_id=person.pk,
            kind="do_not",
            text="後ろから声をかけない",
            until_on=None,
            by=cast.outreach,
        )
        return person

    def _round(self, cast: Cast, **other: Any) -> Any:
        known = {
            "office_id": cast.outreach_office.pk,
            "on": cast.today,
            "course": "北公園コース",
            "weather": "",
            "member_ids": [cast.supporter.member_id],
            "others": ["架空の人"],
            "by": cast.supporter,
        }
        return begin_round(**(known | other))

    def test_a_round_with_a_typed_second_name_opens_nobody(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        person = self._course(cast)
        night = self._round(cast)
        assert not people_seen_by(cast.supporter).exists()
        page = signed_in("supporter").get(f"/rounds/{night.pk}/").content.decode()
        assert "ハルさん" not in page
        with pytest.raises(ConfirmsOneself):
            set_off(round_id=night.pk, by=cast.supporter)
        answer = signed_in("supporter").post(f"/rounds/{night.pk}/set-off/", follow=True)
        assert "ほかの人" in answer.content.decode()
        with pytest.raises(NotSeen):
            meet(
                round_id=night.pk,
                person_id=person.pk,
                meeting=NewMeeting(outcome="talked", at=timezone.now()),
                by=cast.supporter,
            )

    def test_days_ahead_and_other_offices_are_refused(self, cast: Cast) -> None:
        for days in (8, 30, -63):
            with pytest.raises(RoundTooFar):
                self._round(cast, on=cast.today + timedelta(days=days))
        with pytest.raises(NotSeen):
            self._round(cast, office_id=cast.centre_office.pk)
        soon = self._round(cast, on=cast.today + timedelta(days=2))
        with pytest.raises(NotTonight):
            set_off(round_id=soon.pk, by=cast.outreach)

    def test_a_confirmed_round_tells_a_name_and_what_keeps_people_safe_and_nothing_else(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        person = self._course(cast)
        hidden = self._course(cast)
        Person.objects.filter(pk=hidden.pk).update(restricted=True, called_name="かくれた人")
        night = self._round(cast)
        assert signed_in("outreach").post(f"/rounds/{night.pk}/set-off/").status_code == 302
        browser = signed_in("supporter")
        page = browser.get(f"/rounds/{night.pk}/").content.decode()
        assert "ハルさん" in page
        assert "後ろから声をかけない" in page
        for text in ("東屋", "借金", f"/people/{person.pk}/", "かくれた人"):
            assert text not in page
        assert not people_seen_by(cast.supporter).exists()
        assert browser.get(f"/people/{person.pk}/").status_code == 404
        browser.post(f"/rounds/{night.pk}/meet/", {"person": str(person.pk), "outcome": "greeted"})
        assert Encounter.objects.filter(round=night, person=person).count() == 1
        after = browser.get(f"/rounds/{night.pk}/").content.decode()
        assert "ハルさん" in after
        assert f"/people/{person.pk}/" not in after
        assert not people_seen_by(cast.supporter).exists()
        OutreachRound.objects.filter(pk=night.pk).update(on=cast.today - timedelta(days=2))
        assert "ハルさん" not in browser.get(f"/rounds/{night.pk}/").content.decode()

    def test_a_volunteer_reaches_until_the_next_noon(self, cast: Cast) -> None:
        person = self._course(cast)
        night = self._round(cast, by=cast.outreach, member_ids=[cast.volunteer.member_id])
        assert not people_seen_by(cast.volunteer).exists()
        set_off(round_id=night.pk, by=cast.manager)
        assert list(people_seen_by(cast.volunteer)) == [person]
        reach = Reach.objects.get(person=person, member_id=cast.volunteer.member_id)
        assert reach.until_at is not None
        assert timezone.localtime(reach.until_at).strftime("%d %H:%M") == (
            f"{cast.today + timedelta(days=1):%d} 12:00"
        )

    def test_what_is_open_for_hours_does_not_become_somebody_s_own(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        person = enter_person(person=NewPerson(called_name="アキさん"), by=cast.centre)
        walk_with(
            person_id=person.pk, member_id=cast.centre.member_id, on=cast.today, by=cast.centre
        )
        lend(person, cast.supporter)
        assert person in people_seen_by(cast.supporter)
        me, own = (
            cast.supporter,
            enter_person(person=NewPerson(called_name="別"), by=cast.supporter),
        )
        for take in (
            lambda: walk_with(person_id=person.pk, member_id=me.member_id, on=cast.today, by=me),
            lambda: open_entry(
                person=person,
                entry=NewEntry(
                    ledger="outreach",
                    office_id=cast.outreach_office.pk,
                    worker_id=me.member_id,
                    on=cast.today,
                ),
                by=me,
            ),
            lambda: move_caseload(
                member_id=cast.centre.member_id, people=[person.pk], to_id=me.member_id, by=me
            ),
            lambda: merge_people(kept_id=own.pk, gone_id=person.pk, reason="同じ人", by=me),
        ):
            with pytest.raises(OnlyLent):
                take()
        answer = signed_in("supporter").post(
            f"/people/{person.pk}/walks/",
            {"member": str(me.member_id), "system": "individual", "on": cast.today.isoformat()},
        )
        assert answer.status_code in (302, 404, 422)
        Reach.objects.filter(member_id=me.member_id, person=person).update(
            until_at=timezone.now() - timedelta(seconds=1)
        )
        assert person not in people_seen_by(me)

    def test_hours_stay_hours_in_a_merge(self, cast: Cast) -> None:
        kept = enter_person(person=NewPerson(called_name="アキさん"), by=cast.centre)
        gone = enter_person(person=NewPerson(called_name="秋田さん"), by=cast.centre)
        lend(gone, cast.supporter)
        merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="同じ人", by=cast.manager)
        assert kept in people_seen_by(cast.supporter)
        Reach.objects.filter(
            member_id=cast.supporter.member_id, person=kept, until_at=None
        ).delete()
        assert kept in people_seen_by(cast.supporter), "with its hour"


class TestNothingStays:
    """What a shared computer keeps of us."""

    def test_no_page_and_no_file_stays_in_a_cache(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        person = enter_person(person=NewPerson(called_name="例の人"), by=cast.outreach)
        browser = signed_in("outreach")
        for address in (
            "/",
            f"/people/{person.pk}/",
            f"/people/{person.pk}/card/",
            "/ledgers/outreach/file.csv",
            "/no-such-page/",
            "/account/login/",
        ):
            answer = browser.get(address)
            assert answer["Cache-Control"] == "no-store", address
            assert "camera=()" in answer["Permissions-Policy"]
            assert "Clear-Site-Data" not in answer

    def test_signing_out_clears_what_the_browser_kept(
        self, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        answer = signed_in("outreach").post("/account/logout/")
        assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_a_submission_that_is_another_s_row_writes_a_row_of_its_own(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    theirs = call_conference(conference=NewConference(kind="six", on=cast.today), by=cast.neighbour)
    me = str(cast.coordinator.member_id)
    typed = {"kind": "six", "on": cast.today.isoformat(), "chair_id": me, "keeper_id": me}
    typed["submission"] = str(theirs.pk)
    browser = signed_in("coordinator")
    first = browser.post("/conferences/call/", typed)
    assert first.status_code == 302, "as any other: it tells nobody that the row is there"
    assert browser.post("/conferences/call/", typed)["Location"] == first["Location"], "once"
    theirs.refresh_from_db()
    assert theirs.agency_id == cast.neighbour_agency.pk
    assert Conference.objects.filter(agency_id=cast.agency.pk).count() == 1
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="c",
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["学生"],
        by=cast.outreach,
    )
    met_already = meet(
        round_id=night.pk,
        meeting=NewMeeting(outcome="talked", at=timezone.now(), called_name="ハルさん"),
        by=cast.outreach,
    )
    answer = signed_in("outreach").post(
        f"/rounds/{night.pk}/meet/",
        {"called_name": "別の人", "outcome": "talked", "submission": str(met_already.pk)},
    )
    assert answer.status_code == 302
    assert Encounter.objects.filter(round=night).count() == 2


def test_an_id_of_a_submission_is_in_the_order_of_making() -> None:
    first, second = new_id(), new_id()
    mine, again, other = own_id(first, second), own_id(first, second), own_id(first, first)
    assert mine is not None
    assert mine == again != other
    assert mine not in (first, second)
    assert (mine.version, mine.bytes[:6]) == (7, first.bytes[:6])
    assert own_id(None, first) is None
