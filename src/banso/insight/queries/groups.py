"""
Groups of different people laid beside each other: by the moment at which they were asked first, and
people elsewhere from a source.
"""

from dataclasses import dataclass
from uuid import UUID

from banso.access.viewer import Viewer
from banso.insight.models import OutsideGroup
from banso.insight.queries.findings import newest_asked
from banso.insight.rules import MOMENT_GROUP, ComparedGroup
from banso.insight.statistics import Several, several, steps_counted
from banso.kit.refusals import NotSeen
from banso.surveys.instrument import Item, Questionnaire
from banso.surveys.queries.surveys import form_of, surveys_seen_by


@dataclass(frozen=True)
class Group:
    """
    A group: what it is called and where it comes from, and how often each step was chosen; the last
    is what was left out.
    """

    label: str
    source: str
    steps: list[tuple[str, int]]
    outside: UUID | None = None

    @property
    def asked(self) -> int:
        """How many were asked at all."""
        return sum(count for _step, count in self.steps)


@dataclass(frozen=True)
class Beside:
    """An item with its groups, compared."""

    item: Item
    groups: list[Group]
    compared: Several


def groups_beside(viewer: Viewer, code: str) -> tuple[Questionnaire, list[Beside]]:
    """
    Return the groups of every item of a questionnaire; three queries however many were asked.
    Everybody counts once, in the group of the moment they were asked at first, with their last
    answer there.

    :raises NotSeen: if nobody was asked with it
    """
    instrument = newest_asked(viewer, code)
    form = form_of(instrument)
    said: dict[UUID, tuple[str, dict[str, str]]] = {}
    for person, moment, answers, declined in (
        surveys_seen_by(viewer)
        .filter(instrument=instrument)
        .order_by("on", "pk")
        .values_list("person_id", "moment", "answers", "declined")
    ):
        group = MOMENT_GROUP.get(moment)
        if group and (person not in said or (said[person][0] == group and not declined)):
            said[person] = (group, answers)
    outside = list(
        OutsideGroup.objects.filter(
            agency_id=viewer.agency_id, code=code, dropped_on=None
        ).order_by("created_at", "pk")
    )
    return form, [
        _beside(item, said, [one for one in outside if one.item == item.code])
        for item in form.items
    ]


def _beside(
    item: Item, said: dict[UUID, tuple[str, dict[str, str]]], outside: list[OutsideGroup]
) -> Beside:
    codes = [step for step, _label in item.options]
    groups = [
        Group(
            str(label),
            "",
            steps_counted(
                [answers.get(item.code, "") for group, answers in said.values() if group == name],
                codes,
            ),
        )
        for name, label in ComparedGroup.choices
    ]
    groups += [
        Group(
            one.title,
            one.source,
            [(step, int(one.counts.get(step, 0))) for step in [*codes, ""]],
            one.pk,
        )
        for one in outside
    ]
    shares = [
        (
            sum(count for step, count in one.steps if step in item.counted),
            sum(count for step, count in one.steps if step),
        )
        for one in groups
    ]
    return Beside(item, groups, several(shares))


def outside_group_seen(viewer: Viewer, group_id: UUID) -> OutsideGroup:
    """
    Return a group of people elsewhere.

    :raises NotSeen: if it is not this agency's
    """
    found = OutsideGroup.objects.filter(
        pk=group_id, agency_id=viewer.agency_id, dropped_on=None
    ).first()
    if found is None:
        raise NotSeen
    return found
