"""
The year in pictures: what has moved and what has not, in words; every figure small, beside the
others.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.insight import queries
from banso.insight.declared import figures
from banso.insight.figure_labels import kind_label, period_label
from banso.insight.finding_words import said
from banso.insight.home_words import HOW_COUNTED
from banso.insight.rules import MARK_LABELS
from banso.insight.small_drawing import columns, kept
from banso.insight.web.published import from_the_snapshot
from banso.kit.eras import fiscal_year
from banso.kit.formatting import fiscal_brief, percent, signed

SHOWN = ("in_ledger", "being", "ways", "returns", "met", "key_person", "gives", "hardship")
PARTS = 3  # of a bar, with everything else as the last
NAMED = 3  # kinds in the sentence


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def year(request: WorkerRequest) -> HttpResponse:
    """The year in pictures."""
    viewer = request.viewer
    found, at = queries.year_in_pictures(viewer, SHOWN)
    context = {
        "findings": [said(one, asked) for asked, one in queries.findings_of_year(viewer)],
        "multiples": [_shown(one) for one in found],
        "homes": _homes(request),
        "others": [one for code, one in figures().items() if code not in SHOWN],
        "year": period_label(fiscal_year(viewer.today)),
        "at": at,
    }
    return render(request, "insight/year.html", context)


def _shown(one: queries.Multiple) -> dict[str, Any]:
    """Return what a small picture says: the number, its change, its parts, its definition."""
    figure, labels = one.figure, [fiscal_brief(key) for key in one.years]
    parts, key = _parts(one)
    named = [(kind_label(figure, kind), row[-1]) for kind, row in one.rows if row[-1]]
    return {
        "figure": figure,
        "latest": one.latest,
        "counts_people": figure.counts == "people",
        "change": signed(one.change),
        "a_year_ago": one.a_year_ago,
        "picture": mark_safe(columns(labels, parts, one.totals, title=str(figure.title))),  # noqa: S308 — our own drawing
        "key": key,
        "kinds": named[:NAMED] if len(one.rows) > 1 and not key else [],
        "more": max(0, len(named) - NAMED),
    }


def _parts(one: queries.Multiple) -> tuple[list[list[int]], list[tuple[str, int]]]:
    """
    Return the parts of the bars, and what each is called with its latest number, where they make up
    the whole; all that is small is one part.
    """
    if len(one.rows) < 2 or not one.stacks:
        return [], []
    alone = one.rows if len(one.rows) <= PARTS else one.rows[: PARTS - 1]
    rest = [row for _kind, row in one.rows[len(alone) :]]
    parts = [row for _kind, row in alone]
    names = [kind_label(one.figure, kind) for kind, _row in alone]
    if rest:
        parts.append([sum(numbers) for numbers in zip(*rest, strict=True)])
        names.append(_("others"))
    return parts, [(name, row[-1]) for name, row in zip(names, parts, strict=True)]


def _homes(request: WorkerRequest) -> dict[str, Any]:
    found = queries.homes(request.viewer, queries.rate_choice(request.viewer))
    marks = [(one, share) for one, share in found.marks if share.of]
    if not marks:
        return {}
    last, share = marks[-1]
    drawn = [
        (str(MARK_LABELS[one.days]), mark.share or 0.0, mark.low or 0.0, mark.high or 0.0)
        for one, mark in marks
    ]
    return {
        "share": percent(share.share),
        "when": MARK_LABELS[last.days],
        "kept": last.kept,
        "of": last.of,
        "low": percent(share.low),
        "high": percent(share.high),
        "out": sum(last.out.values()),
        "picture": mark_safe(kept(drawn, title=_("Still in their own home"))),  # noqa: S308 — our own drawing
        "definition": HOW_COUNTED,
    }
