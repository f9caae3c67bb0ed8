"""Plain decisions about walking with somebody."""

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class Method(Codes):
    """How a contact came about."""

    VISIT = "visit", _("Visit")
    FACE = "face", _("Talk face to face")
    ACCOMPANY = "accompany", _("Went along")
    PHONE = "phone", _("Phone")
    MAIL = "mail", _("Mail or message")
    LETTER = "letter", _("Letter")
    MEETING = "meeting", _("Meeting")
    ENQUIRY = "enquiry", _("Enquiry to others")
    STREET = "street", _("Met on the street")
    OTHER = "other", _("Other")


class PromiseOutcome(Codes):
    """What became of a promise."""

    KEPT = "kept", _("Kept")
    NOT_KEPT = "not_kept", _("Did not come about")
    CHANGED = "changed", _("Changed together")


class WalkSystem(Codes):
    """In which system somebody is accompanied."""

    INDIVIDUAL = "individual", _("One to one")
    COMPREHENSIVE = "comprehensive", _("Several together")


def is_complete(*, being: bool, doing: bool, fact: str, words: str, view: str) -> bool:
    """
    Return whether a note says enough: being there is enough by itself; doing says what was done.
    """
    return being or (doing and bool(fact or words or view))
