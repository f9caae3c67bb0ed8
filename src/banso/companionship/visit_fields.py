"""
アフターケア訪問票: what is looked at on a visit at home, declared once for the screen, the sheet
and the memory; in the order of the paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.companionship.rules import Method
from banso.kit.codes import Codes
from banso.kit.declared_fields import Item
from banso.people.rules import Sensitivity


class Met(Codes):
    """Whether somebody was met on a visit."""

    MET = "met", _("Met")
    DOOR = "door", _("Talked at the door")
    PHONE = "phone", _("Talked by phone")
    CARD = "card", _("Not met, left a card")
    SILENT = "silent", _("Not met, nothing heard")


NOT_MET = (Met.CARD, Met.SILENT)
WAYS: dict[str, str] = {Met.PHONE: Method.PHONE, Met.CARD: Method.LETTER}


class Look(Codes):
    """How something was found on a visit."""

    FINE = "fine", _("fine")
    AGAIN = "look", _("look again")
    UNKNOWN = "unknown", _("not looked at")


@dataclass(frozen=True)
class LookedAt(Item):
    """One thing that is looked at, and who may read of it; `_note` behind its code: remarks."""

    sensitivity: Sensitivity = Sensitivity.PLAIN

    @property
    def remarks(self) -> str:
        """The code of what is remarked on it."""
        return f"{self.code}_note"


def _look(code: str, label: Any, sensitivity: Sensitivity = Sensitivity.PLAIN) -> LookedAt:
    return LookedAt(code, label, "one", tuple(Look.choices), sensitivity)


LOOKED_AT = (
    _look("rent", _("Rent is paid")),
    _look("utilities", _("Electricity, gas, water")),
    _look("post", _("Post, letters from offices")),
    _look("rubbish", _("Rubbish")),
    _look("sleep", _("Sleep")),
    _look("eating", _("Eating")),
    _look("medicine", _("Hospital, medicine"), Sensitivity.HEALTH),
    _look("people", _("People: neighbours, friends, us")),
)
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("The home: rent, electricity, post, rubbish"), ("rent", "utilities", "post", "rubbish")),
    (_("The person: sleep, eating, medicine, people"), ("sleep", "eating", "medicine", "people")),
)
"""What is looked at, in the parts in which a form unfolds; in the order of the paper."""

METERS = (
    Item("meter_power", _("Electricity meter (kWh)"), "number"),
    Item("meter_gas", _("Gas meter (m³)"), "number"),
    Item("meter_water", _("Water meter (m³)"), "number"),
)
ENOUGH = Item("enough", _("Being there was enough"), "one", (("yes", _("Yes")),))
EVERYTHING = (
    Item("met", _("Met?"), "one", tuple(Met.choices)),
    ENOUGH,
    Item("with_whom", _("Who went along")),
    Item("said", _("What happened (facts)")),
    *(each for one in LOOKED_AT for each in (one, Item(one.remarks, one.label))),
    *METERS,
)
"""All that may stand in what was kept of a visit."""


def looked_at(readable: list[str]) -> list[LookedAt]:
    """Return what somebody with these sensitivities may read and write of a visit."""
    return [one for one in LOOKED_AT if one.sensitivity in readable]


def found_in_words(looked: Mapping[str, Any]) -> str:
    """Return what was found on a visit, a line for each thing; nothing that was not looked at."""
    lines = []
    for one in LOOKED_AT:
        mark, remarks = looked.get(one.code, ""), looked.get(one.remarks, "")
        if mark in ("", Look.UNKNOWN) and not remarks:
            continue
        said = "" if mark in ("", Look.UNKNOWN) else one.said(mark)
        lines.append(f"{one.label}: {said} {remarks}".replace("  ", " ").strip())
    lines += [
        f"{one.label}: {one.said(looked[one.code])}"
        for one in METERS
        if looked.get(one.code) not in (None, "")
    ]
    return "\n".join(lines)


def guards(looked: Mapping[str, Any]) -> str:
    """Return as what a visit has to be kept: what was found of health is not for everybody."""
    said = any(
        looked.get(one.remarks) or looked.get(one.code) not in (None, "", Look.UNKNOWN)
        for one in LOOKED_AT
        if one.sensitivity == Sensitivity.HEALTH
    )
    return Sensitivity.HEALTH if said else Sensitivity.PLAIN
