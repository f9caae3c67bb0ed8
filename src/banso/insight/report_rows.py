"""
A report as rows and notes, for Excel, for the command, and for whoever reads it without the screen.
"""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banso.insight.figure_labels import period_label
from banso.insight.report_labels import definition, line_label
from banso.insight.report_rates import TARGETS_100K
from banso.insight.statistics import FEW, hidden
from banso.kit.formatting import format_day
from banso_analysis.rounding import half_up

if TYPE_CHECKING:
    from banso.insight.queries.reports import Report

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


def told_outside(found: "Report") -> dict[str, int | None]:
    """
    Return by line the number of the year as it may leave the agency: no small one, none that stands
    alone among hidden ones, and none that another line less it would give a small one of.

    Months are not among them: a year less its months tells of each.
    """
    numbers, year = found.found.numbers, found.found.year.key
    codes = [line.code for line in found.lines]
    told = dict(zip(codes, hidden([numbers[code][year] for code in codes]), strict=True))
    for one, part, of, _share in found.rates:
        if 0 < of - part < FEW:
            told |= dict.fromkeys((code for code in one.part if code in told), None)
    return told


def cells_outside(found: "Report") -> tuple[list[str], list[list[Cell]]]:
    """Return the head and the rows of a report for outside: what is hidden is empty."""
    told = told_outside(found)
    rows: list[list[Cell]] = [[line_label(line.code), told[line.code]] for line in found.lines]
    return [_("Line"), period_label(found.found.year.key)], rows


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


def notes_of(found: "Report", *, outside: bool = False) -> list[list[Cell]]:
    """
    Return what stands under a report: rates with numerator and denominator, what is compared
    nationally, every definition, the population and the moment; for outside nothing that is made of
    a hidden number.
    """
    notes: list[list[Cell]] = []
    told = told_outside(found)
    for one, part, of, share in found.rates:
        if outside and any(told.get(code) is None for code in (*one.part, *one.of)):
            continue
        notes.append(
            [
                str(one.label),
                "—" if share is None else float(half_up(Fraction(part, of), 4)),
                f"{part} / {of}",
                str(one.formula),
                str(one.target),
            ]
        )
    for code, value in found.per_100k.items():
        if outside and told.get(code) is None:
            continue
        formula = _(
            "total of the %(months)s months that are over ÷ %(months)s ÷ population × 100,000"
        ) % {"months": len(found.found.over)}
        notes.append(
            [
                _("%(line)s, a month for each 100,000 people") % {"line": line_label(code)},
                value if value is not None else "—",
                "",
                formula,
                str(TARGETS_100K[code]),
            ]
        )
    if found.setting:
        kept = found.setting
        notes.append(
            [_("Population"), kept.population, format_day(kept.population_on), kept.source]
        )
    notes += [[label, text] for label, text in definitions_of(found)]
    return [*notes, [_("As of"), found.at.strftime("%Y-%m-%d %H:%M")]]
