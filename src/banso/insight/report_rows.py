"""
A report as rows and notes, for Excel, for the command, and for whoever reads it without the screen.
"""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banso.insight.figure_labels import period_label
from banso.insight.report_labels import definition, line_label
from banso.insight.report_rates import TARGETS_100K, Rate
from banso.kit.formatting import format_day
from banso_analysis.rounding import half_up

if TYPE_CHECKING:
    from banso.insight.queries.leaving import ToldReport
    from banso.insight.queries.reports import Report
    from banso_analysis.reports import Line

Cell = str | int | float | None


def handed_in_by(agency: str, year: int) -> str:
    """Return whose report it is and over which time, as it stands under the title."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    return f"{agency}　{format_day(first)} – {format_day(last)}"


def cells_of(found: "Report") -> tuple[list[str], list[list[Cell]]]:
    """
    Return the head and the rows of a report: a row for each line, a column for each month and the
    year.
    """
    periods = [*found.found.months, found.found.year]
    head = [_("Line"), *(period_label(one.key) for one in periods)]
    rows: list[list[Cell]] = [
        [line_label(line.code), *(found.found.numbers[line.code][one.key] for one in periods)]
        for line in found.lines
    ]
    return head, rows


def rows_outside(told: "ToldReport", year: int) -> tuple[list[str], list[list[Cell]]]:
    """Return the head and the rows of a report for outside: what is hidden is empty."""
    rows: list[list[Cell]] = [[told_label(line), told.people[line.code]] for line in told.lines]
    return [_("Line"), period_label(year)], rows


def told_label(line: "Line") -> str:
    """Return what a line tells outside: of people, also where it counts how often."""
    if line.counts == "people":
        return line_label(line.code)
    return _("%(line)s: of how many people") % {"line": line_label(line.code)}


def notes_outside(found: "Report", told: "ToldReport") -> list[list[Cell]]:
    """Return what stands under a report for outside: nothing of it is made of what is hidden."""
    notes = [
        _note_of_rate(one, part, of, share)
        for one, part, of, share in told.rates
        if part is not None and of is not None
    ]
    notes += [
        _note_per_100k(found, code, value)
        for code, value in told.per_100k.items()
        if told.people[code] is not None
    ]
    return [*notes, *_notes_of_all(found)]


def definitions_of(found: "Report") -> list[tuple[str, str]]:
    """
    Return each line's name and exactly how it is counted; lines that are counted alike (each
    service, each place) say it once, without a name.
    """
    return list(
        dict.fromkeys(
            (line_label(line.code) if "-" not in line.code else "", definition(line.code))
            for line in found.lines
        )
    )


def notes_of(found: "Report") -> list[list[Cell]]:
    """
    Return what stands under a report: rates with numerator and denominator, what is compared
    nationally, every definition, the population and the moment.
    """
    notes = [_note_of_rate(*one) for one in found.rates]
    notes += [_note_per_100k(found, *one) for one in found.per_100k.items()]
    return [*notes, *_notes_of_all(found)]


def _note_of_rate(one: Rate, part: int, of: int, share: float | None) -> list[Cell]:
    return [
        str(one.label),
        "—" if share is None else float(half_up(Fraction(part, of), 4)),
        f"{part} / {of}",
        str(one.formula),
        str(one.target),
    ]


def _note_per_100k(found: "Report", code: str, value: float | None) -> list[Cell]:
    formula = _("total of the %(months)s months that are over ÷ %(months)s ÷ population × 100,000")
    return [
        _("%(line)s, a month for each 100,000 people") % {"line": line_label(code)},
        value if value is not None else "—",
        "",
        formula % {"months": len(found.found.over)},
        str(TARGETS_100K[code]),
    ]


def _notes_of_all(found: "Report") -> list[list[Cell]]:
    kept = found.setting
    population: list[list[Cell]] = (
        [[_("Population"), kept.population, format_day(kept.population_on), kept.source]]
        if kept
        else []
    )
    notes: list[list[Cell]] = [[label, text] for label, text in definitions_of(found)]
    return [*population, *notes, [_("As of"), found.at.strftime("%Y-%m-%d %H:%M")]]
