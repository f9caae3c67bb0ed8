"""
The package a body decides on: what the person opened to it, and nothing else, as it stands at that
moment.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.conferences.models import Conference, Minute
from banso.conferences.rules import Kind, LineKind, part_of_cell
from banso.consent.queries import standing
from banso.consent.rules import Part
from banso.decisions.models import Body
from banso.kit.formatting import format_day
from banso.kit.furigana import without_marks
from banso.kit.refusals import Refusal
from banso.people.rules import readable
from banso.planning.queries import grid_of
from banso.planning.rules import FRAME_LABELS
from banso.planning.services import services_named

if TYPE_CHECKING:
    from banso.people.models import Person
    from banso.planning.models import SupportPlan

CARRIED = (LineKind.DECISION, LineKind.ROLE, LineKind.ADVICE, LineKind.AFTER, LineKind.WORDS)


class NothingOpened(Refusal):
    """Without the person's word nothing goes to a body."""

    field = "body_id"
    sentence = _(
        "The person has not said that this body may know their plan. Please ask first, under "
        "“Consents”."
    )


def package_of(
    person: "Person", plan: "SupportPlan", body: Body, viewer: Viewer, conference: Conference | None
) -> tuple[dict[str, Any], dict[str, UUID]]:
    """
    Return the package, and the parts that went into it with the consent each rests on.

    :raises NothingOpened: if the person has not opened their plan to the body
    """
    words = standing(person, viewer, recipient=body.agency.name, day=viewer.today)
    if Part.PLAN not in words:
        raise NothingOpened
    cells, used = _cells(plan, viewer, set(words))
    package: dict[str, Any] = {
        "called": person.called_name if Part.CONTACT in words else "",
        "plan": {"number": plan.number, "made_on": format_day(plan.made_on)},
        "goals": _goals(plan, viewer),
        "cells": cells,
        "frame": [
            [str(label), getattr(plan, name)]
            for name, label in FRAME_LABELS.items()
            if getattr(plan, name)
        ],
        "services": [
            str(one.label) for one in services_named(plan.services, readable(viewer.duties))
        ],
    }
    if conference is not None:
        lines = list(
            Minute.objects.filter(
                conference=conference,
                item__person=person,
                kind__in=CARRIED,
                struck_at=None,
                part__in=list(words),
            )
            .select_related("seat")
            .order_by("pk")
        )
        used |= {one.part for one in lines}
        package["conference"] = {
            "title": f"{Kind.label_of(conference.kind)} {conference.number}",
            "on": format_day(conference.on),
            "lines": [
                [
                    str(LineKind.label_of(one.kind)),
                    one.seat.name if one.seat and one.seat.item_id is None else "",
                    one.text,
                    format_day(one.until_on),
                ]
                for one in lines
            ],
        }
    used |= {Part.PLAN.value} | ({Part.CONTACT.value} if Part.CONTACT in words else set())
    return package, {part: words[part] for part in sorted(used)}


def _cells(
    plan: "SupportPlan", viewer: Viewer, parts: set[str]
) -> tuple[list[list[str]], set[str]]:
    grid = grid_of(plan, viewer)
    labels = {one["code"]: str(one["label"]) for one in grid.periods}
    views = [
        (row.label, view)
        for row in grid.rows
        if not row.hidden
        for place in row.places
        for view in place.views
        if view.cell is not None
    ]
    shown = [(label, view, part_of_cell(view.domain, view.sensitivity)) for label, view in views]
    found = [
        (label, view, part)
        for label, view, part in shown
        if part in parts and view.cell and view.cell.content
    ]
    return [
        [label, labels[view.period], view.cell.content, view.who]
        for label, view, _part in found
        if view.cell
    ], {part for _label, _view, part in found}


def _goals(plan: "SupportPlan", viewer: Viewer) -> list[str]:
    grid = grid_of(plan, viewer)
    return [
        without_marks(one.text)
        for one in [*grid.whole, *(goal for _period, goals in grid.goals for goal in goals)]
    ]
