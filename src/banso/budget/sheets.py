"""家計表・家計計画表, ライフイベント表, キャッシュフロー表, on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.budget.queries import Whole
from banso.budget.rules import (
    INCOME,
    SPENDING,
    DebtKind,
    DebtState,
    Line,
    Pace,
    Step,
    first_below,
    per_month,
    total_of_month,
)
from banso.kit.eras import era_year
from banso.kit.formatting import brief_day, format_day, grouped, more_or_less, yen
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Table, Text
from banso.people.sheets import about


@dataclass(frozen=True)
class Shown:
    """A version as pages and sheets show it."""

    whole: Whole

    @cached_property
    def tables(self) -> list[tuple[str, list[tuple[str, ...]]]]:
        """Income and spending: each line that is known, and the sum."""
        return [
            (_("Income"), self._lines(INCOME)),
            (_("Spending"), self._lines(SPENDING)),
        ]

    def _lines(self, codes: Sequence[Line]) -> list[tuple[str, ...]]:
        known = self.whole.lines
        return [
            (
                str(Line.label_of(code)),
                grouped(known[code].now),
                grouped(known[code].planned),
                _when(known[code].day, known[code].pace),
            )
            for code in codes
            if code in known
        ]

    @cached_property
    def sums(self) -> list[tuple[str, str, str]]:
        """What is left in a month with a pension, in one without, and over two."""
        now, planned = (self.whole.things(planned=one) for one in (False, True))
        return [
            (
                _("Left in an even month (pension)"),
                more_or_less(total_of_month(now, 2)),
                more_or_less(total_of_month(planned, 2)),
            ),
            (
                _("Left in an odd month"),
                more_or_less(total_of_month(now, 1)),
                more_or_less(total_of_month(planned, 1)),
            ),
            (
                _("Left of a month, over two"),
                more_or_less(per_month(now)),
                more_or_less(per_month(planned)),
            ),
        ]

    @cached_property
    def debts(self) -> list[tuple[str, ...]]:
        """Debts and arrears."""
        return [
            (
                str(DebtKind.label_of(one.kind)),
                one.to_whom,
                grouped(one.total),
                grouped(one.instalment),
                _when(one.day, Pace.MONTHLY) if one.instalment else "",
                str(DebtState.label_of(one.state)),
            )
            for one in self.whole.debts
        ]

    @cached_property
    def events(self) -> list[tuple[str, str, str]]:
        """What lies ahead, by year."""
        return [(_year(one.year), one.what, grouped(one.cost)) for one in self.whole.events]

    @cached_property
    def days(self) -> list[Step]:
        """The days of the coming half year: by the plan where there is one."""
        return self.whole.days(planned=True)

    @cached_property
    def said(self) -> list[str]:
        """In plain words: on which day the money does not last, as it is and as it is planned."""
        if not self.whole.is_planned:
            return [_short_said(first_below(self.days))]
        now = _short_said(self.whole.short(planned=False))
        planned = _short_said(first_below(self.days))
        return [
            _("As it is now: %(said)s") % {"said": now},
            _("By the plan: %(said)s") % {"said": planned},
        ]


def _short_said(day: date | None) -> str:
    if day is None:
        return _("the money lasts for half a year.")
    return _("on %(day)s it falls below nothing.") % {"day": format_day(day)}


def _when(day: int | None, pace: str) -> str:
    said = [] if pace == Pace.MONTHLY else [str(Pace.label_of(pace))]
    if day:
        said.append(_("day %(day)s") % {"day": day})
    return " ".join(said)


def _year(year: int) -> str:
    """Return a year as people say it: 令和9年(2027年), or 2027 for English readers."""
    return f"{era_year(year)}({year}年)" if get_language() == "ja" else str(year)


def _sheet(
    title: str,
    whole: Whole,
    viewer: Viewer,
    agency: str,
    blocks: list[Block],
    *,
    one_page: bool = False,
) -> Sheet:
    budget = whole.budget
    return Sheet(
        title,
        subtitle=_("As of %(day)s (no. %(number)s)")
        % {"day": format_day(budget.on), "number": budget.number},
        day=format_day(viewer.today),
        author=f"{agency} {viewer.name}",
        care=_("Handle with care"),
        blocks=[about(budget.person, viewer, on=format_day(budget.on)), *blocks],
        one_page=one_page,
    )


def _table(rows: Sequence[Sequence[str]], head: tuple[str, ...], widths: tuple[int, ...]) -> Table:
    empty = ("—", *([""] * (len(head) - 1)))
    return Table(tuple(Row(tuple(one)) for one in rows) or (Row(empty),), head, widths)


def month_sheet(whole: Whole, viewer: Viewer, *, agency: str) -> Sheet:
    """Return 家計表 with 家計計画表 beside it: now and planned, what is left, the words."""
    shown = Shown(whole)
    blocks: list[Block] = []
    head = (_("Line"), _("Now (yen)"), _("Planned (yen)"), _("When"))
    for heading, rows in shown.tables:
        blocks += [Heading(heading), _table(rows, head, (6, 4, 4, 5))]
    budget = whole.budget
    blocks += [
        Heading(_("What is left")),
        _table(shown.sums, head[:3], (6, 4, 4)),
        Heading(_("Debts and arrears")),
        _debts(shown),
        Table(
            (
                Row((_("At hand"), yen(budget.cash))),
                Row((_("Who lives on it"), budget.household)),
                Row((_("The person’s words"), budget.words), room=2),
                Row((_("What we see"), budget.view), room=2),
                Row((_("Why a new version, and what changed"), budget.reason)),
                Row((_("Drawn up by"), budget.made_by.name)),
            ),
            widths=(1, 3),
        ),
        Signing(_("The person (signature or mark)")),
    ]
    title = _("Household’s month, now and planned (家計表・家計計画表)")
    return _sheet(title, whole, viewer, agency, blocks, one_page=True)


def _debts(shown: Shown) -> Table:
    head = (
        _("What is owed"),
        _("To whom it is owed"),
        _("All in all"),
        _("Each month"),
        _("When"),
        _("How it stands"),
    )
    return _table(shown.debts, head, (6, 5, 4, 4, 3, 6))


def years_sheet(whole: Whole, viewer: Viewer, *, agency: str) -> Sheet:
    """Return ライフイベント表: what will cost in the years ahead."""
    shown = Shown(whole)
    head = (_("In the year"), _("What will cost"), _("About how much (yen)"))
    blocks: list[Block] = [
        Table(
            tuple(Row(one) for one in shown.events)
            + tuple(Row(("", "", ""), room=2) for _line in range(6)),
            head,
            (4, 9, 4),
        ),
        Heading(_("Debts and arrears")),
        _debts(shown),
    ]
    return _sheet(_("What lies ahead (ライフイベント表)"), whole, viewer, agency, blocks)


def days_sheet(whole: Whole, viewer: Viewer, *, agency: str) -> Sheet:
    """Return キャッシュフロー表: what comes and goes by date, and what is left."""
    shown = Shown(whole)
    start = (
        brief_day(whole.budget.on),
        _("At hand"),
        "",
        "",
        grouped(whole.budget.cash),
    )
    rows = [Row(start)]
    ends = {one.on: one.left for one in shown.days}
    for one in shown.days:
        came = grouped(one.amount) if one.amount > 0 else ""
        went = grouped(-one.amount) if one.amount < 0 else ""
        cells = (brief_day(one.on), str(one.label), came, went, grouped(one.left))
        rows.append(Row(cells, framed=ends[one.on] < 0))
    blocks: list[Block] = [
        *(Text(one) for one in shown.said),
        Text(
            _(
                "What has no day of its own goes out in four parts, on the 1st, 8th, 15th and "
                "22nd; income without a day comes on the last of the month. Framed: less than "
                "nothing is left."
            )
        ),
        Table(
            tuple(rows),
            (_("Day"), _("What"), _("Comes in"), _("Goes out"), _("What is left")),
            (4, 7, 3, 3, 4),
        ),
    ]
    return _sheet(_("Money day by day (キャッシュフロー表)"), whole, viewer, agency, blocks)
