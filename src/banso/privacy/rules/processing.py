"""What an agency holds, for what, and who receives it: what such a register begins with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class Way(Codes):
    """In what way others have to do with it."""

    OWN = "own", _("We alone")
    FOR_CITY = "for_city", _("Entrusted to us")
    ENTRUSTED = "entrusted", _("We entrust it to others")
    JOINT = "joint", _("Used jointly")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One line that a register begins with; the agency changes it as it is there."""

    name: Promise
    whose: Promise
    items: Promise
    purpose: Promise
    basis: Promise
    receivers: Promise


SUGGESTED = (
    Suggestion(
        name=_("The three ledgers and the memory"),
        whose=_("People who are supported"),
        items=_("Names, days of birth, places, health, money, what happened and was said"),
        purpose=_("Walking with the person, and knowing what was tried"),
        basis=_("The person’s word; the contract with the city"),
        receivers=_("Whom the person named in their consents"),
    ),
    Suggestion(
        name=_("People around the person"),
        whose=_("Family, friends, neighbours, landlords"),
        items=_("Names, how to reach them, what binds them"),
        purpose=_("Finding whoever the person can rely on"),
        basis=_("What the person told us"),
        receivers=_("Nobody"),
    ),
    Suggestion(
        name=_("Conferences and decisions"),
        whose=_("People who are supported, those who sit at the table"),
        items=_("What a table needs to know; minutes"),
        purpose=_("Agreeing who does what; the decision on support"),
        basis=_("The person’s word; for meetings without it, the law"),
        receivers=_("Those who sit at the table"),
    ),
    Suggestion(
        name=_("What we keep for people"),
        whose=_("People who are supported"),
        items=_("Amounts, belongings, receipts"),
        purpose=_("Keeping things at the person’s own wish"),
        basis=_("The person’s word"),
        receivers=_("Nobody"),
    ),
    Suggestion(
        name=_("Those who work here"),
        whose=_("Members, volunteers, guests"),
        items=_("Names, courses, hours, what they read and did"),
        purpose=_("Knowing who may do what; answering for it"),
        basis=_("The contract of work"),
        receivers=_("Nobody"),
    ),
)
