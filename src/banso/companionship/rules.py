"""Plain decisions about walking with somebody."""

from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


class Method(StrEnum):
    """How a contact came about."""

    VISIT = "visit"
    FACE = "face"
    ACCOMPANY = "accompany"
    PHONE = "phone"
    MAIL = "mail"
    LETTER = "letter"
    MEETING = "meeting"
    ENQUIRY = "enquiry"
    STREET = "street"
    OTHER = "other"


METHOD_LABELS: dict[str, Lazy] = {
    Method.VISIT: _("Visit"),
    Method.FACE: _("Talk face to face"),
    Method.ACCOMPANY: _("Went along"),
    Method.PHONE: _("Phone"),
    Method.MAIL: _("Mail or message"),
    Method.LETTER: _("Letter"),
    Method.MEETING: _("Meeting"),
    Method.ENQUIRY: _("Enquiry to others"),
    Method.STREET: _("Met on the street"),
    Method.OTHER: _("Other"),
}


class PromiseOutcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    CHANGED = "changed"


OUTCOME_LABELS: dict[str, Lazy] = {
    PromiseOutcome.KEPT: _("Kept"),
    PromiseOutcome.NOT_KEPT: _("Did not come about"),
    PromiseOutcome.CHANGED: _("Changed together"),
}


class WalkSystem(StrEnum):
    """In which system somebody is accompanied."""

    INDIVIDUAL = "individual"
    COMPREHENSIVE = "comprehensive"


SYSTEM_LABELS: dict[str, Lazy] = {
    WalkSystem.INDIVIDUAL: _("One to one"),
    WalkSystem.COMPREHENSIVE: _("Several together"),
}


def is_complete(*, being: bool, doing: bool, fact: str, words: str, view: str) -> bool:
    """
    Return whether a note says enough: being there is enough by itself; doing says what was done.
    """
    return being or (doing and bool(fact or words or view))
