"""The plans of the invented people, version after version, and how each was looked at."""

from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from banso.access.viewer import Viewer
from banso.assessment.queries import latest_of
from banso.companionship.queries import promises_of
from banso.planning.actions import (
    NewAgreement,
    NewEvaluation,
    NewGoal,
    begin_plan,
    drop_goal,
    evaluate,
    hand_copy,
    record_agreement,
    replan,
    save_cell,
    save_goal,
    save_wish,
)
from banso.planning.queries import cell_seen, personal_of
from banso.planning.rules import DEFAULT_PERIODS, sensitivities_for
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person

if TYPE_CHECKING:
    from banso.planning.models import SupportPlan

SIGNED = [
    [[120, 200], [160, 90], [200, 210], [250, 120], [300, 200]],
    [[380, 100], [380, 220], [470, 150], [520, 210]],
    [[600, 180], [760, 170]],
]


@dataclass(frozen=True)
class Goal:
    """A sentence of the person's; without a period it is about life as a whole."""

    text: str
    period: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in one place of the grid, by domain and period."""

    content: str = ""
    state: str = ""
    who: str = ""
    words: str = ""
    priority: int | None = None
    timing: str = ""
    frequency: str = ""
    who_name: str = ""


@dataclass(frozen=True)
class Answer:
    """What the person said to a version."""

    answered: str
    way: str
    words: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A promise to look again, due so many days ago (negative: ahead)."""

    ago: int
    text: str


@dataclass(frozen=True)
class Evaluation:
    """How a version was looked at; without `on_ago`, nearly three months after it was made."""

    outcome: str
    attained: str
    changes: tuple[str, ...]
    words: str
    remaining: str = ""
    reason: str = ""
    on_ago: int | None = None
    next_in: int = 60
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True)
class Version:
    """What is changed against the version before; without `review_in` days there is no review."""

    ago: int
    by: str
    reason: str = ""
    goals: tuple[Goal, ...] = ()
    dropped: tuple[str, ...] = ()
    wish: str = ""
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    frame: dict[str, Any] = field(default_factory=dict)
    review_in: int = 91
    answer: Answer | None = None
    handed: bool = False
    evaluation: Evaluation | None = None


def draw_up_plans(agency: DemoAgency) -> None:
    """Draw up every version, with the person's answer and how it went."""
    for called, versions in of_each_person(Version, "plans").items():
        person, plan = agency.person(called), None
        for version in versions:
            by = agency.on(version.by, version.ago)
            plan = _next(plan, version, by) if plan else _first(person, version, by)
            _write(plan, version, by)
            _agree(plan, version, by)
            if version.evaluation:
                _evaluate(agency, plan, version, version.evaluation)


def _first(person: Any, version: Version, by: Viewer) -> "SupportPlan":
    assessment = next((one for one in latest_of(person, by, 9) if one.taken_on <= by.today), None)
    return begin_plan(
        person_id=person.pk,
        made_on=by.today,
        periods=[{"code": code, "label": str(label)} for code, label in DEFAULT_PERIODS],
        review_on=_review_on(version, by),
        assessment_id=assessment.pk if assessment else None,
        by=by,
        **version.frame,
    )


def _next(before: "SupportPlan", version: Version, by: Viewer) -> "SupportPlan":
    return replan(
        plan_id=before.pk,
        reason=version.reason,
        made_on=by.today,
        periods=before.periods,
        review_on=_review_on(version, by),
        by=by,
    )


def _review_on(version: Version, by: Viewer) -> Any:
    return by.today + timedelta(days=version.review_in) if version.review_in else None


def _write(plan: "SupportPlan", version: Version, by: Viewer) -> None:
    if version.wish:
        save_wish(plan_id=plan.pk, wish=version.wish, version=None, by=by)
    for text in version.dropped:
        for dropped in personal_of(plan).goals.filter(text=text, dropped_on=None):
            drop_goal(plan_id=plan.pk, goal_id=dropped.pk, by=by)
    for goal in version.goals:
        save_goal(plan_id=plan.pk, goal=NewGoal(text=goal.text, period=goal.period), by=by)
    for domain, periods in version.cells.items():
        for period, cell in periods.items():
            kind = sensitivities_for(domain)[0]
            here = cell_seen(plan, domain, period, kind, by).cell
            save_cell(
                plan_id=plan.pk,
                domain=domain,
                period=period,
                sensitivity=kind,
                version=here.version if here else 0,
                by=by,
                **asdict(cell),
            )


def _agree(plan: "SupportPlan", version: Version, by: Viewer) -> None:
    if answer := version.answer:
        record_agreement(
            plan_id=plan.pk,
            agreement=NewAgreement(
                answered=answer.answered,
                way=answer.way,
                on=by.today,
                explained_by_id=by.member_id,
                words=answer.words,
                witness="見本 立会" if answer.way == "oral" else "",
                signature=SIGNED if answer.way == "drawn" else (),
            ),
            by=by,
        )
    if version.handed:
        hand_copy(plan_id=plan.pk, sheet="personal", on=by.today, furigana=True, by=by)


def _evaluate(agency: DemoAgency, plan: "SupportPlan", version: Version, said: Evaluation) -> None:
    ago = max(version.ago - 85, 1) if said.on_ago is None else said.on_ago
    by = agency.on(version.by, ago)
    goes_on = said.outcome in ("go_on", "replan")
    evaluate(
        plan_id=plan.pk,
        evaluation=NewEvaluation(
            on=by.today,
            outcome=said.outcome,
            attained=said.attained,
            changes=said.changes,
            words=said.words,
            remaining=said.remaining,
            reason=said.reason,
            next_review_on=by.today + timedelta(days=said.next_in) if goes_on else None,
            follow_ups=[(agency.day(one.ago), one.text) for one in said.follow_ups],
        ),
        by=by,
    )
    followed = {one.text for one in said.follow_ups}
    for promise in promises_of(plan.person_id):
        if (
            promise.settled_on is None
            and promise.text in followed
            and promise.due_on < agency.today
        ):
            agency.keep(promise, by)
