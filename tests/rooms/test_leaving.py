"""When somebody’s time at the agency ends: at once, in every window that is open."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from banso.access import lasting
from banso.access.actions import LastManager, let_member_go, take_member_back
from banso.access.models import Account, Member
from banso.access.queries import viewer_of_member
from banso.access.standing import NoLongerHere
from banso.companionship.actions import make_promise, walk_with
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from tests.conftest import Cast
from tests.seconded import confirmed


def _somebody(cast: Cast, name: str = "例の人") -> Any:
    return enter_person(person=NewPerson(called_name=name), by=cast.outreach)


def test_every_open_window_of_somebody_who_was_let_go_ends_that_second(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = _somebody(cast)
    first, second = signed_in("outreach"), signed_in("outreach")
    assert first.get(f"/people/{person.pk}/").status_code == 200
    signed_in("manager").post(f"/members/{cast.outreach.member_id}/let-go/")

    for browser in (first, second):
        for address in ("/", f"/people/{person.pk}/", "/ledgers/outreach/file.csv"):
            answer = browser.get(address)
            assert answer.status_code == 302
            assert answer["Location"].startswith("/account/login/")
        fragment = browser.get(f"/people/{person.pk}/card/", headers={"HX-Request": "true"})
        assert fragment.status_code == 401
        assert person.called_name not in fragment.content.decode()
        written = browser.post("/views/save/", {"name": "x", "page": "x", "query": "x"})
        assert written["Location"].startswith("/account/login/")


def test_somebody_who_was_let_go_does_not_come_in_again(cast: Cast) -> None:
    let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
    browser = Client()
    browser.post("/account/login/", {"login": "outreach", "password": "banso-demo"})
    assert browser.get("/")["Location"].startswith("/account/login/")
    assert viewer_of_member(cast.outreach.member_id, today=cast.today) is None


def test_a_day_to_come_ends_nothing_before(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    let_member_go(
        member_id=cast.outreach.member_id, on=cast.today + timedelta(days=7), by=cast.manager
    )
    assert signed_in("outreach").get("/").status_code == 200
    assert viewer_of_member(cast.outreach.member_id, today=cast.today) is not None
    after = cast.today + timedelta(days=8)
    assert viewer_of_member(cast.outreach.member_id, today=after) is None


def test_the_last_manager_cannot_go(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    with pytest.raises(LastManager):
        let_member_go(member_id=cast.manager.member_id, on=cast.today, by=cast.manager)
    with pytest.raises(LastManager):
        let_member_go(
            member_id=cast.manager.member_id, on=cast.today + timedelta(days=99), by=cast.manager
        )
    answer = signed_in("manager").post(f"/members/{cast.manager.member_id}/let-go/", follow=True)
    assert "ほかに管理者がいません" in answer.content.decode()
    assert Account.objects.get(username="manager").is_active


def test_two_managers_do_not_let_each_other_go(cast: Cast) -> None:
    other = cast.join("other", ["manager"], [cast.centre_office])
    let_member_go(member_id=cast.manager.member_id, on=cast.today, by=other)
    with pytest.raises(LastManager):
        let_member_go(member_id=other.member_id, on=cast.today, by=cast.manager)
    assert Member.objects.get(pk=other.member_id).gone_at is None


def test_letting_go_twice_changes_nothing(cast: Cast) -> None:
    first = let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
    again = let_member_go(
        member_id=cast.outreach.member_id, on=cast.today + timedelta(days=3), by=cast.manager
    )
    assert (again.gone_at, again.until_on) == (first.gone_at, cast.today)


def test_nothing_new_is_laid_on_somebody_who_has_gone(cast: Cast) -> None:
    person = _somebody(cast)
    let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
    gone = cast.outreach.member_id
    with pytest.raises(NoLongerHere):
        walk_with(person_id=person.pk, member_id=gone, on=cast.today, by=cast.manager)
    with pytest.raises(NoLongerHere):
        make_promise(
            person_id=person.pk,
            text="訪ねる",
            due_on=cast.today,
            answerable_id=gone,
            by=cast.manager,
        )
    with pytest.raises(NoLongerHere):
        open_entry(
            person=person,
            entry=NewEntry(
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=gone,
                on=cast.today,
            ),
            by=cast.manager,
        )


def test_a_file_under_way_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "_LOOK_AFTER", 0.0)
    stands = [True]

    def rows() -> Iterator[bytes]:
        yield b"one"
        stands[0] = False
        yield b"two"

    sent = lasting.while_here(StreamingHttpResponse(rows()), lambda: stands[0], began=0.0)
    assert sent is not None
    parts = iter(sent.streaming_content)  # type: ignore[attr-defined]
    assert next(parts) == b"one"
    with pytest.raises(lasting.LetGo):
        next(parts)


def test_a_file_made_meanwhile_is_not_sent() -> None:
    from django.http import HttpResponse

    assert lasting.while_here(HttpResponse(b"all"), lambda: False, began=0.0) is None


def test_somebody_let_go_by_mistake_comes_back_as_they_were(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    gone = cast.outreach.member_id
    let_member_go(member_id=gone, on=cast.today, by=cast.manager)
    assert signed_in("manager").post(f"/members/{gone}/take-back/").status_code == 302
    assert viewer_of_member(gone, today=cast.today) is None, "nobody is taken back by one alone"
    confirmed(cast.manager)
    assert signed_in("outreach").get("/").status_code == 200
    assert viewer_of_member(gone, today=cast.today) == cast.outreach
    take_member_back(member_id=gone, by=cast.manager)
    assert Account.objects.get(username="outreach").is_active
