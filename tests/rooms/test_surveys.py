"""
Asking: voluntary, item by item, kept in the form it was asked in; alone on a tablet that shows
nothing else; somebody the same day where a sum is high.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from banso.access.permission import DutyMissing
from banso.companionship.models import Promise
from banso.kit.data_forms import BadForm, body_of
from banso.kit.eras import months_later
from banso.kit.refusals import NotSeen
from banso.people.actions import NewEntry, NewPerson, close_entry, enter_person, open_entry
from banso.people.models import Person, TimelineEntry
from banso.surveys.actions import (
    AnswersUnknown,
    LinkOver,
    NewSurvey,
    NoQuestionnaire,
    answer_alone,
    hand_tablet,
    keep_questionnaire,
    keep_survey,
    note_shown,
    retire_questionnaire,
)
from banso.surveys.instrument import SHELF, packed, read
from banso.surveys.models import Instrument, Survey, TabletLink
from banso.surveys.queries import due_surveys, form_of, link_of, offered, surveys_of
from banso.surveys.rules import asks_for_somebody, total_of
from tests.commands import ran
from tests.conftest import Cast

HIGH = {
    "nervous": "3",
    "hopeless": "3",
    "restless": "2",
    "depressed": "3",
    "effort": "2",
    "worthless": "2",
}


@pytest.fixture
def haru(cast: Cast) -> Person:
    """Somebody."""
    return enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)


def ask(person: Person, cast: Cast, code: str = "isolation", **more: object) -> Survey:
    by = more.pop("by", cast.outreach)
    asked = {
        "code": code,
        "moment": "meeting",
        "on": cast.today,
        "mode": "interview",
        "answers": {"alone": "4", "needed": ""},
    }
    return keep_survey(person_id=person.pk, survey=NewSurvey(**(asked | more)), by=by)  # type: ignore[arg-type]


def test_what_comes_along_names_its_source_and_rights() -> None:
    assert sorted(packed()) == ["isolation", "k6", "loneliness", "ucla3"]
    for body in packed().values():
        form = read(body)
        assert str(form.source)
        assert str(form.rights)
        assert form.title.ja != form.title.en
    ucla = read(packed()["ucla3"])
    assert (
        total_of(dict.fromkeys(ucla.codes, "1"), ucla.codes),
        total_of(dict.fromkeys(ucla.codes, "4"), ucla.codes),
    ) == (3, 12)
    k6 = read(packed()["k6"])
    assert (
        total_of(dict.fromkeys(k6.codes, "0"), k6.codes),
        total_of(dict.fromkeys(k6.codes, "4"), k6.codes),
    ) == (0, 24)


def test_each_question_can_be_left_out_and_so_can_all(haru: Person, cast: Cast) -> None:
    kept = ask(haru, cast)
    assert kept.answers == {"alone": "4", "needed": ""}
    declined = ask(haru, cast, declined=True)
    assert (declined.answers, declined.total) == ({}, None)
    part = ask(haru, cast, "ucla3", answers={"companionship": "4", "left_out": "4"})
    assert part.total is None, "a sum of a part says nothing"
    assert (
        ask(
            haru, cast, "ucla3", answers={"companionship": "4", "left_out": "4", "isolated": "2"}
        ).total
        == 10
    )
    with pytest.raises(AnswersUnknown):
        ask(haru, cast, answers={"alone": "9"})
    memories = [one.fact for one in TimelineEntry.objects.filter(kind="survey").order_by("pk")]
    assert "全くそうだと思う" in memories[0]
    assert "答えていない" in memories[0]
    assert "答えたくない" in memories[1]


def test_what_was_answered_never_changes(haru: Person, cast: Cast) -> None:
    kept = ask(haru, cast)
    for act in (
        lambda: Survey.objects.update(answers={}),
        lambda: Survey.objects.all().delete(),
        lambda: Instrument.objects.update(body={}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    note_shown(survey_id=kept.pk, by=cast.outreach)
    assert Survey.objects.get().shown_on == cast.today


def test_a_high_k6_stands_on_a_desk_the_same_day_and_is_read_by_those_who_may(
    haru: Person, cast: Cast
) -> None:
    ask(haru, cast, "k6", answers=HIGH | {"nervous": "0"})
    assert Promise.objects.count() == 0
    ask(haru, cast, "k6", answers=HIGH)
    promise = Promise.objects.get()
    assert (promise.due_on, promise.answerable_id) == (cast.today, cast.outreach.member_id)
    assert [one.code for one in surveys_of(haru, cast.outreach)] == ["k6", "k6"]
    assert surveys_of(haru, cast.employment) == []
    assert "k6" not in offered(cast.employment)
    assert TimelineEntry.objects.filter(kind="survey", sensitivity="health").count() == 2


def test_nobody_out_of_reach_or_of_another_agency_reads_or_asks(haru: Person, cast: Cast) -> None:
    ask(haru, cast)
    for viewer in (cast.neighbour, cast.centre):
        assert surveys_of(haru, viewer) == []
        with pytest.raises(NotSeen):
            ask(haru, cast, by=viewer)


def test_whoever_lacks_the_duty_neither_reads_nor_asks(haru: Person, cast: Cast) -> None:
    ask(haru, cast)

    assert surveys_of(haru, cast.volunteer) == []
    with pytest.raises(DutyMissing):
        ask(haru, cast, by=cast.volunteer)


class TestTablet:
    """Filling in alone."""

    def test_whoever_holds_it_sees_the_questions_and_nothing_else(
        self, haru: Person, cast: Cast, signed_in: Callable[[str], Client]
    ) -> None:
        browser = signed_in("outreach")
        where = browser.post(f"/people/{haru.pk}/surveys/isolation/hand/", {"moment": "entry"})[
            "Location"
        ]
        assert browser.get("/").status_code == 302, "the sign-in ended"
        page = browser.get(where).content.decode()
        assert "頼れる" in re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>", "", page)
        assert "<rt>" in page
        for words in ("ハルさん", "outreach", "/people/", 'href="/"'):
            assert words not in page
        assert browser.post(where, {"q_alone": "7"}).status_code == 422
        done = browser.post(where, {"q_alone": "2", "q_needed": ""}, follow=True)
        assert "ありがとう" in done.content.decode()
        kept = Survey.objects.get()
        assert (kept.mode, kept.moment, kept.answers, kept.asked_by_id) == (
            "alone",
            "entry",
            {"alone": "2", "needed": ""},
            cast.outreach.member_id,
        )
        assert browser.get(where).status_code == 404
        assert browser.post(where, {"q_alone": "1"}).status_code == 404
        assert Survey.objects.count() == 1

    def test_a_link_is_good_for_two_hours_and_once_and_only_its_seal_is_kept(
        self, haru: Person, cast: Cast
    ) -> None:
        token = hand_tablet(person_id=haru.pk, code="isolation", moment="entry", by=cast.outreach)
        link = link_of(token)
        assert link is not None
        assert token not in link.token_seal
        assert link_of(token[:-1]) is None
        TabletLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert link_of(token) is None
        with pytest.raises(LinkOver):
            answer_alone(link_id=link.pk, answers={})
        assert Client().get(f"/survey/{token}/").status_code == 404

    def test_nothing_is_an_answer_before_it_is_touched(self, haru: Person, cast: Cast) -> None:
        token = hand_tablet(person_id=haru.pk, code="k6", moment="entry", by=cast.outreach)
        where, person = f"/survey/{token}/", Client()
        assert "checked" not in person.get(where).content.decode()
        asked = person.post(where, {"submit": ""})
        assert asked.status_code == 422, "a quick “done” is asked about once"
        assert 'name="nothing"' in asked.content.decode()
        assert Survey.objects.count() == 0
        person.post(where, {"nothing": "1", "q_effort": "-"})
        kept = Survey.objects.get()
        assert not kept.declined
        assert {code: step for code, step in kept.answers.items() if step} == {"effort": "-"}
        fact = TimelineEntry.objects.get(kind="survey").fact
        assert fact.count("「答えない」を選んだ") == 1
        assert fact.count("答えていない") == 5

    def test_not_answering_at_all_is_an_answer(self, haru: Person, cast: Cast) -> None:
        token = hand_tablet(person_id=haru.pk, code="k6", moment="entry", by=cast.outreach)
        Client().post(f"/survey/{token}/", {"q_nervous": "4", "declined": "1"})
        assert Survey.objects.get().declined


def test_those_at_a_set_moment_stand_on_the_desk_until_they_were_asked(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    def came(called: str, opened: int, closed: int | None = None) -> Person:
        person = enter_person(person=NewPerson(called_name=called), by=cast.centre)
        entry = open_entry(
            person=person,
            entry=NewEntry(
                ledger="centre",
                office_id=cast.centre_office.pk,
                worker_id=cast.centre.member_id,
                on=cast.today - timedelta(days=opened),
            ),
            by=cast.centre,
        )
        if closed is not None:
            close_entry(
                entry_id=entry.pk,
                reason="moved",
                on=cast.today - timedelta(days=closed),
                by=cast.centre,
            )
        return person

    new, left, long_ago = (
        came("入った方", 10),
        came("出た方", 300, 5),
        came("半年の方", 500, (cast.today - months_later(cast.today, -6)).days),
    )
    came("だいぶ前の方", 900, 700)
    found = {(one.person.pk, one.moment) for one in due_surveys(cast.centre)}
    assert found == {(new.pk, "entry"), (left.pk, "exit"), (long_ago.pk, "m6")}
    keep_survey(
        survey=NewSurvey(code="isolation", moment="exit", on=cast.today, mode="paper", answers={}),
        person_id=left.pk,
        by=cast.centre,
    )
    assert (left.pk, "exit") not in {
        (one.person.pk, one.moment) for one in due_surveys(cast.centre)
    }
    assert due_surveys(cast.outreach) == []
    page = signed_in("centre").get("/desk/surveys/").content.decode()
    assert "入った方" in page
    with CaptureQueriesContext(connection) as queries:
        due_surveys(cast.centre)
    assert len(queries) <= 3


def test_a_questionnaire_of_our_own_has_versions_and_what_was_asked_keeps_its_own(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    form = {
        "title": "暮らしの実感",
        "code": "kurashi",
        "steps": "four",
        "questions": "毎日が楽しい。\n明日が待ち遠しい。",
        "source": "見本の会",
        "rights": "自作",
    }
    assert browser.post("/questionnaires/make/", form | {"code": "だめ"}).status_code == 422
    browser.post("/questionnaires/make/", form)
    first = ask(haru, cast, "kurashi", answers={"q1": "4", "q2": "1"})
    browser.post(
        "/questionnaires/make/", form | {"questions": "毎日が楽しい。\n朝が来るのが楽しみだ。"}
    )
    second = ask(haru, cast, "kurashi", answers={"q1": "4", "q2": "1"})
    assert (
        str(form_of(Survey.objects.get(pk=first.pk).instrument).items[1].label)
        == "明日が待ち遠しい。"
    )
    assert (
        str(form_of(Survey.objects.get(pk=second.pk).instrument).items[1].label)
        == "朝が来るのが楽しみだ。"
    )
    assert Instrument.objects.filter(code="kurashi").count() == 2
    assert "kurashi" not in offered(cast.neighbour)
    assert "暮らしの実感" in browser.get("/questionnaires/").content.decode()
    retire_questionnaire(code="kurashi", by=cast.manager)
    assert "kurashi" not in offered(cast.manager)
    with pytest.raises(NotSeen):
        retire_questionnaire(code="kurashi", by=cast.neighbour)


GOOD = """
code = "own"
ja = "題"
en = "Title"
source_ja = "見本"
source_en = "sample"
rights_ja = "自作"
rights_en = "own"
[options]
two = [["1", "はい", "Yes"], ["0", "いいえ", "No"]]
[[items]]
code = "a"
ja = "問い"
en = "Question"
options = "two"
share = ["1"]
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('code = "own"', 'code = "Own Name"'),
        ('options = "two"', 'options = "three"'),
        ('share = ["1"]', 'share = ["7"]'),
        ('rights_en = "own"\n', ""),
        ("[[items]]", "[[nothing]]"),
        ('en = "Question"', ""),
    ],
)
def test_a_text_that_is_no_questionnaire_is_refused_with_why(
    cast: Cast, signed_in: Callable[[str], Client], was: str, now: str
) -> None:
    assert read(body_of(GOOD)).codes == ["a"]
    with pytest.raises(BadForm):
        read(body_of(GOOD.replace(was, now)))
    with pytest.raises(NoQuestionnaire):
        keep_questionnaire(body=body_of(GOOD.replace(was, now)), by=cast.manager)
    answer = signed_in("manager").post("/questionnaires/bring/", {"text": GOOD.replace(was, now)})
    assert (answer.status_code, "使える質問票ではありません" in answer.content.decode()) == (
        422,
        True,
    )


def test_a_questionnaire_of_the_home_is_offered_and_one_that_cannot_be_used_is_named(
    settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_SURVEYS = tmp_path
    (tmp_path / "own.toml").write_text(GOOD)
    (tmp_path / "no_list.toml").write_text(GOOD.replace('options = "two"', 'options = "three"'))
    (tmp_path / "no_toml.toml").write_text('code = "own"\nja = \nen = "x"')

    assert [form.code for form in SHELF.forms()] == [
        "isolation",
        "k6",
        "loneliness",
        "ucla3",
        "own",
    ]
    told = ran("instruments")
    assert told.exit_code == 1
    assert "2 of the forms" in told.stderr
    said = told.stdout
    assert "✓ own.toml: 題 1" in said
    assert "✗ no_list.toml: items.a: options 'three' is no list of this form" in said
    assert "✗ no_toml.toml: " in said
    assert "line 2" in said


def test_bringing_one_in(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("manager")
    assert browser.post("/questionnaires/bring/", {"text": "x = ["}).status_code == 422
    assert browser.post("/questionnaires/bring/", {"text": GOOD}).status_code == 302
    assert "own" in offered(cast.outreach)


def test_screens_keep_an_interview_and_what_was_shown(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    form = {
        "moment": "meeting",
        "on": cast.today.isoformat(),
        "mode": "interview",
        "q_alone": "3",
        "q_needed": "",
    }
    assert (
        browser.post(
            f"/people/{haru.pk}/surveys/isolation/ask/", form | {"q_alone": "12"}
        ).status_code
        == 422
    )
    assert browser.post(f"/people/{haru.pk}/surveys/nothing/ask/", form).status_code == 404
    browser.post(f"/people/{haru.pk}/surveys/isolation/ask/", form)
    page = browser.get(f"/people/{haru.pk}/surveys/").content.decode()
    assert "まあそうだと思う" in page
    browser.post(f"/surveys/{Survey.objects.get().pk}/shown/")
    assert "にご本人に見せた" in browser.get(f"/people/{haru.pk}/surveys/").content.decode()
    assert "頼れる人" in browser.get(f"/people/{haru.pk}/surveys/now/").content.decode()


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(-24, 24))
def test_so_many_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day >= min(day.day, 28)


def test_who_is_needed_the_same_day() -> None:
    assert [asks_for_somebody(total, 13) for total in (None, 0, 12, 13, 24)] == [
        False,
        False,
        False,
        True,
        True,
    ]
    assert not asks_for_somebody(24, None)
