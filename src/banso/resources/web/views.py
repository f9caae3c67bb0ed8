"""Browsing the directory while talking on the phone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.kit.pages import page_of
from banso.resources import queries

CATEGORY_LABELS = {
    "food": _("Nothing to eat today"),
    "housing": _("No place to sleep tonight"),
    "money": _("Money, public assistance"),
    "rent": _("Rent, losing the dwelling"),
    "utilities": _("Electricity, gas, water"),
    "work": _("Lost work, can’t work"),
    "debt": _("Debts"),
    "medical": _("Going to hospital"),
    "disability": _("Disability"),
    "care": _("Caring for somebody"),
    "children": _("Children, pregnancy, single parents"),
    "violence": _("Getting away from violence"),
    "mental": _("At the end of one’s strength"),
    "unknown": _("Not sure: general counter"),
}


@door(Duty.SEE_RESOURCES)
def directory(request: WorkerRequest) -> HttpResponse:
    """The directory, by words, need and prefecture."""
    get = request.GET
    asked = {"text": get.get("text", "")[:200], "category": get.get("category", "")[:60], "prefecture": get.get("prefecture", "")[:2]}
    found = queries.find_services(request.viewer, **asked)
    page = page_of(found, order=("name", "pk"), cursor=get.get("after", ""), size=30)
    rows = [(one, CATEGORY_LABELS.get(one.category, one.category)) for one in page.rows]
    context = {
        "rows": rows, "next_cursor": page.next_cursor, "asked": asked, "count": found.count(), "all": queries.how_many(request.viewer),
        "categories": [(code, CATEGORY_LABELS.get(code, code)) for code in queries.categories(request.viewer)],
    }  # fmt: skip
    return render(request, "resources/directory.html", context)


@door(Duty.SEE_RESOURCES)
def service(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """One counter, with its source and the day it was last confirmed."""
    found = queries.service_seen(request.viewer, service_id)
    return render(request, "resources/service.html", {"service": found, "category": CATEGORY_LABELS.get(found.category, found.category)})
