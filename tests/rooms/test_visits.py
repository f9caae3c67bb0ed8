"""アフターケア訪問票: what was looked at on a visit, as data, on paper and in the memory."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from banso.access.rules import Duty
from banso.companionship.actions import NewVisit, write_visit
from banso.companionship.models import ContactNote
from banso.companionship.queries import promises_of
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person
from banso.people.models import TimelineEntry
from tests.conftest import Cast


def test_a_visit_at_home_is_kept_as_data_printed_filled_and_remembered(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    browser, where = signed_in("outreach"), f"/people/{person.pk}/visits/write/"
    typed = {
        "on": str(cast.today),
        "time": "10:00",
        "minutes": "40",
        "met": "met",
        "words": "寒うなった。",
        "rent": "fine",
        "medicine": "look",
        "medicine_note": "薬が残っている",
        "meter_power": "4512",
        "next_on": str(cast.today + timedelta(days=30)),
    }
    page = browser.get(where).content.decode()
    assert page.index('name="met"') < page.index('name="rent"') < page.index('name="meter_gas"')
    folds = re.findall(r'<details class="fold" (open)?', page)
    assert folds == ["", "", "", "open"], "short on a phone: only the next visit stands open"
    wrong = browser.post(where, typed | {"meter_gas": "many"}).content.decode()
    assert re.findall(r'<details class="fold" (open)?', wrong) == ["open"] * 4
    assert browser.post(where, typed).status_code == 302
    note = ContactNote.objects.get()
    memory = TimelineEntry.objects.get(source_id=note.pk)

    assert note.looked is not None
    assert (note.looked["meter_power"], note.looked["rent"], note.doing) == (4512, "fine", True)
    assert memory.sensitivity == "health", "what was found of health is not for everybody"
    assert "通院・薬: また見る 薬が残っている" in memory.fact
    assert "電気メーター(kWh): 4512" in memory.fact.replace(",", "")
    promised = [(one.due_on, one.text) for one in promises_of(person.pk)]
    assert promised == [(cast.today + timedelta(days=30), "アフターケア訪問票")]
    sheet = browser.get(f"/people/{person.pk}/sheets/visit-last.html").content.decode()
    assert "薬が残っている" in sheet
    assert "寒うなった。" in sheet
    assert "4,512" in sheet or "4512" in sheet
    blank = browser.get(f"/people/{person.pk}/sheets/visit.html").content.decode()
    assert "薬が残っている" not in blank


def test_that_being_there_was_enough_is_typed_and_never_concluded(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    browser = signed_in("outreach")
    where, sheet = f"/people/{person.pk}/visits/write/", f"/people/{person.pk}/sheets/visit-last"
    typed = {"on": str(cast.today), "met": "met", "words": "来てくれたか。"}
    for extra, ticked in (({}, "☐"), ({"enough": "on", "rent": "fine"}, "☑")):
        assert browser.post(where, typed | extra).status_code == 302
        rows = str(browser.get(f"{sheet}.html").context["sheet"].blocks)
        assert f"{ticked}\\xa0はい" in rows
        note = ContactNote.objects.order_by("-pk")[0]
        assert (note.being, note.doing) == (True, False)
    assert "そばにいるだけでよかった" in TimelineEntry.objects.get(source_id=note.pk).fact


def test_who_was_not_met_on_a_visit_is_not_met(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    for met in ("silent", "card"):
        visit = NewVisit(at=timezone.now(), met=met)
        note = write_visit(person_id=person.pk, visit=visit, by=cast.outreach)
        assert TimelineEntry.objects.get(source_id=note.pk).kind == "letter"
        assert note.being
    blind = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_HEALTH})
    told = NewVisit(at=timezone.now(), met="met", looked={"medicine_note": "薬"})
    with pytest.raises(NotSeen):
        write_visit(person_id=person.pk, visit=told, by=blind)
    with pytest.raises(NotSeen):
        write_visit(
            person_id=person.pk,
            visit=NewVisit(at=timezone.now(), met="met", looked={"rent": "perhaps"}),
            by=cast.outreach,
        )
