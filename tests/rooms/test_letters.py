"""Letters between houses: handed over, taken, taken back, closed, answered; all as files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from banso.access.actions import confirm_proposal
from banso.access.viewer import Viewer
from banso.audit.models import Event
from banso.consent.actions import NoConsent, withdraw
from banso.consent.models import Consent, Provision
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from banso.sharing.actions import (
    DecidedAlready,
    LetterNotTaken,
    NoCardYet,
    NothingToGive,
    NotTrusted,
    StaysHidden,
    ask_to_trust,
    close_what_is_over,
    decline,
    end_house,
    hand_over,
    make_card,
    open_letter,
    take_back_everywhere,
    take_in,
)
from banso.sharing.models import Copy, House, Letter, Received
from banso.sharing.queries import (
    copies_about,
    givable,
    handed_over,
    outbox,
    own_card,
    received_seen,
    unheard,
    waiting,
)
from banso.sharing.rules import Refused
from banso_exchange import Outcome, Receipt, Why, Withdrawal
from tests.conftest import Cast
from tests.rooms.samples_sharing import Elsewhere, details, handing, said_yes, trusted
from tests.rooms.test_erasing import asked, erased
from tests.seconded import second_of

SignIn = Callable[[str], Client]


def entered(cast: Cast, name: str = "例さん", **more: Any) -> Person:
    return enter_person(person=NewPerson(called_name=name, **more), by=cast.manager)


def know(here: Viewer, there: Viewer) -> House:
    """Two of one house compare the card of the other."""
    other = own_card(there.agency_id)
    assert other
    asked = ask_to_trust(card=other.row.card.encode(), digits=other.digits, by=here)
    confirm_proposal(proposal_id=asked.pk, by=second_of(here), said=other.digits)
    return House.objects.get(agency=here.agency_id, house_id=there.agency_id)


@pytest.fixture
def two(cast: Cast) -> tuple[Viewer, Viewer, House, House]:
    """Two houses that trust each other."""
    here, there = cast.manager, cast.neighbour
    make_card(details=details(name="こちらの家"), by=here)
    make_card(details=details(name="となりの家"), by=there)
    return here, there, know(here, there), know(there, here)


def given(cast: Cast, house: House, person: Person, *parts: str) -> Letter:
    words = parts or ("contact",)
    said_yes(person.pk, house.name, cast, *words)
    return hand_over(
        person_id=person.pk,
        house_id=house.pk,
        texts={part: f"{part}について、ご本人の言葉" for part in words},
        obtained="ご本人から聞いた",
        by=cast.manager,
    )


def carried(letter: Letter) -> bytes:
    return bytes(Letter.objects.get(pk=letter.pk).sealed)


def last_from(viewer: Viewer, kind: str = "receipt") -> Letter:
    return Letter.objects.filter(agency=viewer.agency_id, way="out", kind=kind).latest("pk")


def test_a_letter_goes_is_taken_and_both_keep_the_same_hash_and_the_receipt(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, there, to, _ = two
    person = entered(cast)

    letter = given(cast, to, person)
    assert "例さん".encode() not in carried(letter)
    provision = Provision.objects.get(person=person, recipient="となりの家")
    assert (provision.part, provision.on) == ("contact", letter.on)
    opened = open_letter(sealed=carried(letter), by=there)
    (received,) = waiting(there)
    assert (opened.letter.sha256, received.called) == (letter.sha256, "例さん")
    assert Copy.objects.get(received=received).obtained == "ご本人から聞いた"

    open_letter(sealed=carried(last_from(there)), by=here)
    assert handed_over(person, here)[0].letter.outcome == "arrived"
    taken = take_in(received_id=received.pk, by=there)
    assert taken.person
    assert taken.person.called_name == "例さん"
    assert taken.person.agency_id == there.agency_id
    open_letter(sealed=carried(last_from(there)), by=here)
    assert handed_over(person, here)[0].letter.outcome == "taken"
    ((_one, copies),) = copies_about(taken.person, there)
    assert [copy.text for copy in copies] == ["contactについて、ご本人の言葉"]


def test_a_word_that_is_taken_back_closes_the_copy_and_the_receipt_says_so(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, there, to, _ = two
    person = entered(cast)
    letter = given(cast, to, person, "contact", "living")
    open_letter(sealed=carried(letter), by=there)
    received = take_in(received_id=waiting(there)[0].pk, by=there)

    word = Consent.objects.get(person=person, part="living")
    withdraw(consent_id=word.pk, on=here.today, by=here)
    back = last_from(here, "withdrawal")
    assert [part for part, _word in back.words] == ["living"]
    take_back_everywhere(now=timezone.now())  # what was told is not told again
    assert last_from(here, "withdrawal") == back
    open_letter(sealed=carried(back), by=there)

    closed = Copy.objects.get(received=received, part="living")
    assert (closed.text, closed.obtained, closed.closed_on) == ("", "", there.today)
    assert Copy.objects.get(received=received, part="contact").text
    Letter.objects.filter(pk=back.pk).update(on=here.today - timedelta(days=3))
    assert unheard(here) == [back]
    open_letter(sealed=carried(last_from(there)), by=here)
    assert unheard(here) == []
    (row,) = handed_over(person, here)
    assert row.closed == ("living",)
    assert row.withdrawals[0].outcome == "closed"


def test_a_later_no_takes_back_as_well_and_the_end_of_a_word_closes_by_itself(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, there, to, _ = two
    person = entered(cast)
    letter = given(cast, to, person)
    open_letter(sealed=carried(letter), by=there)
    take_in(received_id=waiting(there)[0].pk, by=there)
    later = timezone.now() + timedelta(days=61)

    assert close_what_is_over(now=timezone.now()) == 0
    assert close_what_is_over(now=later) == 1
    assert Copy.objects.get().text == ""
    assert Received.objects.get().called == ""
    assert take_back_everywhere(now=later) == 0

    said_yes(person.pk, to.name, cast, answer="no")
    assert last_from(here, "withdrawal").answers == letter.letter_id


def test_a_word_taken_back_for_a_day_to_come_is_told_on_that_day(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, _there, to, _ = two
    person = entered(cast)
    given(cast, to, person)
    word = Consent.objects.get(person=person)
    withdraw(consent_id=word.pk, on=here.today + timedelta(days=5), by=here)

    assert take_back_everywhere(now=timezone.now()) == 0
    assert take_back_everywhere(now=timezone.now() + timedelta(days=5)) == 1


def test_what_browsers_and_word_processors_send_is_read_there(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, there, to, _ = two
    person = entered(cast)
    said_yes(person.pk, to.name, cast, purpose="歩く\x0bために")
    letter = hand_over(
        person_id=person.pk,
        house_id=to.pk,
        texts={"contact": " 一行目\r\n二行目\x0b三行目\r四行目\x07\r\n"},
        obtained="ご本人\r\nから",
        by=here,
    )
    open_letter(sealed=carried(letter), by=there)
    copy = Copy.objects.get()
    assert copy.text == "一行目\n二行目\n三行目\n四行目"
    assert (copy.obtained, copy.purpose) == ("ご本人 から", "歩く ために")


def test_what_a_house_erases_is_taken_back_where_it_was_handed_over(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, there, to, _ = two
    person = entered(cast)
    letter = given(cast, to, person)
    open_letter(sealed=carried(letter), by=there)
    taken = take_in(received_id=waiting(there)[0].pk, by=there)

    erased(cast, asked(cast, person))
    letter.refresh_from_db()
    assert (letter.person_id, letter.sha256) == (person.pk, last_from(here, "hand_over").sha256)
    assert take_back_everywhere(now=timezone.now()) == 1
    open_letter(sealed=carried(last_from(here, "withdrawal")), by=there)
    assert taken.person
    assert copies_about(taken.person, there)[0][1][0].text == ""


def test_the_same_letter_twice_changes_nothing_and_a_withdrawal_may_overtake(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, there, to, _ = two
    person = entered(cast)
    letter = given(cast, to, person)
    word = Consent.objects.get(person=person)
    withdraw(consent_id=word.pk, on=here.today, by=here)

    back = carried(last_from(here, "withdrawal"))
    first = open_letter(sealed=back, by=there)
    again = open_letter(sealed=back, by=there)
    assert (first.letter, first.again, again.letter, again.again) == (
        again.letter,
        False,
        first.letter,
        True,
    )
    assert Letter.objects.filter(agency=there.agency_id, way="out").count() == 1
    with pytest.raises(LetterNotTaken) as no:
        open_letter(sealed=carried(letter), by=there)
    assert no.value.sentence == Refused.label_of(Why.WITHDRAWN)
    assert not Received.objects.exists()


def test_nothing_is_handed_over_without_a_standing_word_with_an_end_for_this_house(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, _there, to, _ = two
    person = entered(cast)

    def hand(texts: dict[str, str], who: Person = person) -> None:
        hand_over(person_id=who.pk, house_id=to.pk, texts=texts, obtained="ご本人から", by=here)

    with pytest.raises(NothingToGive):
        hand({"contact": " "})
    with pytest.raises(NoConsent):
        hand({"contact": "例"})
    said_yes(person.pk, "別の家", cast)
    said_yes(person.pk, to.name, cast, "living", until_on=None)
    with pytest.raises(NoConsent):
        hand({"contact": "例"})
    with pytest.raises(NoConsent):
        hand({"living": "例"})
    said_yes(person.pk, to.name, cast, "contact", "health")
    assert [one.part for one in givable(person, to, here)] == ["contact", "health"]
    assert [one.part for one in givable(person, to, cast.coordinator)] in (
        ["contact"],
        ["contact", "health"],
    )
    hidden = entered(cast, "隠れた例さん", restricted=True)
    said_yes(hidden.pk, to.name, cast)
    with pytest.raises(StaysHidden):
        hand({"contact": "例"}, hidden)
    end_house(house_id=to.pk, by=here)
    with pytest.raises(NotTrusted):
        hand({"contact": "例"})
    assert not Letter.objects.exists()
    assert not Provision.objects.exists()


def test_a_draft_names_how_they_are_reached_and_never_where_they_sleep(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    here, _there, to, _ = two
    person = entered(
        cast, place="橋の下", sleeps_here=True, contact="090-0000-0000", looks="赤い帽子"
    )
    said_yes(person.pk, to.name, cast, "contact", "living", "plan")

    drafts = {one.part: one.draft for one in givable(person, to, here)}
    assert "例さん" in drafts["contact"]
    assert "090-0000-0000" in drafts["contact"]
    assert "橋の下" not in "".join(drafts.values())
    assert drafts["living"] == ""


def test_what_came_is_declined_and_nothing_of_it_stays(cast: Cast) -> None:
    there = Elsewhere("見本の家")
    with pytest.raises(NoCardYet):
        open_letter(sealed=b"", by=cast.manager)
    make_card(details=details(), by=cast.manager)
    trusted(there, cast)
    content = handing(cast.agency.pk, cast.today, parts=("contact", "health"))
    open_letter(sealed=there.writes(cast.agency.pk, content), by=cast.manager)
    (received,) = waiting(cast.manager)

    decline(received_id=received.pk, by=cast.manager)

    assert set(Copy.objects.values_list("text", "obtained")) == {("", "")}
    assert Received.objects.get().called == ""
    assert waiting(cast.manager) == []
    with pytest.raises(DecidedAlready):
        take_in(received_id=received.pk, by=cast.manager)
    assert [one.kind for one in outbox(cast.manager)] == ["receipt", "receipt"]


def test_a_house_that_is_trusted_no_more_is_heard_only_where_it_closes(cast: Cast) -> None:
    there = Elsewhere("見本の家")
    make_card(details=details(), by=cast.manager)
    row = trusted(there, cast)
    content, letter = handing(cast.agency.pk, cast.today), uuid4()
    open_letter(sealed=there.writes(cast.agency.pk, content, id=letter), by=cast.manager)
    take_in(received_id=waiting(cast.manager)[0].pk, by=cast.manager)
    end_house(house_id=row.pk, by=cast.manager)

    with pytest.raises(LetterNotTaken):
        open_letter(sealed=there.writes(cast.agency.pk, content), by=cast.manager)
    back = Withdrawal(letter=letter, words=(content.words[0].id,))
    open_letter(sealed=there.writes(cast.agency.pk, back), by=cast.manager)
    assert Copy.objects.get().text == ""


def test_broken_letters_leave_a_sentence_and_no_row(cast: Cast) -> None:
    there, stranger = Elsewhere("見本の家"), Elsewhere("知らない家")
    make_card(details=details(), by=cast.manager)
    trusted(there, cast)
    whole = there.writes(cast.agency.pk, handing(cast.agency.pk, cast.today))
    other = handing(cast.agency.pk, cast.today, parts=("contact", "strange"))
    found: dict[Why, bytes] = {
        Why.NOT_A_LETTER: b"hello",
        Why.BROKEN: whole[:-20],
        Why.UNKNOWN_HOUSE: stranger.writes(cast.agency.pk, handing(cast.agency.pk, cast.today)),
        Why.WORD_FOR_ANOTHER: there.writes(cast.agency.pk, handing(uuid4(), cast.today)),
        Why.HOW_OBTAINED_MISSING: there.writes(
            cast.agency.pk,
            _without_how(cast),
        ),
        Why.WORD_OVER: there.writes(
            cast.agency.pk, handing(cast.agency.pk, cast.today - timedelta(days=100))
        ),
        Why.OTHER_VERSION: there.writes(cast.agency.pk, other),
        Why.UNKNOWN_LETTER: there.writes(
            cast.agency.pk, Receipt(letter=uuid4(), sha256="0" * 64, outcome=Outcome.TAKEN)
        ),
    }
    for why, sealed in found.items():
        with pytest.raises(LetterNotTaken) as no:
            open_letter(sealed=sealed, by=cast.manager)
        assert no.value.sentence == Refused.label_of(why)

    assert not Letter.objects.exists()
    assert not Received.objects.exists()


def _without_how(cast: Cast) -> Any:
    whole = handing(cast.agency.pk, cast.today)
    return replace(whole, parts=(replace(whole.parts[0], obtained=" "),))


def test_copies_are_read_by_duty_and_reach_and_no_neighbour_sees_them(cast: Cast) -> None:
    there = Elsewhere("見本の家")
    make_card(details=details(), by=cast.manager)
    trusted(there, cast)
    content = handing(cast.agency.pk, cast.today, parts=("contact", "crime"))
    open_letter(sealed=there.writes(cast.agency.pk, content), by=cast.manager)
    (received,) = waiting(cast.manager)
    hidden = entered(cast, "隠れた例さん", restricted=True)
    take_in(received_id=received.pk, person_id=hidden.pk, by=cast.manager)

    for viewer in (cast.neighbour, cast.volunteer, cast.outreach):
        with pytest.raises(NotSeen):
            received_seen(viewer, received.pk)
    assert Event.objects.filter(action="sharing_decided").count() == 1


def test_letters_are_opened_looked_at_and_decided_on_the_pages(
    cast: Cast, signed_in: SignIn
) -> None:
    client, there = signed_in("manager"), Elsewhere("見本の家")
    make_card(details=details(), by=cast.manager)
    house = trusted(there, cast)
    person = entered(cast)
    said_yes(person.pk, house.name, cast)
    page = client.get(f"/houses/people/{person.pk}/to/{house.pk}/").content.decode()
    assert "part_contact" in page
    assert "part_living" not in page
    said = {"part_contact": "例さんと\r\n呼ばれている", "obtained": "ご本人から"}
    assert client.post(f"/houses/people/{person.pk}/to/{house.pk}/", said).status_code == 302
    letter = Letter.objects.get()
    file = client.get(f"/houses/letters/{letter.pk}/file/")
    assert file.content == bytes(letter.sealed)
    assert "例さん" not in str(file.headers)

    content = handing(cast.agency.pk, cast.today)
    sealed = there.writes(cast.agency.pk, content)

    def opens(content: bytes) -> Any:
        given = {"letter": SimpleUploadedFile("letter.age", content)}
        return client.post("/houses/letters/open/", given)

    assert opens(b"nothing").status_code == 422
    answer = opens(sealed)
    received = Received.objects.get()
    assert answer["Location"] == f"/houses/came/{received.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "遠くのcontactの話" in page
    assert "遠くの例さん" in page
    client.post(f"/houses/came/{received.pk}/for/{person.pk}/")
    page = client.get(f"/houses/people/{person.pk}/").content.decode()
    assert "遠くのcontactの話" in page
    assert "見本の家" in page
    assert opens(sealed).status_code == 302  # the same once more

    back = Withdrawal(letter=UUID(str(received.letter.letter_id)), words=(content.words[0].id,))
    opens(there.writes(cast.agency.pk, back))
    page = client.get(f"/houses/people/{person.pk}/").content.decode()
    assert "遠くのcontactの話" not in page


def test_no_name_of_anybody_who_was_not_handed_over_is_in_a_letter_or_its_row(
    cast: Cast, two: tuple[Viewer, Viewer, House, House]
) -> None:
    _here, there, to, _ = two
    entered(cast, "渡していない例さん")
    letter = given(cast, to, entered(cast, "渡した例さん"))
    open_letter(sealed=carried(letter), by=there)
    with connection.cursor() as cursor:
        found = []
        for table in ("sharing_letter", "sharing_received", "sharing_copy"):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]

    assert "渡していない" not in "".join(found)
    assert "渡した例さん" in "".join(found)
