"""
Plans in the benchmark: a person with twenty versions, and somebody who walks with two hundred
people whose plans are to be looked at.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from banso.access.actions import SignIn, add_member
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.assessment.rules import Domain
from banso.companionship.actions import walk_with
from banso.config.home_setup import say
from banso.kit.sheets import Sheet, Text
from banso.kit.sheets.pdf import pdf_of
from banso.planning.actions import NewGoal, begin_plan, replan, save_cell, save_goal
from banso.planning.models import PlanCell, SupportPlan
from banso.planning.rules import DEFAULT_PERIODS, sensitivities_for
from tools.bench.building import bench_people
from tools.bench.figures import Figure, bare_memory, sql, uuid_of
from tools.bench.measuring import DESK, Bench

PERIODS = [{"code": code, "label": str(label)} for code, label in DEFAULT_PERIODS]
PASSWORD = "bench-bench"  # noqa: S105 — of an invented member in a home that is thrown away
VERSIONS, PEOPLE, FIRST = 20, 200, 100


def build_plans(by: Viewer, office: UUID) -> None:
    """
    Draw up the plans: one person's twenty versions of a full grid, and two hundred plans to look at
    within a fortnight.
    """
    people = bench_people(by)
    member = add_member(
        agency_id=by.agency_id,
        name="見本 歩",
        roles=["supporter"],
        office_ids=[office],
        on=by.today,
        sign_in=SignIn(username="walker", password=PASSWORD),
    )
    walker = viewer_of(member, today=by.today)
    plan = _full(people[1], by)
    for number in range(1, VERSIONS):
        plan = replan(
            plan_id=plan.pk, reason=f"見直し {number}", made_on=by.today, periods=PERIODS, by=by
        )
        _write(
            plan, list(Domain)[number % 8], PERIODS[number % 4]["code"], f"第{number}回に変えた", by
        )
    say(f"plans: {VERSIONS} versions of one person")
    for number, person in enumerate(people[FIRST : FIRST + PEOPLE]):
        walk_with(
            person_id=person, member_id=walker.member_id, on=by.today - timedelta(days=100), by=by
        )
        made = begin_plan(
            person_id=person,
            made_on=by.today,
            periods=PERIODS,
            review_on=by.today + timedelta(days=number % 28 - 14),
            by=by,
        )
        for place, domain in enumerate(Domain):
            _write(
                made,
                domain,
                PERIODS[place % 4]["code"],
                f"{number}番の方と、{domain.value}のことをためす。",
                by,
            )
        save_goal(plan_id=made.pk, goal=NewGoal(text=f"私は、{number}回散歩する。"), by=by)
    say(f"plans: {PEOPLE} people to look at")


def _full(person: UUID, by: Viewer) -> SupportPlan:
    plan = begin_plan(person_id=person, made_on=by.today, periods=PERIODS, by=by)
    for domain in Domain:
        for one in PERIODS:
            _write(
                plan, domain, one["code"], "病院に行く日を一緒に決める。決めるのはそのあと。", by
            )
    for number in range(8):
        save_goal(
            plan_id=plan.pk,
            goal=NewGoal(
                text=f"私は、{number}番目のことをする。", period=PERIODS[number % 4]["code"]
            ),
            by=by,
        )
    return plan


def _write(plan: SupportPlan, domain: Domain, period: str, content: str, by: Viewer) -> None:
    save_cell(
        plan_id=plan.pk,
        domain=domain.value,
        period=period,
        sensitivity=sensitivities_for(domain)[0],
        version=None,
        by=by,
        content=content,
        words="やってみる。",
        state="trying",
        who="together",
        priority=2,
    )


class PlanBench:
    """What a worker does with plans."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.by = bench, bench.by
        self.person = bench.people[1]
        versions = SupportPlan.objects.filter(person=self.person).order_by("number")
        self.plan, self.first = versions.last(), versions.first()
        self.others = list(
            SupportPlan.objects.filter(person__in=bench.people[FIRST : FIRST + PEOPLE])
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        self.walker = Client(SERVER_NAME="localhost")
        account = get_user_model().objects.get(username="walker")
        self.walker.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        self.walker_id = uuid_of(viewer_of(account.member, today=self.by.today).member_id)

    def everything(self) -> list[Figure]:
        """Measure everything, in the order of the table."""
        figure = self.bench.figure
        return [
            figure("open a plan with 20 versions", self._open, self._floor_open),
            figure("compare two versions", self._compare, self._floor_compare),
            figure("save one cell", self._save, self._floor_save),
            figure(
                f"desk with 200 people and their reviews ({len(DESK)} requests)",
                self._desk,
                self._floor_desk,
                requests=len(DESK),
            ),
            figure("PDF of a plan", self._pdf, self._floor_pdf),
        ]

    def _open(self, _number: int) -> None:
        self.bench.get(f"/plans/{self._plan.pk}/")

    @property
    def _plan(self) -> SupportPlan:
        if self.plan is None:
            raise RuntimeError("build first")
        return self.plan

    @property
    def _first(self) -> SupportPlan:
        if self.first is None:
            raise RuntimeError("build first")
        return self.first

    def _floor_open(self, _number: int) -> None:
        plan, person = uuid_of(self._plan.pk), uuid_of(self.person)
        sql(
            (
                "SELECT s.*, p.called_name FROM planning_supportplan s JOIN people_person p ON "
                "p.id = s.person_id WHERE s.id = %s"
            ),
            plan,
        )
        for table in ("plancell", "agreement", "evaluation", "copyhanded"):
            sql(f"SELECT * FROM planning_{table} WHERE plan_id = %s", plan)
        sql(
            (
                "SELECT g.* FROM planning_personalgoal g JOIN planning_personalplan p ON p.id = "
                "g.personal_id WHERE p.plan_id = %s"
            ),
            plan,
        )
        sql(
            (
                "SELECT id, number, made_on FROM planning_supportplan WHERE person_id = %s ORDER "
                "BY made_on DESC LIMIT 31"
            ),
            person,
        )

    def _compare(self, _number: int) -> None:
        self.bench.get(f"/plans/{self._plan.pk}/compare/{self._first.pk}/")

    def _floor_compare(self, _number: int) -> None:
        both = (uuid_of(self._plan.pk), uuid_of(self._first.pk))
        sql(
            (
                "SELECT s.*, p.called_name FROM planning_supportplan s JOIN people_person p ON "
                "p.id = s.person_id WHERE s.id IN (%s, %s)"
            ),
            *both,
        )
        sql("SELECT * FROM planning_plancell WHERE plan_id IN (%s, %s)", *both)
        sql(
            (
                "SELECT g.* FROM planning_personalgoal g JOIN planning_personalplan p ON p.id = "
                "g.personal_id WHERE p.plan_id IN (%s, %s)"
            ),
            *both,
        )

    def _save(self, number: int) -> None:
        cell = PlanCell.objects.get(plan=self._plan, domain="work", period="now")
        typed = {
            "submission": str(uuid4()),
            "version": str(cell.version),
            "into": "plain",
            "content": f"倉庫の見学に行く {number} {uuid4().hex[:6]}",
            "words": "やってみる。",
            "state": "trying",
            "who": "together",
            "priority": "2",
        }
        self.bench.post(f"/plans/{self._plan.pk}/cells/work/now/plain/", typed, 302)

    def _floor_save(self, number: int) -> None:
        """
        Write the same rows by bare SQL, in one transaction: the cell, the memory's new revision and
        its text.
        """
        person, plan = uuid_of(self.person), uuid_of(self._plan.pk)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                (
                    "UPDATE planning_plancell SET content = %s WHERE plan_id = %s AND domain = "
                    "'work' AND period = 'm3'"
                ),
                [f"x{number}", plan],
            )
            cursor.execute(
                (
                    "UPDATE people_timelineentry SET is_current = %s WHERE person_id = %s AND "
                    "kind = 'bench'"
                ),
                [False, person],
            )
            bare_memory(
                cursor,
                by=self.by,
                person=self.person,
                at=self.by.today,
                kind="bench",
                texts=("プラン", "倉庫の見学", ""),
                being=False,
            )

    def _desk(self, _number: int) -> None:
        for path in DESK:
            if self.walker.get(path).status_code != 200:
                raise RuntimeError(path)

    def _floor_desk(self, _number: int) -> None:
        walker, edge = self.walker_id, self.by.today + timedelta(days=14)
        walked = (
            "SELECT p.* FROM companionship_companionship c JOIN people_person p ON p.id = "
            "c.person_id WHERE c.member_id = %s AND c.until_on IS NULL"
        )
        sql(
            (
                "SELECT * FROM companionship_promise WHERE answerable_id = %s AND settled_on IS "
                "NULL ORDER BY due_on LIMIT 50"
            ),
            walker,
        )
        sql(f"{walked} LIMIT 31", walker)
        sql(
            "SELECT s.*, p.called_name FROM planning_supportplan s JOIN people_person p ON "
            "p.id = s.person_id JOIN companionship_companionship c"
            " ON c.person_id = s.person_id WHERE c.member_id = %s AND c.until_on IS NULL AND "
            "s.replaced_on IS NULL AND s.ended_on IS NULL"
            " AND s.review_on <= %s ORDER BY s.review_on LIMIT 50",
            walker,
            edge,
        )
        sql(
            f"{walked} AND p.last_met_on < %s ORDER BY p.last_met_on LIMIT 20",
            walker,
            self.by.today - timedelta(days=30),
        )

    def _pdf(self, number: int) -> None:
        # each time another person's: the press remembers what it has set before
        self.bench.get(f"/plans/{self.others[number % len(self.others)]}/sheets/support.pdf")

    def _floor_pdf(self, number: int) -> None:
        pdf_of(Sheet("用紙", f"{number}", "見本", "取扱注意", [Text(f"{uuid4()}")], landscape=True))
