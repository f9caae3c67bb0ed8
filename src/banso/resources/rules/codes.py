"""
Plain decisions about receivers, and the two basic lists that everything above shares: the three
hardships and the eight domains.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from stdnum.jp import cn

from banso.kit.codes import Codes


class Hardship(Codes):
    """The three hardships (三つの困窮), none of which is treated alone."""

    ECONOMIC = "economic", _("Economic hardship")
    PHYSICAL = "physical", _("Physical hardship")
    RELATIONAL = "relational", _("Relational hardship")


class Domain(Codes):
    """The eight domains of life (八つの領域), in their order."""

    WORK = "work", _("① Work")
    LIVING = "living", _("② Living")
    HEALTH = "health", _("③ Health")
    SECURITY = "security", _("④ Social security")
    LAW = "law", _("⑤ Law")
    RELATIONS = "relations", _("⑥ Relationships")
    MONEY = "money", _("⑦ Money")
    PURPOSE = "purpose", _("⑧ Purpose in life")


class System(Codes):
    """
    To which system of help a receiver belongs; a path across several is the normal case
    (制度またぎ).
    """

    MEDICAL = "medical", _("Medical care")
    WELFARE = "welfare", _("Welfare office, public assistance")
    DISABILITY = "disability", _("Disability")
    CARE = "care", _("Care of the elderly")
    HOUSING = "housing", _("Housing, dwelling")
    WORK = "work", _("Work")
    TRAINING = "training", _("Training for work")
    MONEY = "money", _("Money, debts")
    JUSTICE = "justice", _("Law, justice")
    EDUCATION = "education", _("Learning")
    COMMUNITY = "community", _("Neighbourhood, company")
    OTHER = "other", _("Other")


class Category(Codes):
    """Which trouble an office is for, as offices are listed."""

    FOOD = "food", _("Nothing to eat today")
    HOUSING = "housing", _("No place to sleep tonight")
    MONEY = "money", _("Money, public assistance")
    RENT = "rent", _("Rent, losing the dwelling")
    UTILITIES = "utilities", _("Electricity, gas, water")
    WORK = "work", _("Lost work, can’t work")
    DEBT = "debt", _("Debts")
    MEDICAL = "medical", _("Going to hospital")
    DISABILITY = "disability", _("Disability")
    CARE = "care", _("Caring for somebody")
    CHILDREN = "children", _("Children, pregnancy, single parents")
    VIOLENCE = "violence", _("Getting away from violence")
    MENTAL = "mental", _("At the end of one’s strength")
    UNKNOWN = "unknown", _("Not sure: general counter")


class Ease(Codes):
    """What decides in practice, whoever asks at the counter."""

    NO_ID = "no_id", _("Without proof of identity")
    NO_ADDRESS = "no_address", _("Without a registered address")
    NO_GUARANTOR = "no_guarantor", _("Without a guarantor")
    WOMEN = "women", _("For women")
    PETS = "pets", _("With pets")
    TONIGHT = "tonight", _("Tonight")
    FREE = "free", _("Free of charge")


class Trust(Codes):
    """How a receiver stands with an agency, by its own checks."""

    UNCHECKED = "unchecked", _("Not checked yet")
    TRUSTED = "trusted", _("Trusted")
    WATCHED = "watched", _("Watched")
    SUSPENDED = "suspended", _("Not referred to for now")


class Incident(Codes):
    """What happened to somebody at a receiver."""

    TURNED_AWAY = "turned_away", _("Turned away at the counter")
    PUSHED_OUT = "pushed_out", _("Pushed out")
    DISCHARGED = "discharged", _("Discharged with nowhere to go")
    KEPT = "kept", _("Could not leave")
    MONEY_TAKEN = "money_taken", _("Money withheld")
    OTHER = "other", _("Other")


class CheckPoint(Codes):
    """What a visit looks at, after practice with lodgings and facilities."""

    CONTRACT = "contract", _("A written contract, explained")
    COSTS = "costs", _("Costs item by item, and what stays in hand")
    MONEY = "money", _("Money and bankbooks: consent and a statement")
    ROOM = "room", _("A room of one’s own, with a key")
    FREEDOM = "freedom", _("Free to go out, to have visitors, to leave")
    MEALS = "meals", _("Meals")
    MEDICAL = "medical", _("Sees a doctor when needed")
    STAFF = "staff", _("Staff, also at night")
    COMPLAINTS = "complaints", _("A place for complaints")
    REGISTERED = "registered", _("Registered with the authorities")


class PointAnswer(Codes):
    """What was seen of a point; words stand beside it."""

    NOT_SEEN = "", _("Not seen")
    YES = "yes", _("Yes")
    NO = "no", _("No")


# How HSDS says that nothing is offered any more: what a list that lacks a receiver makes of it.
CLOSED_STATUS = "inactive"
CLOSED_STATUSES = (CLOSED_STATUS, "defunct", "temporarily closed")
CONFIRM_AFTER = timedelta(days=182)


def corporate_number_is_valid(number: str) -> bool:
    """Return whether a 法人番号 of 13 digits has its check digit (法人番号の指定等に関する省令)."""
    return len(number) == 13 and number.isascii() and number.isdigit() and cn.is_valid(number)


@dataclass(frozen=True)
class Confirmed:
    """How fresh a row is: never confirmed, fresh, or due again."""

    on: date | None
    due_on: date | None

    def is_due(self, today: date) -> bool:
        """Return whether somebody should ask again."""
        return self.on is None or (self.due_on or self.on + CONFIRM_AFTER) <= today
