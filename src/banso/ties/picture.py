"""The five drawings of what stood around the person, and where a tie that was dragged stands."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from banso.kit.formatting import brief_day
from banso.ties.drawing import bonds, ecomap, genogram, plant, rings
from banso.ties.drawing.legends import LEGENDS
from banso.ties.rules import Gift, Party, Ring
from banso.ties.view import View


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
            f"{Gift.label_of(one.gift)} {one.name} {brief_day(one.from_on)}",
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
    return bonds.drawn(
        view.living(),
        gifts,
        links,
        lettering=bonds.Lettering(
            title=title,
            head=view.head(title),
            parties=[(party, str(label)) for party, label in Party.choices],
            own=_("The person gives"),
            unknown=_("since ?"),
            legend=LEGENDS["bonds"](),
        ),
        today=view.day,
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
