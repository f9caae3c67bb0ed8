"""Papers with a term: thought of in time, renewed as a new version, known to those who may."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from banso.audit.models import Event
from banso.documents.actions import (
    ClosedAlready,
    EndsBeforeBeginning,
    KindClosed,
    NumberNotAsked,
    Term,
    correct_document,
    end_document,
    keep_document,
    pass_documents,
    renew_document,
)
from banso.documents.models import Document
from banso.documents.queries import documents_of, due, terms
from banso.documents.rules import WEEKS_BEFORE, Kind, is_due, looked_at_from
from banso.documents.sheets import list_sheet, person_sheet
from banso.kit.eras import PartialDate
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.kit.sheets.pdf import pdf_of
from banso.people.actions import (
    NewPerson,
    edit_person,
    enter_person,
    merge_people,
    note_death,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from tests.conftest import Cast
from tests.rooms.test_sheets_on_paper import LONG, NAME

SignIn = Callable[[str], Client]


def somebody(cast: Cast, name: str = "ハルさん") -> Person:
    """Enter somebody whom the outreach counsellor met."""
    return enter_person(
        person=NewPerson(called_name=name), office_id=cast.outreach_office.pk, by=cast.outreach
    )


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody."""
    return somebody(cast)


def paper(cast: Cast, person: Person, kind: str = "lease", days: int = 20, **said: str) -> Document:
    """Keep a paper that ends in so many days."""
    term = Term(
        from_on=cast.today - timedelta(days=100),
        until_on=cast.today + timedelta(days=days),
        answerable_id=cast.outreach.member_id,
        **said,  # type: ignore[arg-type]
    )
    return keep_document(person_id=person.pk, kind=kind, term=term, by=cast.outreach)


def test_every_kind_says_how_long_before_its_end_it_is_thought_of(cast: Cast) -> None:
    assert set(WEEKS_BEFORE) == set(Kind)
    edge = looked_at_from(Kind.CARE, cast.today + timedelta(weeks=9))

    assert edge == cast.today
    assert is_due(Kind.CARE, cast.today + timedelta(weeks=9), cast.today)
    assert not is_due(Kind.CARE, cast.today + timedelta(weeks=9, days=1), cast.today)
    assert not is_due(Kind.CARE, None, cast.today)


def test_what_ends_soon_stands_on_the_desk_the_nearest_first(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    paper(cast, person, "lease", 80)
    paper(cast, person, "health", 29)  # is thought of four weeks before
    over = paper(cast, person, "driving", -3)

    found = list(due(cast.outreach))
    desk = signed_in("outreach").get("/").content.decode()
    part = signed_in("outreach").get("/desk/documents/").content.decode()

    assert [one.kind for one in found] == ["driving", "lease"]
    assert found[0] == over
    assert "期限が近い書類" in desk
    assert part.index("運転免許証") < part.index("住まいの賃貸契約")
    assert "日が過ぎています" in part
    assert "健康保険" not in part
    assert "ほか" not in part
    for days in range(4):
        paper(cast, person, "driving", days)
    part = signed_in("outreach").get("/desk/documents/").content.decode()
    assert part.count("<li>") + int(part.split("ほか")[1][:1]) == 6, "what is counted is told"


def test_it_reminds_of_nobody_who_died_and_shows_nobody_out_of_reach(
    person: Person, cast: Cast
) -> None:
    paper(cast, person)

    assert not due(cast.neighbour).exists()
    assert not due(cast.volunteer).exists()
    assert not due(cast.observer).exists()
    edit_person(person_id=person.pk, version=None, restricted=True, by=cast.outreach)
    assert not due(cast.employment).exists()
    assert due(cast.manager).exists()
    note_death(person_id=person.pk, death=PartialDate(), by=cast.manager)
    assert not due(cast.manager).exists()
    assert terms(cast.manager).rows == []


def test_what_a_kind_tells_of_health_is_known_only_to_those_who_may_read_of_it(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    kept = paper(cast, person, "disability", name="精神2級")

    pages = (f"/people/{person.pk}/documents/", f"/people/{person.pk}/", "/documents/", "/")
    for page in pages:
        assert "精神2級" not in signed_in("employment").get(page).content.decode()
        assert "障害者手帳 精神" in signed_in("outreach").get(page).content.decode()
    timeline = f"/people/{person.pk}/timeline/"
    assert "障害者手帳 精神2級" in signed_in("outreach").get(timeline).content.decode()
    assert "障害者手帳" not in signed_in("employment").get(timeline).content.decode()
    assert signed_in("employment").get(f"/documents/{kept.pk}/").status_code == 404
    with pytest.raises(KindClosed):
        keep_document(person_id=person.pk, kind="care", term=Term(), by=cast.employment)
    form = signed_in("employment").get(f"/people/{person.pk}/documents/keep/").content.decode()
    assert 'value="disability"' not in form
    assert 'value="lease"' in form


def test_a_number_stands_on_the_persons_own_pages_alone(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    paper(cast, person, "residence", number="AB12345678CD")
    browser = signed_in("outreach")

    assert "AB12345678CD" in browser.get(f"/people/{person.pk}/documents/").content.decode()
    sheet = reverse("documents:person_sheet", args=[person.pk, "html"])
    assert "AB12345678CD" in browser.get(sheet).content.decode()
    for page in ("/documents/", "/documents/sheet.html", f"/people/{person.pk}/timeline/", "/"):
        assert "AB12345678CD" not in browser.get(page).content.decode()
    assert "AB12345678CD" not in str(list(Event.objects.values_list("detail", flat=True)))


def test_what_cannot_be_is_said_beside_the_field(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    typed = {"kind": "health", "lies": "person", "renewer": "person", "submission": ""}
    address = f"/people/{person.pk}/documents/keep/"
    wrong = (
        ({"number": "12345"}, str(NumberNotAsked.sentence)),
        ({"from_on": "R9.1.1", "until_on": "R8.12.1"}, str(EndsBeforeBeginning.sentence)),
        ({"number": "123456789018"}, "マイナンバー"),
        ({"kind": "gold"}, "選択"),
    )
    for more, said in wrong:
        answer = signed_in("outreach").post(address, typed | more)
        assert answer.status_code == 422, more
        assert said in answer.content.decode()
    assert not Document.objects.exists()


def test_a_renewal_is_a_paper_of_its_own_and_what_was_stays_readable(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    before = paper(cast, person, "lease", 5, note="二年契約")
    browser = signed_in("outreach")
    typed = {
        "from_on": str(cast.today + timedelta(days=5)),
        "until_on": str(cast.today + timedelta(days=735)),
        "lies": "kept",
        "renewer": "together",
        "answerable": "",
        "submission": "",
    }

    answer = browser.post(f"/documents/{before.pk}/renew/", typed)

    assert answer.status_code == 302
    before.refresh_from_db()
    new = Document.objects.get(renews=before)
    assert (before.ending, before.note, new.lies) == ("renewed", "二年契約", "kept")
    page = browser.get(answer["Location"]).content.decode()
    assert "これまでの書類" in page
    assert browser.post(f"/documents/{before.pk}/renew/", typed).status_code == 422
    with pytest.raises(ClosedAlready):
        end_document(document_id=before.pk, ending="ran_out", by=cast.outreach)
    assert Document.objects.count() == 2
    titles = TimelineEntry.objects.filter(kind="document").values_list("title", flat=True)
    assert sorted(one.split("：")[0] for one in titles) == ["更新", "期限を見守る書類"]


def test_two_who_correct_the_same_paper_do_not_overwrite_one_another(
    person: Person, cast: Cast
) -> None:
    kept = paper(cast, person)
    correct_document(document_id=kept.pk, term=Term(name="一"), version=1, by=cast.outreach)

    with pytest.raises(StaleEdit):
        correct_document(document_id=kept.pk, term=Term(name="二"), version=1, by=cast.manager)
    kept.refresh_from_db()
    assert kept.name == "一"


def test_whoever_is_out_of_reach_writes_nothing(person: Person, cast: Cast) -> None:
    kept = paper(cast, person)

    with pytest.raises(NotSeen):
        keep_document(person_id=person.pk, kind="lease", term=Term(), by=cast.neighbour)
    with pytest.raises(NotSeen):
        renew_document(document_id=kept.pk, term=Term(), by=cast.neighbour)


def test_papers_move_when_two_entries_become_one_and_back(person: Person, cast: Cast) -> None:
    other = somebody(cast, "春さん")
    kept = paper(cast, other)

    merge = merge_people(kept_id=person.pk, gone_id=other.pk, reason="", by=cast.outreach)
    assert documents_of(person, cast.outreach).now == [kept]
    part_people(merge_id=merge.pk, by=cast.outreach)

    assert Document.objects.get(pk=kept.pk).person_id == other.pk


def test_what_somebody_thinks_of_passes_to_another(person: Person, cast: Cast) -> None:
    kept = paper(cast, person)
    ended = paper(cast, person, "fire")
    end_document(document_id=ended.pk, ending="not_needed", by=cast.outreach)

    pass_documents(
        [kept.pk, ended.pk],
        from_id=cast.outreach.member_id,
        to_id=cast.centre.member_id,
        on=cast.today,
        by=cast.manager,
    )

    assert Document.objects.get(pk=kept.pk).answerable_id == cast.centre.member_id
    assert Document.objects.get(pk=ended.pk).answerable_id == cast.outreach.member_id
    assert due(cast.centre).filter(pk=kept.pk).exists()


def test_the_list_costs_the_same_however_many_stand_on_it(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in("outreach")
    costs = []
    for count in (1, 6):
        for _ in range(count):
            paper(cast, person)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/documents/?kind=lease&within=all")
        costs.append(len(asked))

    assert costs[0] == costs[1]
    answer = browser.get("/documents/?kind=nonsense&within=nonsense&after=nonsense")
    assert answer.status_code == 404
    assert "すべての種類" in browser.get("/documents/?kind=%27").content.decode()


@pytest.mark.once
def test_the_sheets_hold_the_longest_and_nothing_in_letters_that_can_be_read(
    person: Person, cast: Cast
) -> None:
    long = somebody(cast, NAME[:60])
    for _ in range(3):
        paper(cast, long, "other", name=NAME[:80], note=LONG, lies_words=LONG[:200])
    found = documents_of(long, cast.outreach)
    sheets = (
        person_sheet(long, found, cast.outreach),
        list_sheet(terms(cast.outreach).rows, cast.outreach, chosen="半年のうちに", more=True),
        person_sheet(person, documents_of(person, cast.outreach), cast.outreach),
        list_sheet([], cast.outreach, chosen="半年のうちに", more=False),
    )
    texts = []
    for sheet in sheets:
        sizes = set()

        def look(text: str, _page: object, matrix: list[float], _font: object, size: float) -> None:
            if text.strip():
                sizes.add(round(abs(size * matrix[3]), 1))  # noqa: B023

        pages = PdfReader(BytesIO(pdf_of(sheet))).pages
        texts.append("".join(page.extract_text(visitor_text=look) for page in pages))
        assert min(sizes) >= 8
        assert "取扱注意" in texts[-1]

    assert re.sub(r"\s", "", texts[0]).count("おわり。") == 3
    assert "ここには初めの3行だけを載せています。" in re.sub(r"\s", "", texts[1])
    assert "この間に期限の来る書類はありません。" in texts[3]
