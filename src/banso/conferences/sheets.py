"""The minutes of a conference on A4."""

from django.utils.translation import gettext as _

from banso.conferences.queries import ItemView, LineView, Table
from banso.conferences.rules import (
    WITH_A_DAY,
    Attendance,
    ConfirmedBy,
    Kind,
    LineKind,
    Mark,
    Party,
    State,
)
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Text
from banso.kit.sheets import Table as Grid
from banso.resources.rules import Domain


def _present(table: Table) -> Row:
    here = [
        (
            f"{Party.label_of(one.party)}: "
            f"{one.name}{f'（{one.organisation}）' if one.organisation else ''}"
        )
        for one in table.seats
        if one.attendance == Attendance.PRESENT
    ]
    return Row((_("Present"), "、".join(here) or "—"))


def _absent(table: Table) -> Row:
    away = [
        f"{Party.label_of(one.party)}: {one.name}"
        for one in table.seats
        if one.attendance == Attendance.ABSENT
    ]
    return Row((_("Absent"), "、".join(away) or "—"))


def _said(line: LineView) -> str:
    one = line.minute
    speaker = f"{one.seat.name}: " if one.seat and one.kind == LineKind.OPINION else ""
    mark = f"{Mark.label_of(one.mark)} " if one.mark else ""
    ties = f"{one.from_tie.name} → {one.to_tie.name} " if one.from_tie and one.to_tie else ""
    return f"{mark}{speaker}{ties}{one.text}"


def _item(view: ItemView) -> list[Block]:
    blocks: list[Block] = [Heading(f"{view.item.place}. {view.name}")]
    if view.item.domains:
        blocks.append(
            Text(
                _("Domains talked about today: %(domains)s")
                % {
                    "domains": "、".join(
                        str(Domain.label_of(one)) for one in view.item.domains if one in Domain
                    )
                }
            )
        )
    rows: list[Row] = []
    for kind, label, lines in view.groups:
        if not lines:
            continue
        if kind in WITH_A_DAY:
            head = (label, _("Who"), _("Until when"))
            found = tuple(
                Row(
                    (
                        _said(one),
                        one.minute.seat.name if one.minute.seat else "—",
                        format_day(one.minute.until_on) or "—",
                    )
                )
                for one in lines
            )
            blocks.append(Grid(found, head, (6, 2, 3)))
        else:
            rows.append(Row((label, "\n".join(_said(one) for one in lines))))
    if rows:
        blocks.insert(1 + bool(view.item.domains), Grid(tuple(rows), widths=(1, 4)))
    blocks += [
        Text(
            _("Added on %(day)s by %(name)s: %(text)s")
            % {"day": format_day(one.at), "name": one.by.name, "text": one.text}
        )
        for one in view.additions
    ]
    return blocks


def minutes(table: Table, *, author: str) -> Sheet:
    """
    Return the minutes as whoever prints them may read them, with who was there, who confirmed, and
    the next day; a sealed meeting's carry the name of whoever prints.
    """
    found = table.conference
    frame = [
        Row(
            (
                _("Day and place"),
                " ".join(
                    part
                    for part in (
                        format_day(found.on),
                        f"{found.starts_at:%H:%M}" if found.starts_at else "",
                        found.place,
                    )
                    if part
                ),
            )
        ),
        _present(table),
        _absent(table),
    ]
    if found.purpose:
        frame.insert(1, Row((_("Purpose of the meeting"), found.purpose)))
    blocks: list[Block] = [Grid(tuple(frame), widths=(1, 4))]
    for view in table.items:
        blocks += _item(view)
    confirmed = [
        f"{one.name} {ConfirmedBy.label_of(one.confirmed_by)}"
        + (f"（{one.confirm_note}）" if one.confirm_note else "")
        for one in table.seats
        if one.confirmed_by
    ]
    end = [
        Row((_("Next time"), format_day(found.next_on) or "—")),
        Row((_("Keeps the minutes"), found.keeper.name)),
        Row((_("Confirmed"), "、".join(confirmed) or str(State.label_of(found.state)))),
    ]
    blocks += [
        Grid(tuple(end), widths=(1, 4)),
        Stamps((_("Keeps the minutes"), _("Chair"), _("Passed round"))),
    ]
    sealed = found.kind == Kind.SEALED
    return Sheet(
        _("%(kind)s, no. %(number)s") % {"kind": Kind.label_of(found.kind), "number": found.number},
        day=format_day(found.on),
        author=author,
        care=_("Secret by law (法9条)") if sealed else _("Handle with care"),
        blocks=blocks,
        watermark=author if sealed else "",
    )
