"""
Plain decisions about receivers, and the two basic lists that everything above shares: the three
hardships and the eight domains.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from stdnum.jp import cn


class Hardship(StrEnum):
    """The three hardships (三つの困窮), none of which is treated alone."""

    ECONOMIC = "economic"
    PHYSICAL = "physical"
    RELATIONAL = "relational"


HARDSHIP_LABELS: dict[str, Lazy] = {
    Hardship.ECONOMIC: _("Economic hardship"),
    Hardship.PHYSICAL: _("Physical hardship"),
    Hardship.RELATIONAL: _("Relational hardship"),
}


class Domain(StrEnum):
    """The eight domains of life (八つの領域), in their order."""

    WORK = "work"
    LIVING = "living"
    HEALTH = "health"
    SECURITY = "security"
    LAW = "law"
    RELATIONS = "relations"
    MONEY = "money"
    PURPOSE = "purpose"


DOMAIN_LABELS: dict[str, Lazy] = {
    Domain.WORK: _("① Work"),
    Domain.LIVING: _("② Living"),
    Domain.HEALTH: _("③ Health"),
    Domain.SECURITY: _("④ Social security"),
    Domain.LAW: _("⑤ Law"),
    Domain.RELATIONS: _("⑥ Relationships"),
    Domain.MONEY: _("⑦ Money"),
    Domain.PURPOSE: _("⑧ Purpose in life"),
}


class System(StrEnum):
    """
    To which system of help a receiver belongs; a path across several is the normal case
    (制度またぎ).
    """

    MEDICAL = "medical"
    WELFARE = "welfare"
    DISABILITY = "disability"
    CARE = "care"
    HOUSING = "housing"
    WORK = "work"
    TRAINING = "training"
    MONEY = "money"
    JUSTICE = "justice"
    EDUCATION = "education"
    COMMUNITY = "community"
    OTHER = "other"


SYSTEM_LABELS: dict[str, Lazy] = {
    System.MEDICAL: _("Medical care"),
    System.WELFARE: _("Welfare office, public assistance"),
    System.DISABILITY: _("Disability"),
    System.CARE: _("Care of the elderly"),
    System.HOUSING: _("Housing, dwelling"),
    System.WORK: _("Work"),
    System.TRAINING: _("Training for work"),
    System.MONEY: _("Money, debts"),
    System.JUSTICE: _("Law, justice"),
    System.EDUCATION: _("Learning"),
    System.COMMUNITY: _("Neighbourhood, company"),
    System.OTHER: _("Other"),
}


# What decides in practice, whoever asks at the counter.
EASE_LABELS: dict[str, Lazy] = {
    "no_id": _("Without proof of identity"),
    "no_address": _("Without a registered address"),
    "no_guarantor": _("Without a guarantor"),
    "women": _("For women"),
    "pets": _("With pets"),
    "tonight": _("Tonight"),
    "free": _("Free of charge"),
}


class Trust(StrEnum):
    """How a receiver stands with an agency, by its own checks."""

    UNCHECKED = "unchecked"
    TRUSTED = "trusted"
    WATCHED = "watched"
    SUSPENDED = "suspended"


TRUST_LABELS: dict[str, Lazy] = {
    Trust.UNCHECKED: _("Not checked yet"),
    Trust.TRUSTED: _("Trusted"),
    Trust.WATCHED: _("Watched"),
    Trust.SUSPENDED: _("Not referred to for now"),
}


class Incident(StrEnum):
    """What happened to somebody at a receiver."""

    TURNED_AWAY = "turned_away"
    PUSHED_OUT = "pushed_out"
    DISCHARGED = "discharged"
    KEPT = "kept"
    MONEY_TAKEN = "money_taken"
    OTHER = "other"


INCIDENT_LABELS: dict[str, Lazy] = {
    Incident.TURNED_AWAY: _("Turned away at the counter"),
    Incident.PUSHED_OUT: _("Pushed out"),
    Incident.DISCHARGED: _("Discharged with nowhere to go"),
    Incident.KEPT: _("Could not leave"),
    Incident.MONEY_TAKEN: _("Money withheld"),
    Incident.OTHER: _("Other"),
}

# What a visit looks at; answered with yes, no or not seen, and in words. After practice with
# lodgings and facilities.
CHECK_POINTS: dict[str, Lazy] = {
    "contract": _("A written contract, explained"),
    "costs": _("Costs item by item, and what stays in hand"),
    "money": _("Money and bankbooks: consent and a statement"),
    "room": _("A room of one’s own, with a key"),
    "freedom": _("Free to go out, to have visitors, to leave"),
    "meals": _("Meals"),
    "medical": _("Sees a doctor when needed"),
    "staff": _("Staff, also at night"),
    "complaints": _("A place for complaints"),
    "registered": _("Registered with the authorities"),
}
POINT_ANSWERS: dict[str, Lazy] = {"": _("Not seen"), "yes": _("Yes"), "no": _("No")}

CONFIRM_AFTER = timedelta(days=182)


def corporate_number_is_valid(number: str) -> bool:
    """Return whether a 法人番号 of 13 digits has its check digit (法人番号の指定等に関する省令)."""
    return len(number) == 13 and number.isascii() and number.isdigit() and cn.is_valid(number)


def municipal_code_is_valid(code: str) -> bool:
    """
    Return whether a 全国地方公共団体コード of 6 digits has its check digit: 11 − (Σ d×{6,5,4,3,2}
    mod 11), its last digit.
    """
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return int(code[5]) == (11 - total % 11) % 10


@dataclass(frozen=True)
class Confirmed:
    """How fresh a row is: never confirmed, fresh, or due again."""

    on: date | None
    due_on: date | None

    def is_due(self, today: date) -> bool:
        """Return whether somebody should ask again."""
        return self.on is None or (self.due_on or self.on + CONFIRM_AFTER) <= today
