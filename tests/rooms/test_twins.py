"""
Two people of whom one has, besides, everything that is closed to somebody: no question that
this somebody asks tells them apart.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions import NewNote, write_note
from banso.insight.actions import publish_agency
from banso.insight.declared import facts, read_question, values_of
from banso.insight.queries.snapshots import asking
from banso.intake.actions import NewIntake, take_intake
from banso.intake.rules import MATTER_SENSITIVITY
from banso.people.actions import NewEntry, NewPerson, close_entry, enter_person, open_entry
from banso.people.models import LedgerEntry, Person
from banso.planning.actions import begin_plan, save_cell
from banso.referrals.actions import NewReferral, begin_referral
from banso.ties.actions import keep_tie
from banso.ties.rules import ROLE_DUTY
from banso_analysis.questions import people
from tests.conftest import Cast

CLOSED = frozenset({Duty.SEE_HEALTH, Duty.SEE_MONEY, Duty.SEE_CRIME})


def _life(cast: Cast, *, whole: bool) -> Person:
    """Return somebody; the `whole` of a life has more in it than everybody may read."""
    by: Viewer = cast.manager
    person = enter_person(person=NewPerson(called_name="ふたごの方"), by=cast.outreach)
    for sensitivity in ("plain", "health", "money", "crime") if whole else ("plain",):
        write_note(
            person_id=person.pk,
            note=NewNote(
                at=timezone.now(), method="visit", being=True, fact="x", sensitivity=sensitivity
            ),
            by=by,
        )
        begin_referral(
            person_id=person.pk,
            referral=NewReferral(
                purpose="一緒に行く",
                system="community" if sensitivity == "plain" else "medical",
                receiver="見本の窓口",
                on=cast.today,
                answerable_id=by.member_id,
                sensitivity=sensitivity,
            ),
            by=by,
        )
    take_intake(
        person=person.pk,
        intake=NewIntake(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            channel="phone",
            matters=["food", *(map(str, MATTER_SENSITIVITY) if whole else ())],
            worst="food",
            words="",
        ),
        by=cast.outreach,
    )
    for role in ("friend", *(map(str, ROLE_DUTY) if whole else ())):
        keep_tie(person_id=person.pk, name=role, what="person", role=role, kind="fourth", by=by)
    plan = begin_plan(
        person_id=person.pk, made_on=cast.today, periods=[{"code": "now", "label": "いま"}], by=by
    )
    for domain, sensitivity in (
        ("work", "plain"),
        *((("health", "health"), ("money", "money"), ("law", "crime")) if whole else ()),
    ):
        save_cell(
            plan_id=plan.pk,
            domain=domain,
            period="now",
            sensitivity=sensitivity,
            version=None,
            content="x",
            by=by,
        )
    entry = LedgerEntry.objects.get(person=person)
    close_entry(entry_id=entry.pk, reason="hospital" if whole else "other", on=cast.today, by=by)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="aftercare",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"rent_check": "late", "income": 1} if whole else {},
        ),
        by=by,
    )
    return person


def _questions() -> Iterator[dict[str, Any]]:
    """Yield every question of one fact: that it is there, each of its values, each flag."""
    for fact in facts().values():
        yield {"fact": fact.code}
        for name in fact.choices:
            for code in values_of(fact, name):
                yield {"fact": fact.code, "values": {name: [code]}}
        for name in fact.flags:
            for wanted in (True, False):
                yield {"fact": fact.code, "flags": {name: wanted}}


@pytest.fixture
def twins(cast: Cast) -> tuple[str, str]:
    """One whose life is open to everybody in it, and one of whom more is known."""
    found = _life(cast, whole=False).pk.hex, _life(cast, whole=True).pk.hex
    publish_agency(agency_id=cast.agency.pk)
    return found


def _told_apart(cast: Cast, viewer: Viewer, twins: tuple[str, str]) -> list[object]:
    told: list[object] = []
    with asking(viewer) as asked:
        for part in _questions():
            found = people(
                asked.engine,
                read_question({"match": "all", "parts": [part]}),
                today=cast.today,
            )
            if (twins[0] in found) != (twins[1] in found):
                told.append(part)
    return told


def test_no_question_tells_whoever_may_not_read_it_what_is_closed(
    cast: Cast, twins: tuple[str, str]
) -> None:
    blind = replace(cast.coordinator, duties=cast.coordinator.duties - CLOSED)

    assert _told_apart(cast, blind, twins) == []
    told = [str(part) for part in _told_apart(cast, cast.coordinator, twins)]
    for closed in ("'health'", "'debt'", "'violence'", "'medical'", "'hospital'"):
        assert any(closed in part for part in told), (
            f"{closed} can be asked by whoever may read it: otherwise nothing was tried here"
        )
