"""
The pictures on paper, A4 landscape, black and white, with legend, day and author; four templates
that show different amounts.
"""

from typing import Any

from django.utils.translation import gettext as _

from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Picture, Row, Sheet, Table, Text
from banso.ties.models import Tie
from banso.ties.picture import draw, titles
from banso.ties.rules import Direction, Ending, Kin, Kind, Rhythm, Role, Strength, What
from banso.ties.view import AMOUNTS, View


def amount_names() -> dict[str, str]:
    """Return the templates with their names."""
    return {
        "whole": _("Everything"),
        "conference": _("For a conference"),
        "emergency": _("For an emergency"),
        "hand_over": _("For handing over"),
    }


def sphere_sheet(view: View, kind: str, *, phones: bool) -> Sheet:
    """
    Return a picture with its table on a sheet; `phones` where the reader may see how to reach
    people.

    A conference reads no names of people who are no officials, and no stress; an emergency reads
    whom to call and whom not; handing over reads what stands now.
    """
    blocks: list[Block] = [Picture(draw(kind, view), titles()[kind]), _table(view, phones=phones)]
    if view.amount == "hand_over":
        rows = [
            (
                f"{one.from_tie.name} → {one.to_tie.name} "
                f"{format_day(one.done_on or one.planned_on)} {one.what}"
            ).strip()
            for one in view.around.hand_overs
            if not (one.from_tie.no_show or one.to_tie.no_show)
        ]
        blocks += [Text(row) for row in rows]
    return Sheet(
        titles()[kind],
        subtitle=f"{view.person.called_name} / {amount_names()[view.amount]}",
        day=format_day(view.day),
        author=view.author,
        care=_("Handle with care"),
        blocks=blocks,
        landscape=True,
    )


def _table(view: View, *, phones: bool) -> Table:
    amount = AMOUNTS[view.amount]
    head, widths = (
        (_("Tie"), _("Role"), _("Kind"), _("From, until"), _("How often, last met")),
        (4, 3, 3, 4, 4),
    )
    if view.amount == "emergency":
        rows = [
            Row(
                (
                    one.name,
                    str(Role.label_of(one.role)),
                    _("Do not contact") if one.no_contact else one.phone if phones else "",
                ),
                framed=one.no_contact,
            )
            for one in view.ties()
        ]
        return Table(tuple(rows), (_("Tie"), _("Role"), _("Phone")), (4, 3, 4))
    rows = [
        Row(
            (
                amount.name_of(one),
                str(Role.label_of(one.role)),
                str(Kind.label_of(one.kind)),
                _span(one),
                _met(one),
            )
        )
        for one in view.ties()
    ]
    return Table(tuple(rows), head, widths)


def _span(tie: Tie) -> str:
    ended = f" ({Ending.label_of(tie.ending)})" if tie.ending else ""
    return f"{brief_day(tie.from_on) or '?'}–{brief_day(tie.until_on)}{ended}"


def _met(tie: Tie) -> str:
    return " ".join(
        part
        for part in (
            str(Rhythm.label_of(tie.rhythm)),
            brief_day(tie.last_met_on),
        )
        if part
    )


def facts_of(tie: Tie, *, phone: bool) -> list[tuple[Any, str]]:
    """Return what is known of a tie, as it is read."""
    other = (tie.member and tie.member.name) or (tie.service and tie.service.name) or ""
    found = [
        (_("What they are to the person"), str(Role.label_of(tie.role))),
        (_("What it is"), f"{What.label_of(tie.what)} {other}".strip()),
        (_("Which of the four ties"), str(Kind.label_of(tie.kind))),
        (_("Official"), _("Yes") if tie.is_formal else _("No")),
        (_("Which way support goes"), str(Direction.label_of(tie.direction))),
        (
            _("How it is felt now"),
            str(Strength.label_of(tie.strength))
            + (f"、{_('There is stress in it')}" if tie.stress else ""),
        ),
        (_("From, until"), _span(tie)),
        (_("How often, last met"), _met(tie)),
        (_("Why a second key person"), tie.why_second),
        (_("Both agreed on"), format_day(tie.both_agreed_on)),
        (_("In the family"), str(Kin.label_of(tie.kin))),
        (_("Base since"), f"{format_day(tie.base_on)} 「{tie.base_words}」" if tie.base_on else ""),
        (_("Phone, for an emergency"), tie.phone if phone else ""),
        (_("Note"), tie.note),
    ]
    return [(label, words) for label, words in found if words]
