"""Leaks: what is due until when, who was told, closed by two; and the register of processing."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from banso.access.actions import confirm_proposal
from banso.access.actions.proposals import NoLongerWaits, NotAlone
from banso.access.permission import DutyMissing
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.kit.sheets.pdf import pdf_of
from banso.mishaps.actions import Account, write_mishap
from banso.people.actions import edit_person, merge_people, part_people
from banso.people.models import TimelineEntry
from banso.privacy.actions import (
    ClosedAlready,
    HappenedLater,
    HeldData,
    MustBeReported,
    NotYet,
    Report,
    SaysNoWhy,
    SaysTooLittle,
    StillDue,
    ask_to_close,
    begin_register,
    change_processing,
    end_processing,
    enter_leak,
    enter_processing,
    name_affected,
    note_told,
    write_on_leak,
)
from banso.privacy.models import Leak, LeakPerson, Processing
from banso.privacy.queries.leaks import not_in_register, open_leaks, people_of
from banso.privacy.queries.processing import register
from banso.privacy.rules.leaks import all_due, still_due
from banso.privacy.sheets.leaks import leak_sheet
from banso.privacy.sheets.processing import register_sheet
from tests.conftest import Cast
from tests.rooms.test_mishaps import somebody
from tests.rooms.test_sheets_on_paper import LONG
from tests.seconded import second_of

SignIn = Callable[[str], Client]
COMMISSION = (("commission", "first"), ("persons", "notice"), ("commission", "final"))


def report(cast: Cast, **said: object) -> Report:
    """What is known of a leak."""
    known: dict[str, object] = {
        "what": "leak",
        "known_on": cast.today,
        "overview": "封筒を取り違えて送った。",
        "grounds": ("sensitive",),
    }
    return Report(**known | said)  # type: ignore[arg-type]


def leak(cast: Cast, **said: object) -> Leak:
    """Enter one."""
    return enter_leak(report=report(cast, **said), by=cast.manager)


@pytest.mark.once
def test_days_are_counted_from_the_day_on_which_it_became_known() -> None:
    known = date(2026, 11, 24)
    days = [(one.to, one.step, one.by) for one in all_due(known, ["sensitive"], "we")]

    assert days == [
        ("commission", "first", date(2026, 11, 28)),
        ("persons", "notice", date(2026, 12, 23)),
        ("commission", "final", date(2026, 12, 23)),
    ]
    assert all_due(known, ["wrongful"], "we")[-1].by == date(2027, 1, 22)
    # 通則編 3-5-3-4: the day of knowing is day 1. By 民法第140条 thirty days from the 24th would
    # end on 24 December, and sixty on 23 January
    first, _notice, final = all_due(known, ["sensitive"], "we")
    assert (first.by - known).days + 1 == 5
    assert (final.by - known).days + 1 == 30
    # on a Saturday the next working day would be allowed (Monday the 30th); the earlier one stands
    assert first.by.isoweekday() == 6
    assert [one.to for one in all_due(known, [], "city")] == ["city", "persons"]
    assert all_due(known, ["many"], "nobody") == []
    due = all_due(known, ["sensitive"], "we")
    assert [one.step for one in still_due(due, [("commission", "first")])] == ["notice", "final"]
    assert [one.step for one in still_due(due, [("commission", "final")])] == ["notice"]
    assert still_due(due, [("police", "notice"), *COMMISSION]) == []


def test_it_is_closed_by_two_once_everybody_was_told(cast: Cast, signed_in: SignIn) -> None:
    one = leak(cast)

    with pytest.raises(StillDue):
        ask_to_close(leak_id=one.pk, by=cast.manager)
    for who, step in COMMISSION:
        note_told(leak_id=one.pk, who=who, step=step, on=cast.today, by=cast.manager)
    with pytest.raises(SaysTooLittle):
        ask_to_close(leak_id=one.pk, by=cast.manager)
    written = report(cast, cause="宛名", prevention="二人で見る")
    write_on_leak(leak_id=one.pk, report=written, version=1, by=cast.manager)
    browser = signed_in("manager")
    assert browser.post(f"/privacy/leaks/{one.pk}/close/").status_code == 302
    page = browser.get(f"/privacy/leaks/{one.pk}/").content.decode()
    assert "二人目の確認を待っています" in page
    asked = ask_to_close(leak_id=one.pk, by=cast.manager)
    with pytest.raises(NotAlone):
        confirm_proposal(proposal_id=asked.pk, by=cast.manager)
    with pytest.raises(NotSeen):
        confirm_proposal(proposal_id=asked.pk, by=cast.neighbour)
    one.refresh_from_db()
    assert one.closed_on is None

    second = second_of(cast.manager)
    confirm_proposal(proposal_id=asked.pk, by=second)

    one.refresh_from_db()
    assert (one.closed_by_id, one.second_id) == (cast.manager.member_id, second.member_id)
    with pytest.raises(NoLongerWaits):
        confirm_proposal(proposal_id=asked.pk, by=second)
    with pytest.raises(ClosedAlready):
        note_told(leak_id=one.pk, who="police", step="notice", on=cast.today, by=cast.manager)
    assert browser.post(f"/privacy/leaks/{one.pk}/close/").status_code == 302


def test_a_report_is_left_out_only_with_a_reason(cast: Cast) -> None:
    with pytest.raises(SaysNoWhy):
        leak(cast, reports="nobody", grounds=())
    with pytest.raises(MustBeReported):
        leak(cast, reports="nobody", why_not="いらない")
    with pytest.raises(NotYet):
        leak(cast, known_on=cast.today + timedelta(days=1))
    with pytest.raises(HappenedLater):
        leak(cast, happened_on=cast.today, known_on=cast.today - timedelta(days=1))

    one = leak(cast, reports="nobody", why_not="高度に暗号化されていて鍵は無事だった。")
    assert open_leaks(cast.manager)[0].due == []
    write_on_leak(leak_id=one.pk, report=report(cast), version=1, by=cast.manager)
    with pytest.raises(StaleEdit):
        write_on_leak(leak_id=one.pk, report=report(cast), version=1, by=cast.manager)


def test_whose_data_it_was_is_shown_to_those_who_may_know_of_them(
    cast: Cast, signed_in: SignIn
) -> None:
    one, person, other = leak(cast), somebody(cast), somebody(cast, "春さん")
    for _twice in range(2):
        name_affected(leak_id=one.pk, person_id=person.pk, by=cast.manager)
    assert LeakPerson.objects.count() == 1
    titles = TimelineEntry.objects.filter(kind="privacy").values_list("title", flat=True)
    assert list(titles) == ["漏えい等のなかに、ご本人の情報がありました"]

    merge = merge_people(kept_id=other.pk, gone_id=person.pk, reason="", by=cast.outreach)
    assert [found.pk for found in people_of(one, cast.manager)] == [other.pk]
    for entry in (person, other):  # both addresses lead to the entry that stays
        part = signed_in("manager").get(f"/people/{entry.pk}/privacy/", follow=True)
        assert f"/privacy/leaks/{one.pk}/" in part.content.decode()
    part_people(merge_id=merge.pk, by=cast.outreach)
    edit_person(person_id=person.pk, version=None, restricted=True, by=cast.outreach)

    for who in ("outreach", "volunteer", "coordinator", "observer"):
        browser = signed_in(who)
        for page in ("/privacy/", "/privacy/leaks/", f"/people/{other.pk}/privacy/"):
            assert browser.get(page).status_code in (403, 404), (who, page)
    with pytest.raises(DutyMissing):
        name_affected(leak_id=one.pk, person_id=other.pk, by=cast.coordinator)


def test_what_was_written_down_as_an_accident_is_offered_and_taken_in_once(
    cast: Cast, signed_in: SignIn
) -> None:
    account = Account(kind="leak", place="office", on=cast.today, happened="名簿を置き忘れた。")
    mishap = write_mishap(office_id=cast.outreach_office.pk, account=account, by=cast.outreach)
    assert not_in_register(cast.manager) == [mishap]
    assert not_in_register(cast.outreach) == []
    browser = signed_in("manager")
    desk = browser.get("/desk/privacy/").content.decode()
    assert f"/privacy/leaks/of/{mishap.pk}/" in desk
    form = browser.get(f"/privacy/leaks/of/{mishap.pk}/").content.decode()
    assert "名簿を置き忘れた。" in form

    first = enter_leak(report=report(cast), mishap_id=mishap.pk, by=cast.manager)
    again = enter_leak(report=report(cast), mishap_id=mishap.pk, by=cast.manager)

    assert first.pk == again.pk
    assert not_in_register(cast.manager) == []


def test_wrong_input_is_said_beside_its_field(cast: Cast, signed_in: SignIn) -> None:
    browser, one = signed_in("manager"), leak(cast)
    typed = {
        "what": "leak",
        "known_on": str(cast.today),
        "reports": "we",
        "overview": "あ",
        "submission": "",
    }
    wrong = (
        {"overview": ""},
        {"known_on": "あした"},
        {"grounds": "gold"},
        {"people_count": "99999999999"},
        {"people_count": "-1"},
        {"people_count": "たくさん"},
        {"reports": "nobody"},
    )
    for more in wrong:
        for page in ("/privacy/leaks/enter/", f"/privacy/leaks/{one.pk}/write/"):
            assert browser.post(page, typed | more).status_code == 422, more
    told = {"who": "police", "step": "notice", "on": "2099-01-01", "submission": ""}
    assert browser.post(f"/privacy/leaks/{one.pk}/told/", told).status_code == 422
    done = browser.post("/privacy/leaks/enter/", typed | {"people_count": "1,200"})
    assert done.status_code == 302
    assert Leak.objects.filter(people_count=1200).exists()


def test_the_register_of_processing_begins_with_what_every_agency_holds(
    cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in("manager")
    for _twice in range(2):
        assert browser.post("/privacy/processing/begin/").status_code == 302
    rows = register(cast.manager)
    assert len(rows) == 5
    assert register(cast.outreach) == register(cast.neighbour) == []

    held = HeldData(name="夜回りの名簿", whose="参加者", items="名前", purpose="安全")
    made = enter_processing(held=held, by=cast.manager)
    change_processing(processing_id=made.pk, held=held, version=1, by=cast.manager)
    with pytest.raises(StaleEdit):
        change_processing(processing_id=made.pk, held=held, version=1, by=cast.manager)
    with pytest.raises(NotSeen):
        end_processing(processing_id=made.pk, by=cast.neighbour)
    assert browser.get(f"/privacy/processing/{made.pk}/").status_code == 200
    for _twice in range(2):
        end_processing(processing_id=made.pk, by=cast.manager)
    assert made not in register(cast.manager)
    assert Processing.objects.get(pk=made.pk).version == 3
    assert begin_register(by=cast.manager) == 0


def test_the_lists_cost_the_same_however_long(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in("manager")
    costs = []
    for count in (1, 5):
        for _ in range(count):
            leak(cast)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/privacy/leaks/")
            browser.get("/desk/privacy/")
        costs.append(len(asked))

    assert costs[0] == costs[1]


@pytest.mark.once
def test_the_sheets_hold_the_longest(cast: Cast) -> None:
    names = ("overview", "items", "cause", "second_harm", "to_people", "published", "prevention")
    one = leak(cast, **dict.fromkeys(names, LONG))
    told = note_told(leak_id=one.pk, who="city", step="first", on=cast.today, by=cast.manager)
    begin_register(by=cast.manager)

    for sheet, least in (
        (leak_sheet(one, [told], cast.manager), 7),
        (register_sheet(register(cast.manager), [], cast.manager), 0),
    ):
        pages = PdfReader(BytesIO(pdf_of(sheet))).pages
        text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
        assert text.count("おわり。") == least
