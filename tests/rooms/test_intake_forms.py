"""
The form of the first consultation is data: what figures stand on is bound, the rest is the home's.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from banso.access.rules import Duty
from banso.desk.sheets import PAPERS
from banso.insight.declared import values_of
from banso.insight.figure_labels import kind_label
from banso.intake.actions import NewIntake, take_intake
from banso.intake.instrument import BOUND, SHELF, matters, read_sheet, sheet_on
from banso.intake.models import Intake
from banso.intake.published import CAME_WITH, FACTS
from banso.intake.rules import Matter
from banso.kit.data_forms import BadForm
from banso.people.actions import NewPerson, enter_person
from banso.people.models import TimelineEntry
from banso.people.queries import card_of
from tests.conftest import Cast

SHEET_B = {"work", "dwelling", "insurance", "pension"}
HEAD = """
code = "own"
version = "2027"
ja = "受付票"
en = "Sheet"
from_on = 2020-01-01
[options]
matter = [["housing", "住まい", "Housing"], ["pet", "いっしょに暮らす動物", "Animals"]]
ways = [["bus", "バス", "Bus"], ["foot", "徒歩", "On foot"]]
"""
CHANNEL = """
[[items]]
code = "channel"
ja = "きっかけ"
en = "How"
kind = "choice"
options = "channel"
needed = true
"""
OWN = (
    HEAD
    + CHANNEL
    + """
[[items]]
code = "matters"
ja = "内容"
en = "What"
kind = "many"
options = "matter"
[[items]]
code = "came_by"
ja = "来た手段"
en = "Came by"
kind = "choice"
options = "ways"
[[items]]
code = "seen_on"
ja = "見学の日"
en = "Visit"
kind = "day"
"""
)


def test_the_form_that_comes_along_asks_for_every_column() -> None:
    (form,) = SHELF.forms()

    assert {one.code for one in form.items} >= set(BOUND)
    assert {one.code for one in form.more} >= SHEET_B | {"address", "registered", "identity"}
    with translation.override("en"):
        assert str(form.item("worst").blank) == "None in particular"  # type: ignore[union-attr]


def test_before_the_first_form_the_first_is_used(settings: Any, tmp_path: Path) -> None:
    settings.BANSO_INTAKE = tmp_path
    (tmp_path / "own.toml").write_text(OWN)

    assert [sheet_on(day).version for day in (date(1999, 1, 1), date(2019, 1, 1))] == ["2026"] * 2
    assert sheet_on(date(2026, 5, 1)).version == "2027"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEAD, "items is a list"),
        (HEAD + CHANNEL.replace("needed = true", ""), "channel is asked for"),
        (HEAD + CHANNEL.replace('"choice"', '"line"'), "kind has to be choice"),
        (HEAD + CHANNEL.replace('"choice"', '"dial"'), "kind is one of"),
        (HEAD + CHANNEL.replace('options = "channel"', 'options = "ways"'), "can't be chosen"),
        (HEAD + CHANNEL.replace('options = "channel"', 'options = "none"'), "no list"),
        (HEAD + CHANNEL + CHANNEL, "stands twice: channel"),
        (HEAD + CHANNEL + "score = 3", "unknown score"),
    ],
)
def test_what_rules_stand_on_cannot_be_declared_away(text: str, complaint: str) -> None:
    with pytest.raises(BadForm, match=complaint):
        read_sheet(text)


def test_a_form_of_the_home_is_asked_kept_and_shown_for_ever(
    cast: Cast, signed_in: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_INTAKE = tmp_path
    (tmp_path / "own.toml").write_text(OWN)
    browser = signed_in("outreach")
    typed = {
        "called_name": "ハルさん",
        "office": str(cast.outreach_office.pk),
        "on": cast.today.isoformat(),
        "ledger": "outreach",
        "channel": "phone",
        "matters": ["housing", "pet"],
        "more_came_by": "bus",
        "more_seen_on": "2026-11-23",
    }
    page = browser.get("/intake/new/").content.decode()
    assert "来た手段" in page
    assert "いちばん困っていること" not in page
    assert browser.post("/intake/new/", typed | {"more_came_by": "boat"}).status_code == 422
    assert browser.post("/intake/new/", typed | {"channel": ""}).status_code == 422
    assert browser.post("/intake/new/", typed).status_code == 302

    (tmp_path / "own.toml").unlink()
    taken = Intake.objects.select_related("instrument").get()
    assert taken.instrument is not None
    assert (taken.channel, taken.matters, taken.urgency, taken.answers) == (
        "phone",
        ["housing", "pet"],
        "none",
        {"came_by": "bus", "seen_on": "2026-11-23"},
    )
    assert [one.split("(")[0] for one in taken.instrument.form.said(taken.answers)] == [
        "来た手段: バス",
        "見学の日: 令和8年11月23日",
    ]
    fact = TimelineEntry.objects.get(kind="intake").fact
    assert fact.startswith("○住まい、○いっしょに暮らす動物\n来た手段: バス\n見学の日: ")


def test_figures_and_questions_know_what_forms_of_the_home_have_added(
    settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_INTAKE = tmp_path
    (tmp_path / "own.toml").write_text(OWN)

    assert list(matters()) == [*Matter.values, "pet"]
    figure, fact = CAME_WITH, next(one for one in FACTS if one.code == "matter")
    assert kind_label(figure, "pet") == str(values_of(fact, "matter")["pet"])
    assert kind_label(figure, "housing") == str(Matter.HOUSING.label)


def told(cast: Cast, person_id: Any) -> Intake:
    """A consultation of somebody known, with an answer to everything the sheet asks beside."""
    sheet = sheet_on(cast.today)
    answers: dict[str, Any] = {
        one.code: one.options[0][0] if one.options else f"見本{one.code}" for one in sheet.more
    }
    intake = NewIntake(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        channel="walk_in",
        answers=answers,
        form=sheet,
    )
    return take_intake(person=person_id, intake=intake, by=cast.outreach)


def test_where_and_how_somebody_is_met_stands_on_the_card_once_it_was_told(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    for _again in range(2):
        told(cast, person.pk)
    card = card_of(person, cast.outreach)

    assert [one.value for one in card.contacts] == ["見本contact"]
    assert [one.place for one in card.places] == ["見本address"]


def test_what_asks_for_a_duty_is_no_plain_memory_and_on_no_sheet_of_others(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    told(cast, person.pk)
    facts = {one.sensitivity: one.fact for one in TimelineEntry.objects.filter(kind="intake")}

    assert "仕事: 正社員" in facts["plain"]
    assert "見本" not in facts["plain"], "how and where they are met is on the card"
    assert facts["health"] == "健康保険: 社会保険"
    assert facts["money"] == "年金: 受給中"
    paper = PAPERS["consultation-last"].build
    assert str(paper(person, cast.outreach).blocks).count("☑") == 9, "money is read by others"
    assert "除いて印刷" in str(paper(person, cast.outreach).blocks)
    guarded = {Duty.SEE_NAMES, Duty.SEE_PLACES, Duty.SEE_HEALTH, Duty.SEE_MONEY}
    less = replace(cast.outreach, duties=cast.outreach.duties - guarded)
    assert "見本" not in str(paper(person, less).blocks).replace("見本 ", "")
    assert "☑\u00a0社会保険" not in str(paper(person, less).blocks)


def test_the_blank_sheet_says_what_the_card_knows_already(cast: Cast) -> None:
    somebody = NewPerson(called_name="ハルさん", place="北公園", contact="090-0000-0000")
    person = enter_person(person=somebody, by=cast.outreach)
    paper = PAPERS["consultation"].build

    assert "北公園" in str(paper(person, cast.outreach).blocks)
    assert "090-0000-0000" in str(paper(person, cast.outreach).blocks)
    less = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_NAMES, Duty.SEE_PLACES})
    assert "北公園" not in str(paper(person, less).blocks)
    assert "090-0000-0000" not in str(paper(person, less).blocks)
