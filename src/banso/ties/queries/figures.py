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

from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.kit.formatting import percent
from banso.kit.pages import Page, page_of
from banso.kit.spans import stands_on
from banso.people.models import Person
from banso.people.queries import has_an_entry_on, people_seen_by
from banso.ties.models import SHOWN, Giving, Tie
from banso.ties.queries.ties import ties_seen_by
from banso.ties.rules import Kind, Party, Role, party_of

HOLDING = [role for role in Role if party_of(role) in (Party.COMPANY, Party.COMMUNITY)]
_HERE = _("of people with an open entry on that day")
_TIES = _("of all ties on that day")
_FORMAL = _("of people who had an official tie at the beginning of the period")
FIGURES: dict[str, tuple[Lazy, Lazy]] = {
    "tied": (_("People with at least one tie"), _HERE),
    "key": (_("People with a key person"), _HERE),
    "light": (_("People with a light key person"), _HERE),
    "stepped": (_("Fewer official ties, while company or community held"), _FORMAL),
    "gives": (_("People who give"), _("of people this member may see")),
}
_OF_HERE = {
    "tied": Q(),
    "key": Q(role=Role.KEY_PERSON),
    "light": Q(role=Role.LIGHT_KEY),
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
    def percent(self) -> str:
        """The share in percent, rounded."""
        return percent(self.count / self.of if self.of else 0)


def figures_of_agency(
    viewer: Viewer, *, since: date, day: date
) -> tuple[list[Figure], list[Figure]]:
    """
    Return (figures about people, figures about ties) of those this viewer may see, on a day and
    over the period since another.
    """
    everybody = people_seen_by(viewer)
    here = everybody.filter(has_an_entry_on(day)).count()
    of = {
        "stepped": everybody.filter(_tied(viewer, since, Q(is_formal=True))).count(),
        "gives": everybody.count(),
    }
    people = [
        Figure(
            code,
            label,
            _people(code, viewer, since=since, day=day).count(),
            of.get(code, here),
            of_what,
        )
        for code, (label, of_what) in FIGURES.items()
    ]
    ties = ties_seen_by(viewer).order_by().select_related(None)
    return people, _of_ties(ties.filter(stands_on(day)))


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
            SHOWN,
            stands_on(day),
            *more,
            readable_rows(viewer, "ties.Tie"),
            person=OuterRef("pk"),
            agency_id=viewer.agency_id,
        )
    )


def _giving(viewer: Viewer, day: date) -> Exists:
    return Exists(
        Giving.objects.filter(stands_on(day), person=OuterRef("pk"), agency_id=viewer.agency_id)
    )


def _people(code: str, viewer: Viewer, *, since: date, day: date) -> QuerySet[Person]:
    """Return the people behind a figure; nobody for a figure that does not exist."""
    people = people_seen_by(viewer)
    kind, _sep, which = code.partition(":")
    of_ties = {
        "formal": Q(is_formal=True),
        "informal": Q(is_formal=False),
        "kind": Q(kind=which),
    }
    if kind in _OF_HERE:
        return people.filter(has_an_entry_on(day), _tied(viewer, day, _OF_HERE[kind]))
    if kind in of_ties:
        return people.filter(_tied(viewer, day, of_ties[kind]))
    if kind == "gives":
        return people.filter(_giving(viewer, day))
    if kind == "stepped":
        return people.filter(pk__in=_stepped(viewer, since, day))
    return people.none()


def people_behind(
    code: str, viewer: Viewer, *, since: date, day: date, cursor: str = ""
) -> Page[Any]:
    """
    Return the people behind a figure, by name; the same conditions as the figure's, nobody for a
    figure that does not exist.
    """
    people = _people(code, viewer, since=since, day=day)
    return page_of(people, order=("sort_name", "pk"), cursor=cursor, size=30)


def _stepped(viewer: Viewer, since: date, day: date) -> Any:
    ties = Tie.objects.filter(SHOWN, readable_rows(viewer, "ties.Tie"), agency_id=viewer.agency_id)
    each = ties.order_by().values("person_id")
    before, now = stands_on(since), stands_on(day)
    counted = each.annotate(
        before=Count("pk", filter=before & Q(is_formal=True)),
        now=Count("pk", filter=now & Q(is_formal=True)),
        held=Count("pk", filter=before & now & Q(role__in=HOLDING)),
    )
    return counted.filter(before__gt=F("now"), held__gt=0).values("person_id")
