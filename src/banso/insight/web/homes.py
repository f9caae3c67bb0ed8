"""Whether homes are kept, on screen: shares, the curve, and why the two differ."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.insight import actions, queries
from banso.insight.home_words import HOW_COUNTED
from banso.insight.rules import MARK_LABELS, HomeGroup, IntoCare, LostTouch
from banso.insight.web.published import from_the_snapshot, people_page
from banso.kit.charts import curve, marks
from banso.kit.formatting import percent
from banso.kit.refusals import NotSeen
from banso_analysis.homes import Choice


def _choice(request: WorkerRequest) -> Choice:
    lost, care = request.GET.get("lost", ""), request.GET.get("care", "")
    kept = queries.rate_choice(request.viewer)
    return Choice(lost if lost in LostTouch else kept.lost, care if care in IntoCare else kept.care)


def _two_answers(found: queries.Homes) -> dict[str, Any]:
    """Return the last share and what the curve says of the same day, where they differ."""
    for kept, share in reversed(found.marks):
        curved = queries.on_the_curve(found.curve, kept.days)
        if share.of and curved is not None and percent(curved) != percent(share.share):
            return {
                "when": MARK_LABELS[kept.days],
                "share": percent(share.share),
                "kept": kept.kept,
                "of": kept.of,
                "curved": percent(curved),
            }
    return {}


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def homes(request: WorkerRequest) -> HttpResponse:
    """Whether people keep the home they moved into."""
    choice = _choice(request)
    found = queries.homes(request.viewer, choice)
    shares = [
        (str(MARK_LABELS[kept.days]), share.share or 0.0, share.low or 0.0, share.high or 0.0)
        for kept, share in found.marks
        if share.of
    ]
    context = {
        "found": found,
        "choice": choice,
        "definition": HOW_COUNTED,
        "two_answers": _two_answers(found),
        "lost_choices": LostTouch.choices,
        "care_choices": IntoCare.choices,
        "query": urlencode({"lost": choice.lost, "care": choice.care}),
        "rows": [
            (
                MARK_LABELS[kept.days],
                kept,
                share,
                queries.on_the_curve(found.curve, kept.days),
                [(why, HomeGroup.label_of(why), count) for why, count in kept.out.items()],
            )
            for kept, share in found.marks
        ],
        "dots": mark_safe(  # noqa: S308 — our own drawing
            marks(
                shares,
                title=_("Still in their own home"),
                x_title=_("Share who kept it, with 95% interval"),
            )
        )
        if shares
        else "",
        "curve": mark_safe(  # noqa: S308 — our own drawing
            curve(
                found.curve,
                title=_("How long homes are kept"),
                x_title=_("Days since moving in"),
                y_title=_("Share who kept it"),
            )
        )
        if found.curve
        else "",
    }
    return render(request, "insight/homes.html", context)


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def behind_homes(request: WorkerRequest, days: int, group: str) -> HttpResponse:
    """The people behind a number about homes."""
    choice = _choice(request)
    page = queries.people_of_homes(
        request.viewer, choice, days=days, group=group, cursor=request.GET.get("after_row", "")
    )
    asked = {"lost": choice.lost, "care": choice.care}
    back = f"{reverse('insight:homes')}?{urlencode(asked)}"
    return people_page(
        request,
        page,
        heading=f"{MARK_LABELS[days]} {HomeGroup.label_of(group)}",
        back=back,
        asked=asked,
    )


@require_POST
@door(Duty.MANAGE_AGENCY)
def keep_choice(request: WorkerRequest) -> HttpResponse:
    """Keep for this fiscal year what counts, so that the rate means one thing all year."""
    lost, care = request.POST.get("lost", ""), request.POST.get("care", "")
    if lost not in LostTouch or care not in IntoCare:
        raise NotSeen
    actions.keep_rate_choice(lost=lost, care=care, by=request.viewer)
    messages.success(request, _("Kept for this fiscal year."))
    return redirect("insight:homes")
