"""Browsing the directory while talking on the phone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.resources import queries
from banso.resources.rules import (
    CONFIRM_AFTER,
    Category,
    CheckPoint,
    Confirmed,
    Domain,
    Ease,
    Hardship,
    Incident,
    PointAnswer,
    System,
    Trust,
)
from banso.resources.rules.hours import hours_in_words, hours_on
from banso.resources.rules.parts import (
    Part,
    Parts,
    PhoneKind,
    contact_in_words,
    cost_in_words,
    kind_of,
)

MOST = 1000  # counted no further


def _near(request: WorkerRequest) -> Any:
    """
    Return the receiver near which others are looked for, None where none is named or it has no
    place.
    """
    try:
        found = queries.service_seen(request.viewer, UUID(request.GET.get("near", "")))
    except (ValueError, NotSeen):
        return None
    return found if found.location and found.location.latitude is not None else None


@door(Duty.SEE_RESOURCES)
def directory(request: WorkerRequest) -> HttpResponse:
    """
    The directory, by words, need, area and what decides in practice; nearest first where a place is
    named.
    """
    get, viewer = request.GET, request.viewer
    near = _near(request)
    asked = queries.Asked(
        text=get.get("text", "")[:200],
        category=get.get("category", "")[:60],
        prefecture=get.get("prefecture", "")[:2],
        domain=get.get("domain", "")[:12],
        hardship=get.get("hardship", "")[:12],
        ease=tuple(code for code in get.getlist("ease")[:7] if code in Ease),
    )
    found = queries.find_services(viewer, asked)
    count = queries.count_to(found, MOST)
    if near is not None:
        page: Page[Any] = Page(
            queries.nearest(found, (near.location.latitude, near.location.longitude)), ""
        )
    else:
        page = page_of(found, order=("name", "pk"), cursor=get.get("after", ""), size=30)
    trusts = (
        queries.trust_of([one.pk for one in page.rows], viewer)
        if viewer.may(Duty.SEE_CHECKS)
        else {}
    )
    rows = [_row(one, trusts.get(one.pk), viewer) for one in page.rows]
    context = {
        "rows": rows,
        "next_cursor": page.next_cursor,
        "asked": asked,
        "near": near,
        "count": count,
        "more": count > MOST,
        "most": MOST,
        "all": queries.how_many(viewer),
        "categories": [(code, Category.label_of(code)) for code in queries.categories(viewer)],
        "domains": Domain.choices,
        "hardships": Hardship.choices,
        "eases": [(code, label, code in asked.ease) for code, label in Ease.choices],
    }
    return render(request, "resources/directory.html", context)


def _row(one: Any, trust: Any, viewer: Viewer) -> dict[str, Any]:
    shown = trust and trust.trust in (Trust.WATCHED, Trust.SUSPENDED, Trust.TRUSTED)
    return {
        "one": one,
        "category": Category.label_of(one.category),
        "trust": Trust.label_of(trust.trust) if shown else "",
        "care": bool(trust and trust.trust in (Trust.WATCHED, Trust.SUSPENDED)),
        "due": Confirmed(one.assured_on, one.confirm_due_on).is_due(viewer.today),
        "ease": [Ease.label_of(code) for code in one.ease.split(",") if code in Ease],
        "distance": getattr(one, "distance", None),
    }


def _lists(lists: Parts, cost: str, viewer: Viewer) -> dict[str, Any]:
    """
    Return what there is several of as it is read out on the phone; of the hours first those of
    today's day of the week.
    """
    schedules = lists.get("schedules", [])
    return {
        "phones": [
            {
                "number": one["number"],
                "kind": PhoneKind.label_of(kind_of(one)),
                "dials": kind_of(one) != "fax",
                **_beside(one),
            }
            for one in lists.get("phones", [])
        ],
        "hours": hours_in_words(schedules),
        "today": hours_on(schedules, viewer.today),
        "weekday": WEEKDAYS[viewer.today.weekday()],
        "costs": "\n".join(
            filter(None, [cost, *map(cost_in_words, lists.get("cost_options", []))])
        ),
        "contacts": [
            (contact_in_words(one), one.get("email", "")) for one in lists.get("contacts", [])
        ],
    }


def _beside(phone: Part) -> dict[str, str]:
    extension = phone.get("extension")
    return {
        "words": phone.get("description", ""),
        "extension": f"{extension:g}" if isinstance(extension, int | float) else "",
    }


@door(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def to_confirm(request: WorkerRequest) -> HttpResponse:
    """Receivers that are due for confirming, or of which somebody said that something is wrong."""
    return render(
        request, "resources/to_confirm.html", {"rows": queries.to_confirm(request.viewer)}
    )


@door(Duty.SEE_RESOURCES)
def service(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """One receiver: how to reach it, when it was last confirmed, and the agency's own checks."""
    viewer = request.viewer
    found = queries.service_seen(viewer, service_id)
    trust = (
        queries.trust_of([found.pk], viewer).get(found.pk) if viewer.may(Duty.SEE_CHECKS) else None
    )
    checks = [
        {
            "row": one,
            "trust": Trust.label_of(one.trust),
            "points": [
                (CheckPoint.label_of(code), PointAnswer.label_of(said[0]), said[1])
                for code, said in one.points.items()
                if code in CheckPoint
            ],
        }
        for one in queries.checks_of(found, viewer)
    ]
    context = {
        **_row(found, trust, viewer),
        "service": found,
        "leads": found.url.lower().startswith(("http://", "https://")),  # no other is followed
        "trust_row": trust,
        "checks": checks,
        "wrong": queries.wrong_reports_of(found, viewer),
        "incidents": [
            (one, Incident.label_of(one.kind)) for one in queries.incidents_of(found, viewer)
        ],
        "own": found.source == f"agency:{viewer.agency_id}",
        "due_on": found.confirm_due_on
        or (found.assured_on + CONFIRM_AFTER if found.assured_on else None),
        "system": System.label_of(found.system),
        **_lists(found.lists, found.cost, viewer),
    }
    return render(request, "resources/service.html", context)
