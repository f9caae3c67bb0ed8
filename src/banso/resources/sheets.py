"""受け皿チェック表: one visit to a receiver on a page; without one, lines to write on."""

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.resources.models import Service, ServiceCheck
from banso.resources.rules import CheckPoint, PointAnswer, Trust

SEEN = [(code, label) for code, label in PointAnswer.choices if code]
STANDS = [(code, label) for code, label in Trust.choices if code != Trust.UNCHECKED]


def check_sheet(service: Service, found: ServiceCheck | None, viewer: Viewer) -> Sheet:
    """
    Return the sheet of a check of a receiver that was seen already: what was looked at, by whom,
    when, what was found; to fill in by hand where there is none yet.
    """
    by_hand = 0 if found else 1
    points = found.points if found else {}
    went = (found.visitors or found.by.name) if found else ""
    blocks: list[Block] = [
        Stamps(agency_of(viewer).stamps),
        Table(
            (
                Row((_("Receiver"), service.name, _("Visited on"), _day(found))),
                Row(
                    (
                        _("Organisation"),
                        service.organization.name,
                        _("Visited by"),
                        went,
                    ),
                    room=by_hand,
                ),
                Row(
                    (
                        _("Phone"),
                        service.phone,
                        _("Confirmed on"),
                        format_day(service.assured_on),
                    )
                ),
            ),
            widths=(2, 5, 2, 5),
        ),
        Heading(_("What was looked at")),
        Table(
            tuple(
                Row((str(point.label), boxes(SEEN, [said[0]]), said[1]), room=by_hand)
                for point in CheckPoint
                for said in [points.get(point.value) or ["", ""]]
            ),
            (_("What"), _("What was seen"), _("In a few words")),
            (5, 3, 5),
        ),
        Table(
            (
                _said(_("What people who were there say"), found.voices if found else "", 3),
                _said(_("What was seen"), found.facts if found else "", 3),
                _said(_("Source"), found.origin if found else "", 1),
                Row(
                    (
                        _("How it stands with us from now on"),
                        boxes(STANDS, [found.trust] if found else ()),
                    ),
                    framed=True,
                ),
                _said(_("Facts that lead to this"), found.reason if found else "", 2),
                _said(_("Look again on"), format_day(found.next_on) if found else "", 1),
                _said(_("What the receiver says to it"), _reply(found) if found else "", 2),
            ),
            widths=(2, 6),
        ),
        Text(
            _(
                "Facts, source, day: nothing else. The receiver may answer, and the answer stands "
                "beside it."
            )
        ),
    ]
    return Sheet(
        _("Check of a receiver (受け皿チェック表)"),
        subtitle=service.name,
        day=_day(found) or format_day(viewer.today),
        author=f"{agency_of(viewer).name} {found.by.name if found else viewer.name}",
        care=_("Handle with care"),
        blocks=blocks,
        one_page=True,
    )


def _day(found: ServiceCheck | None) -> str:
    return format_day(found.visited_on) if found else ""


def _reply(found: ServiceCheck) -> str:
    return f"{format_day(found.replied_on)}\n{found.reply}" if found.reply else ""


def _said(label: str, text: str, room: int) -> Row:
    """Return a row of what was written, or room to write it in where nothing was."""
    return Row((label, text), room=0 if text else room)
