"""The year in pictures: every figure of the page out of one opening of the snapshot."""

from dataclasses import dataclass
from datetime import date, datetime

from banso.access.viewer import Viewer
from banso.insight.declared import figures
from banso.insight.queries.findings import Finding, asked_codes, finding
from banso.insight.queries.snapshots import asking
from banso.kit.eras import fiscal_year
from banso.surveys.rules import Moment
from banso_analysis.figures import Figure, numbers
from banso_analysis.periods import Period, fiscal_years

YEARS = 5  # with this one
MOST_FINDINGS = 4


@dataclass(frozen=True)
class Multiple:
    """
    A figure over the last years: its kinds, the greatest of this year first, with a number for each
    year; what the whole is in each; and in the last year up to the same day.
    """

    figure: Figure
    years: list[int]
    rows: list[tuple[str, list[int]]]
    totals: list[int]
    a_year_ago: int

    @property
    def latest(self) -> int:
        """The number of this year."""
        return self.totals[-1]

    @property
    def change(self) -> int:
        """How much more it is than in the last year up to the same day."""
        return self.latest - self.a_year_ago

    @property
    def stacks(self) -> bool:
        """Whether the kinds make up the whole: nobody is of several kinds."""
        sums = [sum(row[place] for _kind, row in self.rows) for place in range(len(self.years))]
        return sums == self.totals


def year_in_pictures(viewer: Viewer, codes: tuple[str, ...]) -> tuple[list[Multiple], datetime]:
    """
    Return figures over the last years, and of which moment they are.

    :raises NothingPublished: if there is no snapshot yet
    """
    this = fiscal_year(viewer.today)
    years = fiscal_years(this - YEARS + 1, this, until=viewer.today)
    ago = fiscal_years(this - 1, this - 1, until=_a_year_before(viewer.today))
    before = [Period(-one.key, one.first, one.last) for one in ago]
    known = figures()
    with asking(viewer) as asked:
        made = []
        for code in (one for one in codes if one in known):
            cells, people = numbers(asked.engine, known[code], [*years, *before])
            counts = known[code].counts == "people"
            found = {(one.kind, one.period): one.people if counts else one.times for one in cells}
            kinds = {one.kind for one in cells if one.period > 0}

            def whole(
                key: int,
                *,
                of: dict[tuple[str, int], int] = found,
                people: dict[int, int] | None = people if counts else None,
            ) -> int:
                if people is not None:
                    return people.get(key, 0)
                return sum(number for (_kind, period), number in of.items() if period == key)

            rows = [(kind, [found.get((kind, one.key), 0) for one in years]) for kind in kinds]
            rows.sort(key=lambda row: (-row[1][-1], -sum(row[1]), row[0]))
            made.append(
                Multiple(
                    known[code],
                    [one.key for one in years],
                    rows,
                    [whole(one.key) for one in years],
                    sum(whole(one.key) for one in before),
                )
            )
        return made, asked.at


def _a_year_before(day: date) -> date:
    """Return the same day a year ago; 29 February has the one before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def findings_of_year(
    viewer: Viewer, *, until: date | None = None
) -> list[tuple[dict[str, str], Finding]]:
    """
    Return what is found between coming in and half a year after leaving, for the first questions
    that anybody answered both times, of what was answered until a day: how it is asked for, and
    what is found.
    """
    made: list[tuple[dict[str, str], Finding]] = []
    for code, form in asked_codes(viewer):
        for item in form.items:
            asked = {
                "code": code,
                "item": item.code,
                "before": Moment.ENTRY.value,
                "after": Moment.M6.value,
            }
            found = finding(viewer, **asked, until=until)
            if found.same.pairs:
                made.append((asked, found))
            if len(made) == MOST_FINDINGS:
                return made
        if made:
            break
    return made
