"""What gives somebody a place, duties or offices is given by two; what only takes away, at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from banso.access.actions import (
    ChangedSince,
    LastManager,
    NameTaken,
    OfficeNamed,
    SignIn,
    add_member,
    ask_member_back,
    ask_new_member,
    change_member,
    come_back,
    confirm_proposal,
    create_agency,
    edit_agency,
    let_member_go,
    save_office,
)
from banso.access.models import Account, Member, Office, Proposal
from banso.access.proposals import waiting_for
from banso.access.queries import viewer_of, viewer_of_member
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.models import Event
from banso.kit.refusals import NotSeen
from tests.conftest import Cast
from tests.seconded import confirmed, second_of


def _change(cast: Cast, who: Viewer, roles: list[str], offices: list[Office], **more: Any) -> bool:
    told = {"name": who.name, "by": cast.manager} | more
    return change_member(
        member_id=who.member_id, roles=roles, office_ids=[one.pk for one in offices], **told
    )


def _now(who: Viewer, cast: Cast) -> Viewer:
    found = viewer_of_member(who.member_id, today=cast.today)
    assert found is not None
    return found


def test_whoever_is_taken_in_sets_the_password_and_two_have_let_them_in(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    second = second_of(cast.manager)
    typed = {
        "submission": str(uuid4()),
        "name": "新しい人",
        "username": "atarashii",
        "roles": ["centre"],
        "offices": [str(cast.centre_office.pk)],
    }
    paper = signed_in("manager").post("/members/add/", typed, follow=True)
    assert paper.context["word"] == ""
    assert not Account.objects.filter(username="atarashii").exists()
    assert signed_in("volunteer").get("/waiting/").context["rows"] == []
    (waits,) = waiting_for(second)
    assert waits.says.startswith("新しい人: ")
    number = confirmed(cast.manager)
    assert not Client().login(username="atarashii", password="")
    member = come_back(code=paper.context["code"], word=number, password="hajimete-no-hibi")
    assert (member.name, member.roles) == ("新しい人", ["centre"])
    assert Account.objects.get(username="atarashii").renewed_at is None
    answer = Client().post(
        "/account/login/", {"login": "atarashii", "password": "hajimete-no-hibi"}
    )
    assert answer["Location"] == "/"
    with pytest.raises(NameTaken):
        ask_new_member(
            name="x", username="atarashii", roles=["centre"], office_ids=[], by=cast.manager
        )


def test_whoever_sets_an_agency_up_takes_the_first_in_alone(cast: Cast) -> None:
    agency, (office,) = create_agency(name="はじめの会", offices=["事務所"])
    first = add_member(
        agency_id=agency.pk,
        sign_in=SignIn(username="hajime", password="banso-demo"),
        name="はじめ",
        roles=["manager"],
        office_ids=[office.pk],
        on=cast.today - timedelta(days=30),
    )
    by = viewer_of(first, today=cast.today)
    for name in ("futari", "sannin"):
        made = ask_new_member(
            name=name, username=name, roles=["outreach"], office_ids=[office.pk], by=by
        )
        assert come_back(code=made.code, word=made.word, password="hajimete-no-hibi")
    Member.objects.filter(name="futari").update(from_on=cast.today - timedelta(days=3))
    assert not ask_new_member(
        name="yonin", username="yonin", roles=["outreach"], office_ids=[office.pk], by=by
    ).word


@pytest.mark.parametrize("more", ["duty", "reach", "office"])
def test_what_gives_waits_for_a_second_word(cast: Cast, more: str) -> None:
    who = cast.supporter
    roles = {"duty": ["supporter", "manager"], "reach": ["supporter", "observer"]}.get(
        more, ["supporter"]
    )
    offices = [cast.outreach_office] + ([cast.centre_office] if more == "office" else [])
    assert not _change(cast, who, roles, offices)
    assert _now(who, cast) == who
    (waits,) = waiting_for(who)
    assert (waits.may_confirm, "→" in waits.says) == (False, True)
    confirmed(cast.manager)
    now = _now(who, cast)
    assert {
        "duty": now.may(Duty.MANAGE_AGENCY),
        "reach": now.scope != who.scope,
        "office": cast.centre_office.pk in now.office_ids,
    }[more]
    assert Event.objects.filter(action="member_changed").count() == 1


def test_what_only_takes_away_holds_at_once(cast: Cast) -> None:
    other = second_of(cast.manager)
    assert _change(cast, other, ["outreach"], [], name="よばれかた")
    now = _now(other, cast)
    assert (now.name, now.may(Duty.MANAGE_AGENCY), Proposal.objects.count()) == (
        "よばれかた",
        False,
        0,
    )
    with pytest.raises(LastManager):
        _change(cast, cast.manager, ["outreach"], [])


def test_what_is_confirmed_is_what_was_read(cast: Cast) -> None:
    other = second_of(cast.manager)
    assert not _change(cast, cast.centre, ["centre", "coordinator"], [cast.centre_office])
    assert _change(cast, cast.centre, ["volunteer"], [cast.centre_office], by=other)
    with pytest.raises(ChangedSince):
        confirmed(cast.manager)
    assert _now(cast.centre, cast).duties == cast.volunteer.duties


def test_nobody_widens_themselves_and_an_office_of_others_is_none(cast: Cast) -> None:
    edit_agency(second_by="anybody", by=cast.manager)
    assert not _change(cast, cast.centre, ["centre", "coordinator"], [cast.centre_office])
    waits = Proposal.objects.get()
    with pytest.raises(NotSeen):
        confirm_proposal(proposal_id=waits.pk, by=cast.centre)
    assert waiting_for(cast.volunteer)[0].may_confirm
    with pytest.raises(NotSeen):
        _change(cast, cast.neighbour, ["observer"], [])
    assert _change(cast, cast.outreach, ["outreach"], [cast.outreach_office, cast.neighbour_office])


def test_who_has_gone_comes_back_by_two_and_an_end_to_come_is_one_s_own(cast: Cast) -> None:
    gone, by = cast.volunteer.member_id, cast.manager
    let_member_go(member_id=gone, on=cast.today + timedelta(days=9), by=by)
    assert ask_member_back(member_id=gone, by=by)
    let_member_go(member_id=gone, on=cast.today, by=by)
    with pytest.raises(NotSeen):
        _change(cast, cast.volunteer, ["manager"], [])
    assert not ask_member_back(member_id=gone, by=by)
    assert viewer_of_member(gone, today=cast.today) is None
    Member.objects.filter(pk=gone).update(roles=["manager"])
    with pytest.raises(ChangedSince):
        confirmed(by)


def test_the_screens(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    browser, who = signed_in("manager"), cast.centre
    address = f"/members/{who.member_id}/"
    assert address in browser.get("/members/").content.decode()
    form = browser.get(address).context["form"]
    assert form.initial["roles"] == ["centre"]
    typed = {"name": who.name, "roles": ["observer"], "offices": [str(cast.centre_office.pk)]}
    assert browser.post(address, typed)["Location"] == "/waiting/", "the whole agency is more"
    typed["roles"] = ["volunteer"]
    assert browser.post(address, typed)["Location"] == "/members/"
    assert browser.post(address, typed | {"roles": ["king"]}).status_code == 422
    assert browser.post("/offices/add/", {"name": "北の相談室"})["Location"] == "/offices/"
    assert "北の相談室" in browser.get("/offices/").content.decode()
    assert browser.post("/offices/add/", {"name": "センター"}).status_code == 422
    office = Office.objects.get(name="北の相談室")
    assert browser.post(f"/offices/{office.pk}/", {"name": "南"}).status_code == 302
    with pytest.raises(OfficeNamed):
        save_office(name="センター", office_id=office.pk, by=cast.manager)
    assert browser.get(f"/offices/{cast.neighbour_office.pk}/").status_code == 404
