"""From rows to pictures: what stood around the person on a day, and the five drawings of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from banso.kit.formatting import format_day
from banso.people.models import Person
from banso.ties.drawing import bonds, ecomap, genogram, plant, rings
from banso.ties.drawing.legends import LEGENDS
from banso.ties.drawing.nodes import Node
from banso.ties.models import Tie, TiePlace, TieVisit
from banso.ties.queries import Around
from banso.ties.rules import Gift, Kind, Party, Ring, Role, What, party_of, sleeps, usual_ring

GOLDEN = 137.508  # degrees: neighbours of a row keep apart however many there are


@dataclass(frozen=True)
class Amount:
    """
    How much a template shows: which ties, and whether people who are no officials are called by
    name.
    """

    chosen: Callable[[Tie], bool]
    names: bool = True

    def name_of(self, tie: Tie) -> str:
        """
        Return how a tie is called: by its role where people who are no officials go without their
        names.
        """
        return (
            tie.name
            if self.names or tie.is_formal or tie.what != What.PERSON
            else str(Role.label_of(tie.role))
        )


_TO_CALL = ("key_person", "light_key", "family", "medical", "supporter")


def _shown(tie: Tie) -> bool:
    return not tie.no_show


AMOUNTS: dict[str, Amount] = {
    "whole": Amount(_shown),
    "conference": Amount(_shown, names=False),
    "emergency": Amount(
        lambda tie: (
            _shown(tie) and (tie.no_contact or (tie.until_on is None and tie.role in _TO_CALL))
        )
    ),
    "hand_over": Amount(lambda tie: _shown(tie) and tie.until_on is None),
}


@dataclass(frozen=True)
class View:
    """A picture to be drawn: of whom, on which day, how much of it, by whom."""

    person: Person
    around: Around
    day: date
    today: date
    author: str
    amount: str = "whole"

    def nodes(self) -> list[Node]:
        """
        Return the ties that had begun by the day, those that had ended among them as sleeping.
        """
        return [self._node(order, tie, AMOUNTS[self.amount]) for order, tie in self._begun()]

    def ties(self) -> list[Tie]:
        """Return the ties that the template shows and that had begun by the day."""
        return [tie for _order, tie in self._begun()]

    def _begun(self) -> Iterator[tuple[int, Tie]]:
        """
        Yield the ties that are shown, each with its seat among all of them, so that it keeps it
        over the years.
        """
        chosen = AMOUNTS[self.amount].chosen
        return (
            (order, tie)
            for order, tie in enumerate(self.around.ties)
            if chosen(tie) and (tie.from_on is None or tie.from_on <= self.day)
        )

    def standing(self) -> list[Node]:
        """Return the ties of the living that had not ended by the day."""
        return [one for one in self.living() if one.until_on is None]

    def living(self) -> list[Node]:
        """
        Return the ties without those who have died: a sphere of life is of the living; the genogram
        remembers them.
        """
        return [one for one in self.nodes() if not one.is_dead]

    def _node(self, order: int, tie: Tie, amount: Amount) -> Node:
        place = _latest(self.around.places.get(tie.pk, []), self.day)
        visits = [one for one in self.around.visits.get(tie.pk, []) if one.on <= self.day]
        last = (
            visits[-1].on
            if visits
            else tie.last_met_on
            if tie.last_met_on and tie.last_met_on <= self.day
            else None
        )
        ended = tie.until_on is not None and tie.until_on <= self.day
        role = str(Role.label_of(tie.role))
        name = amount.name_of(tie)
        standing = _("ended %(day)s") % {"day": format_day(tie.until_on)} if ended else ""
        return Node(
            key=str(tie.pk),
            order=order,
            name=name,
            what=tie.what,
            kind=tie.kind,
            role=tie.role,
            party=party_of(tie.role),
            formal=tie.is_formal,
            direction=tie.direction,
            strength=tie.strength,
            stress=tie.stress and amount.names,
            ring=(
                place.ring
                if place and place.ring
                else usual_ring(role=tie.role, kind=tie.kind, what=tie.what)
            ),
            bearing=place.bearing
            if place and place.bearing is not None
            else round(order * GOLDEN) % 360,
            reach=place.reach if place and place.reach else 3,
            said=" ".join(
                part
                for part in (name, role, str(Kind.label_of(tie.kind)), _visited(visits), standing)
                if part
            ),
            told=_visited(visits),
            from_on=tie.from_on,
            until_on=tie.until_on if ended else None,
            sleeps=sleeps(self.day, last_on=last, until_on=tie.until_on, rhythm=tie.rhythm),
            is_base=tie.base_on is not None and tie.base_on <= self.day and not ended,
            from_base=str(tie.from_base_id or ""),
            visits=len(visits),
            came_back=all(one.came_back for one in visits[-1:]),
            kin=tie.kin,
            kin_bond=tie.kin_bond,
            kin_sex=tie.kin_sex,
            age=self.day.year - tie.born_year if tie.born_year else None,
            is_dead=tie.is_dead,
            lives_with=tie.lives_with and not ended,
        )

    def head(self, name: str) -> str:
        """Return the line above a picture: what, of whom, on which day, by whom."""
        return f"{name}  {self.person.called_name}  {format_day(self.day)}  {self.author}"


def _latest(places: Sequence[TiePlace], day: date) -> TiePlace | None:
    """
    Return where a tie stood on a day; before its first placing, there where it was placed first.
    """
    before = [one for one in places if one.on <= day]
    return before[-1] if before else places[0] if places else None


def _visited(visits: Sequence[TieVisit]) -> str:
    if not visits:
        return ""
    first, last = visits[0].on, visits[-1].on
    days = f"{first.year}/{first.month}" + (
        f"–{last.year}/{last.month}" if (first.year, first.month) != (last.year, last.month) else ""
    )
    return _("%(count)s× %(days)s") % {"count": len(visits), "days": days}


def _ring_names() -> dict[str, str]:
    return {ring: str(label) for ring, label in Ring.choices}


def moved(kind: str, view: View, key: str, by: tuple[float, float]) -> dict[str, Any]:
    """
    Return where a tie stands that was dragged by so many units of the sheet: circle, bearing, felt
    distance, as the view tells them.
    """
    if kind == "plant":
        return plant.read(view.living(), key, by)
    if kind == "rings":
        return rings.read(view.standing(), key, by, names=_ring_names())
    return (
        ecomap.read([one for one in view.standing() if not one.lives_with], key, by)
        if kind == "ecomap"
        else {}
    )


def stepped(kind: str, view: View, key: str, step: str) -> dict[str, Any]:
    """
    Return where a tie stands after one step: nearer, farther, to the left or to the right of where
    it is drawn.
    """
    node = next((one for one in view.nodes() if one.key == key), None)
    if node is None:
        return {}
    by = {"in": -1, "out": 1}.get(step, 0)
    turned = {"bearing": node.bearing + {"left": -20, "right": 20}.get(step, 0)}
    if kind != "rings":
        return turned | {"reach": node.reach + by}
    order = list(Ring)
    return turned | {
        "ring": order[min(len(order) - 1, max(0, order.index(Ring(node.ring)) + by))].value
    }


def _of_plant(view: View, title: str) -> str:
    nodes = view.living()
    return plant.drawn(
        nodes,
        home=_("Base: the person chooses"),
        title=title,
        head=view.head(title),
        legend=LEGENDS["plant"](),
    )


def _of_rings(view: View, title: str) -> str:
    nodes = view.standing()
    return rings.drawn(
        nodes,
        who=view.person.called_name[:8],
        names=_ring_names(),
        title=title,
        head=view.head(title),
        legend=LEGENDS["rings"](),
    )


def _of_bonds(view: View, title: str) -> str:
    gifts = [
        bonds.Gift(
            str(one.pk),
            one.name or str(Gift.label_of(one.gift)),
            f"{Gift.label_of(one.gift)} {one.name} {format_day(one.from_on)}",
            one.from_on,
            one.until_on if one.until_on and one.until_on <= view.day else None,
        )
        for one in view.around.givings
        if one.from_on <= view.day
    ]
    links = [
        bonds.Link(
            str(one.from_tie_id),
            str(one.to_tie_id),
            one.done_on or one.planned_on,
            one.done_on is not None,
        )
        for one in view.around.hand_overs
    ]
    parties = [(party, str(label)) for party, label in Party.choices]
    return bonds.drawn(
        view.living(),
        gifts,
        links,
        parties=parties,
        today=view.day,
        own=_("The person gives"),
        unknown=_("since ?"),
        title=title,
        head=view.head(title),
        legend=LEGENDS["bonds"](),
    )


def _of_ecomap(view: View, title: str) -> str:
    nodes = view.standing()
    household = [view.person.called_name, *(one.name for one in nodes if one.lives_with)]
    outside = [one for one in nodes if not one.lives_with]
    return ecomap.drawn(
        outside, household=household, title=title, head=view.head(title), legend=LEGENDS["ecomap"]()
    )


def _of_genogram(view: View, title: str) -> str:
    person = view.person
    age = view.day.year - person.birth_year if person.birth_year else None
    nodes = view.nodes()
    own = genogram.the_person(
        person.called_name,
        sex=person.sex,
        age=age,
        together=any(one.kin and one.lives_with for one in nodes),
    )
    return genogram.drawn(
        own, nodes, title=title, head=view.head(title), legend=LEGENDS["genogram"]()
    )


_DRAWN: dict[str, Callable[[View, str], str]] = {
    "plant": _of_plant,
    "rings": _of_rings,
    "bonds": _of_bonds,
    "ecomap": _of_ecomap,
    "genogram": _of_genogram,
}


def titles() -> dict[str, str]:
    """
    Return the views with their names, in the order of the tabs; no ranking between the first two.
    """
    return {
        "plant": _("Spider plant (オリヅルラン型)"),
        "rings": _("Circles (同心円)"),
        "bonds": _("Ties over time (段階的支援)"),
        "ecomap": _("Ecomap"),
        "genogram": _("Genogram"),
    }


def draw(kind: str, view: View) -> str:
    """
    Return a picture as SVG.

    :raises KeyError: if there is no such view
    """
    return _DRAWN[kind](view, titles()[kind])
