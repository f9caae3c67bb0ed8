"""What went wrong, or nearly, on paper: one of them, a blank one, and a month."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.mishaps.models import Mishap
from banso.mishaps.rules import Kind, Told, Where
from banso.people.models import Person


def when(row: Mishap) -> str:
    """Return when it happened, with the time where it is known."""
    time = f" {row.at_time:%H:%M}" if row.at_time else ""
    return f"{format_day(row.on)}{time}"


def where(row: Mishap) -> str:
    """Return where it happened, in words."""
    return f"{Where.label_of(row.place)} {row.place_words}".strip()


def told(row: Mishap) -> str:
    """Return to whom it was told, in words."""
    named = "、".join(str(Told.label_of(code)) for code in row.told)
    return f"{named} {row.told_words}".strip()


def mishap_sheet(row: Mishap, present: Sequence[Person], viewer: Viewer) -> Sheet:
    """Return one of them, seen already, as it is handed in, with boxes to sign off."""
    who = [one.called_name for one in present] + ([row.others] if row.others else [])
    change = [
        row.change,
        _("until %(day)s") % {"day": format_day(row.change_until)} if row.change_until else "",
        row.answerable.name if row.answerable else "",
    ]
    closed = ""
    if row.closed_by:
        closed = f"{format_day(row.closed_on)} {row.closed_by.name}\n{row.closed_words}".strip()
    rows = (
        Row((_("What sort of thing"), boxes(Kind.choices, [row.kind]))),
        Row((_("When"), when(row))),
        Row((_("Where"), f"{where(row)}\n{row.office.name}")),
        Row((_("Who was there"), "、".join(who))),
        Row((_("What happened"), row.happened), room=0 if row.happened else 3),
        Row((_("What was done at once"), row.done), room=0 if row.done else 2),
        Row((_("To whom it was told"), f"{boxes(Told.choices, row.told)}\n{row.told_words}")),
        Row((_("What was learnt"), row.learnt), room=0 if row.learnt else 2),
        Row((_("What changes, until when, by whom"), "\n".join(one for one in change if one))),
        Row((_("Read and closed by"), closed), room=1),
    )
    return _sheet(viewer, Table(rows), author=row.written_by.name)


def blank_sheet(viewer: Viewer) -> Sheet:
    """Return a sheet to fill in by hand, in the order in which it is typed in."""
    rows = (
        Row((_("What sort of thing"), boxes(Kind.choices)), framed=True, mark="※"),
        Row((_("When"), ""), framed=True, mark="※", room=1),
        Row((_("Where"), boxes(Where.choices)), framed=True, mark="※"),
        Row((_("Where exactly"), ""), room=1),
        Row((_("Who was there"), ""), room=2),
        Row((_("What happened"), ""), framed=True, mark="※", room=4),
        Row((_("What was done at once"), ""), room=3),
        Row((_("To whom it was told"), boxes(Told.choices))),
        Row((_("When, how, by whom it was told"), ""), room=1),
        Row((_("What was learnt"), ""), room=2),
        Row((_("What changes, until when, by whom"), ""), room=2),
        Row((_("Written by, on"), ""), room=1),
        Row((_("Read and closed by"), ""), room=1),
    )
    return _sheet(viewer, Table(rows), author="")


def _sheet(viewer: Viewer, table: Table, *, author: str) -> Sheet:
    agency = agency_of(viewer)
    return Sheet(
        _("Accident, complaint, near miss"),
        subtitle=agency.name,
        day=format_day(viewer.today),
        author=author or viewer.name,
        care=_("Handle with care"),
        blocks=[
            Stamps(agency.stamps),
            table,
            Text(
                _("Nobody is blamed here. What we learn of it keeps the next one from happening.")
            ),
        ],
    )


def month_sheet(rows: Sequence[Mishap], viewer: Viewer, *, first: date, most: int) -> Sheet:
    """Return a month: how often each kind happened, then one line for each; nobody is named."""
    counts = {
        kind: sum(one.kind == kind for one in rows)
        for kind, _label in Kind.choices
        if any(one.kind == kind for one in rows)
    }
    lines = tuple(
        Row(
            (
                f"{brief_day(one.on)}\n{one.at_time:%H:%M}" if one.at_time else brief_day(one.on),
                str(Kind.label_of(one.kind)),
                where(one),
                one.learnt,
                f"{one.change}\n{brief_day(one.change_until)}".strip(),
                brief_day(one.closed_on),
            )
        )
        for one in rows[:most]
    )
    head = (
        _("Day"),
        _("What sort of thing"),
        _("Where"),
        _("What was learnt"),
        _("What changes, until when"),
        _("Closed"),
    )
    blocks: list[Block] = [
        Table(
            tuple(Row((str(Kind.label_of(kind)), str(count))) for kind, count in counts.items())
            or (Row((_("Nothing was written down"), "0")),),
            widths=(3, 1),
        ),
        Heading(_("One by one")),
        Table(lines or (Row(("",) * 6, room=1),), head, (3, 4, 4, 8, 7, 3)),
        Text(_("What your role does not include is left out of this sheet.")),
    ]
    if len(rows) > most:
        blocks.append(Text(_("Only the first %(count)s lines stand here.") % {"count": most}))
    month = format_day(first).split("1日")[0]
    return Sheet(
        _("Accidents, complaints, near misses of a month"),
        subtitle=month,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=blocks,
        landscape=True,
    )
