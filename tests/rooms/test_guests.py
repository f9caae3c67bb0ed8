"""
Guests: invited with a code and a number, refused without a word where something is wrong, a second
key always, never inside the agency's own rooms.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from banso.access.actions import (
    Invited,
    NameTaken,
    NotInvited,
    accept_invitation,
    ask_renewal,
    end_guest,
    invite,
    invite_again,
)
from banso.access.models import Account, Guest, Invitation
from banso.access.queries import guest_for_account, names_of_members
from banso.audit.models import Event
from banso.kit.refusals import NotSeen
from tests.conftest import Cast
from tests.seconded import confirmed

NEW = {"username": "guest-1", "password": "hajimete-no-hibi"}


@pytest.fixture
def invited(cast: Cast) -> Invited:
    """An officer of Hello Work."""
    return invite(
        kind="hello_work", name="見本 職男", organisation="ハローワーク見本", by=cast.coordinator
    )


def test_a_code_and_its_number_open_an_account_once(invited: Invited, cast: Cast) -> None:
    assert len(invited.code.replace("-", "")) == 20
    assert not Invitation.objects.filter(code_seal__contains=invited.code).exists(), (
        "only seals are kept"
    )
    guest = accept_invitation(code=f" {invited.code.lower()} ", word=invited.word, **NEW)
    assert guest.account is not None
    viewer = guest_for_account(guest.account.pk, today=cast.today)
    assert viewer is not None
    assert (viewer.organisation, viewer.agency_id) == ("ハローワーク見本", cast.agency.pk)
    with pytest.raises(NotInvited):
        accept_invitation(
            code=invited.code, word=invited.word, username="second", password="hajimete-no-hibi"
        )
    assert names_of_members([guest.pk, cast.coordinator.member_id]) == {
        guest.pk: "見本 職男（ハローワーク見本）",
        cast.coordinator.member_id: "coordinator",
    }


def test_guessed_forwarded_expired_and_withdrawn_codes_are_refused_alike(
    invited: Invited, cast: Cast
) -> None:
    browser = Client()

    def answer(code: str, word: str) -> tuple[int, bool]:
        got = browser.post("/invited/", {"code": code, "word": word, **NEW})
        return got.status_code, "この案内では入れません" in got.content.decode()

    wrong = "000000" if invited.word != "000000" else "111111"
    assert answer("AAAAA-BBBBB-CCCCC-DDDDD", invited.word) == (422, True)
    assert answer(invited.code, wrong) == (422, True), "passed on without its number"
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert answer(invited.code, invited.word) == (422, True)
    again = invite_again(guest_id=invited.guest.pk, by=cast.coordinator)
    assert answer(invited.code, invited.word) == (422, True), "an older code is worth nothing"
    for _ in range(5):
        assert answer(again.code, wrong if again.word != wrong else "222222") == (422, True)
    assert answer(again.code, again.word) == (422, True), "five wrong numbers end it"
    assert Account.objects.filter(username="guest-1").count() == 0
    end_guest(guest_id=invited.guest.pk, on=cast.today - timedelta(days=1), by=cast.coordinator)
    late = invite_again(guest_id=invited.guest.pk, by=cast.coordinator)
    assert answer(late.code, late.word) == (422, True), "their time is over"


def test_a_name_that_is_taken_leaves_the_invitation_good(invited: Invited) -> None:
    with pytest.raises(NameTaken):
        accept_invitation(
            code=invited.code, word=invited.word, username="outreach", password="hajimete-no-hibi"
        )
    assert accept_invitation(code=invited.code, word=invited.word, **NEW).account is not None


def test_the_same_submission_makes_one_guest(cast: Cast) -> None:
    from uuid import uuid4

    token = uuid4()
    for _ in range(2):
        invite(
            kind="employer",
            name="例 店主",
            organisation="見本青果",
            new_id=token,
            by=cast.coordinator,
        )
    assert Guest.objects.count() == 1


def come_in(invited: Invited) -> Client:
    browser = Client()
    assert (
        browser.post("/invited/", {"code": invited.code, "word": invited.word, **NEW})["Location"]
        == "/account/login/"
    )
    assert (
        browser.post("/account/login/", {"login": "guest-1", "password": NEW["password"]})[
            "Location"
        ]
        == "/guest/"
    )
    return browser


def test_without_a_second_key_nothing_opens_and_paper_is_as_good_as_a_telephone(
    invited: Invited,
) -> None:
    browser = come_in(invited)
    assert browser.get("/guest/")["Location"] == "/guest/second-factor/"
    page = browser.get("/guest/second-factor/").content.decode()
    assert "<svg" in page
    assert (
        browser.post("/guest/second-factor/", {"way": "app", "code": "000000"}).status_code == 422
    )
    paper = browser.post("/guest/second-factor/", {"way": "paper"}, follow=True).content.decode()
    numbers = [part.split("<")[0] for part in paper.split("<li><code>")[1:]]
    assert len(numbers) == 10
    assert browser.get("/guest/").status_code == 200
    assert browser.get("/guest/second-factor/").status_code == 302, "shown once"
    assert (
        "印刷する十の番号を出す" in browser.get("/guest/second-factor/?again=1").content.decode()
    ), "made anew only by somebody who came in with one"

    elsewhere = Client()
    asked = elsewhere.post("/account/login/", {"login": "guest-1", "password": NEW["password"]})
    assert asked["Location"] == "/account/second-factor/authenticate/"
    assert elsewhere.get("/guest/").status_code == 302
    assert "番号" in elsewhere.get(asked["Location"]).content.decode()
    assert elsewhere.post(asked["Location"], {"code": "12345678"}).status_code == 200
    assert elsewhere.post(asked["Location"], {"code": numbers[3]})["Location"] == "/guest/"
    assert elsewhere.get("/guest/").status_code == 200
    third = Client()
    third.post("/account/login/", {"login": "guest-1", "password": NEW["password"]})
    assert third.post(asked["Location"], {"code": numbers[3]}).status_code == 200, (
        "each number is good once"
    )


def test_the_app_s_number_is_a_second_key(invited: Invited) -> None:
    from allauth.mfa.totp.internal.auth import (
        SECRET_SESSION_KEY,
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    browser = come_in(invited)
    browser.get("/guest/second-factor/")
    secret = browser.session[SECRET_SESSION_KEY]
    _before, now, _after = yield_hotp_counters_from_time()
    assert (
        browser.post(
            "/guest/second-factor/",
            {"way": "app", "code": format_hotp_value(hotp_value(secret, now))},
        )["Location"]
        == "/guest/"
    )
    assert SECRET_SESSION_KEY not in browser.session
    assert browser.get("/guest/").status_code == 200


def test_a_guest_is_at_no_member_s_door_and_a_member_at_no_guest_s(
    invited: Invited, signed_in: Callable[[str], Client], cast: Cast
) -> None:
    browser = come_in(invited)
    browser.post("/guest/second-factor/", {"way": "paper"})
    assert browser.get("/")["Location"] == "/guest/"
    for path in (
        "/ledgers/",
        "/members/",
        "/guests/",
        "/receivers/",
        "/handover/",
        "/consents/",
        "/desk/my-people/",
    ):
        assert browser.get(path).status_code in (403, 404), path
    assert signed_in("manager").get("/guest/").status_code == 403
    assert Client().get("/guest/").status_code == 302
    end_guest(guest_id=invited.guest.pk, on=cast.today - timedelta(days=1), by=cast.coordinator)
    assert browser.get("/guest/")["Location"].startswith("/account/login/"), "that second"


def test_a_guest_whose_time_is_over_stays_out_whatever_day_is_named_later(
    invited: Invited, cast: Cast
) -> None:
    for later in (0, 30):
        on = cast.today + timedelta(days=later)
        end_guest(guest_id=invited.guest.pk, on=on, by=cast.coordinator)
    invited.guest.refresh_from_db()
    assert (invited.guest.until_on, invited.guest.ended_at is None) == (cast.today, False)


def test_a_new_invitation_ends_the_old_ways_in(invited: Invited, cast: Cast) -> None:
    come_in(invited).post("/guest/second-factor/", {"way": "paper"})
    again = ask_renewal(
        guest_id=invited.guest.pk, reason="電話を失くした", key_too=True, by=cast.coordinator
    )
    accept_invitation(
        code=again.code,
        word=confirmed(cast.coordinator),
        username="ignored",
        password="atarashii-kagi",
    )
    assert Authenticator.objects.count() == 0
    assert Account.objects.get(username="guest-1").check_password("atarashii-kagi")


def test_only_the_agency_s_own_people_see_and_invite_its_guests(
    invited: Invited, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    with pytest.raises(NotSeen):
        invite_again(guest_id=invited.guest.pk, by=cast.neighbour)
    assert "見本 職男" in signed_in("coordinator").get("/guests/").content.decode()
    assert "見本 職男" not in signed_in("neighbour").get("/guests/").content.decode()
    assert signed_in("volunteer").get("/guests/").status_code == 403
    assert signed_in("neighbour").get(f"/guests/{invited.guest.pk}/letter/").status_code == 404


def test_the_letter_is_shown_once_and_a_mail_names_nobody(
    invited: Invited, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("coordinator")
    where = browser.post(f"/guests/{invited.guest.pk}/again/")["Location"]
    first = browser.get(where).content.decode()
    assert "この番号は電話か対面で" in first
    assert "この番号は電話か対面で" not in browser.get(where).content.decode()
    with override_settings(BANSO_CAN_MAIL=True):
        browser.post(f"/guests/{invited.guest.pk}/again/")
        code = browser.get(where).content.decode().split('<code class="told">')[1].split("<")[0]
        page = browser.post(where, {"mail": "guest@example.jp"}, follow=True).content.decode()
    (sent,) = mail.outbox
    assert code in sent.body
    word = page.split('<strong class="told">')[1].split("<")[0]
    for text in ("見本", "職男", word):
        assert text not in sent.subject + sent.body
    assert Event.objects.filter(action="guest_invited").count() == 3
