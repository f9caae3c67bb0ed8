"""
What a body decides, the same on page, sheet and letter; and urgent support that is approved
afterwards, with the record that tells of it.
"""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from banso.companionship.actions import NewNote, write_note
from banso.companionship.models import ContactNote
from banso.decisions.actions import NamesAreNotGiven, receive_decision
from banso.decisions.models import Body, Request
from banso.decisions.queries import names_are_given
from banso.kit.refusals import NotSeen
from banso.kit.sheets import Sentence, Table
from banso.people.actions import NewPerson, enter_person
from banso.people.models import TimelineEntry
from tests.conftest import Cast
from tests.rooms.test_decisions import House, browser_of

AGAINST = "例 医師"
FOR = ("例田 委員長", "例 市職員")


@pytest.fixture
def house(cast: Cast) -> House:
    """A body and a person who opened their plan to it."""
    made = House(cast)
    made.allow("plan", "work", "contact")
    return made


@pytest.fixture
def member(signed_in: Any) -> Client:
    return signed_in("coordinator")  # type: ignore[no-any-return]


def decided(house: House, **more: Any) -> Request:
    request = house.ask(gains=["見本青果"])
    house.think(request, chair="approve", city="approve", doctor="send_back")
    house.decide(request, "approve", **more)
    return Request.objects.get(pk=request.pk)


def flat(made: bytes) -> str:
    pages = PdfReader(BytesIO(made)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def letter_of(request: Request, member: Client) -> str:
    """The words of the letter, without what stands above its kanji."""
    sheet = member.get(f"/requests/{request.pk}/letter-sheet.html").context["sheet"]
    return "\n".join(one.text if isinstance(one, Sentence) else str(one) for one in sheet.blocks)


def shown(house: House, request: Request, member: Client) -> dict[str, str]:
    """The decision wherever it is read, without the line that says who took part."""
    body = browser_of(house.members["city"])
    return {
        "page of the members": body.get(f"/decide/{request.pk}/").content.decode(),
        "sheet": flat(body.get(f"/decide/{request.pk}/sheet.pdf").content),
        "page of those who ask": member.get(f"/requests/{request.pk}/").content.decode(),
        "letter": letter_of(request, member),
    }


@pytest.mark.parametrize("named", [False, True])
def test_who_thinks_otherwise_is_named_everywhere_or_nowhere(
    named: bool, house: House, member: Client
) -> None:
    Body.objects.filter(pk=house.body.pk).update(names_minority=named)
    request = decided(house)

    assert request.decision.minority == (f"{AGAINST}: doctorの理由" if named else "doctorの理由")
    for where, text in shown(house, request, member).items():
        assert "doctorの理由" in text, where
        beside = f"{AGAINST}:" in text or f"{AGAINST}:".replace(" ", "") in text
        assert beside is named, where
    Body.objects.filter(pk=house.body.pk).update(names_minority=not named)
    assert names_are_given(request) is named, "what was decided stays as it was decided"


def test_without_names_nobody_is_found_out_by_who_is_named(house: House) -> None:
    request = decided(house)
    body = browser_of(house.members["city"])
    page = body.get(f"/decide/{request.pk}/").content.decode()
    thoughts = page[page.index("opinions-h") :]

    assert not [name for name in (*FOR, AGAINST) if name in thoughts]
    made = body.get(f"/decide/{request.pk}/sheet.html").content.decode()
    opinions = made[made.index("意見") : made.index("理由です。")]
    assert not [name for name in (*FOR, AGAINST) if name in opinions]


def test_a_name_written_by_hand_is_refused_where_the_rules_give_none(house: House) -> None:
    with pytest.raises(NamesAreNotGiven):
        decided(house, minority="例　医師は、もう一度と言う。")
    assert Request.objects.get().state == "asked"


def test_the_members_read_who_gains_before_they_speak(house: House) -> None:
    request = house.ask(gains=["見本運輸"])
    page = browser_of(house.members["doctor"]).get(f"/decide/{request.pk}/").content.decode()

    assert page.index("見本運輸") < page.index("opinions-h")


def test_the_letter_says_who_writes_and_how_they_and_the_supporters_are_reached(
    house: House, member: Client
) -> None:
    house.agency.contact = "電話 00-1111-1111"
    house.agency.save()
    own = house.cast.agency
    own.contact = "電話 00-2222-2222"
    own.save()
    letter = letter_of(decided(house), member)

    assert "00-1111-1111" in letter
    assert "00-2222-2222" in letter


def test_the_notice_of_the_municipality_says_what_was_decided_and_ticks_nothing_else(
    house: House, member: Client
) -> None:
    request = decided(house)
    waits = house.ask(gains=[])
    sheet = member.get(f"/requests/{request.pk}/notice-sheet.html").context["sheet"]
    cells = [
        cell
        for one in sheet.blocks
        if isinstance(one, Table)
        for row in one.rows
        for cell in row.cells
    ]
    ticked = re.findall(r"☑\u00a0?([^\u3000\n]*)", "".join(f"{cell}\n" for cell in cells))

    assert ticked == ["プランの確認", "承認"], "no service by law: a plan is confirmed"
    assert any(request.decision.number in cell for cell in cells)
    assert request.decision.reasons in cells
    assert member.get(f"/requests/{waits.pk}/notice-sheet.html").status_code == 404


# urgent support, approved afterwards


def urgent(house: House, **more: Any) -> tuple[TimelineEntry, Request]:
    write_note(
        person_id=house.person.pk,
        note=NewNote(
            at=timezone.now() - timedelta(days=3), method="visit", doing=True, fact="宿を取った"
        ),
        by=house.by,
    )
    note = ContactNote.objects.get()
    asked = house.ask(
        kind="urgent",
        urgent_from=house.cast.today - timedelta(days=3),
        urgent_reason="今夜の寝る所がなかった。",
        urgent_source_id=note.pk,
        **more,
    )
    return TimelineEntry.objects.get(source_id=note.pk, is_current=True), asked


def test_what_was_approved_afterwards_and_its_record_lead_to_one_another(
    house: House, member: Client
) -> None:
    entry, request = urgent(house)
    asked = member.get(f"/requests/{request.pk}/").content.decode()
    beside = member.get(f"/people/{house.person.pk}/timeline/").content.decode()
    assert f"/memory/{entry.pk}/history/" in asked
    assert "あとからの承認を申請中" in beside

    house.think(request, chair="approve", city="approve", doctor="approve")
    found = house.decide(request, "approve")
    receive_decision(request_id=request.pk, by=house.by)
    beside = member.get(f"/people/{house.person.pk}/timeline/").content.decode()
    assert f"/requests/{request.pk}/" in beside
    assert found.number in beside
    told = TimelineEntry.objects.filter(kind="decision").order_by("pk").last()
    assert told is not None
    assert told.fact.startswith("あとからの承認")


def test_a_record_of_somebody_else_or_none_at_all_is_not_taken(house: House) -> None:
    other = enter_person(person=NewPerson(called_name="べつの人"), by=house.by)
    write_note(
        person_id=other.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True),
        by=house.by,
    )
    since = {"urgent_from": house.cast.today, "urgent_reason": "待てなかった"}
    for wrong in (ContactNote.objects.get().pk, other.pk):
        with pytest.raises(NotSeen):
            house.ask(kind="urgent", urgent_source_id=wrong, **since)


def test_asking_on_screen_offers_the_records_and_takes_none_that_is_not_offered(
    house: House, member: Client
) -> None:
    write_note(
        person_id=house.person.pk,
        note=NewNote(at=timezone.now(), method="visit", doing=True, fact="宿を取った"),
        by=house.by,
    )
    note, where = ContactNote.objects.get(), reverse("decisions:ask", args=[house.person.pk])
    assert str(note.pk) in member.get(where).content.decode()
    typed = {
        "body_id": str(house.body.pk),
        "urgent": "on",
        "urgent_from": house.cast.today.isoformat(),
        "urgent_reason": "待てなかった",
        "urgent_source_id": "0190a8f2-0000-7000-8000-000000000000",
    }
    assert member.post(where, typed).status_code == 422
    assert member.post(where, typed | {"urgent_source_id": str(note.pk)}).status_code == 302
    assert Request.objects.get().urgent_source_id == note.pk
