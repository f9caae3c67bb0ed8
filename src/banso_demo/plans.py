"""
Living through the assessments and plans of the invented people, through the rooms' own actions, as
if on those days.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from banso.access.viewer import Viewer
from banso.assessment.actions import begin_assessment, finish_assessment, write_part
from banso.assessment.queries import latest_of
from banso.companionship.actions import settle_promise
from banso.companionship.queries import promises_of
from banso.people.queries import people_seen_by
from banso.planning.actions import (
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
from banso.planning.models import PersonalGoal, PlanCell, SupportPlan
from banso.planning.rules import DEFAULT_PERIODS, sensitivities_for
from banso_demo.plan_stories import PLANS, SNAPSHOTS, Snapshot, Version

SIGNED = [
    [[120, 200], [160, 90], [200, 210], [250, 120], [300, 200]],
    [[380, 100], [380, 220], [470, 150], [520, 210]],
    [[600, 180], [760, 170]],
]


class Walking:
    """The members, on any day."""

    def __init__(self, viewers: dict[str, Viewer], today: date) -> None:
        self.viewers, self.today = viewers, today

    def on(self, role: str, ago: int) -> Viewer:
        """Return a member as on the day so many days ago."""
        return replace(self.viewers[role], today=self.day(ago))

    def day(self, ago: int) -> date:
        """Return the day so many days ago."""
        return self.today - timedelta(days=ago)

    def walk(self) -> None:
        """Take every assessment and draw up every plan."""
        for called, snapshots in SNAPSHOTS.items():
            person = self._person(called)
            for snapshot in snapshots:
                self._assess(person, snapshot)
        for called, versions in PLANS.items():
            person, plan = self._person(called), None
            for version in versions:
                plan = self._plan(person, version, plan)

    def _person(self, called: str) -> Any:
        return people_seen_by(self.viewers["manager"]).get(called_name=called)

    def _assess(self, person: Any, snapshot: Snapshot) -> None:
        by = self.on(snapshot.by, snapshot.ago)
        before = next(iter(latest_of(person, by, 1)), None)
        made = begin_assessment(
            person_id=person.pk, taken_on=by.today, from_id=before.pk if before else None, by=by
        )
        self._parts(made.pk, snapshot.parts, by)
        if snapshot.second:
            ago, role, parts = snapshot.second
            by = self.on(role, ago)
            self._parts(made.pk, parts, by)
        if snapshot.finished:
            finish_assessment(assessment_id=made.pk, by=by)

    def _parts(self, assessment_id: UUID, parts: dict[str, Any], by: Viewer) -> None:
        for section, answers in parts.items():
            write_part(
                assessment_id=assessment_id, section=section, changes=answers, version=None, by=by
            )

    def _plan(self, person: Any, version: Version, before: SupportPlan | None) -> SupportPlan:
        by = self.on(version.by, version.ago)
        review_on = by.today + timedelta(days=version.review_in) if version.review_in else None
        if before is None:
            periods = [{"code": code, "label": str(label)} for code, label in DEFAULT_PERIODS]
            assessment = next(
                (one for one in latest_of(person, by, 9) if one.taken_on <= by.today), None
            )
            plan = begin_plan(
                person_id=person.pk,
                made_on=by.today,
                periods=periods,
                review_on=review_on,
                assessment_id=assessment.pk if assessment else None,
                by=by,
                **version.frame,
            )
        else:
            plan = replan(
                plan_id=before.pk,
                reason=version.reason,
                made_on=by.today,
                periods=before.periods,
                review_on=review_on,
                by=by,
            )
        self._write(plan, version, by)
        if version.answer:
            answered, way, words = version.answer
            record_agreement(
                plan_id=plan.pk,
                answered=answered,
                way=way,
                on=by.today,
                explained_by_id=by.member_id,
                by=by,
                words=words,
                witness="見本 立会" if way == "oral" else "",
                signature=SIGNED if way == "drawn" else (),
            )
        if version.handed:
            hand_copy(plan_id=plan.pk, sheet="personal", on=by.today, furigana=True, by=by)
        if version.evaluation:
            self._evaluate(plan, version, dict(version.evaluation))
        return plan

    def _write(self, plan: SupportPlan, version: Version, by: Viewer) -> None:
        if version.wish:
            save_wish(plan_id=plan.pk, wish=version.wish, version=None, by=by)
        for text in version.dropped:
            for goal in PersonalGoal.objects.filter(
                personal__plan=plan, text=text, dropped_on=None
            ):
                drop_goal(plan_id=plan.pk, goal_id=goal.pk, by=by)
        for period, text in version.goals:
            save_goal(plan_id=plan.pk, text=text, period=period, by=by)
        for (domain, period), cell in version.cells.items():
            kind = sensitivities_for(domain)[0]
            fields: dict[str, Any] = cell
            here = PlanCell.objects.filter(
                plan=plan, domain=domain, period=period, sensitivity=kind
            ).first()
            save_cell(
                plan_id=plan.pk,
                domain=domain,
                period=period,
                sensitivity=kind,
                version=here.version if here else 0,
                by=by,
                **fields,
            )

    def _evaluate(self, plan: SupportPlan, version: Version, said: dict[str, Any]) -> None:
        ago = said.pop("on_ago", max(version.ago - 85, 1))
        by = self.on(version.by, ago)
        after = said.pop("next", 60)
        follow = [(self.day(days), text) for days, text in said.pop("follow", ())]
        goes_on = said["outcome"] in ("go_on", "replan")
        evaluate(
            plan_id=plan.pk,
            on=by.today,
            next_review_on=by.today + timedelta(days=after) if goes_on else None,
            follow_ups=follow,
            by=by,
            **said,
        )
        for promise in promises_of(plan.person_id):
            if (
                promise.settled_on is None
                and promise.text in [text for _day, text in follow]
                and promise.due_on < self.today
            ):
                settle_promise(
                    promise_id=promise.pk,
                    outcome="kept",
                    note="",
                    version=None,
                    by=replace(by, today=promise.due_on),
                )
