"""
A member's way in made anew: by two others, with two parts in two hands, and the password known to
the member alone.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import Client
from django.utils import timezone

from banso.access.actions import (
    NotAlone,
    NotOneself,
    NoWayBack,
    ask_member_renewal,
    come_back,
    confirm_proposal,
    edit_agency,
    let_member_go,
    stop_proposal,
    use_paper,
)
from banso.access.commands import let_in
from banso.access.models import Account, Member, Proposal, WayBack
from banso.access.permission import DutyMissing
from banso.access.proposals import waiting_for
from banso.access.queries import has_second_factor
from banso.access.viewer import Viewer
from banso.audit.models import Event
from banso.kit.refusals import NotSeen
from tests.conftest import Cast
from tests.seconded import second_of

WHY = "窓口で本人から、紙をなくしたと聞いた"
NEW = "mata-hajimete-no-hibi"


def _asked(cast: Cast, *, key_too: bool = False) -> str:
    made = ask_member_renewal(
        member_id=cast.outreach.member_id, reason=WHY, key_too=key_too, by=cast.manager
    )
    assert made.word == ""
    return made.code


def _seconded(cast: Cast) -> str:
    waits = Proposal.objects.get(act="member_renewal", done_at=None, stopped_at=None)
    return confirm_proposal(proposal_id=waits.pk, by=second_of(cast.manager))


def _account(viewer: Viewer) -> Account:
    return Account.objects.get(member=viewer.member_id)


def test_the_asker_has_the_code_the_second_the_number_and_the_member_the_password(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    second = second_of(cast.manager)
    browser, theirs = signed_in("manager"), signed_in("outreach")
    assert theirs.get("/").status_code == 200
    address = f"/members/{cast.outreach.member_id}/renew/"
    assert address in browser.get("/members/").content.decode()
    paper = browser.post(address, {"reason": WHY}, follow=True)
    code = paper.context["code"]
    assert code in paper.content.decode()
    assert code not in browser.get(paper.redirect_chain[0][0]).content.decode(), "shown once"
    with pytest.raises(NoWayBack):
        come_back(code=code, word="", password=NEW)
    waits = Proposal.objects.get()
    with pytest.raises(NotAlone):
        confirm_proposal(proposal_id=waits.pk, by=cast.manager)
    told = signed_in(Account.objects.get(member=second.member_id).username).post(
        f"/waiting/{waits.pk}/confirm/"
    )
    number = told.context["told"]
    assert code not in told.content.decode()
    assert number not in browser.get("/waiting/").content.decode()
    stranger = Client()
    wrong = {"code": code, "word": "x", "password": NEW}
    assert stranger.post("/way-back/", wrong).status_code == 422
    assert (
        stranger.post("/way-back/", wrong | {"word": number, "password": "abc"}).status_code == 422
    )
    came = stranger.post("/way-back/", wrong | {"word": number})
    assert came["Location"] == "/account/login/"
    assert _account(cast.outreach).check_password(NEW)
    assert stranger.post("/way-back/", wrong | {"word": number}).status_code == 422, "good once"
    assert "新しくされました" in signed_in("outreach").get("/").content.decode()
    done = Event.objects.filter(action__in=("member_renewed", "member_came_back")).order_by("pk")
    assert [(one.action, one.actor_id) for one in done] == [
        ("member_renewed", second.member_id),
        ("member_came_back", None),
    ]


def test_whose_way_in_it_is_reads_of_it_stops_it_and_never_confirms_it(
    cast: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.BANSO_CAN_MAIL = True
    Account.objects.filter(member=cast.outreach.member_id).update(email="o@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        code = _asked(cast)
    assert [one.to for one in mail.outbox] == [["o@example.org"]]
    edit_agency(second_by="anybody", by=cast.manager)
    (waits,) = waiting_for(cast.outreach)
    assert not waits.may_confirm
    assert waiting_for(cast.volunteer)[0].may_confirm
    with pytest.raises(NotSeen):
        confirm_proposal(proposal_id=waits.proposal.pk, by=cast.outreach)
    stop_proposal(proposal_id=waits.proposal.pk, by=cast.outreach)
    with pytest.raises(NoWayBack):
        come_back(code=code, word="000000", password=NEW)
    assert not WayBack.objects.exists()


def test_a_second_key_stays_unless_it_is_lost(cast: Cast) -> None:
    account = _account(cast.outreach)
    use_paper(account_id=account.pk)
    come_back(code=_asked(cast), word=_seconded(cast), password=NEW)
    assert has_second_factor(account.pk)
    come_back(code=_asked(cast, key_too=True), word=_seconded(cast), password=NEW)
    assert not has_second_factor(account.pk)
    assert waiting_for(cast.outreach) == []


def test_who_may_not_ask(cast: Cast) -> None:
    asked = {"reason": WHY, "key_too": True}
    with pytest.raises(NotOneself):
        ask_member_renewal(member_id=cast.manager.member_id, by=cast.manager, **asked)
    with pytest.raises(NotSeen):
        ask_member_renewal(member_id=cast.neighbour.member_id, by=cast.manager, **asked)
    with pytest.raises(DutyMissing):
        ask_member_renewal(member_id=cast.volunteer.member_id, by=cast.coordinator, **asked)
    let_member_go(member_id=cast.volunteer.member_id, on=cast.today, by=second_of(cast.manager))
    with pytest.raises(NotSeen):
        ask_member_renewal(member_id=cast.volunteer.member_id, by=cast.manager, **asked)


@pytest.mark.parametrize("what", ["old", "withdrawn", "tried", "gone", "maker gone"])
def test_what_opens_nothing_any_more(cast: Cast, what: str) -> None:
    code, word = _asked(cast), _seconded(cast)
    if what == "old":
        assert WayBack.objects.get().expires_at <= timezone.now() + timedelta(hours=24)
        WayBack.objects.update(expires_at=timezone.now())
    elif what == "withdrawn":
        _asked(cast)
    elif what == "tried":
        for _each in range(5):
            with pytest.raises(NoWayBack):
                come_back(code=code, word="wrong", password=NEW)
    else:
        gone = cast.outreach if what == "gone" else cast.manager
        let_member_go(member_id=gone.member_id, on=cast.today, by=second_of(cast.manager))
    with pytest.raises(NoWayBack):
        come_back(code=code, word=word, password=NEW)
    assert not Account.objects.get(username="outreach").check_password(NEW)


def test_in_an_agency_of_two_managers_somebody_else_is_the_second(cast: Cast) -> None:
    other = second_of(cast.manager)
    ask_member_renewal(member_id=other.member_id, reason=WHY, key_too=True, by=cast.manager)
    assert waiting_for(cast.volunteer)[0].may_confirm, "nobody else manages: nothing hangs"
    assert not waiting_for(other)[0].may_confirm


def test_the_console_lets_the_last_one_in(cast: Cast) -> None:
    said = CliRunner().invoke(let_in, ["manager"], standalone_mode=False).output
    code, word = (line.split(": ")[1] for line in said.splitlines()[1:3])
    come_back(code=code, word=word, password=NEW)
    assert Account.objects.get(username="manager").check_password(NEW)
    assert CliRunner().invoke(let_in, ["nobody"]).exit_code == 1
    assert Event.objects.filter(action="member_renewed_by_console").count() == 1
    assert Member.objects.get(account__username="manager").gone_at is None
