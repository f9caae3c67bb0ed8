"""
What journeys teach: about one receiver, and about an agency; every figure opens the people behind
it.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.kit.pages import Page, page_of
from banso.referrals.counted import accepted, silent
from banso.referrals.models import Referral
from banso.referrals.queries.referrals import referrals_seen_by
from banso.referrals.rules import FOR_CONVENIENCE, RefusalReason, ReturnReason, State

FIGURES: dict[str, Lazy] = {
    "all": _("Referrals (つなぎ)"),
    "open": _("Open now"),
    "asked": _("Asked"),
    "accepted": _("Accepted or gone to"),
    "refused": _("Not taken there, at some time"),
    "convenience": _("Not taken for the receiver’s convenience"),
    "returned": _("Came back (もどし)"),
    "lost": _("Contact was lost there"),
    "silent": _("Silent: the day of the next look has come, and nobody has looked"),
    "unmet": _("Nobody found yet"),
}


@dataclass(frozen=True)
class Figure:
    """A figure with its name and the code under which its people are opened."""

    code: str
    label: Any
    count: int


def _narrowed(rows: QuerySet[Referral], code: str, viewer: Viewer) -> QuerySet[Referral]:
    kind, _sep, reason = code.partition(":")
    was_refused = Exists(Referral.objects.filter(pk=OuterRef("pk"), steps__state=State.REFUSED))
    if kind == "refused" and reason in RefusalReason:
        return rows.filter(
            Exists(
                Referral.objects.filter(
                    pk=OuterRef("pk"), steps__state=State.REFUSED, steps__reason=reason
                )
            )
        )
    if kind == "returned" and reason in ReturnReason:
        return rows.filter(return_reason=reason)
    conditions: dict[str, Any] = {
        "all": Q(),
        "open": ~Q(state=State.RETURNED),
        "asked": Q(asked_on__isnull=False),
        "accepted": accepted(),
        "refused": was_refused,
        "convenience": Exists(
            Referral.objects.filter(
                pk=OuterRef("pk"), steps__state=State.REFUSED, steps__reason__in=FOR_CONVENIENCE
            )
        ),
        "returned": Q(state=State.RETURNED),
        "lost": Q(return_reason=ReturnReason.LOST_CONTACT),
        "silent": silent(viewer.today),
        "unmet": Q(state=State.REFUSED)
        | Q(state=State.RETURNED, return_reason=ReturnReason.NOT_TAKEN),
    }
    return rows.filter(conditions[kind]) if kind in conditions else rows.none()


def _counted(
    rows: QuerySet[Referral], viewer: Viewer, codes: list[tuple[str, Any]]
) -> list[Figure]:
    return [
        Figure(code, label, _narrowed(rows, code, viewer).order_by().count())
        for code, label in codes
    ]


def figures_of_service(service_id: UUID, viewer: Viewer) -> tuple[list[Figure], float | None]:
    """
    Return how people fared at one receiver, and after how many days it answered on average; of
    those this viewer may see.
    """
    rows = referrals_seen_by(viewer).filter(service=service_id)
    codes: list[tuple[str, Any]] = [
        (code, FIGURES[code])
        for code in ("asked", "accepted", "refused", "convenience", "returned", "lost")
    ]
    codes += [(f"refused:{reason}", label) for reason, label in RefusalReason.choices] + [
        (f"returned:{reason}", label) for reason, label in ReturnReason.choices
    ]
    answered = (
        rows.filter(asked_on__isnull=False, answered_on__isnull=False)
        .order_by()
        .values_list("asked_on", "answered_on")[:2000]
    )
    days = [
        (answered_on - asked_on).days
        for asked_on, answered_on in answered
        if asked_on and answered_on
    ]
    return _counted(rows, viewer, codes), (sum(days) / len(days) if days else None)


def figures_of_agency(viewer: Viewer) -> dict[str, Any]:
    """Return what the journeys of an agency's people teach, of those this viewer may see."""
    rows = referrals_seen_by(viewer)
    figures = _counted(rows, viewer, [(code, FIGURES[code]) for code in FIGURES if code != "unmet"])
    spans = (
        rows.order_by()
        .values("person_id")
        .annotate(spanned=Count("system", distinct=True), tried=Count("pk"))
    )
    people = spans.aggregate(
        people=Count("person_id"),
        across=Count("person_id", filter=Q(spanned__gt=1)),
        tries=Avg("tried"),
        most=Max("spanned"),
    )
    unmet = (
        _narrowed(rows, "unmet", viewer)
        .order_by()
        .values("system", "domain")
        .annotate(count=Count("pk"), people=Count("person_id", distinct=True))
        .order_by("-count")
    )
    return {
        "figures": figures,
        "people": people,
        "unmet": list(unmet[:50]),
        "longest": list(_narrowed(rows, "silent", viewer).order_by("next_look_on", "pk")[:10]),
    }


def people_behind(
    code: str, viewer: Viewer, *, service_id: UUID | None = None, system: str = "", cursor: str = ""
) -> Page[Referral]:
    """Return the referrals behind a figure, the newest first; the same rule as the figure's."""
    rows = _narrowed(referrals_seen_by(viewer), code, viewer)
    if service_id:
        rows = rows.filter(service=service_id)
    if system:
        rows = rows.filter(system=system)
    return page_of(rows, order=("-begun_on", "-pk"), cursor=cursor, size=30)


__all__ = ["FIGURES", "Figure", "figures_of_agency", "figures_of_service", "people_behind"]
