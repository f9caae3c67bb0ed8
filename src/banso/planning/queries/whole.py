"""
What is laid before the person to agree to: the whole plan, line by line. The screen, the paper and
what is kept with the signature are made from the same lines.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.furigana import without_marks
from banso.people.rules import Sensitivity, readable
from banso.planning.models import Agreement, SupportPlan
from banso.planning.queries.grids import Grid, grid_of
from banso.planning.rules import FRAME_LABELS
from banso.planning.services import services_named


def period_heading(one: dict[str, str]) -> str:
    """Return a period with its days below."""
    days = "–".join(
        format_day(date.fromisoformat(one[name])) if one.get(name) else ""
        for name in ("from_on", "until_on")
    )
    return f"{one['label']}\n{days}" if days != "–" else one["label"]


@dataclass(frozen=True)
class Line:
    """One line of what is laid before the person; without a label it is their own sentence."""

    part: str
    text: str
    label: str = ""
    sensitivity: str = Sensitivity.PLAIN.value


def lines_of(plan: SupportPlan, viewer: Viewer) -> list[Line]:
    """Return the whole plan line by line, as far as this viewer may show it."""
    grid = grid_of(plan, viewer)
    lines = [*_own(grid), *_together(grid), *_aims(plan)]
    lines += [
        Line(_("Services that are applied for"), str(one.label), _("Applied for"), one.sensitivity)
        for one in services_named(plan.services, readable(viewer.duties))
    ]
    if plan.review_on:
        lines.append(Line(_("When we look at it together again"), format_day(plan.review_on)))
    return lines


def _own(grid: Grid) -> list[Line]:
    lines = [Line(_("The days I wish for"), grid.personal.wish)] if grid.personal.wish else []
    lines += [Line(_("My life"), without_marks(goal.text)) for goal in grid.whole]
    return lines + [
        Line(period_heading(one).replace("\n", " "), without_marks(goal.text))
        for one, goals in grid.goals
        for goal in goals
    ]


def _together(grid: Grid) -> list[Line]:
    periods = {one["code"]: one["label"] for one in grid.periods}
    return [
        Line(
            _("What we do together"),
            "\n".join(
                part for part in (cell.content, view.who, cell.timing, cell.frequency) if part
            ),
            f"{domain} {periods.get(view.period, '')}".strip(),
            view.sensitivity,
        )
        for domain, view, cell in grid.written
    ]


def _aims(plan: SupportPlan) -> list[Line]:
    return [
        Line(_("What it is for"), getattr(plan, name), str(label))
        for name, label in FRAME_LABELS.items()
        if getattr(plan, name)
    ]


def kept(lines: list[Line]) -> list[dict[str, Any]]:
    """Return lines as they are kept with the signature."""
    return [asdict(one) for one in lines]


def mark_of(lines: list[Line]) -> str:
    """Return a mark that changes with every letter: has the plan changed since it was shown?"""
    said = json.dumps(kept(lines), ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()[:24]


def signed_lines(agreement: Agreement, viewer: Viewer) -> list[Line]:
    """Return what was shown when the person answered, as far as this viewer may read it."""
    allowed = readable(viewer.duties)
    lines = [Line(**one) for one in agreement.shown]
    return [one for one in lines if one.sensitivity in allowed]
