"""The evaluation sheet."""

from datetime import date

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Table
from banso.people.rules import readable
from banso.planning.models import Evaluation
from banso.planning.rules import CHANGES, Attained, EndReason, Outcome, PauseReason
from banso.planning.sheets.parts import frame_of, left_out


def evaluation_sheet(
    found: Evaluation, viewer: Viewer, *, name: str, stamps: tuple[str, ...]
) -> Sheet:
    """Return the evaluation sheet; the three changes that being there looks for stand first."""
    allowed = readable(viewer.duties)
    changes = [
        Row(("☑" if code in found.changes else "☐", str(one.label)), framed=one.official)
        for code, one in sorted(CHANGES.items(), key=lambda pair: not pair[1].first)
        if one.sensitivity in allowed
    ]
    reasons = EndReason if found.outcome == Outcome.END else PauseReason
    reason = f"{reasons.label_of(found.reason)} {found.reason_note}".rstrip()
    follow = "\n".join(
        f"{format_day(date.fromisoformat(one['on']))} {one['text']}".strip()
        for one in found.follow_ups
    )
    blocks: list[Block] = [
        Stamps(stamps),
        Table(
            (
                Row((_("Goals"), found.plan.goal)),
                Row(
                    (_("How far they were reached"), str(Attained.label_of(found.attained))),
                    framed=True,
                    mark="※",
                ),
            )
        ),
        Heading(_("Changes that were seen")),
        Table(tuple(changes), widths=(1, 12)),
        Table(
            (
                Row((_("What remains"), found.remaining), framed=True),
                Row((_("What the person says to it"), found.words)),
                Row((_("The supporter’s view"), found.view)),
                Row((_("Support coordination meeting held on"), format_day(found.conference_on))),
                Row(
                    (_("What follows"), str(Outcome.label_of(found.outcome))), framed=True, mark="※"
                ),
                Row((_("Reason"), reason), framed=True),
                Row((_("Next look together"), format_day(found.next_review_on))),
                Row((_("Days on which somebody asks again"), follow)),
            )
        ),
        *left_out(viewer),
    ]
    frame = {**frame_of(found.plan, name), "day": format_day(found.on), "author": found.by.name}
    return Sheet(
        _("Evaluation sheet"),
        blocks=blocks,
        legend=_("※ Items that should be filled in. Thick frame: items reported to the nation."),
        **frame,
    )
