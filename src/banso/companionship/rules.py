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


PILLARS: dict[str, tuple[str, ...]] = {
    Method.VISIT: ("being",),
    Method.FACE: ("being",),
    Method.ACCOMPANY: ("being", "doing"),
    Method.PHONE: ("being",),
    Method.MAIL: ("being",),
    Method.LETTER: ("being",),
    Method.MEETING: ("doing",),
    Method.ENQUIRY: ("doing",),
    Method.STREET: ("being",),
}
"""What a way of contact usually is; shown as ticked, so that it can be seen and changed."""


MEETS_NOBODY = (Method.LETTER, Method.MAIL, Method.ENQUIRY)


def is_meeting(method: str) -> bool:
    """
    Return whether a contact is a meeting, which ends a silence. A letter that was left, a message
    and an enquiry to others meet nobody; a call is written down where somebody answered.
    """
    return method not in MEETS_NOBODY


class OneTap(Codes):
    """What was done in a moment and is written down in one tap, by the way it came about."""

    VISIT = Method.VISIT.value, _("Went to see their face")
    PHONE = Method.PHONE.value, _("Rang them up")
    LETTER = Method.LETTER.value, _("Left a letter")


class PromiseOutcome(Codes):
    """What became of a promise."""

    KEPT = "kept", _("Kept")
    NOT_KEPT = "not_kept", _("Did not come about")
    CHANGED = "changed", _("Changed together")
    UNDONE = "undone", _("Taken back by whoever made it")


SAID_OF_PROMISES = [
    (one.value, one.label) for one in PromiseOutcome if one is not PromiseOutcome.UNDONE
]
"""What people say became of a promise; one that was taken back was never made."""

IN_ONE_TAP = [(one.value, one.label) for one in (PromiseOutcome.KEPT, PromiseOutcome.NOT_KEPT)]


class WalkSystem(Codes):
    """In which system somebody is accompanied."""

    INDIVIDUAL = "individual", _("One to one")
    COMPREHENSIVE = "comprehensive", _("Several together")


def is_complete(*, being: bool, doing: bool, fact: str, words: str, view: str) -> bool:
    """
    Return whether a note says enough: being there is enough by itself; doing says what was done.
    """
    return being or (doing and bool(fact or words or view))
