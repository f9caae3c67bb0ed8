"""Plain decisions about papers that end on a day."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.kit.codes import Codes
from banso.people.rules import SENSITIVITY_DUTY, Sensitivity


class Kind(Codes):
    """What a paper is."""

    DISABILITY = "disability", _("Disability certificate")
    MEDICAL_AID = "medical_aid", _("Certificate of medical aid for self-support")
    WELFARE = "welfare", _("Certificate of disability services")
    HEALTH = "health", _("Health insurance")
    CARE = "care", _("Care insurance")
    RESIDENCE = "residence", _("Residence card")
    IDENTITY = "identity", _("My Number card (never its number)")
    DRIVING = "driving", _("Driving licence")
    LEASE = "lease", _("Lease of the home")
    GUARANTEE = "guarantee", _("Guarantee of the rent")
    FIRE = "fire", _("Fire insurance")
    BENEFIT = "benefit", _("Benefit for a time")
    WORK = "work", _("Contract of work")
    OTHER = "other", _("Another paper")


ABOUT: dict[str, Sensitivity] = {
    Kind.DISABILITY: Sensitivity.HEALTH,
    Kind.MEDICAL_AID: Sensitivity.HEALTH,
    Kind.WELFARE: Sensitivity.HEALTH,
    Kind.CARE: Sensitivity.HEALTH,
    Kind.BENEFIT: Sensitivity.MONEY,
}
"""What a paper tells of the person by being there at all."""

ASKS: dict[str, Duty] = {kind: SENSITIVITY_DUTY[about] for kind, about in ABOUT.items()}

NO_NUMBER = (Kind.HEALTH, Kind.CARE, Kind.IDENTITY)
"""Papers whose number nobody may ask for who does not need it by law."""

WEEKS_BEFORE: dict[str, int] = {
    Kind.DISABILITY: 12,
    Kind.MEDICAL_AID: 12,
    Kind.WELFARE: 12,
    Kind.HEALTH: 4,
    Kind.CARE: 9,
    Kind.RESIDENCE: 12,
    Kind.IDENTITY: 12,
    Kind.DRIVING: 8,
    Kind.LEASE: 12,
    Kind.GUARANTEE: 8,
    Kind.FIRE: 8,
    Kind.BENEFIT: 6,
    Kind.WORK: 6,
    Kind.OTHER: 4,
}
"""How many weeks before its end a paper is thought of: about when it can be renewed."""


class Lies(Codes):
    """Where a paper lies."""

    PERSON = "person", _("With the person")
    KEPT = "kept", _("In our keeping")
    ELSEWHERE = "elsewhere", _("Elsewhere")
    LOST = "lost", _("Lost")
    ASKED = "asked", _("Asked for, not here yet")


class Renewer(Codes):
    """Who sees to its renewal."""

    PERSON = "person", _("The person")
    TOGETHER = "together", _("The person and we together")
    OTHER = "other", _("Somebody else")
    NOBODY = "nobody", _("Nobody yet")


class Ending(Codes):
    """Why a paper is not looked after any longer; what stood on it stays readable."""

    RENEWED = "renewed", _("Renewed")
    GIVEN_BACK = "given_back", _("Given back, cancelled")
    NOT_NEEDED = "not_needed", _("Not needed any longer")
    RAN_OUT = "ran_out", _("Ran out, not renewed")
    MISTAKEN = "mistaken", _("Entered by mistake")


ENDINGS = [one for one in Ending.choices if one[0] != Ending.RENEWED]
"""Why a paper ends without a newer one."""


def looked_at_from(kind: str, until: date) -> date:
    """Return from which day on an end is thought of."""
    return until - timedelta(weeks=WEEKS_BEFORE.get(kind, WEEKS_BEFORE[Kind.OTHER]))


def ends_in_time(*, from_on: date | None, until_on: date | None) -> bool:
    """Return whether a term can be so: it does not end before it begins."""
    return from_on is None or until_on is None or from_on <= until_on


def is_due(kind: str, until: date | None, today: date) -> bool:
    """Return whether an end is near enough, or over, to be thought of today."""
    return until is not None and looked_at_from(kind, until) <= today
