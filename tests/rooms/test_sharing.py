"""Other houses: cards, trusted by two who heard the digits, renewed, ended."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from banso.access.actions import confirm_proposal
from banso.access.models import Proposal
from banso.audit.models import Event
from banso.kit.refusals import NotSeen
from banso.sharing.actions import (
    AnotherOfThisName,
    CardNotTaken,
    NoCardYet,
    OtherDigits,
    ask_to_trust,
    end_house,
    make_card,
    renew_keys,
    says_house,
)
from banso.sharing.models import House, OwnCard
from banso.sharing.queries import house_seen, houses, keys_of_own, own_card
from banso.sharing.rules import Refused
from banso_exchange import Why, new_keys, read_card
from tests.conftest import Cast
from tests.rooms.samples_sharing import Elsewhere, details, trusted
from tests.seconded import second_of

SignIn = Callable[[str], Client]


def test_every_reason_has_its_sentence() -> None:
    assert {str(one.value) for one in Refused} == {str(one) for one in Why}
    assert len({str(one.label) for one in Refused}) == len(Why)


def test_a_house_writes_its_card_keeps_its_keys_and_renews_them_by_those_of_before(
    cast: Cast,
) -> None:
    with pytest.raises(NoCardYet):
        renew_keys(by=cast.manager)
    make_card(details=details(), by=cast.manager)
    first = own_card(cast.agency.pk)
    make_card(details=details(address="新町"), by=cast.manager)
    moved = own_card(cast.agency.pk)
    renew_keys(by=cast.manager)
    renewed = own_card(cast.agency.pk)

    assert first
    assert moved
    assert renewed
    assert (moved.card.address, moved.digits) == ("新町", first.digits)
    assert renewed.card.address == "新町"
    assert renewed.digits != first.digits
    assert read_card(renewed.row.card.encode(), before=first.card) == (renewed.card, True)
    before = OwnCard.objects.get(ended_at__isnull=False)
    assert keys_of_own(before).sign_public == first.card.sign_key  # opens what is on its way
    assert keys_of_own(before).seal not in "".join(
        OwnCard.objects.values_list("private_seal", flat=True)
    )


def test_a_house_is_trusted_once_two_have_heard_its_digits(cast: Cast) -> None:
    there = Elsewhere("見本の家")
    with pytest.raises(OtherDigits):
        ask_to_trust(card=there.file(), digits="12345" * 6, by=cast.manager)
    asked = ask_to_trust(card=there.file(), digits=there.digits.replace(" ", "－"), by=cast.manager)
    assert "見本の家" in says_house(asked)
    assert "000-0000-0000" in says_house(asked)
    assert houses(cast.coordinator) == []

    for wrong in ("1", there.digits[:-1]):
        with pytest.raises(OtherDigits), transaction.atomic():
            confirm_proposal(proposal_id=asked.pk, by=second_of(cast.manager), said=wrong)
    confirm_proposal(proposal_id=asked.pk, by=second_of(cast.manager), said=there.digits)

    (one,) = houses(cast.coordinator)
    assert (one.name, one.house_id, one.sign_key) == (
        "見本の家",
        there.id,
        there.keys.sign_public,
    )
    assert {one.asked_by_id, one.second_id} == {
        cast.manager.member_id,
        second_of(cast.manager).member_id,
    }
    asked.refresh_from_db()
    assert says_house(asked) == ""


def test_what_is_no_card_is_refused_in_a_sentence_and_leaves_nothing(cast: Cast) -> None:
    there = Elsewhere("見本の家")
    make_card(details=details(), by=cast.manager)
    own = own_card(cast.agency.pk)
    assert own
    for content in (b"", b"x" * 30_000, there.file()[:-9], own.row.card.encode()):
        with pytest.raises(CardNotTaken):
            ask_to_trust(card=content, digits=there.digits, by=cast.manager)

    assert not Proposal.objects.filter(act="sharing_house").exists()


def test_other_keys_are_compared_anew_and_it_is_said_whether_those_of_before_signed(
    cast: Cast,
) -> None:
    there = Elsewhere("見本の家")
    row, old = trusted(there, cast), there.keys
    there.keys = new_keys()

    unsigned = ask_to_trust(card=there.file(), digits=there.digits, by=cast.manager)
    assert "ask why" in says_house(unsigned) or "わけを聞いて" in says_house(unsigned)
    signed = ask_to_trust(card=there.file(before=old), digits=there.digits, by=cast.manager)
    assert says_house(signed) != says_house(unsigned)
    row.refresh_from_db()
    assert row.sign_key == old.sign_public

    confirm_proposal(proposal_id=signed.pk, by=second_of(cast.manager), said=there.digits)
    row.refresh_from_db()
    ended = [one.sign_key for one in row.ended_keys.all()]
    assert (row.sign_key, ended) == (there.keys.sign_public, [old.sign_public])


def test_no_two_houses_bear_one_name(cast: Cast) -> None:
    first, other = Elsewhere("見本の家"), Elsewhere("見本の家")
    row = trusted(first, cast)
    with pytest.raises(AnotherOfThisName):
        ask_to_trust(card=other.file(), digits=other.digits, by=cast.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        House.objects.filter(pk=row.pk).update(second=row.asked_by_id)


def test_one_ends_trust_and_two_begin_it_again(cast: Cast) -> None:
    there = Elsewhere("見本の家")
    row = trusted(there, cast)

    end_house(house_id=row.pk, by=cast.manager)
    end_house(house_id=row.pk, by=cast.manager)
    assert Event.objects.filter(action="sharing_house_ended").count() == 1
    row.refresh_from_db()
    assert row.ended_on == cast.today

    assert trusted(there, cast).ended_on is None


def test_another_agency_knows_nothing_of_it_and_a_volunteer_neither(cast: Cast) -> None:
    row = trusted(Elsewhere("見本の家"), cast)
    for viewer in (cast.neighbour, cast.volunteer):
        assert houses(viewer) == []
        with pytest.raises(NotSeen):
            house_seen(viewer, row.pk)


def test_a_card_is_written_saved_and_taken_on_the_pages(cast: Cast, signed_in: SignIn) -> None:
    client, there = signed_in("manager"), Elsewhere("見本の家")
    assert client.get("/houses/card/file/").status_code == 404
    said = {
        "name": "例の家",
        "address": "例町",
        "representative": "例",
        "telephone": "000-0000-0001",
    }
    assert client.post("/houses/card/", said).status_code == 302
    saved = client.get("/houses/card/file/")
    assert read_card(saved.content)[0].name == "例の家"
    assert "例の家" not in saved["Content-Disposition"]

    def take(digits: str, content: bytes) -> int:
        card = SimpleUploadedFile("card.txt", content)
        return client.post("/houses/take/", {"card": card, "digits": digits}).status_code

    assert take("1", there.file()) == 422
    assert take(there.digits, b"nothing") == 422
    assert take(there.digits, b"x" * 20_001) == 422
    assert take(there.digits, there.file()) == 302
    page = client.get("/houses/").content.decode()
    assert "見本の家" in page
    assert there.digits not in page  # the second hears them, and reads them nowhere
