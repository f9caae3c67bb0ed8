"""
Ties counted, not scored: how many people, of how many, on a day and since another; every figure
opens the people behind it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.kit.pages import Page, page_of
from banso.people.queries import people_seen_by
from banso.ties.models import Giving, Tie
from banso.ties.queries.ties import ties_seen_by
from banso.ties.rules import Kind, Party, Role, party_of

HOLDING = [role for role in Role if party_of(role) in (Party.COMPANY, Party.COMMUNITY)]
_PEOPLE = _("of people with at least one tie on that day")
_TIES = _("of all ties on that day")
_FORMAL = _("of people who had an official tie at the beginning of the period")
FIGURES: dict[str, tuple[Lazy, Lazy]] = {
    "tied": (_("People with at least one tie"), _("of people this member may see")),
    "key": (_("People with a key person"), _PEOPLE),
    "light": (_("People with a light key person"), _PEOPLE),
    "stepped": (_("Fewer official ties, while company or community held"), _FORMAL),
    "gives": (_("People who give"), _PEOPLE),
}


@dataclass(frozen=True)
class Figure:
    """A figure: how many of how many, and of what."""

    code: str
    label: Any
    count: int
    of: int
    of_what: Any

    @property
    def percent(self) -> int:
        """The share in percent, rounded."""
        return round(100 * self.count / self.of) if self.of else 0


def _on(day: date) -> Q:
    return (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gt=day))


def figures_of_agency(
    viewer: Viewer, *, since: date, day: date
) -> tuple[list[Figure], list[Figure]]:
    """
    Return (figures about people, figures about ties) of those this viewer may see, on a day and
    over the period since another.
    """
    ties = ties_seen_by(viewer).order_by().select_related(None)
    each = ties.values("person_id").annotate(
        ties_now=Count("pk", filter=_on(day)),
        keys=Count("pk", filter=_on(day) & Q(role=Role.KEY_PERSON)),
        lights=Count("pk", filter=_on(day) & Q(role=Role.LIGHT_KEY)),
        formal_before=Count("pk", filter=_on(since) & Q(is_formal=True)),
        formal_now=Count("pk", filter=_on(day) & Q(is_formal=True)),
        held=Count("pk", filter=_on(since) & _on(day) & Q(role__in=HOLDING)),
    )
    found = each.aggregate(
        tied=Count("person_id", filter=Q(ties_now__gt=0)),
        key=Count("person_id", filter=Q(keys__gt=0)),
        light=Count("person_id", filter=Q(lights__gt=0)),
        formal=Count("person_id", filter=Q(formal_before__gt=0)),
        stepped=Count("person_id", filter=Q(formal_before__gt=F("formal_now"), held__gt=0)),
    )
    found["gives"] = people_seen_by(viewer).filter(_giving(viewer, day), _tied(viewer, day)).count()
    whole = {"tied": people_seen_by(viewer).count(), "stepped": found["formal"]}
    people = [
        Figure(code, label, found[code], whole.get(code, found["tied"]), of)
        for code, (label, of) in FIGURES.items()
    ]
    return people, _of_ties(ties.filter(_on(day)))


def _of_ties(ties: QuerySet[Tie]) -> list[Figure]:
    counted = {kind: Count("pk", filter=Q(kind=kind)) for kind in Kind.values}
    found = ties.aggregate(
        every=Count("pk"), formal=Count("pk", filter=Q(is_formal=True)), **counted
    )
    named: dict[str, tuple[Any, int]] = {
        "formal": (_("Official ties"), found["formal"]),
        "informal": (_("Ties that are not official"), found["every"] - found["formal"]),
        **{f"kind:{kind}": (label, found[kind]) for kind, label in Kind.choices},
    }
    return [
        Figure(code, label, count, found["every"], _TIES) for code, (label, count) in named.items()
    ]


def _tied(viewer: Viewer, day: date, *more: Q) -> Exists:
    return Exists(
        Tie.objects.filter(
            _on(day), *more, person=OuterRef("pk"), agency_id=viewer.agency_id, hidden_on=None
        )
    )


def _giving(viewer: Viewer, day: date) -> Exists:
    rows = Giving.objects.filter(
        Q(until_on=None) | Q(until_on__gt=day),
        person=OuterRef("pk"),
        agency_id=viewer.agency_id,
        from_on__lte=day,
    )
    return Exists(rows)


def people_behind(
    code: str, viewer: Viewer, *, since: date, day: date, cursor: str = ""
) -> Page[Any]:
    """
    Return the people behind a figure, by name; the same conditions as the figure's, nobody for a
    figure that does not exist.
    """
    people = people_seen_by(viewer)
    kind, _sep, which = code.partition(":")
    simple = {
        "tied": Q(),
        "key": Q(role=Role.KEY_PERSON),
        "light": Q(role=Role.LIGHT_KEY),
        "formal": Q(is_formal=True),
        "informal": Q(is_formal=False),
        "kind": Q(kind=which),
    }
    if kind in simple:
        people = people.filter(_tied(viewer, day, simple[kind]))
    elif kind == "gives":
        people = people.filter(_giving(viewer, day), _tied(viewer, day))
    elif kind == "stepped":
        people = people.filter(pk__in=_stepped(viewer, since, day))
    else:
        people = people.none()
    return page_of(people, order=("sort_name", "pk"), cursor=cursor, size=30)


def _stepped(viewer: Viewer, since: date, day: date) -> Any:
    each = (
        Tie.objects.filter(agency_id=viewer.agency_id, hidden_on=None)
        .order_by()
        .values("person_id")
    )
    counted = each.annotate(
        before=Count("pk", filter=_on(since) & Q(is_formal=True)),
        now=Count("pk", filter=_on(day) & Q(is_formal=True)),
        held=Count("pk", filter=_on(since) & _on(day) & Q(role__in=HOLDING)),
    )
    return counted.filter(before__gt=F("now"), held__gt=0).values("person_id")
