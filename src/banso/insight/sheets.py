"""A report on one page that one can take to the city; numbers of few hidden for anybody else."""

from itertools import zip_longest

from django.utils.translation import gettext as _

from banso.insight.figure_labels import period_label
from banso.insight.queries import Report
from banso.insight.report_labels import REPORT_LABELS, line_label
from banso.insight.report_rates import TARGETS_100K, Rate
from banso.insight.report_rows import told_outside
from banso.kit.formatting import brief_day, format_day, grouped, percent
from banso.kit.sheets import Block, Heading, Row, Sheet, Table, Text

SIGN = "＊"  # in place of a number that may not leave


def report_page(
    found: Report, fiscal_year: int, *, said: list[str], by_whom: str, outside: bool
) -> Sheet:
    """
    Return a report of a year on one page: its numbers, rates with numerator and denominator, what
    is compared nationally, and what people said; for anybody else numbers of few are hidden.
    """
    lines = [one for one in found.lines if "-" not in one.code]
    totals = [found.found.total(one.code) for one in lines]
    told = told_outside(found)
    numbers = [told[one.code] for one in lines] if outside else totals
    closed = {code for code, number in told.items() if number is None} if outside else set()
    blocks: list[Block] = [
        Heading(_("In numbers")),
        *_side_by_side(
            [
                (line_label(line.code), SIGN if number is None else grouped(number))
                for line, number in zip(lines, numbers, strict=True)
            ]
        ),
    ]
    if found.rates:
        blocks += [
            Heading(_("Rates")),
            Table(
                tuple(_rate(one, part, of, share, closed) for one, part, of, share in found.rates),
                (_("Rate"), _("Share"), _("Numerator / denominator"), _("National target")),
                (4, 1, 2, 3),
            ),
        ]
    if found.per_100k:
        blocks += [
            Heading(_("A month, for each 100,000 people")),
            Table(
                tuple(
                    Row(
                        (
                            line_label(code),
                            SIGN if code in closed else "—" if value is None else f"{value:.1f}",
                            str(TARGETS_100K[code]),
                        )
                    )
                    for code, value in found.per_100k.items()
                ),
                (_("Line"), _("Here"), _("National target")),
                (4, 1, 3),
            ),
        ]
    if said:
        blocks += [Heading(_("What people said, twice")), *(Text(one) for one in said)]
    blocks.append(Text(_how_counted(found, outside=outside)))
    return Sheet(
        title=f"{REPORT_LABELS[found.code]} {period_label(fiscal_year)}",
        day=format_day(found.at),
        author=by_whom,
        care=_("Without names"),
        blocks=blocks,
        one_page=True,
    )


def month_page(found: Report, month: int, *, by_whom: str) -> Sheet:
    """
    Return a month of a report on one page (月報): each line's number in it beside the year so far.
    """
    year = found.found.year.key
    lines = [one for one in found.lines if "-" not in one.code]
    rows = [
        (
            line_label(one.code),
            grouped(found.found.numbers[one.code][month]),
            grouped(found.found.numbers[one.code][year]),
        )
        for one in lines
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
        ],
        one_page=True,
    )


def _side_by_side(rows: list[tuple[str, str]]) -> list[Block]:
    """Return rows as two columns beside each other, so that a page holds them."""
    half = (len(rows) + 1) // 2
    pairs = [
        (*rows[place], *(rows[place + half : place + half + 1] or [("", "")])[0])
        for place in range(half)
    ]
    head = (_("Line"), _("Year"), _("Line"), _("Year"))
    return [Table(tuple(Row(one) for one in pairs), head, (5, 1, 5, 1))]


def _rate(one: Rate, part: int, of: int, share: float | None, closed: set[str]) -> Row:
    few = not closed.isdisjoint((*one.part, *one.of))
    return Row(
        (
            str(one.label),
            SIGN if few else percent(share),
            SIGN if few else f"{grouped(part)} / {grouped(of)}",
            str(one.target) or "—",
        )
    )


def _how_counted(found: Report, *, outside: bool) -> str:
    kept = found.setting
    words = [_("Every definition stands under the report itself.")]
    if outside:
        hidden_ones = _("%(sign)s stands for 1 to 4, and for a number that would give one away.")
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
