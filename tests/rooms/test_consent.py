"""
The person's own word: a row for each part, default deny, withdrawn at once, what was given on
recorded; and the page that tells the person.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banso.access.actions import confirm_proposal
from banso.access.models import Proposal
from banso.access.viewer import Viewer
from banso.consent.actions import (
    EndsTooEarly,
    NewConsent,
    NoConsent,
    ReasonMissing,
    SameWords,
    WitnessMissing,
    ask_for_wording,
    keep_consents,
    note_provision,
    withdraw,
)
from banso.consent.models import Consent, Provision, Wording
from banso.consent.queries import (
    consents_of,
    current_wording,
    ending_soon,
    holders,
    standing,
    who_read,
)
from banso.consent.rules import ends_soon, is_weak, stands_on
from banso.kit.formatting import brief_day
from banso.kit.ids import new_id
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from tests.conftest import Cast
from tests.seconded import second_of


@pytest.fixture
def haru(cast: Cast) -> Person:
    return enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)


def ask(person: Person, cast: Cast, **more: Any) -> list[Consent]:
    asked = {
        "recipient_kind": "company",
        "recipient": "見本青果",
        "parts": ["work"],
        "purpose": "面接",
        "answer": "yes",
        "from_on": cast.today - timedelta(days=10),
        "way": "written",
    }
    by = more.pop("by", cast.outreach)
    return keep_consents(person_id=person.pk, consent=NewConsent(**asked | more), by=by)


def may(
    person: Person, cast: Cast, part: str, day: date | None = None, recipient: str = "見本青果"
) -> bool:
    return part in standing(person, cast.outreach, recipient=recipient, day=day or cast.today)


def test_nothing_is_given_on_until_the_person_says_so_and_each_part_asks_for_its_own_word(
    haru: Person, cast: Cast
) -> None:
    assert not may(haru, cast, "work")
    with pytest.raises(NoConsent):
        note_provision(
            person_id=haru.pk,
            recipient="見本青果",
            parts=["work"],
            on=cast.today,
            what="履歴書",
            by=cast.outreach,
        )
    assert len(ask(haru, cast, parts=["work", "contact", "work"])) == 2
    assert [
        may(haru, cast, part) for part in ("work", "contact", "welfare", "health", "crime")
    ] == [True, True, False, False, False]
    assert not may(haru, cast, "work", recipient="別の会社"), (
        "a word for one company is none for another"
    )
    with pytest.raises(NoConsent):
        note_provision(
            person_id=haru.pk,
            recipient="見本青果",
            parts=["work", "welfare"],
            on=cast.today,
            what="履歴書",
            by=cast.outreach,
        )
    assert not Provision.objects.exists(), "all of it or nothing"


def test_a_no_is_kept_and_takes_back_an_earlier_yes(haru: Person, cast: Cast) -> None:
    ask(haru, cast)
    ask(haru, cast, answer="no", from_on=cast.today)
    assert not may(haru, cast, "work")
    assert may(haru, cast, "work", cast.today - timedelta(days=1))
    assert len(consents_of(haru, cast.outreach)) == 2


def test_withdrawing_stops_the_future_at_once_and_tells_who_already_holds_what(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    (word,) = ask(haru, cast)
    note_provision(
        person_id=haru.pk,
        recipient="見本青果",
        parts=["work"],
        on=cast.today - timedelta(days=3),
        what="履歴書",
        by=cast.outreach,
    )
    page = signed_in("outreach").get(f"/consents/{word.pk}/withdraw/").content.decode()
    assert "すでに持っている所" in page
    with pytest.raises(EndsTooEarly):
        withdraw(consent_id=word.pk, on=cast.today - timedelta(days=99), by=cast.outreach)
    withdraw(consent_id=word.pk, on=cast.today, version=1, words="もう、ええ。", by=cast.outreach)
    with pytest.raises(StaleEdit):
        withdraw(consent_id=word.pk, on=cast.today, version=1, by=cast.outreach)
    assert not may(haru, cast, "work")
    with pytest.raises(NoConsent):
        note_provision(
            person_id=haru.pk,
            recipient="見本青果",
            parts=["work"],
            on=cast.today,
            what="履歴書",
            by=cast.outreach,
        )
    assert [(one.recipient, one.part) for one in holders(haru, cast.outreach)] == [
        ("見本青果", "work")
    ]


def test_a_spoken_word_has_a_witness_and_days_fit(haru: Person, cast: Cast) -> None:
    for way in ("oral", "proxy"):
        with pytest.raises(WitnessMissing):
            ask(haru, cast, way=way, witness=" ")
    ask(haru, cast, way="oral", witness="見本 泉")
    with pytest.raises(EndsTooEarly):
        ask(haru, cast, until_on=cast.today - timedelta(days=99))
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(witness="")


def test_without_consent_only_with_a_law_or_a_danger_and_a_reason(haru: Person, cast: Cast) -> None:
    asked = {
        "person_id": haru.pk,
        "recipient": "救急",
        "parts": ["health"],
        "on": cast.today,
        "what": "薬の名前",
        "by": cast.outreach,
    }
    with pytest.raises(ReasonMissing):
        note_provision(**asked, basis="danger")
    (row,) = note_provision(**asked, basis="danger", reason="意識がなく、うかがえなかった。")
    assert row.consent is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Provision.objects.create(
            agency_id=haru.agency_id,
            person=haru,
            recipient="x",
            part="health",
            on=cast.today,
            by_id=cast.outreach.member_id,
            basis="consent",
            what="x",
        )


def test_what_was_given_on_is_never_changed(haru: Person, cast: Cast) -> None:
    ask(haru, cast)
    note_provision(
        person_id=haru.pk,
        recipient="見本青果",
        parts=["work"],
        on=cast.today,
        what="履歴書",
        by=cast.outreach,
    )
    for act in (
        lambda: Provision.objects.update(what="なにも"),
        lambda: Provision.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_nobody_reads_or_writes_consents_of_another_agency(haru: Person, cast: Cast) -> None:
    (word,) = ask(haru, cast)
    with pytest.raises(NotSeen):
        withdraw(consent_id=word.pk, on=cast.today, by=cast.neighbour)
    with pytest.raises(NotSeen):
        ask(haru, cast, by=cast.neighbour)
    assert consents_of(haru, cast.neighbour) == []
    assert consents_of(haru, cast.volunteer) == []


def test_a_word_whose_last_day_is_near_comes_to_the_desk(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    ask(haru, cast, recipient="もうすぐ社", until_on=cast.today + timedelta(days=20))
    ask(haru, cast, recipient="さきの社", until_on=cast.today + timedelta(days=200))
    ask(haru, cast, recipient="ずっと社")
    assert [one.recipient for one in ending_soon(cast.outreach)] == ["もうすぐ社"]
    assert "もうすぐ社" in signed_in("outreach").get("/desk/consents/").content.decode()
    page = signed_in("outreach").get(f"/people/{haru.pk}/consents/").content.decode()
    assert page.count("もうすぐ期限") == 2  # in the matrix, and beside the word
    assert page.count("弱い同意") == 2


def test_a_matrix_says_who_may_know_what_until_when(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    until = cast.today + timedelta(days=90)
    ask(haru, cast, recipient="甲の社", parts=["living"], until_on=until)
    ask(haru, cast, recipient="甲の社", parts=["work"], answer="no")
    gone = ask(haru, cast, recipient="乙の社", parts=["living"])[0]
    withdraw(consent_id=gone.pk, on=cast.today, by=cast.outreach)
    page = signed_in("outreach").get(f"/people/{haru.pk}/consents/").content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count('<th scope="col">') == 1 + 2  # what was never asked has no column
    second, first = table.split("<tr>")[2:]
    assert "○" in first
    assert brief_day(until) in first
    assert "×" in first
    assert "－" in second
    assert "○" not in second


def test_the_person_reads_who_knows_what_of_them(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    browser.get(f"/people/{haru.pk}/timeline/")
    ask(haru, cast, until_on=cast.today + timedelta(days=90))
    note_provision(
        person_id=haru.pk,
        recipient="見本青果",
        parts=["work"],
        on=cast.today,
        what="履歴書",
        by=cast.outreach,
    )
    assert who_read(haru, cast.outreach) == [(cast.outreach.name, cast.today)]
    sheet = browser.get(f"/people/{haru.pk}/who-knows-sheet.html").content.decode()
    assert "だれが わたしの ことを しっていますか" in sheet
    assert "<rt>" in sheet
    for words in ("もう しって いる ひと", "しって よい ひと", "よんだ ひと"):
        assert words in sheet
    assert browser.get(f"/people/{haru.pk}/who-knows-sheet.pdf").content.startswith(b"%PDF")
    empty = enter_person(person=NewPerson(called_name="ナツさん"), by=cast.outreach)
    alone = browser.get(f"/people/{empty.pk}/who-knows-sheet.xlsx")
    assert alone.status_code == 200


def test_words_are_kept_by_the_screens(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    form = {
        "recipient_kind": "office",
        "recipient": "見本区役所",
        "parts": ["welfare", "money"],
        "purpose": "申請",
        "answer": "yes",
        "from_on": cast.today.isoformat(),
        "way": "oral",
        "witness": "",
        "explained_by": str(cast.outreach.member_id),
    }
    refused = browser.post(f"/people/{haru.pk}/consents/ask/", form)
    assert (refused.status_code, "立ち会った" in refused.content.decode()) == (422, True)
    browser.post(f"/people/{haru.pk}/consents/ask/", form | {"witness": "見本 泉"})
    assert Consent.objects.count() == 2
    given = {
        "recipient": "見本区役所",
        "parts": ["welfare"],
        "what": "申請書の写し",
        "on": cast.today.isoformat(),
        "basis": "consent",
    }
    assert (
        browser.post(
            f"/people/{haru.pk}/consents/given-on/", given | {"parts": ["crime"]}
        ).status_code
        == 422
    )
    assert (
        browser.post(f"/people/{haru.pk}/consents/given-on/", given | {"recipient": ""}).status_code
        == 422
    )
    browser.post(f"/people/{haru.pk}/consents/given-on/", given)
    assert Provision.objects.get().consent is not None
    word = Consent.objects.get(part="money")
    browser.post(f"/consents/{word.pk}/withdraw/", {"on": cast.today.isoformat(), "version": "1"})
    assert not may(haru, cast, "money", recipient="見本区役所")
    assert "取り消し" in browser.get(f"/people/{haru.pk}/consents/").content.decode()


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_a_word_stands_from_its_first_day_to_its_last_unless_taken_back(
    day: date, from_on: date, until_on: date | None, withdrawn_on: date | None
) -> None:
    stands = stands_on(
        day, answer="yes", from_on=from_on, until_on=until_on, withdrawn_on=withdrawn_on
    )
    assert stands == (from_on <= day <= (until_on or date.max) and day < (withdrawn_on or date.max))
    assert not stands_on(
        day, answer="no", from_on=from_on, until_on=until_on, withdrawn_on=withdrawn_on
    )
    assert is_weak(until_on=until_on) == (until_on is None)
    assert ends_soon(day, until_on) == (until_on is not None and 0 <= (until_on - day).days <= 30)


def test_each_word_keeps_the_version_it_was_explained_with(cast: Cast, haru: Person) -> None:
    before = ask(haru, cast)[0]
    assert before.wording is None
    first = worded(cast, "ひとつずつ うかがいます。")
    old = ask(haru, cast, recipient="見本病院", wording_id=first.pk)[0]
    second = worded(cast, "ひとつずつ うかがいます。断っても何も失いません。")
    assert (first.number, second.number) == (1, 2)
    new = ask(haru, cast, recipient="見本不動産", wording_id=second.pk)[0]
    kept = {one.pk: one.wording for one in consents_of(haru, cast.outreach)}
    assert (kept[old.pk], kept[new.pk], kept[before.pk]) == (first, second, None)
    assert first.text == Wording.objects.get(pk=first.pk).text
    assert current_wording(cast.outreach) == second
    for change in ({"text": "別の文"}, {"number": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Wording.objects.filter(pk=first.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Wording.objects.filter(pk=first.pk).delete()
    with pytest.raises(SameWords):
        ask_for_wording(text=second.text, by=cast.manager)
    with pytest.raises(NotSeen):
        ask(haru, cast, wording_id=worded(cast, "隣の団体の文", by=cast.neighbour).pk)


def test_the_wording_is_set_by_two_shown_where_somebody_is_asked_and_printed(
    cast: Cast, haru: Person, signed_in: Callable[[str], Client]
) -> None:
    manager, worker = signed_in("manager"), signed_in("outreach")
    text = "あなたが「よい」と言ったことだけを伝えます。"
    manager.post("/consents/wordings/another/", {"text": text})
    assert current_wording(cast.manager) is None, "nobody sets it alone"
    page = worker.get("/consents/wordings/").content.decode()
    assert text in page
    assert "二人目の確認を待っています" in page
    assert worker.get("/consents/wordings/another/").status_code == 403
    confirm_proposal(
        proposal_id=Proposal.objects.get(act="consent_wording").pk, by=second_of(cast.manager)
    )
    asked = worker.get(f"/people/{haru.pk}/consents/ask/").content.decode()
    assert text in asked
    first = Wording.objects.get()
    assert f'value="{first.pk}"' in asked
    worded(cast, "つぎの版")  # while the form is open: what was shown counts
    said = {
        "recipient_kind": "company",
        "recipient": "見本青果",
        "parts": ["work"],
        "purpose": "面接",
        "answer": "yes",
        "from_on": cast.today.isoformat(),
        "way": "written",
        "explained_by": str(cast.outreach.member_id),
        "wording": str(first.pk),
    }
    assert worker.post(f"/people/{haru.pk}/consents/ask/", said).status_code == 302
    row = Consent.objects.get()
    assert row.wording == first
    assert "第1版" in worker.get(f"/people/{haru.pk}/consents/").content.decode()
    paper = worker.get(f"/consents/{row.pk}/sheet.html").content.decode()
    assert text in paper
    assert "つぎの版" not in paper
    assert signed_in("neighbour").get(f"/consents/{row.pk}/sheet.html").status_code == 404
    for wrong in ("x", str(new_id())):
        answer = worker.post(f"/people/{haru.pk}/consents/ask/", said | {"wording": wrong})
        assert answer.status_code in (404, 422)


def worded(cast: Cast, text: str, by: Viewer | None = None) -> Wording:
    """Two set another wording."""
    asker = by or cast.manager
    proposal = ask_for_wording(text=text, by=asker)
    confirm_proposal(proposal_id=proposal.pk, by=second_of(asker))
    return Wording.objects.filter(agency=asker.agency_id).latest("number")
