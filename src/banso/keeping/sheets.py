"""金品預かり証, 出納簿, and the list of everything that is in keeping, on A4."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.keeping.models import Count
from banso.keeping.queries import Book, Line, Standing
from banso.keeping.rules import GivenTo, Kind, Signed, Together, Wish
from banso.kit.eras import PartialDate, Precision
from banso.kit.formatting import brief_day, format_day, grouped, yen
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.people.sheets import about

WIDTHS = (2, 4, 6, 5, 4, 4, 4, 4, 4)


def amount_of(kind: str, amount: int) -> str:
    """Return how much it is, in yen or pieces."""
    return yen(amount) if kind == Kind.CASH else grouped(amount)


def receipt_sheet(book: Book, viewer: Viewer, *, agency: str) -> Sheet:
    """
    Return 金品預かり証: what is kept today, why, by whose wish; the person signs, and has a copy.
    """
    standing = book.standing
    keeping = standing.keeping
    rows = [
        Row(
            (
                str(Kind.label_of(one.row.kind)),
                one.row.what,
                grouped(one.left),
                brief_day(one.row.on),
            )
        )
        for one in standing.things
    ]
    last = book.cash[-1].row.on if book.cash else keeping.begun_on
    if standing.cash or not rows:
        cash = (str(Kind.CASH.label), "", amount_of(Kind.CASH, standing.cash), brief_day(last))
        rows.insert(0, Row(cash))
    facts = [
        (_("Why it is kept"), keeping.why),
        (_("By whose wish"), _wish(keeping.wish, keeping.wish_words)),
        (_("The person’s words"), keeping.words),
        (_("Who keeps it, where"), f"{keeping.keeper.name}　{keeping.place}".strip()),
        (_("Since"), format_day(keeping.begun_on)),
    ]
    if keeping.ended_on:
        to = f"{GivenTo.label_of(keeping.given_to)} {keeping.given_to_whom}".strip()
        facts.append((_("Given back"), f"{format_day(keeping.ended_on)}　{to}"))
    blocks: list[Block] = [
        about(keeping.person, viewer, on=format_day(viewer.today)),
        Heading(_("What we keep for you")),
        Table(
            tuple(rows),
            (_("What"), _("How anybody recognises it"), _("How much"), _("Day")),
            (4, 8, 4, 4),
        ),
        Table(tuple(Row(one) for one in facts), widths=(1, 3)),
        Text(
            _(
                "You can see the book and have everything back whenever you say so. Nobody may "
                "use it without your word. Once a month we count it and look at it together."
            )
        ),
        Signing(_("The person (signature or mark)"), note=_signed(book)),
        Signing(_("Received by")),
        Signing(_("Second member, who saw it too")),
    ]
    if keeping.ended_on:
        blocks.append(Signing(_("Received everything back")))
    return Sheet(
        _("Receipt for money and belongings in keeping (金品預かり証)"),
        subtitle=_("Keeping no. %(number)s") % {"number": keeping.number},
        day=format_day(viewer.today),
        author=f"{agency} {viewer.name}",
        care="",  # the person keeps it
        blocks=blocks,
    )


def _wish(wish: str, words: str) -> str:
    return f"{boxes(Wish.choices, [wish])}\n{words}".strip()


def _signed(book: Book) -> str:
    keeping = book.standing.keeping
    if not keeping.signed:
        return ""
    how = Signed.label_of(keeping.signed)
    return f"{how}　{format_day(keeping.signed_on)}　{keeping.signed_note}".strip()


def head_of_book() -> tuple[str, ...]:
    """Return the names of a book's columns."""
    return (
        _("No."),
        _("Day"),
        _("Entry (摘要)"),
        _("With whom"),
        _("In"),
        _("Out"),
        _("There are"),
        _("Written by"),
        _("Seen by"),
    )


def book_sheet(book: Book, viewer: Viewer, *, agency: str) -> Sheet:
    """Return 出納簿: every row with two names, what was there after it, each count."""
    keeping = book.standing.keeping
    head = head_of_book()
    blocks: list[Block] = [
        about(keeping.person, viewer, on=format_day(viewer.today)),
        Text(
            _("Kept since %(day)s. Now %(amount)s yen, %(pieces)s things.")
            % {
                "day": format_day(keeping.begun_on),
                "amount": grouped(book.standing.cash),
                "pieces": book.standing.pieces,
            }
        ),
        Heading(str(Kind.CASH.label)),
        Table(tuple(_by_month(book.cash)) or _nothing(len(head)), head, WIDTHS),
    ]
    if book.things:
        things = (*head[:6], *head[7:])
        blocks += [
            Heading(_("Belongings")),
            Table(
                tuple(Row(_cells(one)) for one in book.things),
                things,
                (*WIDTHS[:6], *WIDTHS[7:]),
            ),
        ]
    blocks += [Heading(_("Counted")), _counts(book.counts)]
    blocks += [
        Signing(_("The person (signature or mark)"), note=_("I have looked through this book.")),
        Signing(_("Who answers for the office")),
    ]
    return Sheet(
        _("Book of money and belongings in keeping (出納簿)"),
        subtitle=_("Keeping no. %(number)s") % {"number": keeping.number},
        day=format_day(viewer.today),
        author=f"{agency} {viewer.name}",
        care=_("Handle with care"),
        blocks=blocks,
        landscape=True,
        one_page=True,
    )


def _by_month(lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of money, after the last one of each month what came, went and is there."""
    for month, those in groupby(lines, key=lambda one: (one.row.on.year, one.row.on.month)):
        found = list(those)
        yield from (Row(_cells(one)) for one in found)
        sums = (sum(one.came or 0 for one in found), sum(one.went or 0 for one in found))
        said = _("Sum of %(month)s, carried over") % {
            "month": format_day(PartialDate(*month, precision=Precision.MONTH))
        }
        came, went = map(grouped, sums)
        yield Row(("", "", said, "", came, went, grouped(found[-1].total), "", ""), framed=True)


def _nothing(columns: int) -> tuple[Row, ...]:
    return (Row(("", "", _("Nothing yet."), *([""] * (columns - 3)))),)


def _cells(line: Line) -> tuple[str, ...]:
    row = line.row
    said = [row.purpose, row.why_below]
    if row.kind != Kind.CASH:
        said.insert(0, line.name)
    if row.reverses_id:
        said.append(_("reverses an earlier row"))
    if line.reversed_by:
        said.append(_("reversed by no. %(number)s") % {"number": line.reversed_by})
    came, went = grouped(line.came), grouped(line.went)
    total = () if row.kind != Kind.CASH else (grouped(line.total),)
    second = row.second.name if row.second else ""
    day, by = brief_day(row.on), row.entered_by.name
    text = "\n".join(one for one in said if one)
    return (str(row.number), day, text, row.with_whom, came, went, *total, by, second)


def _counts(counts: Sequence[Count]) -> Table:
    rows = tuple(
        Row(
            (
                brief_day(one.on),
                grouped(one.expected),
                grouped(one.found),
                one.signed,
                "\n".join(part for part in (_there(one), one.note, one.words) if part),
                one.entered_by.name,
                one.second.name if one.second else "",
            )
        )
        for one in counts
    )
    head = (
        _("Day"),
        _("By the book"),
        _("Counted (yen)"),
        _("Difference"),
        _("With whom, what was said"),
        _("Written by"),
        _("Seen by"),
    )
    widths = (4, 4, 4, 4, 12, 4, 4)
    return Table(rows or (Row(("", "", "", "", _("Nothing yet."), "", "")),), head, widths)


def _there(one: Count) -> str:
    there = "" if one.things_there else _("not everything else was there")
    return "、".join(part for part in (str(Together.label_of(one.together)), there) if part)


def list_sheet(standings: Sequence[Standing], viewer: Viewer, *, agency: str) -> Sheet:
    """Return the list of everything in keeping, for whoever answers for the office."""
    head = (
        _("No."),
        _("Person"),
        _("Cash (yen)"),
        _("Belongings"),
        _("Who keeps it, where"),
        _("Since"),
        _("Counted"),
        _("To be looked at"),
    )
    rows = tuple(Row(_in_list(one)) for one in standings)
    total = sum(one.cash for one in standings)
    return Sheet(
        _("Everything in keeping"),
        day=format_day(viewer.today),
        author=f"{agency} {viewer.name}",
        care=_("Handle with care"),
        blocks=[
            Text(
                _("%(count)s keepings, together %(amount)s yen.")
                % {"count": len(standings), "amount": grouped(total)}
            ),
            Table(rows or _nothing(len(head)), head, (2, 5, 4, 6, 6, 4, 4, 6)),
            Signing(_("Who answers for the office")),
        ],
        landscape=True,
    )


def _in_list(one: Standing) -> tuple[str, ...]:
    keeping = one.keeping
    things = "、".join(f"{Kind.label_of(thing.row.kind)}×{thing.left}" for thing in one.things)
    return (
        str(keeping.number),
        keeping.person.called_name,
        grouped(one.cash),
        things,
        f"{keeping.keeper.name}\n{keeping.place}".strip(),
        brief_day(keeping.begun_on),
        _day(one.counted_on),
        "\n".join(said_of(one)),
    )


def _day(day: date | None) -> str:
    return brief_day(day) if day else "—"


def said_of(one: Standing) -> list[str]:
    """Return in plain words what is to be done about a keeping."""
    dead = one.keeping.person.has_died and one.keeping.ended_on is None
    said = {
        _("The person has died: give everything back"): dead,
        _("Kept by somebody who does not reach the person"): one.out_of_reach,
        _("Less than nothing is there"): one.cash < 0,
        _("Not counted for a month, or since it changed hands"): one.is_due,
        _("Bankbook or card and seal lie together"): one.one_hand,
        _("%(n)d rows wait for a second member") % {"n": one.alone}: bool(one.alone),
    }
    return [words for words, holds in said.items() if holds]
