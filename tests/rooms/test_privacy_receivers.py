"""Who receives what is held: on what ground, by which contract, until when; set by two."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from banso.access.actions import confirm_proposal
from banso.access.models import Proposal
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.privacy.actions import (
    EndsBefore,
    NobodyLooksAfter,
    NoContract,
    Receives,
    ask_for_receiver,
    ask_to_end_receiver,
)
from banso.privacy.actions.receivers import ChangedMeanwhile
from banso.privacy.models import Receiver
from banso.privacy.queries.receivers import receiver_seen, receivers
from tests.conftest import Cast
from tests.seconded import second_of

SignIn = Callable[[str], Client]


def cloud(cast: Cast, **said: Any) -> Receives:
    """A company that keeps the machine."""
    first = {
        "name": "見本クラウド",
        "ground": "entrusted",
        "contract_on": date(2026, 4, 1),
        "until_on": cast.today + timedelta(days=30),
        "items": "台帳のすべて",
        "purpose": "機械の保守",
        "looked_after": "年に一度、見に行く。",
    }
    return Receives(**first | said)


def entered(cast: Cast, **said: Any) -> Receiver:
    """Two enter it."""
    word = ask_for_receiver(receives=cloud(cast, **said), by=cast.manager)
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    return Receiver.objects.get(pk=word.about)


def test_two_enter_change_and_end_a_line(cast: Cast) -> None:
    word = ask_for_receiver(receives=cloud(cast), by=cast.manager)
    assert receivers(cast.manager) == []
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    one = Receiver.objects.get()
    assert (one.name, one.contract_on, one.ground) == (
        "見本クラウド",
        date(2026, 4, 1),
        "entrusted",
    )
    assert {one.asked_by_id, one.second_id} == {
        cast.manager.member_id,
        second_of(cast.manager).member_id,
    }
    two = [
        ask_for_receiver(receives=cloud(cast, **said), receiver_id=one.pk, version=1, by=by)
        for said, by in (({"items": "名簿"}, cast.manager),)
    ]
    confirm_proposal(proposal_id=two[0].pk, by=second_of(cast.manager))
    one.refresh_from_db()
    assert (one.items, one.version) == ("名簿", 2)
    with pytest.raises(StaleEdit):
        ask_for_receiver(receives=cloud(cast), receiver_id=one.pk, version=1, by=cast.manager)
    late = ask_for_receiver(receives=cloud(cast), receiver_id=one.pk, version=2, by=cast.manager)
    Receiver.objects.filter(pk=one.pk).update(version=3)
    with pytest.raises(ChangedMeanwhile):
        confirm_proposal(proposal_id=late.pk, by=second_of(cast.manager))
    end = ask_to_end_receiver(receiver_id=one.pk, by=cast.manager)
    assert len(receivers(cast.manager)) == 1
    confirm_proposal(proposal_id=end.pk, by=second_of(cast.manager))
    assert receivers(cast.manager) == []
    assert Receiver.objects.get().ended_on == cast.today
    with pytest.raises(NotSeen):
        receiver_seen(cast.neighbour, one.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receiver.objects.filter(pk=one.pk).update(second=one.asked_by)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"contract_on": None}, NoContract),
        ({"ground": "joint", "looked_after": " "}, NobodyLooksAfter),
        ({"until_on": date(2026, 3, 31)}, EndsBefore),
    ],
)
def test_what_the_ground_asks_for_must_stand_there(
    cast: Cast, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ask_for_receiver(receives=cloud(cast, **said), by=cast.manager)
    nothing = {"contract_on": None, "looked_after": "", "ground": "law", "ground_words": "児福法"}
    ask_for_receiver(receives=cloud(cast, **nothing), by=cast.manager)


def test_it_stands_in_the_register_on_screen_and_on_paper(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in("manager")
    said = {
        "name": "見本クラウド",
        "ground": "entrusted",
        "items": "台帳",
        "purpose": "保守",
        "looked_after": "年に一度",
    }
    answer = browser.post("/privacy/receivers/enter/", said)
    assert answer.status_code == 422
    assert "契約" in answer.content.decode()
    assert (
        browser.post("/privacy/receivers/enter/", said | {"contract_on": "R8.4.1"}).status_code
        == 302
    )
    page = browser.get("/privacy/processing/").content.decode()
    assert "二人目の確認" in page
    confirm_proposal(proposal_id=Proposal.objects.get().pk, by=second_of(cast.manager))
    one = entered(cast, name="見本共同")
    page = browser.get("/privacy/processing/").content.decode()
    assert "見本クラウド" in page
    assert "契約を見直す" in page  # the other one ends in a month
    sheet = browser.get("/privacy/processing/sheet.html").content.decode()
    assert "見本共同" in sheet
    assert "委託" in sheet
    assert browser.get(f"/privacy/receivers/{one.pk}/").status_code == 200
    assert browser.post(f"/privacy/receivers/{one.pk}/end/").status_code == 302
    assert "何も渡さない" in browser.get("/waiting/").content.decode()
    assert signed_in("coordinator").get(f"/privacy/receivers/{one.pk}/").status_code == 403
