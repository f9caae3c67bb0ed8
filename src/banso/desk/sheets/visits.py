"""アフターケア訪問票: to take along and tick by hand, and as a visit was written down on screen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from banso.access.text_rules import may_read
from banso.access.viewer import Viewer
from banso.companionship.models import ContactNote, Promise
from banso.companionship.queries import visits_of
from banso.companionship.visit_fields import ENOUGH, METERS, Look, Met, looked_at
from banso.desk.sheets.frame import on_one_page
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Table
from banso.kit.sheets.boxes import box, boxes
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.models import Person, TimelineEntry
from banso.people.queries import current_entries_of, known_now
from banso.people.rules import Ledger, readable
from banso.people.sheets import about

NOTHING: Mapping[str, Any] = {}


def visit(person: Person, viewer: Viewer) -> Sheet:
    """Return the sheet to take along: what is known already, and what is looked at, by tick."""
    blocks = [about(person, viewer), _home(person, viewer), *_written(viewer, None, NOTHING)]
    return on_one_page(_("Visit at home"), person, viewer, blocks)


def last_visit(person: Person, viewer: Viewer) -> Sheet:
    """Return the last visit as it was written down, and those before it with their meters."""
    visits = visits_of(person, viewer)
    if not visits:
        return visit(person, viewer)
    last = visits[0]
    blocks: list[Block] = [
        about(person, viewer, on=format_day(last.on)),
        _home(person, viewer),
        *_written(viewer, last, last.looked or NOTHING),
    ]
    if len(visits) > 1:
        blocks += [Heading(_("Visits before")), _before(visits[1:], viewer)]
    return on_one_page(_("Visit at home"), person, viewer, blocks)


def _home(person: Person, viewer: Viewer) -> Table:
    known = {
        str(each.label): each.text
        for one, those in known_now(person, viewer)
        if one.ledger == Ledger.AFTERCARE
        for each in those
    }
    fields = {one.code: str(one.label) for one in LEDGER_FIELDS[Ledger.AFTERCARE]}
    return Table(
        tuple(
            Row((fields[code], said), room=0 if said else 1)
            for code in ("dwelling", "visits", "next_visit_on")
            for said in [known.get(fields[code], "")]
        )
    )


def _written(viewer: Viewer, note: ContactNote | None, looked: Mapping[str, Any]) -> list[Block]:
    """Return the parts that are filled in on a visit: blank, or as they were written down."""
    by_hand = int(note is None)
    memory = _memory_of(note, viewer) if note else None
    promise = Promise.objects.filter(made_with=note.pk).first() if note else None
    fine = [(one.value, one.label) for one in Look]
    enough = looked.get(ENOUGH.code) == "yes"
    return [
        Heading(_("In the order in which it is typed in")),
        Table(
            (
                Row((_("Day, time, minutes"), _when(note)), framed=True, mark="※", room=by_hand),
                Row((_("Who went"), _who(note, looked)), room=by_hand),
                Row(
                    (_("Met?"), boxes(Met.choices, [looked.get("met", "")])), framed=True, mark="※"
                ),
                Row((str(ENOUGH.label), box(enough, _("Yes: that counts by itself")))),
                Row((_("In their own words"), memory.words if memory else ""), room=3 * by_hand),
                Row(
                    (_("What happened (facts)"), looked.get("said", "") if memory else ""),
                    room=2 * by_hand,
                ),
            )
        ),
        Table(
            tuple(
                Row(
                    (
                        str(one.label),
                        boxes(fine, [looked.get(one.code, "")]),
                        looked.get(one.remarks, ""),
                    )
                )
                for one in looked_at(readable(viewer.duties))
            ),
            (_("What was looked at"), "", _("Remarks")),
            (5, 7, 6),
        ),
        Table(
            (Row(tuple(one.said(looked.get(one.code, "")) for one in METERS), room=by_hand),),
            tuple(str(one.label) for one in METERS),
            (1, 1, 1),
        ),
        Table(
            (
                Row(
                    (
                        _("Next visit: day, time, who"),
                        format_day(promise.due_on) if promise else "",
                    ),
                    room=0 if promise else 1,
                ),
            )
        ),
    ]


def _memory_of(note: ContactNote, viewer: Viewer) -> TimelineEntry | None:
    """Return what was remembered of a visit, where this viewer may read it."""
    entry = current_entries_of([note.pk]).get(note.pk)
    return entry if entry and may_read(viewer, entry) else None


def _when(note: ContactNote | None) -> str:
    if note is None:
        return ""
    minutes = _("%(n)s minutes") % {"n": note.minutes} if note.minutes else ""
    return "　".join(part for part in (format_day(note.on), minutes) if part)


def _who(note: ContactNote | None, looked: Mapping[str, Any]) -> str:
    if note is None:
        return ""
    names = (note.member.name if note.member else "", looked.get("with_whom", ""))
    return "、".join(name for name in names if name)


def _before(visits: list[ContactNote], viewer: Viewer) -> Table:
    mine = looked_at(readable(viewer.duties))
    rows = []
    for one in visits:
        looked = one.looked or NOTHING
        again = [str(item.label) for item in mine if looked.get(item.code) == Look.AGAIN]
        rows.append(
            Row(
                (
                    brief_day(one.on),
                    str(Met.label_of(looked.get("met", ""))),
                    "、".join(again),
                    *(item.said(looked.get(item.code, "")) for item in METERS),
                )
            )
        )
    head = (_("Day"), _("Met?"), str(Look.AGAIN.label), *(str(item.label) for item in METERS))
    return Table(tuple(rows), head, (4, 5, 6, 4, 4, 4))
