"""The evaluation sheet."""

from datetime import date

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.codes import Codes
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Stamps, Table
from banso.kit.sheets.boxes import box, boxes
from banso.people.rules import readable
from banso.people.sheets import about
from banso.planning.models import Evaluation
from banso.planning.rules import CHANGES, Attained, EndReason, Outcome, PauseReason
from banso.planning.sheets.parts import frame_of, left_out


def evaluation_sheet(
    found: Evaluation, viewer: Viewer, *, name: str, stamps: tuple[str, ...]
) -> Sheet:
    """Return the evaluation sheet; the three changes that being there looks for stand first."""
    allowed = readable(viewer.duties)
    listed = [(code, one) for code, one in CHANGES.items() if one.sensitivity in allowed]
    changes = [
        Row((label, boxes([(code, one.label) for code, one in some], found.changes)), framed=thick)
        for label, thick, some in (
            (
                _("Changes that being there looks for first"),
                False,
                [x for x in listed if x[1].first],
            ),
            (_("Reported changes"), True, [x for x in listed if x[1].official]),
            (
                _("Other changes"),
                False,
                [x for x in listed if not x[1].official and not x[1].first],
            ),
        )
        if some
    ]
    follow = "\n".join(
        f"{format_day(date.fromisoformat(one['on']))} {one['text']}".strip()
        for one in found.follow_ups
    )
    blocks: list[Block] = [
        Stamps(stamps),
        about(found.plan.person, viewer, on=format_day(found.on)),
        Table(
            (
                Row((_("Goals"), found.plan.goal)),
                Row(
                    (
                        _("How far they were reached"),
                        boxes(Attained.choices, (found.attained,)),
                    ),
                    framed=True,
                    mark="※",
                ),
            )
        ),
        Heading(_("Changes that were seen")),
        Table(tuple(changes)),
        Table(
            (
                Row((_("What remains"), found.remaining), framed=True),
                Row((_("What the person says to it"), found.words)),
                Row((_("The supporter’s view"), found.view)),
                Row((_("Support coordination meeting held on"), format_day(found.conference_on))),
                Row(
                    (_("What follows"), boxes(Outcome.choices, (found.outcome,))),
                    framed=True,
                    mark="※",
                ),
                Row((_("Why it ends"), _reason(EndReason, found, Outcome.END)), framed=True),
                Row((_("Why it pauses"), _reason(PauseReason, found, Outcome.PAUSE)), framed=True),
                Row((_("Next look together"), format_day(found.next_review_on))),
                Row(
                    (
                        _("Somebody asks again afterwards"),
                        "\n".join(
                            part
                            for part in (
                                box(bool(follow), _("needed"))
                                + "\u3000"
                                + box(False, _("not needed")),
                                follow,
                            )
                            if part
                        ),
                    )
                ),
            )
        ),
        *left_out(viewer),
        Signing(_("The person’s signature, date")),
    ]
    frame = {**frame_of(found.plan, name), "day": format_day(found.on), "author": found.by.name}
    return Sheet(
        _("Evaluation sheet"),
        blocks=blocks,
        legend=_("※ Items that should be filled in. Thick frame: items reported to the nation."),
        **frame,
    )


def _reason(reasons: type[Codes], found: Evaluation, outcome: str) -> str:
    """Return the boxes of the reasons; those that do not apply stay empty."""
    here = found.outcome == outcome
    said = boxes(reasons.choices, (found.reason,) if here else ())
    return f"{said}\n{found.reason_note}" if here and found.reason_note else said
