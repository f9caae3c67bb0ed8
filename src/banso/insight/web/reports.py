"""
Reports on screen and as Excel: every number with its definition, the formula and the national
target beside it.
"""

from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.insight import actions, queries
from banso.insight.figure_labels import period_label
from banso.insight.finding_words import said
from banso.insight.report_labels import REPORT_LABELS, line_label
from banso.insight.report_rates import TARGETS_100K
from banso.insight.report_rows import (
    cells_of,
    definitions_of,
    handed_in_by,
    notes_of,
    notes_outside,
    rows_outside,
)
from banso.insight.sheets import month_page, report_page
from banso.insight.web.published import (
    from_the_snapshot,
    is_for_outside,
    people_page,
    what_is_hidden,
    year_asked,
    years_to_choose,
)
from banso.kit.export import numbers_as_file
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm, DayField
from banso.kit.numbers import whole_number
from banso.kit.refusals import NotSeen
from banso.kit.sheets.answering import answer_sheet
from banso_analysis.leaving import FEW


class SettingForm(BansoForm):
    """The population that the reports are divided by."""

    population = forms.IntegerField(
        label=gettext_lazy("Population of the area"), min_value=1, max_value=200_000_000
    )
    population_on = DayField(label=gettext_lazy("As of"))
    source = forms.CharField(label=gettext_lazy("Where the number comes from"), max_length=200)


@door(Duty.SEE_MEMORY)
def reports(request: WorkerRequest) -> HttpResponse:
    """Every report there is, for a fiscal year."""
    year = year_asked(request)
    context = {
        "reports": REPORT_LABELS.items(),
        "years": years_to_choose(request),
        "year": year,
        "setting": queries.setting_of(request.viewer, year),
        "at": queries.published_at(request.viewer),
    }
    return render(request, "insight/reports.html", context)


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def one(request: WorkerRequest, code: str) -> HttpResponse:
    """A report over a year."""
    year, is_japanese = year_asked(request), (get_language() or "ja") == "ja"
    found = queries.report(request.viewer, code, year)
    periods = [*found.found.months, found.found.year]
    rows = [
        (
            line.code,
            line_label(line.code),
            [(one.key, found.found.numbers[line.code][one.key]) for one in periods],
        )
        for line in found.lines
    ]
    context = {
        "code": code,
        "title": REPORT_LABELS[code],
        "year": year,
        "year_label": period_label(year),
        "found": found,
        "rows": rows,
        "heads": [
            *(
                f"{one.key % 100}月" if is_japanese else period_label(one.key)
                for one in found.found.months
            ),
            _("Year"),
        ],
        "definitions": definitions_of(found),
        "per_100k": [
            (line_label(line), value, TARGETS_100K[line]) for line, value in found.per_100k.items()
        ],
        "years": years_to_choose(request),
        "months": len(found.found.over),
        "month_pages": [(one.key, period_label(one.key)) for one in found.found.months[-2:]],
        "is_over": found.found.year.last < request.viewer.today,
    }
    return render(request, "insight/report.html", context)


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def behind(request: WorkerRequest, code: str) -> HttpResponse:
    """The people behind a number of a report."""
    year, line = year_asked(request), request.GET.get("line", "")
    period = whole_number(request.GET.get("period", ""))
    if period is None:
        raise NotSeen
    page = queries.people_of_report(
        request.viewer,
        code,
        year,
        line=line,
        period=period,
        cursor=request.GET.get("after_row", ""),
    )
    heading, back = (
        f"{line_label(line)} {period_label(period)}",
        f"{reverse('insight:report', args=[code])}?year={year}",
    )
    return people_page(
        request,
        page,
        heading=heading,
        back=back,
        asked={"year": year, "line": line, "period": period},
    )


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@from_the_snapshot
def taken_out(request: WorkerRequest, code: str) -> HttpResponse:
    """
    A report as Excel, as it must be filed; for anybody else outside only of a year that is over,
    with small numbers hidden: of a year that runs, one file less the one before tells of a month.
    """
    year, outside = year_asked(request), is_for_outside(request)
    found = queries.report(request.viewer, code, year)
    told = queries.report_for_outside(request.viewer, code, year) if outside else None
    actions.note_taken_out(
        what=f"report:{code}", detail={"year": year, "outside": outside}, by=request.viewer
    )
    if told:
        return numbers_as_file(
            f"banso-{code}-{year}-outside",
            f"{REPORT_LABELS[code]} {period_label(year)}",
            *rows_outside(told, year),
            [*notes_outside(found, told), [what_is_hidden()]],
        )
    return numbers_as_file(
        f"banso-{code}-{year}",
        f"{REPORT_LABELS[code]} {period_label(year)}",
        *cells_of(found),
        notes_of(found),
        of=handed_in_by(agency_of(request.viewer).name, year),
    )


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@from_the_snapshot
def page(request: WorkerRequest, code: str, kind: str) -> HttpResponse:
    """A report on one page that one can take to the city: of a year, or of one of its months."""
    year, viewer, outside = year_asked(request), request.viewer, is_for_outside(request)
    found = queries.report(viewer, code, year)
    if request.GET.get("month"):
        return _month(request, found, year, kind)
    findings = []
    if code == "accompanying":
        findings = (queries.findings_for_outside if outside else queries.findings_of_year)(viewer)
    made = report_page(
        found,
        year,
        said=[
            f"{one.label} {one.first} → {one.second}({one.moved}、n = {one.pairs})"
            for one in (said(finding, asked) for asked, finding in findings)
            if one.pairs >= FEW
        ],
        by_whom=f"{agency_of(viewer).name}　{viewer.name}",
        told=queries.report_for_outside(viewer, code, year) if outside else None,
    )
    if kind != "html":
        detail = {"year": year, "page": kind, "outside": outside}
        actions.note_taken_out(what=f"report:{code}", detail=detail, by=viewer)
    asked = urlencode({"year": year, **({"for": "outside"} if outside else {})})
    return answer_sheet(
        request,
        made,
        kind=kind,
        name=f"banso-{code}-{year}-page",
        address=lambda one: f"{reverse('insight:report_page', args=[code, one])}?{asked}",
        context={"back_url": f"{reverse('insight:report', args=[code])}?year={year}"},
    )


def _month(request: WorkerRequest, found: queries.Report, year: int, kind: str) -> HttpResponse:
    """A month of a report; never for anybody else outside: a year less its months tells of each."""
    month = whole_number(request.GET.get("month", ""))
    if month not in [one.key for one in found.found.months] or is_for_outside(request):
        raise NotSeen
    by_whom = f"{agency_of(request.viewer).name}　{request.viewer.name}"
    made = month_page(found, month, by_whom=by_whom)
    if kind != "html":
        detail = {"year": year, "month": month, "page": kind, "outside": False}
        actions.note_taken_out(what=f"report:{found.code}", detail=detail, by=request.viewer)
    asked = urlencode({"year": year, "month": month})
    return answer_sheet(
        request,
        made,
        kind=kind,
        name=f"banso-{found.code}-{month}",
        address=lambda one: f"{reverse('insight:report_page', args=[found.code, one])}?{asked}",
        context={"back_url": f"{reverse('insight:report', args=[found.code])}?year={year}"},
    )


@door(Duty.SEE_MEMORY, Duty.MANAGE_AGENCY)
def setting(request: WorkerRequest) -> HttpResponse:
    """Note the population a year's reports are divided by."""
    year = year_asked(request)
    kept = queries.setting_of(request.viewer, year)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.keep_report_setting(fiscal_year=year, new=token, by=request.viewer, **form.typed())
        return f"{reverse('insight:reports')}?year={year}"

    page = FormPage(
        _("Population for %(year)s") % {"year": period_label(year)},
        initial={
            "population": kept.population,
            "population_on": kept.population_on,
            "source": kept.source,
        }
        if kept
        else {},
        context={
            "back_url": f"{reverse('insight:reports')}?year={year}",
            "lead": _("It is printed under the report, with its day and where it comes from."),
        },
    )
    return answer_form(request, SettingForm, page, act)
