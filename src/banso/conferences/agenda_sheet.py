"""支援調整会議 次第・案件一覧: what is gone through, and the list of matters to decide on."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.conferences.models import Seat
from banso.conferences.queries import ItemView, Table
from banso.conferences.rules import Attendance, Kind, LineKind, Party
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Text
from banso.kit.sheets import Table as Grid
from banso.kit.sheets.boxes import box, boxes


def agenda(table: Table, viewer: Viewer) -> Sheet:
    """
    Return the agenda and the list of matters as whoever prints them may read them, with room to
    write in what comes out; a sealed meeting's carry the name of whoever prints.
    """
    found = table.conference
    sealed = found.kind == Kind.SEALED
    steps = [
        _("Opening; who is here; that nothing said here leaves the room"),
        _("What became of the last promises"),
        _("The matters, one by one (%(count)s)") % {"count": len(table.items)},
        _("What is missing in this region"),
        _("Who does what by when; the next time"),
    ]
    blocks: list[Block] = [
        Grid(
            (
                Row((_("Day and place"), _when(table))),
                Row((_("Purpose of the meeting"), found.purpose)),
                Row((_("Held"), _regular(table))),
                Row(
                    (_("Chair, keeper of the minutes"), f"{found.chair.name}、{found.keeper.name}")
                ),
                Row((_("Invited"), "、".join(_seated(one) for one in table.seats))),
            ),
            widths=(1, 4),
        ),
        Heading(_("Agenda (次第)")),
        *(Text(f"{number}. {step}") for number, step in enumerate(steps, start=1)),
        Heading(_("List of matters (案件一覧)")),
        Grid(
            tuple(_matter(view, table.seats) for view in table.items)
            or (Row(("", "", "", "", "", ""), room=2),) * 4,
            (
                _("No."),
                _("Called"),
                _("Plan"),
                _("What is talked about"),
                _("The person is there"),
                _("What came out"),
            ),
            (1, 3, 4, 4, 2, 5),
        ),
        Text(
            _("Papers are numbered: %(count)s handed out, %(missing)s not back yet.")
            % {
                "count": len(table.papers),
                "missing": sum(one.back_at is None for one in table.papers),
            }
        ),
    ]
    return Sheet(
        _("%(kind)s, no. %(number)s: agenda and list of matters")
        % {"kind": Kind.label_of(found.kind), "number": found.number},
        day=format_day(found.on),
        author=viewer.name,
        care=_("Secret by law (法9条)") if sealed else _("Handle with care"),
        blocks=blocks,
        landscape=True,
        watermark=viewer.name if sealed else "",
    )


def _when(table: Table) -> str:
    found = table.conference
    begins = f"{found.starts_at:%H:%M}" if found.starts_at else ""
    return "　".join(part for part in (format_day(found.on), begins, found.place) if part)


def _regular(table: Table) -> str:
    return boxes(
        [("1", _("regularly")), ("0", _("when it is needed"))],
        ["1" if table.conference.regular else "0"],
    )


def _seated(one: Seat) -> str:
    from_where = f"（{one.organisation}）" if one.organisation else ""
    return f"{Party.label_of(one.party)}: {one.name}{from_where}"


def _matter(view: ItemView, seats: list[Seat]) -> Row:
    item, plan = view.item, view.item.plan
    urgent = [
        line.minute.text
        for kind, _label, lines in view.groups
        for line in lines
        if kind == LineKind.AFTER
    ]
    seat = next((one for one in seats if one.item_id == item.pk), None)
    planned = (
        _("no. %(number)s, %(day)s, next look %(look)s")
        % {
            "number": plan.number,
            "day": brief_day(plan.made_on),
            "look": brief_day(plan.review_on) or "—",
        }
        if plan
        else ""
    )
    about = [
        *item.domain_labels,
        *(_("Urgent support: %(text)s") % {"text": one} for one in urgent),
    ]
    out = [_("fits"), _("with changes"), _("once more"), _("it ends")]
    return Row(
        (
            str(item.place),
            view.name,
            planned,
            "\n".join(about),
            _there(seat),
            "　".join(box(False, one) for one in out),
        ),
        room=2,
    )


def _there(seat: Seat | None) -> str:
    """Return whether the person takes part, in words; nothing is ticked before it is known."""
    return str(Attendance.label_of(seat.attendance)) if seat else "—"
