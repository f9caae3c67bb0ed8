"""What the sheets of planning share."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.furigana import without_marks
from banso.kit.sheets import Block, Signing, Text
from banso.people.rules import Sensitivity, readable
from banso.planning.models import Agreement, PersonalGoal, SupportPlan
from banso.planning.queries import agreements_of
from banso.planning.rules import AgreedBy, Answered
from banso.planning.signature import svg_of


def own_sentences(goals: Sequence[PersonalGoal]) -> str:
    """Return the person's own sentences, one a line."""
    return "\n".join(without_marks(goal.text) for goal in goals)


def left_out(viewer: Viewer) -> list[Block]:
    """Return the line that says something may be missing, where a role does not read all."""
    hidden = [kind for kind in Sensitivity if kind not in readable(viewer.duties)]
    return [Text(_("What your role does not include is left out of this sheet."))] if hidden else []


def signing_box(plan: SupportPlan) -> Signing:
    """Return the box in which the person signs, with what was signed or said already."""
    return signing_of(next(iter(agreements_of(plan)), None))


def signing_of(last: Agreement | None) -> Signing:
    """Return the box in which the person signs, with one answer of theirs where it is given."""
    label = _("The person’s agreement (signature, date)")
    if last is None:
        return Signing(label)
    return Signing(label, svg_of(last.signature) if last.signature else "", _said(last))


def _said(last: Agreement) -> str:
    parts = [
        format_day(last.on),
        str(Answered.label_of(last.answered)),
        str(AgreedBy.label_of(last.way)),
        _("explained by %(name)s") % {"name": last.explained_by.name},
        _("witness: %(name)s") % {"name": last.witness} if last.witness else "",
        f"「{last.words}」" if last.words else "",
    ]
    return " / ".join(part for part in parts if part)


def frame_of(plan: SupportPlan, name: str) -> dict[str, Any]:
    """Return what stands around every sheet of a plan."""
    return {
        "subtitle": _("%(name)s  plan no. %(number)s") % {"name": name, "number": plan.number},
        "day": format_day(plan.made_on),
        "author": plan.drafted_by.name,
        "care": _("Handle with care"),
    }
