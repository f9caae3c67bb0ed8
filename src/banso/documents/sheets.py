"""Papers that end on a day, on paper: of everybody within reach, and of one person."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.documents.models import Document
from banso.documents.queries import Papers
from banso.documents.rules import Ending, Kind, Lies, Renewer
from banso.kit.formatting import brief_day, format_day, time_to
from banso.kit.sheets import Block, Heading, Row, Sheet, Table, Text
from banso.kit.sheets.boxes import box
from banso.people.models import Person
from banso.people.queries import known_as_many
from banso.people.sheets import about


def what(row: Document) -> str:
    """Return what a paper is, and what is said of it more closely."""
    return f"{Kind.label_of(row.kind)} {row.name}".strip()


def where(row: Document) -> str:
    """Return where a paper lies, in words."""
    return f"{Lies.label_of(row.lies)} {row.lies_words}".strip()


def who_renews(row: Document) -> str:
    """Return who sees to its renewal, in words."""
    name = row.answerable.name if row.answerable else ""
    return f"{Renewer.label_of(row.renewer)} {name}".strip()


def list_sheet(rows: Sequence[Document], viewer: Viewer, *, chosen: str, more: bool) -> Sheet:
    """
    Return the list of what ends, the nearest first: without numbers, with room to write what came
    of it.
    """
    known = known_as_many([one.person for one in rows], viewer)
    lines = []
    for one in rows:
        person = known[one.person_id]
        until = one.until_on
        lines.append(
            Row(
                (
                    f"{brief_day(until)}\n{time_to(until, viewer.today) if until else ''}",
                    f"{person.called}\n{person.full}".strip(),
                    what(one),
                    where(one),
                    who_renews(one),
                    box(False),
                )
            )
        )
    head = (
        _("Ends on"),
        _("Person"),
        _("Paper"),
        _("Where it lies"),
        _("Who renews it"),
        _("Done, on"),
    )
    blocks: list[Block] = [
        Table(tuple(lines) or (Row(("",) * 6, room=1),) * 3, head, (4, 5, 6, 5, 5, 4)),
        Text(_("What your role does not include is left out of this sheet.")),
    ]
    if not rows:
        blocks.insert(0, Text(_("Nothing ends within this time.")))
    if more:
        blocks.append(Text(_("Only the first %(count)s lines stand here.") % {"count": len(rows)}))
    return Sheet(
        _("Papers that end"),
        subtitle=chosen,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=blocks,
        landscape=True,
    )


def person_sheet(person: Person, papers: Papers, viewer: Viewer) -> Sheet:
    """Return the papers of a person who was seen already, with lines to add others by hand."""
    sees = viewer.may(Duty.SEE_NAMES)
    now = [
        Row(
            (
                what(one),
                one.number if sees else "",
                _span(one),
                where(one),
                who_renews(one),
                one.note,
            )
        )
        for one in papers.now
    ]
    before = [
        Row((what(one), _span(one), str(Ending.label_of(one.ending)), brief_day(one.closed_on)))
        for one in papers.before
    ]
    head = (
        _("Paper"),
        _("Number"),
        _("From – until"),
        _("Where it lies"),
        _("Who renews it"),
        _("Remarks"),
    )
    by_hand = (Row(("",) * 6, room=1),) * 3
    blocks: list[Block] = [
        about(person, viewer, on=format_day(viewer.today)),
        Heading(_("Papers that stand")),
        Table((*now, *by_hand), head, (5, 4, 5, 4, 4, 6)),
        Text(_("Never the My Number, nor the numbers of insurances.")),
    ]
    if before:
        blocks += [
            Heading(_("Papers before")),
            Table(
                tuple(before),
                (_("Paper"), _("From – until"), _("What became of it"), _("Day")),
                (5, 5, 4, 3),
            ),
        ]
    return Sheet(
        _("Papers of a person"),
        subtitle=person.called_name,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=blocks,
        landscape=True,
    )


def _span(one: Document) -> str:
    if one.from_on is None and one.until_on:
        return _("until %(day)s") % {"day": brief_day(one.until_on)}
    return f"{brief_day(one.from_on)} –\n{brief_day(one.until_on) or _('no end')}".lstrip()
