"""
Who came for the first time in this fiscal year, so that rates can be judged: eight people, a plan
with five of them, work for two.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from banso.companionship.actions import NewNote, make_promise, walk_with, write_note
from banso.companionship.queries import companions_of, promises_of
from banso.intake.actions import NewIntake, take_intake
from banso.people.actions import NewPerson
from banso.planning.actions import NewAgreement, begin_plan, record_agreement, save_cell
from banso.planning.queries import cell_seen
from banso.planning.rules import DEFAULT_PERIODS, sensitivities_for
from banso_demo.agency import DemoAgency


@dataclass(frozen=True)
class Came:
    """Somebody who came: how, with what, and whether there is a plan and work in it."""

    called: str
    ago: int
    channel: str
    matters: tuple[str, ...]
    cell: str = ""
    work: bool = False


CAME = (
    Came("アサギさん", 215, "walk_in", ("rent", "income"), "家計を一緒に見る"),
    Came("イブキさん", 190, "phone", ("debt", "family")),
    Came("カンナさん", 168, "referred", ("job_search", "income"), "週三日から働く", work=True),
    Came("シズクさん", 140, "brought", ("health", "housing"), "診療所に一緒に行く"),
    Came("ナズナさん", 112, "walk_in", ("withdrawal", "family")),
    Came("ミナトさん", 84, "phone", ("job_trouble", "rent"), "昼の仕事に移る", work=True),
    Came("レンさん", 47, "referred", ("income", "debt"), "相談先を三つ回る", work=True),
    Came("ワカバさん", 12, "walk_in", ("housing",)),
)


def welcome(agency: DemoAgency) -> None:
    """Let them come, and walk on with each."""
    for number, one in enumerate(CAME):
        _welcome(agency, number, one)


def _welcome(agency: DemoAgency, number: int, one: Came) -> None:
    by, now = agency.on("aftercare", one.ago), agency.viewers["aftercare"]
    taken = take_intake(
        person=NewPerson(called_name=one.called, sex=("female", "male", "")[number % 3]),
        intake=NewIntake(
            office_id=agency.offices[2].pk,
            on=by.today,
            channel=one.channel,
            matters=list(one.matters),
            worst=one.matters[0],
            words="",
            ledger="aftercare",
        ),
        by=by,
    )
    person_id = taken.person_id
    for promise in promises_of(person_id):
        agency.keep(promise, now)
    if not companions_of(person_id):
        walk_with(person_id=person_id, member_id=now.member_id, on=by.today, by=by)
    if one.cell:
        _plan(agency, person_id, one)
    write_note(
        person_id=person_id,
        note=NewNote(
            at=agency.moment(2 + number), method="phone", being=True, doing=number % 2 == 0
        ),
        by=now,
    )
    make_promise(
        person_id=person_id,
        text="電話で様子を聞く",
        due_on=agency.today + timedelta(days=20 + number),
        answerable_id=now.member_id,
        by=now,
    )


def _plan(agency: DemoAgency, person_id: Any, one: Came) -> None:
    by = agency.on("aftercare", max(one.ago - 14, 1))
    plan = begin_plan(
        person_id=person_id,
        made_on=by.today,
        periods=[{"code": code, "label": str(label)} for code, label in DEFAULT_PERIODS],
        review_on=agency.today + timedelta(days=60),
        work_target=one.work,
        by=by,
    )
    domain = "work" if one.work else "money"
    kind = sensitivities_for(domain)[0]
    here = cell_seen(plan, domain, DEFAULT_PERIODS[0][0], kind, by).cell
    save_cell(
        plan_id=plan.pk,
        domain=domain,
        period=DEFAULT_PERIODS[0][0],
        sensitivity=kind,
        version=here.version if here else 0,
        content=one.cell,
        by=by,
    )
    record_agreement(
        plan_id=plan.pk,
        agreement=NewAgreement(
            answered="agreed",
            way="oral",
            on=by.today,
            explained_by_id=by.member_id,
            witness="見本 立会",
        ),
        by=by,
    )
