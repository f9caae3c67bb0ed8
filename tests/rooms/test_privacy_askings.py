"""What people ask about their own data: decided by two; the copy with what is blackened."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from banso.access.actions import confirm_proposal
from banso.access.actions.proposals import NotAlone
from banso.assessment.actions import begin_assessment, write_part
from banso.companionship.actions import NewNote, write_note
from banso.keeping.models import BookRow, Keeping
from banso.kit.refusals import NotSeen
from banso.kit.sheets.pdf import pdf_of
from banso.people.actions import NewEntry, merge_people, open_entry
from banso.people.merge_rules import merge_rules
from banso.people.models import LedgerEntry, Person
from banso.people.queries import find_people, people_kept_back, people_seen_by, person_seen
from banso.privacy.actions import (
    AnsweredAlready,
    DecidedOrAsked,
    NoReasons,
    NotDecided,
    NotInText,
    NotSure,
    NotSuspended,
    NotYet,
    Place,
    ask_to_decide,
    ask_to_lift,
    blacken_text,
    enter_asking,
    note_answered,
    show_again,
    take_over_proposals,
)
from banso.privacy.models import Asking, Blackened
from banso.privacy.queries.askings import askings_seen_by, open_askings
from banso.privacy.queries.belongings import _pointing
from banso.privacy.queries.copying import copy_for, heading_for, proposed
from banso.privacy.rules.copying import LABELS, LEFT_OUT, blacken, heading_of
from banso.privacy.sheets.askings import copy_sheet, letter_sheet
from tests.conftest import Cast
from tests.rooms.canary import typed_fields
from tests.rooms.samples_privacy import request
from tests.rooms.test_mishaps import somebody
from tests.seconded import second_of

SignIn = Callable[[str], Client]


def asked(cast: Cast, person: Person, **said: Any) -> Asking:
    """Somebody asks about their own data."""
    return enter_asking(person_id=person.pk, request=request(cast, **said), by=cast.manager)


def decided(cast: Cast, asking: Asking, answer: str = "all", reasons: str = "") -> Asking:
    """Two decide."""
    word = ask_to_decide(asking_id=asking.pk, answer=answer, reasons=reasons, by=cast.manager)
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    asking.refresh_from_db()
    return asking


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody with a note that speaks of somebody else."""
    one = somebody(cast)
    said = NewNote(
        at=timezone.now(),
        method="phone",
        doing=True,
        fact="大家の見本太郎さん（093-111-2222）から電話があった。",
    )
    write_note(person_id=one.pk, note=said, by=cast.outreach)
    return one


def test_two_decide_once_it_is_sure_who_asks(cast: Cast, person: Person) -> None:
    with pytest.raises(NotSure):
        asked(cast, person, identity=())
    with pytest.raises(NotSure):
        asked(cast, person, asked_by="agent", identity=("photo",))
    with pytest.raises(NotYet):
        asked(cast, person, asked_on=cast.today + timedelta(days=1))
    one = asked(cast, person, kind="correct")

    assert one.due_on == cast.today + timedelta(days=30)
    with pytest.raises(NotDecided):
        note_answered(asking_id=one.pk, on=cast.today, how="post", by=cast.manager)
    with pytest.raises(NoReasons):
        ask_to_decide(asking_id=one.pk, answer="none", reasons=" ", by=cast.manager)
    word = ask_to_decide(asking_id=one.pk, answer="all", reasons="", by=cast.manager)
    with pytest.raises(NotAlone):
        confirm_proposal(proposal_id=word.pk, by=cast.manager)
    with pytest.raises(NotSeen):
        confirm_proposal(proposal_id=word.pk, by=cast.coordinator)
    decided(cast, one)
    with pytest.raises(AnsweredAlready):
        ask_to_decide(asking_id=one.pk, answer="all", reasons="", by=cast.manager)
    assert open_askings(cast.manager) == [one]
    note_answered(asking_id=one.pk, on=cast.today, how="post", by=cast.manager)
    assert open_askings(cast.manager) == []


def test_what_speaks_of_others_is_found_and_blackened(cast: Cast, person: Person) -> None:
    one = asked(cast, person)
    found = proposed(one, copy_for(one, cast.manager))
    assert {item.part for item in found} == {"093-111-2222"}
    count = take_over_proposals(asking_id=one.pk, by=cast.manager)
    assert (count, take_over_proposals(asking_id=one.pk, by=cast.manager)) == (len(found), 0)
    fact = next(text for text in copy_for(one, cast.manager).texts() if "大家" in text.text)
    place = {"model": fact.model, "row_id": fact.row_id, "field": fact.field}
    with pytest.raises(NotInText):
        blacken_text(
            asking_id=one.pk, place=Place(**place, part="ない"), why="harm", by=cast.manager
        )
    elsewhere = Place(model="people.Person", row_id=str(one.pk), field="called_name")
    with pytest.raises(NotSeen):
        blacken_text(asking_id=one.pk, place=elsewhere, why="harm", by=cast.manager)
    for _twice in range(2):
        blacken_text(
            asking_id=one.pk, place=Place(**place, part="見本太郎"), why="others", by=cast.manager
        )
    decided(cast, one)

    shown = "\n".join(text.shown for text in copy_for(one, cast.manager).texts())
    assert "見本太郎" not in shown
    assert "093-111-2222" not in shown
    assert "大家の■■■■さん" in shown
    with pytest.raises(DecidedOrAsked):
        show_again(
            asking_id=one.pk,
            black_ids=list(Blackened.objects.values_list("pk", flat=True)),
            by=cast.manager,
        )


def test_a_copy_says_what_was_answered_in_the_words_of_its_form(cast: Cast, person: Person) -> None:
    entry = NewEntry(
        ledger="centre",
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today,
        values={"room": "b12", "exit_reason": "assistance"},
    )
    open_entry(person=person, entry=entry, by=cast.outreach)
    begun = begin_assessment(person_id=person.pk, taken_on=cast.today, by=cast.outreach)
    changes = {
        "dwelling": {"value": "street", "words": "橋の下だ。"},
        "guarantor": {"standing": "unsaid"},
    }
    write_part(
        assessment_id=begun.pk, section="dwelling", changes=changes, version=None, by=cast.outreach
    )
    copy = copy_for(asked(cast, person), cast.manager)
    codes = {code for parts in copy.sections.values() for part in parts for code in part.codes}
    texts = {(one.label, one.text) for one in copy.texts()}

    assert ("退所の理由", "居宅(生活保護を利用)") in codes
    assert ("部屋", "b12") in texts, "what was typed is no code, whatever it looks like"
    assert {("いまの住まい", "野宿"), ("緊急連絡先・保証人", "話したくない")} <= codes
    assert ("いまの住まい　ご本人の言葉", "橋の下だ。") in texts
    assert not [label for label, _text in texts if re.search("[a-z_]{3}|answers|values", label)]


def test_a_copy_is_given_once_two_have_decided(
    cast: Cast, person: Person, signed_in: SignIn
) -> None:
    one = asked(cast, person)
    browser = signed_in("manager")
    pages = [f"/privacy/askings/{one.pk}/copy/{name}" for name in ("sheet.html", "data.json")]
    for page in (*pages, f"/privacy/askings/{one.pk}/letter.html"):
        early = browser.get(page)
        assert (early.status_code, early.content) == (302, b""), page
    look = browser.get(f"/privacy/askings/{one.pk}/copy/")
    assert "093-111-2222" in look.content.decode()
    browser.post(f"/privacy/askings/{one.pk}/copy/found/")
    assert Blackened.objects.filter(found=True).exists()
    decided(cast, one, "part", "ほかの方のことを除く。")

    sheet = browser.get(pages[0]).content.decode()
    data = json.loads(browser.get(pages[1]).content)
    assert "大家の見本太郎さん（■■■" in sheet
    assert "093-111-2222" not in json.dumps(data, ensure_ascii=False)
    assert {"ハルさん"} <= {
        text for part in data["sections"] for row in part["rows"] for text in row["texts"].values()
    }
    for who in ("coordinator", "supporter", "volunteer", "observer"):
        for page in (*pages, f"/privacy/askings/{one.pk}/"):
            assert signed_in(who).get(page).status_code in (403, 404), (who, page)


def test_suspended_data_is_used_by_nobody_until_two_open_it_again(
    cast: Cast, person: Person, signed_in: SignIn
) -> None:
    away = somebody(cast, "春さん")
    merge_people(kept_id=person.pk, gone_id=away.pk, reason="", by=cast.outreach)
    one = decided(cast, asked(cast, away, kind="suspend"))

    for who in (cast.outreach, cast.manager, cast.coordinator, cast.supporter):
        assert person not in people_seen_by(who)
        assert find_people(who, "ハルさん") == []
        for entry in (person, away):
            with pytest.raises(NotSeen):
                person_seen(who, entry.pk)
    assert person.pk in people_kept_back(cast.manager)
    assert signed_in("manager").get(f"/privacy/askings/{one.pk}/").status_code == 200
    assert askings_seen_by(cast.neighbour).count() == 0
    assert asked(cast, person, kind="erase").person == person  # what they ask next is taken up

    word = ask_to_lift(asking_id=one.pk, by=cast.manager)
    confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
    assert person_seen(cast.outreach, away.pk).pk == person.pk
    with pytest.raises(NotSuspended):
        ask_to_lift(asking_id=one.pk, by=cast.manager)


def test_what_is_suspended_twice_opens_with_the_last(cast: Cast, person: Person) -> None:
    two = [asked(cast, person, kind="suspend") for _ in range(2)]
    for one in two:
        decided(cast, one)
    for one, seen in zip(two, (False, True), strict=True):
        word = ask_to_lift(asking_id=one.pk, by=cast.manager)
        confirm_proposal(proposal_id=word.pk, by=second_of(cast.manager))
        assert people_seen_by(cast.outreach).filter(pk=person.pk).exists() is seen


def test_wrong_input_is_said_beside_its_field(
    cast: Cast, person: Person, signed_in: SignIn
) -> None:
    browser = signed_in("manager")
    page = f"/people/{person.pk}/privacy/ask/"
    typed = {
        "kind": "disclose",
        "asked_on": str(cast.today),
        "asked_by": "self",
        "identity": "known",
        "submission": "",
    }
    for more in ({"kind": "x"}, {"fee": "-1"}, {"fee": "10億円"}, {"identity": ""}):
        assert browser.post(page, typed | more).status_code == 422, more
    assert browser.post(page, typed | {"fee": "300"}).status_code == 302
    one = Asking.objects.get()
    assert one.fee == 300
    decide = f"/privacy/askings/{one.pk}/decide/"
    assert browser.post(decide, {"answer": "none", "submission": ""}).status_code == 422
    assert browser.post(decide, {"answer": "all", "submission": ""}).status_code == 302
    assert "二人目の確認を頼みました" in browser.get(f"/privacy/askings/{one.pk}/").content.decode()


@pytest.mark.once
def test_the_sheets_say_what_was_decided(cast: Cast, person: Person) -> None:
    one = asked(cast, person)
    take_over_proposals(asking_id=one.pk, by=cast.manager)
    decided(cast, one, "part", "ほかの方のことを除く。")
    texts = []
    copy = copy_for(one, cast.manager)
    for sheet in (copy_sheet(one, copy, cast.manager), letter_sheet(one, cast.manager)):
        pages = PdfReader(BytesIO(pdf_of(sheet))).pages
        texts.append(re.sub(r"\s", "", "".join(page.extract_text() for page in pages)))

    assert "ほかの人に関すること" in texts[0]
    assert "ほかの" in texts[1], "with readings above, so that kanji stand apart"
    assert "ほかの方のことを除く。" in str(letter_sheet(one, cast.manager).blocks)
    assert blacken("あいうえお", [""]) == "■■■■■"
    assert blacken("電話の電話番号", ["電話番号", "電話"]) == "■■の■■■■"


@pytest.mark.once
def test_every_text_that_can_be_somebody_s_has_its_words() -> None:
    pointing, known, fresh = _pointing(), {Person}, {Person}
    ways = {f"{model._meta.label}.{one.name}" for model, one in pointing[Person]}
    assert "ties.Tie.person" in ways
    assert "ties.Tie.other" not in ways  # what somebody else says of them is the other's
    while fresh:
        fresh = {child for one in fresh for child, _column in pointing.get(one, [])} - known
        known |= fresh
    fields = {
        field.name
        for model in known
        if model._meta.label not in LEFT_OUT
        for field in typed_fields(model)
    }

    assert {one for one in fields if one not in LABELS} == set()


@pytest.mark.once
def test_every_part_of_a_copy_has_a_heading_in_words() -> None:
    names = {one.model: str(one.name) for one in merge_rules() if one.name}
    names["people.Person"] = str(heading_of("people.Person"))
    known, fresh, pointing = {Person}, {Person}, _pointing()
    while fresh:
        fresh = {child for one in fresh for child, _column in pointing.get(one, [])} - known
        known |= fresh
    headings = {heading_for(one, names) for one in known if one._meta.label not in LEFT_OUT}
    assert {one for one in headings if "." in one} == set()
    assert heading_for(BookRow, names) == heading_for(Keeping, names)


def test_codes_and_keys_are_no_texts_of_a_copy(cast: Cast, person: Person) -> None:
    LedgerEntry.objects.filter(person=person).delete()
    LedgerEntry.objects.create(
        agency=cast.agency,
        person=person,
        office=cast.outreach_office,
        ledger="outreach",
        number="巡2026-0001",
        opened_on=cast.today,
        values={
            "a": {
                "standing": "heard",
                "on": "2026-05-17",
                "words": "夕飯のとき",
                "by": str(person.pk),
            }
        },
    )
    one = asked(cast, person)
    texts = {said.text for said in copy_for(one, cast.manager).texts()}
    assert "夕飯のとき" in texts
    assert not {"heard", "2026-05-17"} & texts
