"""
Findings on screen: what has moved and what has not, in letters of the same size, with everybody who
is missing.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.insight import actions, queries
from banso.insight.drawing import bars
from banso.insight.finding_words import said
from banso.insight.web.published import as_cells, is_for_outside, what_is_hidden
from banso.kit.export import numbers_as_file
from banso.kit.formatting import p_value, percent, points
from banso.surveys.instrument import Questionnaire
from banso.surveys.rules import Moment

HEADINGS = {
    "before": gettext_lazy("Answered the first time"),
    "after": gettext_lazy("Answered the second time"),
    "pairs": gettext_lazy("Answered both times"),
    "gone": gettext_lazy("Answered the first time only"),
    "declined": gettext_lazy("Would rather not answer"),
}


def _asked(request: WorkerRequest, forms: dict[str, Questionnaire]) -> dict[str, str]:
    """
    Return what is asked about: the first questionnaire, its first item, on coming in and half a
    year after leaving where nothing is said.
    """
    code = (
        request.GET.get("code", "")
        if request.GET.get("code", "") in forms
        else next(iter(forms), "")
    )
    items = forms[code].codes if code else []
    item = request.GET.get("item", "")
    moments = {
        name: value if (value := request.GET.get(name, "")) in set(Moment) else default
        for name, default in (("before", Moment.ENTRY.value), ("after", Moment.M6.value))
    }
    return {"code": code, "item": item if item in items else next(iter(items), ""), **moments}


@door(Duty.SEE_MEMORY)
def findings(request: WorkerRequest) -> HttpResponse:
    """The same people before and after; other people beside them, named so."""
    forms = dict(queries.asked_codes(request.viewer))
    asked = _asked(request, forms)
    context: dict[str, Any] = {
        "asked": asked,
        "forms": forms.items(),
        "moments": Moment.choices,
        "query": urlencode(asked),
    }
    if asked["code"]:
        context |= _found(queries.finding(request.viewer, **asked, until=None), asked)
    return render(request, "insight/findings.html", context)


def _found(found: queries.Finding, asked: dict[str, str]) -> dict[str, Any]:
    names = {code: str(label) for code, label in found.item.options} | {"": _("left out")}
    rows = [
        (str(Moment.label_of(moment)), [(names[code], count) for code, count in steps])
        for moment, steps in found.bars
    ]
    same, others = found.same, found.others
    picture = (
        bars(rows, title=str(found.item.label))
        if any(count for _label, steps in rows for _name, count in steps)
        else ""
    )
    return {
        "found": found,
        "picture": mark_safe(picture),  # noqa: S308 — our own drawing
        "table": rows,
        "share": "・".join(names[code] for code in found.item.counted),
        "first": len(found.before.said),
        "second": len(found.after.said),
        "declined": len(found.before.declined | found.after.declined),
        "others_first": percent(others.first.share),
        "others_second": percent(others.second.share),
        "others_difference": points(others.difference),
        "others_low": points(others.low),
        "others_high": points(others.high),
        "said": said(found, asked) if same.pairs else None,
    }


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def taken_out(request: WorkerRequest) -> HttpResponse:
    """
    A finding as Excel; for outside the agency as what may be told of people.
    """
    asked = _asked(request, dict(queries.asked_codes(request.viewer)))
    outside = is_for_outside(request)
    actions.note_taken_out(what="finding", detail={"outside": outside}, by=request.viewer)
    told = (queries.finding_for_outside if outside else queries.finding_as_it_is)(
        request.viewer, **asked
    )
    found, same = told.found, told.same
    names = [*(str(label) for _code, label in found.item.options), _("left out")]
    rows = [[str(Moment.label_of(moment)), *as_cells(counts)] for moment, counts in told.bars]
    words = [
        _("Said so both times"),
        _("Only the first time"),
        _("Only the second time"),
        _("Neither time"),
    ]
    notes: list[list[Any]] = [
        [_("The same people, both times"), same.pairs if same else ""],
        *([word, number] for word, number in zip(words, as_cells(told.cells), strict=True)),
    ]
    if same and same.pairs:
        notes.append(
            [
                _("Difference in points, with 95 percent interval"),
                points(same.difference),
                points(same.low),
                points(same.high),
                p_value(same.p),
            ]
        )
    notes += [
        [_("Source"), str(found.form.source)],
        [_("Version"), f"{found.form.code} {found.form.version}"],
    ]
    if outside:
        notes.append([what_is_hidden()])
    return numbers_as_file(
        "banso-finding", str(found.item.label), [_("At which moment"), *names], rows, notes
    )


@door(Duty.SEE_MEMORY)
def behind(request: WorkerRequest, figure: str) -> HttpResponse:
    """The people behind a figure."""
    asked = _asked(request, dict(queries.asked_codes(request.viewer)))
    found = queries.finding(request.viewer, **asked, until=None)
    page = queries.people_of_finding(
        request.viewer, found, figure, cursor=request.GET.get("after_row", "")
    )
    record_read(what="surveys", people=[one.pk for one in page.rows], by=request.viewer)
    context = {
        "rows": page.rows,
        "next_cursor": page.next_cursor,
        "heading": HEADINGS[figure],
        "back_url": f"{reverse('insight:findings')}?{urlencode(asked)}",
        "query": urlencode(asked),
    }
    return render(request, "insight/behind.html", context)
