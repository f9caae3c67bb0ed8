"""
Findings: the same people before and after, and other people beside them, with everybody who is
missing counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from banso.access.viewer import Viewer
from banso.insight.rules import Asking, asked_twice
from banso.insight.statistics import (
    Apart,
    Paired,
    Ranked,
    apart,
    paired,
    ranked,
    steps_counted,
)
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.queries import people_seen_by, stays_begun
from banso.people.rules import Ledger
from banso.surveys.instrument import Item, Questionnaire
from banso.surveys.models import Instrument, Survey
from banso.surveys.queries.surveys import form_of, surveys_seen_by
from banso.surveys.rules import Moment, chosen_step


@dataclass(frozen=True)
class Answers:
    """
    What a group answered at a moment: by person the step of the item asked about ("" where it was
    left out) and the sum.
    """

    steps: dict[UUID, str]
    totals: dict[UUID, int]
    declined: set[UUID]

    @property
    def said(self) -> dict[UUID, str]:
        """Who answered this very item."""
        return {person: step for person, step in self.steps.items() if step}


@dataclass(frozen=True)
class Finding:
    """What is found, of the people this viewer may see; nothing in it says why."""

    form: Questionnaire
    item: Item
    before: Answers
    after: Answers
    bars: list[tuple[str, list[tuple[str, int]]]]
    same: Paired
    others: Apart
    sums: Ranked | None
    gone: int
    other_versions: int


def _answers(rows: Iterable[Survey], item: str) -> Answers:
    """Return what people answered, each of them once."""
    steps: dict[UUID, str] = {}
    totals: dict[UUID, int] = {}
    declined: set[UUID] = set()
    for one in rows:
        if one.declined:
            declined.add(one.person_id)
            continue
        steps[one.person_id] = chosen_step(one.answers.get(item, ""))
        if one.total is not None:
            totals[one.person_id] = one.total
    return Answers(steps, totals, declined)


def _both_times(
    rows: Iterable[Survey], openings: dict[UUID, list[date]], *, before: str, after: str
) -> tuple[list[Survey], list[Survey]]:
    """
    Return who was asked at two moments, each person once at each: within one stay, the first time
    never later than the second; rows come in order, the newest last.
    """
    of_each: dict[UUID, list[Survey]] = {}
    for one in rows:
        of_each.setdefault(one.person_id, []).append(one)
    first, second = list[Survey](), list[Survey]()
    for person, asked in of_each.items():
        places = asked_twice(
            [Asking(one.moment, one.on, one.declined) for one in asked],
            openings.get(person, []),
            before=before,
            after=after,
        )
        for found, place in zip((first, second), places, strict=True):
            if place is not None:
                found.append(asked[place])
    return first, second


def newest_asked(viewer: Viewer, code: str) -> Instrument:
    """
    Return the version that was asked last; versions are never compared with each other.

    :raises NotSeen: if nobody was asked with it
    """
    last = (
        surveys_seen_by(viewer)
        .filter(code=code)
        .select_related("instrument")
        .order_by("-on", "-pk")
        .first()
    )
    if last is None:
        raise NotSeen
    return last.instrument


def finding(
    viewer: Viewer, *, code: str, item: str, before: str, after: str, until: date | None = None
) -> Finding:
    """
    Return what is found for an item of a questionnaire between two moments, of what was answered
    until a day; four queries however many were asked.

    :raises NotSeen: if nobody was asked with it, or it has no such item
    """
    instrument = newest_asked(viewer, code)
    form = form_of(instrument)
    asked = next((one for one in form.items if one.code == item), None)
    if asked is None or before not in set(Moment) or after not in set(Moment):
        raise NotSeen
    rows = surveys_seen_by(viewer).filter(code=code, moment__in=(before, after))
    if until is not None:
        rows = rows.filter(on__lte=until)
    here = list(rows.filter(instrument=instrument).order_by("on", "pk"))
    openings = stays_begun(rows.order_by().values("person"), Ledger.CENTRE)
    earlier, later = _both_times(here, openings, before=before, after=after)
    first, second = _answers(earlier, item), _answers(later, item)
    return Finding(
        form=form,
        item=asked,
        before=first,
        after=second,
        bars=[(moment, _bar(asked, one)) for moment, one in ((before, first), (after, second))],
        same=_same(asked, first, second),
        others=_others(asked, first, second),
        sums=_sums(first, second) if form.total else None,
        gone=len([one for one in first.said if one not in second.said]),
        other_versions=rows.exclude(instrument=instrument).count(),
    )


def _bar(item: Item, answers: Answers) -> list[tuple[str, int]]:
    """
    Return how often each step was chosen; who left it out, or would rather not answer at all, is
    counted at the end.
    """
    steps = [*answers.steps.values(), *("" for _one in answers.declined)]
    return steps_counted(steps, [code for code, _label in item.options])


def _same(item: Item, before: Answers, after: Answers) -> Paired:
    share, pairs = (
        item.counted,
        [
            (step, after.said[person])
            for person, step in before.said.items()
            if person in after.said
        ],
    )
    yes = [(one in share, other in share) for one, other in pairs]
    return paired(
        yes.count((True, True)),
        yes.count((True, False)),
        yes.count((False, True)),
        yes.count((False, False)),
    )


def _others(item: Item, before: Answers, after: Answers) -> Apart:
    """Compare people who were asked at one of the moments only: different people, and named so."""
    share = item.counted
    first = [step for person, step in before.said.items() if person not in after.said]
    second = [step for person, step in after.said.items() if person not in before.said]
    return apart(
        (sum(step in share for step in first), len(first)),
        (sum(step in share for step in second), len(second)),
    )


def _sums(before: Answers, after: Answers) -> Ranked:
    pairs = [
        (total, after.totals[person])
        for person, total in before.totals.items()
        if person in after.totals
    ]
    return ranked([one for one, _other in pairs], [other for _one, other in pairs])


def people_of_finding(viewer: Viewer, found: Finding, group: str, *, cursor: str = "") -> Page[Any]:
    """
    Return a page of the people behind a figure, by name.

    :raises NotSeen: if there is no such figure
    """
    first, second = set(found.before.said), set(found.after.said)
    behind = {
        "before": first,
        "after": second,
        "pairs": first & second,
        "gone": first - second,
        "declined": found.before.declined | found.after.declined,
    }
    if group not in behind:
        raise NotSeen
    rows = people_seen_by(viewer).filter(pk__in=list(behind[group]))
    return page_of(rows, order=("sort_name", "pk"), cursor=cursor, size=30)


def asked_codes(viewer: Viewer) -> list[tuple[str, Questionnaire]]:
    """
    Return the questionnaires with which anybody was asked whom this viewer may see, each in the
    version that was asked last.
    """
    rows = surveys_seen_by(viewer).order_by().values_list("code", "instrument").distinct()
    forms = {
        one.pk: one
        for one in Instrument.objects.filter(
            pk__in=[instrument for _code, instrument in rows]
        ).order_by("created_at", "pk")
    }
    newest = {one.code: form_of(one) for one in forms.values()}
    return sorted(newest.items())
