"""A report on one page that one can take to the city; numbers of few hidden for anybody else."""

from itertools import zip_longest

from django.utils.translation import gettext as _

from banso.insight.figure_labels import period_label
from banso.insight.queries import Report, ToldReport
from banso.insight.report_labels import REPORT_LABELS, line_label
from banso.insight.report_rates import TARGETS_100K, Rate
from banso.insight.report_rows import definitions_of, told_label
from banso.kit.formatting import brief_day, format_day, grouped, percent, tenths
from banso.kit.sheets import Block, Heading, Row, Sheet, Table, Text

SIGN = "＊"  # in place of a number that may not leave


def report_page(
    found: Report,
    fiscal_year: int,
    *,
    said: list[str],
    by_whom: str,
    told: ToldReport | None = None,
) -> Sheet:
    """
    Return a report of a year on one page: its numbers, rates with numerator and denominator, what
    is compared nationally, and what people said; for anybody else what may be told of it.
    """
    lines = [one for one in (told or found).lines if "-" not in one.code]
    numbers: list[tuple[str, int | None]] = (
        [(told_label(one), told.people[one.code]) for one in lines]
        if told
        else [(line_label(one.code), found.found.total(one.code)) for one in lines]
    )
    rates = (told or found).rates
    few = {code for code, number in told.people.items() if number is None} if told else set()
    blocks: list[Block] = [
        Heading(_("In numbers")),
        *_side_by_side([(label, SIGN if one is None else grouped(one)) for label, one in numbers]),
    ]
    if rates:
        blocks += [
            Heading(_("Rates")),
            Table(
                tuple(_rate(*one) for one in rates),
                (_("Rate"), _("Share"), _("Numerator / denominator"), _("National target")),
                (4, 1, 2, 3),
            ),
        ]
    if found.per_100k:
        blocks += [
            Heading(_("A month, for each 100,000 people")),
            Table(
                tuple(
                    _compared(code, value, is_hidden=code in few)
                    for code, value in (told or found).per_100k.items()
                ),
                (_("Line"), _("Here"), _("National target")),
                (4, 1, 3),
            ),
        ]
    if said:
        blocks += [Heading(_("What people said, twice")), *(Text(one) for one in said)]
    blocks.append(Text(_how_counted(found, outside=told is not None)))
    blocks += [] if told else _definitions(found)
    return Sheet(
        title=f"{REPORT_LABELS[found.code]} {period_label(fiscal_year)}",
        day=format_day(found.at),
        author=by_whom,
        care=_("Without names"),
        blocks=blocks,
        one_page=True,
    )


def _compared(code: str, value: float | None, *, is_hidden: bool) -> Row:
    here = SIGN if is_hidden else tenths(value)
    return Row((line_label(code), here, str(TARGETS_100K[code])))


def month_page(found: Report, month: int, *, by_whom: str) -> Sheet:
    """
    Return a month of a report on one page (月報): each line's number in it beside the year so far.
    """
    year = found.found.year.key
    rows = [
        (
            line_label(one.code),
            grouped(found.found.numbers[one.code][month]),
            grouped(found.found.numbers[one.code][year]),
        )
        for one in found.lines
    ]
    half = (len(rows) + 1) // 2
    pairs = [
        (*one, *two) for one, two in zip_longest(rows[:half], rows[half:], fillvalue=("",) * 3)
    ]
    head = (_("Line"), _("This month"), _("Year"))
    return Sheet(
        title=_("Monthly report (月報): %(report)s") % {"report": REPORT_LABELS[found.code]},
        subtitle=period_label(month),
        day=format_day(found.at),
        author=by_whom,
        care=_("Without names"),
        blocks=[
            Table(tuple(Row(one) for one in pairs), (*head, *head), (5, 2, 2, 5, 2, 2)),
            Text(_how_counted(found, outside=False)),
            *_definitions(found),
        ],
        one_page=True,
    )


def _definitions(found: Report) -> list[Block]:
    """Return how each line is counted: whoever reads the paper has no screen beside it."""
    said = [
        (label or _("Each service, each place, each reason"), text)
        for label, text in definitions_of(found)
    ]
    return [Heading(_("How it is counted")), Table(tuple(Row(one) for one in said), (), (4, 11))]


def _side_by_side(rows: list[tuple[str, str]]) -> list[Block]:
    """Return rows as two columns beside each other, so that a page holds them."""
    half = (len(rows) + 1) // 2
    pairs = [
        (*rows[place], *(rows[place + half : place + half + 1] or [("", "")])[0])
        for place in range(half)
    ]
    head = (_("Line"), _("Year"), _("Line"), _("Year"))
    return [Table(tuple(Row(one) for one in pairs), head, (5, 1, 5, 1))]


def _rate(one: Rate, part: int | None, of: int | None, share: float | None) -> Row:
    few = part is None or of is None
    return Row(
        (
            str(one.label),
            SIGN if few else percent(share),
            SIGN if few else f"{grouped(part or 0)} / {grouped(of or 0)}",
            str(one.target) or "—",
        )
    )


def _how_counted(found: Report, *, outside: bool) -> str:
    kept = found.setting
    words = [_("Every definition stands under the report itself.")] if outside else []
    if outside:
        hidden_ones = _(
            "Every number is of people. %(sign)s stands for 1 to 4; any other may be told up to 2 "
            "more or less, so that nobody can be worked out."
        )
        words.insert(0, hidden_ones % {"sign": SIGN})
    if kept:
        words.insert(
            0,
            _("Population %(number)s (%(day)s, %(source)s).")
            % {
                "number": grouped(kept.population),
                "day": brief_day(kept.population_on),
                "source": kept.source,
            },
        )
    return " ".join(words)
