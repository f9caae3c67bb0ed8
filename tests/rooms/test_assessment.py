"""
Assessments: over several sittings, by several hands, with the form of their time, and only for
those who may read.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import translation

from banso.access.viewer import Viewer
from banso.assessment.actions import (
    AlreadyFinished,
    GoneOnFrom,
    NoSuchForm,
    TakenLater,
    begin_assessment,
    finish_assessment,
    reopen_assessment,
    write_part,
)
from banso.assessment.drawing import NARROW, drawn
from banso.assessment.instrument import SHELF, form_of, forms_on, read_form
from banso.assessment.models import Assessment, AssessmentPart
from banso.assessment.queries import assessment_seen, changed_between, parts_of, picture_of
from banso.assessment.rules import Move, Standing, in_conflict, standing_of
from banso.intake.actions import NewIntake, take_intake
from banso.kit.data_forms import BadForm
from banso.kit.formatting import brief_day
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewEntry,
    NewPerson,
    enter_person,
    merge_people,
    open_entry,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from banso.people.queries import find_in_memory, memory_of
from tests.commands import ran
from tests.conftest import Cast


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody the outreach office and the centre know."""
    made = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    open_entry(
        person=made,
        entry=NewEntry(
            ledger="centre", office_id=cast.centre_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )
    return made


def heard(**parts: Any) -> dict[str, Any]:
    return {"standing": "heard", **parts}


def said(assessment: Assessment, code: str, viewer: Viewer) -> Any:
    return next(
        (
            answer
            for part in parts_of(assessment, viewer)
            for answer in part.answers
            if answer.item.code == code
        ),
        None,
    )


def begun(person: Person, by: Viewer, **more: Any) -> Assessment:
    return begin_assessment(
        person_id=person.pk, taken_on=more.pop("taken_on", by.today), by=by, **more
    )


# rules


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        ({}, "not_asked"),
        ({"standing": "unknown"}, "unknown"),
        ({"standing": "unsaid"}, "unsaid"),
        ({"words": "ない"}, "heard"),
        ({"value": 0}, "heard"),
    ],
)
def test_not_asked_not_known_and_unsaid_are_different(
    answer: dict[str, Any], standing: str
) -> None:
    assert standing_of(answer) == standing


def test_only_items_that_both_changed_are_in_conflict() -> None:
    kept = {"a": {"v": 3}, "b": {"v": 1}}

    assert in_conflict(kept, {"b": {}, "c": {}}, version=2) == []
    assert in_conflict(kept, {"a": {}, "b": {}}, version=2) == ["a"]
    assert in_conflict(kept, {"a": {}}, version=None) == []


def test_the_picture_has_no_number_and_shows_where_it_moved() -> None:
    moves = [
        Move("収入", "economic", 3, 1),
        Move("<頼れる人>", "relational", 0, 0),
        Move("こころ", "physical", None, None, now_said="まだわからない"),
    ]
    picture = drawn(moves, title="困窮の全体図", compared=True)

    assert "&lt;頼れる人&gt;" in picture
    assert "まだわからない" in picture
    assert picture.count('fill="#ffffff"') == 2  # one then that moved, one in the legend
    assert [move.direction for move in moves] == ["lighter", "same", ""]
    assert drawn(moves, title="困窮の全体図", compared=True) == picture
    assert drawn(moves, title="x", compared=False, shape=NARROW) != picture


# instruments


def test_each_packed_form_is_read_and_reports_items() -> None:
    forms = [read_form(path.read_text()) for path in sorted(SHELF.packed.glob("*.toml"))]

    assert [form.version for form in forms] == ["2019", "2026"]
    assert all(
        any(item.report for item in form.items) and any(item.must for item in form.items)
        for form in forms
    )
    assert {item.hardship for item in forms[1].items if item.hardship} == {
        "economic",
        "physical",
        "relational",
    }
    assert len({item.domain for item in forms[1].items if item.domain}) == 8
    assert [form_of(form.body).digest for form in forms] == [form.digest for form in forms]
    with translation.override("en"):
        assert str(forms[1].item("h_rely").label) == "Somebody to rely on"


def test_the_form_follows_the_day() -> None:
    assert [form.version for form in forms_on(date(2026, 3, 31))] == ["2019"]
    assert [form.version for form in forms_on(date(2026, 4, 1))] == ["2026"]


_HEAD = (
    'code = "own"\nversion = "1"\nja = "様式"\nen = "Form"\nfrom_on = '
    '2020-01-01\n[[sections]]\ncode = "a"\nja = "あ"\nen = "A"\n'
)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("not toml", "Expected"),
        (_HEAD, "sections with items"),
        (_HEAD + 'items = [{ code = "X", ja = "x", en = "x", kind = "text" }]', "small letters"),
        (_HEAD + 'items = [{ code = "x", ja = "x", en = "x", kind = "dial" }]', "kind is one of"),
        (
            _HEAD
            + 'items = [{ code = "x", ja = "x", en = "x", kind = "choice", options = "none" }]',
            "no list of this form",
        ),
        (
            _HEAD
            + 'items = [{ code = "x", ja = "x", en = "x", kind = "text", sensitivity = "secret" }]',
            "not known",
        ),
        (
            _HEAD + 'items = [{ code = "x", ja = "x", en = "x", kind = "text", score = 3 }]',
            "unknown score",
        ),
        (_HEAD + 'items = [{ code = "x", en = "x", kind = "text" }]', "ja and en"),
        (
            _HEAD
            + (
                'items = [{ code = "x", ja = "x", en = "x", kind = "text" }, { code = "x", ja = '
                '"x", en = "x", kind = "text" }]'
            ),
            "stands twice",
        ),
        (
            _HEAD.replace("2020-01-01", '"soon"')
            + 'items = [{ code = "x", ja = "x", en = "x", kind = "text" }]',
            "from_on",
        ),
        (
            _HEAD.replace('"own"', '"Own!"')
            + 'items = [{ code = "x", ja = "x", en = "x", kind = "text" }]',
            "a code and a version",
        ),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_the_place_and_the_reason(
    text: str, complaint: str
) -> None:
    with pytest.raises(BadForm, match=complaint):
        read_form(text)


def test_a_new_year_s_form_is_data_and_old_snapshots_keep_theirs(
    cast: Cast, person: Person, settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_INSTRUMENTS = tmp_path
    own = tmp_path / "own.toml"
    own.write_text(
        _HEAD.replace("2020-01-01", f"{cast.today}")
        + 'items = [{ code = "weather", ja = "今日の天気", en = "Weather", kind = "text" }]'
    )
    assessment = begun(person, cast.outreach, form_key="own-1")
    write_part(
        assessment_id=assessment.pk,
        section="a",
        changes={"weather": heard(words="晴れ")},
        version=None,
        by=cast.outreach,
    )

    own.write_text(own.read_text().replace("今日の天気", "空の様子"))
    again = begun(person, cast.outreach, form_key="own-1", from_id=assessment.pk)
    own.unlink()

    assert [
        str(answer.item.label)
        for part in parts_of(assessment, cast.outreach)
        for answer in part.answers
    ] == ["今日の天気"]
    assert [
        str(answer.item.label) for part in parts_of(again, cast.outreach) for answer in part.answers
    ] == ["空の様子"]
    assert said(again, "weather", cast.outreach).text("words") == "晴れ"
    with pytest.raises(NoSuchForm):
        begun(person, cast.outreach, form_key="own-1")


def test_a_broken_form_of_one_s_own_hides_no_other_and_is_named(
    settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_INSTRUMENTS = tmp_path
    (tmp_path / "broken.toml").write_text("code = ")

    assert [form.version for form in forms_on(date(2026, 5, 1))] == ["2026"]
    told = ran("instruments")
    assert told.exit_code == 1
    assert "✗ broken.toml" in told.stdout


# actions


def test_two_sittings_by_two_workers_make_one_snapshot(cast: Cast, person: Person) -> None:
    assessment = begun(person, cast.outreach)
    write_part(
        assessment_id=assessment.pk,
        section="hardships",
        changes={"h_rely": heard(value="now", words="だれも。", view="孤立が深い")},
        version=1,
        by=cast.outreach,
    )
    write_part(
        assessment_id=assessment.pk,
        section="hardships",
        changes={"h_company": {"standing": "unknown"}},
        version=1,
        by=cast.centre,
    )

    assert said(assessment, "h_rely", cast.centre).text("words") == "だれも。"
    assert said(assessment, "h_company", cast.centre).said == "まだわからない"
    assert said(assessment, "h_family", cast.centre).standing == Standing.NOT_ASKED
    assert [
        (entry.words, entry.view)
        for entry in memory_of(person, cast.centre, kind="assessment").rows
        if entry.words
    ] == [("頼れる人: だれも。", "頼れる人: 孤立が深い")]


def test_the_same_item_written_twice_at_once_shows_both(cast: Cast, person: Person) -> None:
    assessment = begun(person, cast.outreach)
    write_part(
        assessment_id=assessment.pk,
        section="matter",
        changes={"chief": heard(words="屋根")},
        version=1,
        by=cast.outreach,
    )

    with pytest.raises(StaleEdit):
        write_part(
            assessment_id=assessment.pk,
            section="matter",
            changes={"chief": heard(words="仕事")},
            version=1,
            by=cast.centre,
        )
    assert said(assessment, "chief", cast.centre).text("words") == "屋根"


def test_the_next_one_begins_from_the_last_and_says_how_old_things_are(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    before = replace(cast.outreach, today=cast.today - timedelta(days=90))
    first = begun(person, before)
    write_part(
        assessment_id=first.pk,
        section="hardships",
        changes={"h_rely": heard(value="now"), "h_family": heard(value="some")},
        version=None,
        by=before,
    )
    finish_assessment(assessment_id=first.pk, by=before)

    second = begun(person, cast.outreach, from_id=first.pk)
    write_part(
        assessment_id=second.pk,
        section="hardships",
        changes={"h_rely": heard(value="some")},
        version=None,
        by=cast.outreach,
    )

    assert said(second, "h_family", cast.outreach).older == before.today
    assert said(second, "h_rely", cast.outreach).older is None
    moves = {one.label: one for one in picture_of(second, None, cast.outreach)}
    assert moves["家族とのこと"].is_older
    assert brief_day(before.today) in moves["家族とのこと"].now_said, "not as if told today"
    assert not moves["頼れる人"].is_older
    alone = drawn(list(moves.values()), title="困窮の全体図", compared=False)
    assert alone.count('fill="#ffffff"') == 2  # one from before, one in the legend
    browser = signed_in("outreach")
    page = browser.get(f"/assessments/{second.pk}/").content.decode()
    assert "前に聞いたまま" in page
    assert f"{brief_day(before.today)}時点" in page
    asks = browser.post(f"/assessments/{second.pk}/finish/")
    assert asks.status_code == 422, "what nobody asked again was not talked about"
    assert "話したのは1項目" in asks.content.decode()
    assert [
        (move.label, move.direction)
        for move in picture_of(second, first, cast.outreach)
        if move.direction
    ] == [
        ("頼れる人", "lighter"),
        ("家族とのこと", "same"),
    ]
    assert [
        (one.label, one.then, one.now) for one in changed_between(first, second, cast.outreach)
    ] == [("頼れる人", "いま手助けが要る", "少し困っている")]
    with pytest.raises(DatabaseError, match="finished"), transaction.atomic():
        AssessmentPart.objects.filter(assessment=first, section="hardships").update(answers={})
    with pytest.raises(AlreadyFinished):
        write_part(
            assessment_id=first.pk,
            section="hardships",
            changes={"h_rely": heard(value="fine")},
            version=None,
            by=cast.outreach,
        )


def test_what_ledgers_and_the_intake_know_is_not_typed_twice(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="マツさん"), by=cast.outreach)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"health": "腰痛", "income": 28000},
        ),
        by=cast.outreach,
    )
    take_intake(
        person=person.pk,
        intake=NewIntake(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            channel="phone",
            matters=[],
            worst="",
            words="眠りたい",
        ),
        by=cast.outreach,
    )
    assessment = begun(person, cast.outreach)

    assert said(assessment, "health_state", cast.outreach).text("fact") == "腰痛"
    assert said(assessment, "chief", cast.outreach).text("words") == "眠りたい"
    assert said(assessment, "own_income", cast.manager).text("fact") == "28,000"


def test_a_day_to_come_is_refused(cast: Cast, person: Person) -> None:
    with pytest.raises(TakenLater):
        begun(person, cast.outreach, taken_on=cast.today + timedelta(days=1))


def test_items_move_with_the_person_and_back(cast: Cast, person: Person) -> None:
    gone = enter_person(person=NewPerson(called_name="同じ方"), by=cast.outreach)
    assessment = begun(gone, cast.outreach)
    merge = merge_people(kept_id=person.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    assert assessment_seen(cast.outreach, assessment.pk).person_id == person.pk

    write_part(
        assessment_id=assessment.pk,
        section="matter",
        changes={"chief": heard(words="合わせたあと")},
        version=None,
        by=cast.outreach,
    )
    part_people(merge_id=merge.pk, by=cast.outreach)
    assert assessment_seen(cast.outreach, assessment.pk).person_id == gone.pk


# who may see what


@pytest.fixture
def written(cast: Cast, person: Person) -> Assessment:
    """A snapshot with something of every kind."""
    assessment = begun(person, cast.manager)
    for section, changes in {
        "hardships": {
            "h_mind": heard(value="now", words="夜中に震える"),
            "h_rely": heard(value="much", words="だれもおらん"),
        },
        "health": {"illness": heard(value="糖尿病")},
        "money": {"debt": heard(value="yes", fact="カード三枚")},
        "issues": {"issues_crime": heard(value=["released"], view="出所して間もない")},
    }.items():
        write_part(
            assessment_id=assessment.pk,
            section=section,
            changes=changes,
            version=None,
            by=cast.manager,
        )
    return assessment


HEALTH = ("夜中に震える", "糖尿病", "こころ・眠り", "からだ(病気")
OTHERS = ("カード三枚", "出所して間もない", "刑余者")


def test_a_worker_without_the_duty_sees_nothing_of_it_anywhere(
    cast: Cast, signed_in: Callable[[str], Client], person: Person, written: Assessment
) -> None:
    browser = signed_in("employment")
    paths = [
        f"/assessments/{written.pk}/",
        f"/assessments/{written.pk}/sheet.html",
        f"/people/{person.pk}/assessments/latest/",
        f"/people/{person.pk}/timeline/",
        f"/assessments/{written.pk}/parts/hardships/",
        f"/assessments/{written.pk}/compare/{written.pk}/",
    ]
    for path in paths:
        text = browser.get(path).content.decode()
        assert "だれもおらん" in text or "compare" in path or "latest" in path, path
        assert [word for word in (*HEALTH, *OTHERS) if word in text] == [], path

    assert browser.get(f"/assessments/{written.pk}/parts/health/").status_code == 404
    assert [
        find_in_memory(cast.employment, word).rows for word in ("糖尿病", "震える", "出所して")
    ] == [[], [], []]
    assert len(find_in_memory(cast.manager, "糖尿病").rows) == 1
    with pytest.raises(NotSeen):
        write_part(
            assessment_id=written.pk,
            section="hardships",
            changes={"h_mind": heard(value="fine")},
            version=None,
            by=cast.employment,
        )


def test_a_worker_without_the_duty_overwrites_nothing_they_cannot_see(
    cast: Cast, signed_in: Callable[[str], Client], written: Assessment
) -> None:
    address = f"/assessments/{written.pk}/parts/hardships/"
    typed = {
        "h_use__standing": "heard",
        "h_use__value": "fine",
        "h_rely__standing": "heard",
        "h_rely__value": "much",
        "h_rely__words": "だれもおらん",
    }
    assert signed_in("employment").post(address, {**typed, "version": "2"}).status_code == 302

    kept = AssessmentPart.objects.get(assessment=written, section="hardships").answers
    assert kept["h_mind"]["words"] == "夜中に震える"
    assert kept["h_use"]["value"] == "fine"


def test_the_sentence_about_what_is_left_out_says_nothing_of_the_person(
    cast: Cast, signed_in: Callable[[str], Client], person: Person, written: Assessment
) -> None:
    other = enter_person(person=NewPerson(called_name="マツさん"), by=cast.outreach)
    empty = begun(other, cast.outreach)
    texts = [
        signed_in("employment").get(f"/assessments/{one.pk}/").content.decode()
        for one in (written, empty)
    ]

    assert all("この役割では表示しないもの: 健康・障害、お金、犯罪・暴力" in text for text in texts)


def test_a_volunteer_and_a_neighbour_find_no_assessment(cast: Cast, written: Assessment) -> None:
    for viewer in (cast.volunteer, cast.neighbour, cast.observer):
        with pytest.raises(NotSeen):
            assessment_seen(viewer, written.pk)


# doors


def test_a_stale_part_shows_both_texts_and_keeps_what_was_typed(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    assessment = begun(person, cast.outreach)
    address = f"/assessments/{assessment.pk}/parts/matter/"
    assert (
        signed_in("outreach")
        .post(address, {"version": "1", "chief__words": "先の言葉"})
        .status_code
        == 302
    )
    answer = signed_in("centre").post(address, {"version": "1", "chief__words": "後の言葉"})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "先の言葉" in text
    assert "後の言葉" in text
    assert (
        signed_in("centre")
        .post(address, {"version": "2", "chief__words": "先の言葉。後の言葉"})
        .status_code
        == 302
    )
    assert said(assessment, "chief", cast.outreach).text("words") == "先の言葉。後の言葉"


def test_of_two_who_write_the_same_nothing_is_replaced_before_somebody_chose(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    assessment = begun(person, cast.outreach)
    address = f"/assessments/{assessment.pk}/parts/matter/"
    signed_in("outreach").post(address, {"version": "1", "chief__words": "先の言葉"})
    browser = signed_in("centre")
    page = browser.post(address, {"version": "1", "chief__words": "後の言葉"}).content.decode()
    assert "まだ保存していません" in page
    again = {
        "version": "2",
        "chief__words": "後の言葉",
        "settling": "chief__words",
        "theirs__chief__words": "先の言葉",
    }
    assert browser.post(address, again).status_code == 422, "pressing save again replaces nothing"
    assert said(assessment, "chief", cast.outreach).text("words") == "先の言葉"
    for choice, words in (
        ("both", "先の言葉\n後の言葉"),
        ("mine", "後の言葉"),
        ("theirs", "先の言葉"),
    ):
        part = AssessmentPart.objects.get(assessment=assessment, section="matter")
        form = again | {"version": str(part.version), "settle__chief__words": choice}
        assert browser.post(address, form).status_code == 302
        assert said(assessment, "chief", cast.outreach).text("words") == words
    earlier = AssessmentPart.objects.get(assessment=assessment, section="matter").answers["chief"]
    assert [one["words"] for one in earlier["earlier"]][:2] == ["先の言葉", "先の言葉\n後の言葉"]
    assert "これまで (3)" in browser.get(address).content.decode()


def test_one_that_a_later_one_follows_stays_finished(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    first = begun(person, replace(cast.outreach, today=cast.today - timedelta(days=90)))
    finish_assessment(assessment_id=first.pk, by=cast.outreach)
    begun(person, cast.outreach, from_id=first.pk)
    with pytest.raises(GoneOnFrom):
        reopen_assessment(assessment_id=first.pk, by=cast.outreach)
    browser, where = signed_in("outreach"), f"/assessments/{first.pk}/"
    assert "続きを書く（書き終えたあと）" not in browser.get(where).content.decode()
    told = browser.post(f"{where}reopen/", follow=True).content.decode()
    assert "このあとのアセスメント" in told


def test_what_was_left_as_it_was_shown_never_overwrites_a_colleague(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    assessment = begun(person, cast.outreach)
    address = f"/assessments/{assessment.pk}/parts/matter/"
    signed_in("outreach").post(address, {"version": "1", "chief__words": "先の言葉"})
    assert (
        signed_in("centre").post(address, {"version": "1", "background__fact": "背景"}).status_code
        == 302
    )

    assert said(assessment, "chief", cast.outreach).text("words") == "先の言葉"
    assert said(assessment, "background", cast.outreach).text("fact") == "背景"


def test_a_draft_made_from_an_older_text_meets_the_newer_one(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    assessment = begun(person, cast.outreach)
    part = AssessmentPart.objects.get(assessment=assessment, section="matter")
    address = f"/assessments/{assessment.pk}/parts/matter/"
    centre = signed_in("centre")
    centre.post(
        "/drafts/", {"draft-key": f"part:{part.pk}", "version": "1", "chief__words": "下書き"}
    )
    signed_in("outreach").post(address, {"version": "1", "chief__words": "先の言葉"})
    page = centre.get(address).content.decode()

    assert "下書き" in page
    assert 'name="version" value="1"' in page
    assert centre.post(address, {"version": "1", "chief__words": "下書き"}).status_code == 422


def test_numbers_days_and_zero_are_kept_and_wrong_ones_said_beside_the_field(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    assessment = begun(person, cast.outreach)
    browser = signed_in("centre")
    dwelling = f"/assessments/{assessment.pk}/parts/dwelling/"
    assert (
        browser.post(
            dwelling,
            {"rent_behind__value": "0", "leave_by__value": "R9.1.31", "dwelling__value": "street"},
        ).status_code
        == 302
    )
    wrong = browser.post(dwelling, {"rent__value": "三万", "leave_by__value": "いつか"})

    assert (
        said(assessment, "rent_behind", cast.centre).value,
        said(assessment, "leave_by", cast.centre).kept["value"],
    ) == ("0", "2027-01-31")
    assert wrong.status_code == 422
    assert "日を読み取れませんでした。R8.11.23" in wrong.content.decode()
    assert "いつか" in wrong.content.decode()


def test_beginning_goes_on_with_what_is_open_and_everything_is_traced(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    browser = signed_in("outreach")
    answer = browser.post(
        f"/people/{person.pk}/assessments/begin/",
        {"taken_on": str(cast.today), "form": "banso-2026", "start": ""},
    )
    assert answer.status_code == 302
    assert "続きを書く" in browser.get(f"/people/{person.pk}/assessments/begin/").content.decode()
    asked = browser.post(answer["Location"] + "finish/")
    assert asked.status_code == 422, "what nobody asked about is asked about first"
    assert "まだ終えていません" in asked.content.decode()
    browser.post(answer["Location"] + "finish/", {"sure": "1"})
    assert "続きを書く（書き終えたあと）" in browser.get(answer["Location"]).content.decode()
    browser.post(answer["Location"] + "reopen/")
    assert Assessment.objects.get().finished_on is None
    browser.post(answer["Location"] + "finish/", {"sure": "1"})
    old = browser.post(
        f"/people/{person.pk}/assessments/begin/",
        {"taken_on": "2025-05-01", "form": "banso-2019", "start": ""},
    )
    assert old.status_code == 302

    trace = signed_in("manager").get(f"/people/{person.pk}/readers/").content.decode()
    for words in ("アセスメントを始める", "アセスメントを書き終える", "閲覧: アセスメント"):
        assert words in trace
    assert TimelineEntry.objects.filter(person=person, kind="assessment").count() == 5
