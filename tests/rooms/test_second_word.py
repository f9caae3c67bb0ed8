"""
Nobody becomes somebody else, and nobody alone does what asks for two: attacks by whoever may
confer, by a body's own office, by a manager with accounts of their own making.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.actions import (
    AskerGone,
    CameAlready,
    Invited,
    NoLongerWaits,
    NotAlone,
    NotInvited,
    SignIn,
    accept_invitation,
    add_member,
    ask_renewal,
    confirm_proposal,
    edit_agency,
    end_guest,
    invite,
    invite_again,
    let_member_go,
    stop_proposal,
    use_paper,
)
from banso.access.models import Account, Guest, Invitation, Member, Proposal, SecondWord
from banso.access.proposals import waiting_for
from banso.access.queries import guest_for_account, has_second_factor, viewer_of
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.models import Event
from banso.conferences.actions import (
    NewConference,
    NewSeat,
    add_item,
    call_conference,
    invite_to_seat,
    seat_somebody,
)
from banso.decisions.actions import end_seat, found_body, recognise_body, renew_seat, seat_in
from banso.decisions.models import Body, BodyMember
from banso.decisions.queries import bodies
from banso.kit.db import AtTheSameTime
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person
from tests.conftest import Cast
from tests.seconded import confirmed, founded, seated, second_of

NEW = {"username": "guest-1", "password": "hajimete-no-hibi"}
AGAIN = {"username": "not-used", "password": "mata-hajimete-no-hibi"}
WHY = "電話を失くしたと、窓口で本人から聞いた"


@pytest.fixture
def officer(cast: Cast) -> Guest:
    """An officer of Hello Work who came in, with a second key."""
    made = invite(
        kind="hello_work", name="見本 職男", organisation="ハローワーク見本", by=cast.coordinator
    )
    guest = accept_invitation(code=made.code, word=made.word, mail="officer@example.org", **NEW)
    assert guest.account is not None
    use_paper(account_id=guest.account.pk)
    return guest


def _who(guest: Guest, cast: Cast) -> GuestViewer:
    found = guest_for_account(Guest.objects.get(pk=guest.pk).account_id, today=cast.today)  # type: ignore[arg-type]
    assert found is not None
    return found


def _asked(officer: Guest, cast: Cast, *, key_too: bool = True) -> Invited:
    return ask_renewal(guest_id=officer.pk, reason=WHY, key_too=key_too, by=cast.coordinator)


class TestNobodyBecomesAGuest:
    """Whoever issues a code never holds both parts for an account that lives."""

    def test_no_member_alone_makes_a_code_for_an_account_that_lives(
        self, officer: Guest, cast: Cast
    ) -> None:
        with pytest.raises(CameAlready):
            invite_again(guest_id=officer.pk, by=cast.coordinator)
        with pytest.raises((NotSeen, CameAlready)):
            invite(kind="other", name="x", organisation="x", new_id=officer.pk, by=cast.coordinator)
        for other in (cast.centre, cast.manager):
            with pytest.raises(NotSeen):
                invite_again(guest_id=officer.pk, by=other)
            with pytest.raises(NotSeen):
                ask_renewal(guest_id=officer.pk, reason=WHY, key_too=True, by=other)
            with pytest.raises(NotSeen):
                end_guest(guest_id=officer.pk, on=cast.today, by=other)
            with pytest.raises(NotSeen):
                invite(kind="other", name="x", organisation="x", new_id=officer.pk, by=other)
        with pytest.raises((NotSeen, IntegrityError, AtTheSameTime)), transaction.atomic():
            invite(kind="other", name="x", organisation="x", new_id=officer.pk, by=cast.neighbour)

    def test_a_code_of_one_member_alone_opens_no_account_that_lives(
        self, officer: Guest, cast: Cast
    ) -> None:
        made = invite(kind="other", name="後", organisation="後", by=cast.coordinator)
        Invitation.objects.filter(guest=made.guest).update(guest=officer)
        with pytest.raises(NotInvited):
            accept_invitation(code=made.code, word=made.word, **AGAIN)

    def test_what_is_not_theirs_costs_nobody_a_question_for_each(
        self, officer: Guest, cast: Cast
    ) -> None:
        asked = []
        for number in range(3):
            made = invite(kind="other", name="例", organisation="例", by=cast.coordinator)
            came = {"username": f"guest-{number}x", "password": "hajimete-no-hibi"}
            guest = accept_invitation(code=made.code, word=made.word, **came)
            _asked(guest, cast)
            with CaptureQueriesContext(connection) as queries:
                assert waiting_for(cast.volunteer) == []
            asked.append(len(queries))

        assert asked[0] == asked[2]

    def test_the_asker_has_the_code_the_second_the_number_and_nobody_both(
        self, officer: Guest, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        browser = signed_in("coordinator")
        page = browser.get("/guests/").content.decode()
        assert f"/guests/{officer.pk}/renew/" in page
        assert f"/guests/{officer.pk}/again/" not in page
        answer = browser.post(
            f"/guests/{officer.pk}/renew/", {"reason": WHY, "key_too": "on"}, follow=True
        )
        letter = answer.content.decode()
        code = answer.context["code"]
        assert (code in letter, answer.context["word"]) == (True, "")
        with pytest.raises(NotInvited):
            accept_invitation(code=code, word="", **AGAIN)
        waits = Proposal.objects.get()
        assert str(waits.pk) not in signed_in("volunteer").get("/waiting/").content.decode()
        assert signed_in("volunteer").post(f"/waiting/{waits.pk}/confirm/").status_code == 404
        assert signed_in("neighbour").post(f"/waiting/{waits.pk}/confirm/").status_code == 404
        own = browser.post(f"/waiting/{waits.pk}/confirm/", follow=True).content.decode()
        assert "自分で頼んだ" in own
        second = signed_in("centre")
        assert WHY in second.get("/").content.decode()
        told = second.post(f"/waiting/{waits.pk}/confirm/")
        number = told.context["told"]
        assert code not in told.content.decode()
        assert number in told.content.decode()
        assert number not in second.get("/waiting/").content.decode()
        accept_invitation(code=code, word=number, **AGAIN)
        assert officer.account_id is not None
        assert not has_second_factor(officer.account_id)
        done = [
            (one.action, one.actor_id)
            for one in Event.objects.filter(action__in=("proposal_asked", "guest_renewed"))
        ]
        assert done == [
            ("proposal_asked", cast.coordinator.member_id),
            ("guest_renewed", cast.centre.member_id),
        ]

    def test_a_key_that_is_not_lost_stays(self, officer: Guest, cast: Cast) -> None:
        made = _asked(officer, cast, key_too=False)
        (waits,) = waiting_for(cast.centre)
        number = confirm_proposal(proposal_id=waits.proposal.pk, by=cast.centre)
        accept_invitation(code=made.code, word=number, **AGAIN)
        assert officer.account_id is not None
        assert has_second_factor(officer.account_id)

    def test_the_guest_is_told_on_their_page_and_by_mail_and_may_stop_it(
        self, officer: Guest, cast: Cast, settings: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        settings.BANSO_CAN_MAIL = True
        browser = Client()
        assert officer.account is not None
        browser.force_login(officer.account, backend="django.contrib.auth.backends.ModelBackend")
        with django_capture_on_commit_callbacks(execute=True):
            _asked(officer, cast)
        assert [one.to for one in mail.outbox] == [["officer@example.org"]]
        assert "見本" not in mail.outbox[0].body + mail.outbox[0].subject
        waits = Proposal.objects.get()
        page = browser.get("/guest/waiting/").content.decode()
        assert "coordinator" in page
        assert "/confirm/" not in page
        assert browser.post(f"/guest/waiting/{waits.pk}/confirm/").status_code == 404
        browser.post(f"/guest/waiting/{waits.pk}/stop/")
        with pytest.raises(NoLongerWaits):
            confirm_proposal(proposal_id=waits.pk, by=cast.centre)
        browser.post(f"/guest/waiting/{waits.pk}/stop/")
        assert Event.objects.filter(action="proposal_stopped", actor_id=officer.pk).count() == 1
        assert (Proposal.objects.get().given, Proposal.objects.get().reason) == ({}, "")

    def test_after_it_the_guest_reads_of_it(self, officer: Guest, cast: Cast) -> None:
        made = _asked(officer, cast, key_too=False)
        number = confirmed(cast.coordinator)
        accept_invitation(code=made.code, word=number, **AGAIN)
        browser = Client()
        account = Account.objects.get(pk=officer.account_id)
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        assert "新しくされました" in browser.get("/guest/waiting/").content.decode()

    def test_seating_a_guest_at_a_table_of_one_s_own_makes_nobody_answer_for_them(
        self, officer: Guest, cast: Cast
    ) -> None:
        table = call_conference(
            conference=NewConference(kind="inner", on=cast.today), by=cast.outreach
        )
        seat_somebody(
            conference_id=table.pk,
            seat=NewSeat(party="hello_work", guest_id=officer.pk),
            by=cast.outreach,
        )
        with pytest.raises(NotSeen):
            ask_renewal(guest_id=officer.pk, reason=WHY, key_too=True, by=cast.outreach)

    def test_who_knows_of_the_meeting_they_were_invited_to_renews(self, cast: Cast) -> None:
        table = call_conference(
            conference=NewConference(kind="six", on=cast.today), by=cast.outreach
        )
        person = enter_person(person=NewPerson(called_name="例の人"), by=cast.outreach)
        add_item(conference_id=table.pk, person_id=person.pk, by=cast.outreach)
        seat = seat_somebody(
            conference_id=table.pk,
            seat=NewSeat(party="employer", name="例 店主", organisation="見本青果"),
            by=cast.outreach,
        )
        made = invite_to_seat(seat_id=seat.pk, by=cast.outreach)
        assert invite_again(guest_id=made.guest.pk, by=cast.coordinator).guest == made.guest
        accept_invitation(
            **NEW,
            code=(last := invite_again(guest_id=made.guest.pk, by=cast.outreach)).code,
            word=last.word,
        )
        with pytest.raises(CameAlready):
            invite_to_seat(seat_id=seat.pk, by=cast.outreach)
        assert ask_renewal(guest_id=made.guest.pk, reason=WHY, key_too=False, by=cast.coordinator)

    def test_a_guest_whose_inviter_has_gone_is_ended_by_a_manager(
        self, officer: Guest, cast: Cast
    ) -> None:
        let_member_go(member_id=cast.coordinator.member_id, on=cast.today, by=cast.manager)
        with pytest.raises(NotSeen):
            end_guest(guest_id=officer.pk, on=cast.today, by=cast.centre)
        end_guest(guest_id=officer.pk, on=cast.today, by=cast.manager)
        assert guest_for_account(officer.account_id, today=cast.today) is None  # type: ignore[arg-type]


class TestTheSecondWord:
    """Who may be the second, and when nobody is."""

    def _may(self, cast: Cast, who: Viewer) -> bool:
        return any(one.may_confirm for one in waiting_for(who))

    @pytest.mark.parametrize(
        ("rule", "seconds"),
        [
            ("managers", {"manager"}),
            ("duty", {"manager", "centre", "outreach"}),
            ("anybody", {"manager", "centre", "outreach", "volunteer", "observer"}),
        ],
    )
    def test_who_is_the_second_is_the_agency_s_rule(
        self, rule: str, seconds: set[str], officer: Guest, cast: Cast
    ) -> None:
        edit_agency(second_by=rule, by=cast.manager)
        _asked(officer, cast)
        roles = ("manager", "centre", "outreach", "volunteer", "observer", "coordinator")
        may = {role for role in roles if self._may(cast, getattr(cast, role))}
        assert may == seconds
        assert not self._may(cast, cast.neighbour)

    def test_in_a_small_agency_nothing_hangs(self, officer: Guest, cast: Cast) -> None:
        edit_agency(second_by="managers", by=cast.manager)
        others = Member.objects.filter(agency_id=cast.agency.pk).exclude(
            pk__in=[cast.coordinator.member_id, cast.volunteer.member_id]
        )
        _asked(officer, cast)
        assert not self._may(cast, cast.volunteer)
        others.update(gone_at=timezone.now())
        assert self._may(cast, cast.volunteer)
        assert not self._may(cast, cast.coordinator)

    def test_a_manager_s_fresh_accounts_are_no_second(self, officer: Guest, cast: Cast) -> None:
        fresh = add_member(
            agency_id=cast.agency.pk,
            sign_in=SignIn(username="fresh", password="banso-demo"),
            name="つくった人",
            roles=["manager"],
            office_ids=[],
            on=cast.today,
            by=cast.manager,
        )
        _asked(officer, cast)
        assert not self._may(cast, viewer_of(fresh, today=cast.today))
        again = Member.objects.get(pk=cast.centre.member_id)
        Account.objects.filter(pk=again.account_id).update(renewed_at=timezone.now())
        assert not self._may(cast, cast.centre)
        with pytest.raises(NotSeen):
            confirm_proposal(proposal_id=Proposal.objects.get().pk, by=cast.centre)

    def test_nobody_confirms_themselves_in_the_database_either(
        self, officer: Guest, cast: Cast
    ) -> None:
        _asked(officer, cast)
        waits = Proposal.objects.get()
        with pytest.raises(NotAlone):
            confirm_proposal(proposal_id=waits.pk, by=cast.coordinator)
        with pytest.raises(IntegrityError), transaction.atomic():
            SecondWord.objects.create(
                agency_id=cast.agency.pk,
                proposal=waits,
                asked_by_id=cast.coordinator.member_id,
                member_id=cast.coordinator.member_id,
            )

    def test_what_was_done_is_not_done_again_and_too_old_is_over(
        self, officer: Guest, cast: Cast
    ) -> None:
        _asked(officer, cast)
        waits = Proposal.objects.get()
        assert confirm_proposal(proposal_id=waits.pk, by=cast.centre)
        with pytest.raises(NoLongerWaits):
            confirm_proposal(proposal_id=waits.pk, by=cast.outreach)
        assert Invitation.objects.filter(seconded=True).count() == 1
        _asked(officer, cast)
        newer = Proposal.objects.latest("pk")
        Proposal.objects.filter(pk=newer.pk).update(open_until=timezone.now())
        with pytest.raises(NoLongerWaits):
            confirm_proposal(proposal_id=newer.pk, by=cast.centre)
        assert waiting_for(cast.centre) == []

    def test_who_has_gone_or_lost_the_duty_has_nothing_done(
        self, officer: Guest, cast: Cast
    ) -> None:
        _asked(officer, cast)
        (waits,) = waiting_for(cast.centre)
        Member.objects.filter(pk=cast.coordinator.member_id).update(roles=["observer"])
        with pytest.raises(AskerGone):
            confirm_proposal(proposal_id=waits.proposal.pk, by=cast.centre)
        Member.objects.filter(pk=cast.coordinator.member_id).update(
            roles=["coordinator"], gone_at=timezone.now()
        )
        with pytest.raises(AskerGone):
            confirm_proposal(proposal_id=waits.proposal.pk, by=cast.centre)

    def test_asking_anew_takes_back_what_was_asked(self, officer: Guest, cast: Cast) -> None:
        first = _asked(officer, cast)
        last = _asked(officer, cast)
        (waits,) = waiting_for(cast.centre)
        number = confirm_proposal(proposal_id=waits.proposal.pk, by=cast.centre)
        with pytest.raises(NotInvited):
            accept_invitation(code=first.code, word=number, **AGAIN)
        assert accept_invitation(code=last.code, word=number, **AGAIN).pk == officer.pk

    def test_one_takes_back_what_one_asked_for(
        self, officer: Guest, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        _asked(officer, cast)
        waits = Proposal.objects.get()
        with pytest.raises(NotSeen):
            stop_proposal(proposal_id=waits.pk, by=cast.volunteer)
        signed_in("coordinator").post(f"/waiting/{waits.pk}/stop/")
        assert waiting_for(cast.centre) == []


class TestABodyIsSetUpByTwo:
    """Its office alone neither makes it, nor changes it, nor sits in it."""

    @pytest.fixture
    def office(self, cast: Cast) -> Viewer:
        return cast.neighbour

    def test_nothing_of_a_body_is_done_by_one(self, office: Viewer) -> None:
        found_body(quorum=3, sign="見", months=6, by=office)
        assert not Body.objects.exists()
        body = founded(office)
        found_body(quorum=2, sign="見", months=6, by=office)
        body.refresh_from_db()
        assert body.quorum == 3
        made = seat_in(name="架空 委員", organisation="見本大学", by=office)
        assert not BodyMember.objects.exists()
        assert not Guest.objects.filter(pk=made.guest.pk).exists()
        with pytest.raises(NotInvited):
            accept_invitation(code=made.code, word="", **NEW)
        guest = seated(office, name="例 委員", organisation="見本大学")
        end_seat(member_id=BodyMember.objects.get().pk, on=office.today, by=office)
        assert BodyMember.objects.get().until_on is None
        with pytest.raises(NotSeen):
            end_guest(guest_id=guest.pk, on=office.today, by=office)
        confirmed(office)
        assert BodyMember.objects.get().until_on == office.today
        assert Guest.objects.get(pk=guest.pk).ended_at is not None

    def test_on_screen_one_asks_and_another_confirms(
        self, office: Viewer, signed_in: Callable[[str], Client]
    ) -> None:
        browser = signed_in("neighbour")
        browser.post("/decision-body/settle/", {"quorum": 3, "sign": "見", "months": 6})
        assert not Body.objects.exists()
        second = second_of(office)
        other = Client()
        account = Member.objects.get(pk=second.member_id).account
        assert account is not None
        other.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        other.post(f"/waiting/{Proposal.objects.get().pk}/confirm/")
        assert Body.objects.get().quorum == 3
        answer = browser.post(
            "/decision-body/seats/",
            {"name": "例 委員長", "organisation": "見本大学", "is_chair": "on"},
            follow=True,
        )
        code = answer.context["code"]
        assert answer.context["word"] == ""
        told = other.post(f"/waiting/{Proposal.objects.latest('pk').pk}/confirm/")
        assert accept_invitation(code=code, word=told.context["told"], **NEW).name == "例 委員長"

    def _sit(self, office: Viewer, name: str, *, chair: bool = False) -> Guest:
        guest = seated(office, name=name, organisation="見本大学", is_chair=chair)
        account = Account.objects.create_user(username=name, password="banso-demo")
        Guest.objects.filter(pk=guest.pk).update(account=account)
        use_paper(account_id=account.pk)
        return Guest.objects.get(pk=guest.pk)

    def test_a_member_s_key_falls_with_the_chair_or_two_others_and_then_they_wait(
        self, office: Viewer, cast: Cast
    ) -> None:
        founded(office)
        chair = self._sit(office, "chair", chair=True)
        one, two, three = (self._sit(office, name) for name in ("one", "two", "three"))
        seat = BodyMember.objects.get(guest=one)
        with pytest.raises(NotSeen):
            invite_again(guest_id=one.pk, by=office)
        with pytest.raises(NotSeen):
            ask_renewal(guest_id=one.pk, reason=WHY, key_too=True, by=office)
        made = renew_seat(member_id=seat.pk, reason=WHY, key_too=True, by=office)
        waits = Proposal.objects.latest("pk").pk
        for who in (office, second_of(office), _who(one, cast)):
            with pytest.raises((NotSeen, NotAlone)):
                confirm_proposal(proposal_id=waits, by=who)
        assert confirm_proposal(proposal_id=waits, by=_who(two, cast)) == ""
        assert confirm_proposal(proposal_id=waits, by=_who(two, cast)) == "", "one word once"
        number = confirm_proposal(proposal_id=waits, by=_who(three, cast))
        assert number
        accept_invitation(code=made.code, word=number, **AGAIN)
        renew_seat(
            member_id=BodyMember.objects.get(guest=two).pk, reason=WHY, key_too=False, by=office
        )
        later = Proposal.objects.latest("pk").pk
        with pytest.raises(NotSeen):
            confirm_proposal(proposal_id=later, by=_who(one, cast))
        assert confirm_proposal(proposal_id=later, by=_who(chair, cast))

    def test_only_a_body_that_the_home_recognises_is_asked(
        self, office: Viewer, cast: Cast
    ) -> None:
        body = founded(office)
        assert bodies(cast.coordinator) == [body]
        recognise_body(agency_id=body.agency_id, recognised=False)
        assert bodies(cast.coordinator) == []
