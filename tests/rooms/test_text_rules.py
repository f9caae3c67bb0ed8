"""Who may read what people typed: each part of a rule opens or closes something by itself."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from banso.access import text_rules
from banso.access.rules import Duty
from banso.access.text_rules import as_read, may_read, readable_rows
from banso.access.viewer import Viewer
from banso.people.actions import NewPerson, enter_person
from banso.people.models import TimelineEntry
from banso.people.rules import SENSITIVITY_DUTY, Sensitivity
from banso.training.models import Supervision
from tests.conftest import Cast

WORDS = {"title": "題", "fact": "事実", "words": "言葉"}


def without(viewer: Viewer, *duties: Duty) -> Viewer:
    """Return a viewer who lacks some duties."""
    return replace(viewer, duties=viewer.duties - set(duties))


@pytest.fixture
def memories(cast: Cast) -> dict[str, TimelineEntry]:
    """A memory of each sensitivity, none of them written by the manager."""
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    return {
        kind.value: TimelineEntry.objects.create(
            agency=cast.agency,
            person=person,
            author_id=cast.outreach.member_id,
            at=timezone.now(),
            kind="note",
            sensitivity=kind,
            **WORDS,
        )
        for kind in Sensitivity
    }


def read_by(viewer: Viewer, memories: dict[str, TimelineEntry]) -> set[str]:
    """Return which memories somebody may read, asked of each row and of all of them at once."""
    each = {kind for kind, one in memories.items() if may_read(viewer, one)}
    rows = TimelineEntry.objects.filter(
        readable_rows(viewer, "people.TimelineEntry"), pk__in=[one.pk for one in memories.values()]
    )
    assert set(rows.values_list("sensitivity", flat=True)) == each
    return each


@pytest.mark.parametrize("closed", list(SENSITIVITY_DUTY))
def test_what_a_row_speaks_of_asks_for_its_duty(
    closed: Sensitivity, cast: Cast, memories: dict[str, TimelineEntry]
) -> None:
    assert read_by(cast.manager, memories) == set(memories)
    lacking = without(cast.manager, SENSITIVITY_DUTY[closed])
    assert read_by(lacking, memories) == set(memories) - {closed.value}
    assert read_by(without(cast.manager, Duty.SEE_MEMORY), memories) == set()


def test_what_is_closed_is_shown_without_a_word_and_says_so(
    cast: Cast, memories: dict[str, TimelineEntry]
) -> None:
    lacking, health = without(cast.manager, Duty.SEE_HEALTH), memories["health"]
    shown: Any = as_read(lacking, health)
    assert [getattr(shown, name) for name in WORDS] == ["", "", ""]
    assert shown.is_closed
    assert (health.title, health.fact) == ("題", "事実"), "the row itself stays as it is"
    assert as_read(lacking, memories["plain"]) is memories["plain"]


def test_a_talk_is_read_by_the_two_who_had_it_alone(cast: Cast) -> None:
    talk = Supervision(
        agency_id=cast.agency.pk,
        member_id=cast.outreach.member_id,
        supervisor_id=cast.coordinator.member_id,
        on=cast.today,
        text="話したこと",
    )
    talk.save()
    viewers = {"outreach": True, "coordinator": True, "manager": False, "centre": False}
    for name, reads in viewers.items():
        viewer = cast.viewers[name]
        assert may_read(viewer, talk) == reads
        found = Supervision.objects.filter(readable_rows(viewer, "training.Supervision"))
        assert found.exists() == reads
    bare = replace(cast.outreach, duties=frozenset())
    assert may_read(bare, talk), "whoever wrote it"


def test_whoever_wrote_a_row_reads_it_whatever_it_speaks_of_where_the_rule_says_so(
    cast: Cast, memories: dict[str, TimelineEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = replace(text_rules.text_rule("people.TimelineEntry"), authors=("author",))
    monkeypatch.setattr(text_rules, "text_rule", lambda label: rule)
    lacking = without(cast.outreach, Duty.SEE_MONEY, Duty.SEE_CRIME, Duty.SEE_HEALTH)
    assert read_by(lacking, memories) == set(memories)
    assert read_by(replace(lacking, member_id=cast.manager.member_id), memories) == {"plain"}


def test_a_text_may_ask_for_a_duty_that_its_row_does_not(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    lacking = without(cast.manager, Duty.SEE_NAMES)
    assert may_read(lacking, person)
    assert may_read(lacking, person, "called_name")
    assert not may_read(lacking, person, "own_words")
    assert may_read(cast.manager, person, "own_words")
    assert not may_read(without(cast.manager, Duty.SEE_PEOPLE), person)
