"""What is chosen and said where numbers over everyone are argued about, without a database."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.surveys.rules import Moment

# Whether somebody still has their own home, asked after so many days. What counts is chosen, said,
# and kept for a fiscal year (the denominators that are argued about).
MARK_LABELS: dict[int, Lazy] = {
    182: _("After half a year"),
    365: _("After a year"),
    1096: _("After three years"),
}


class LostTouch(Codes):
    """How those who are out of contact count."""

    OUT = "out", _("Out of contact: left out of the denominator")
    KEPT = "kept", _("Out of contact: counted as kept")
    NOT = "not", _("Out of contact: counted as not kept")


class IntoCare(Codes):
    """How those in hospital or a home count."""

    OUT = "out", _("Into hospital or a home: left out of the denominator")
    NOT = "not", _("Into hospital or a home: counted as not kept")


class HomeGroup(Codes):
    """How it stands with a home after so long."""

    KEPT = "kept", _("Still there")
    NOT = "not", _("Back on the street or in the centre, or counted so")
    TOO_NEW = "too_new", _("Moved in not long enough ago")
    LOST = "lost", _("Out of contact")
    CARE = "care", _("Into hospital or a home")
    DIED = "died", _("Died")
    ENDED = "ended", _("The entry was closed for another reason")


class ComparedGroup(Codes):
    """Different people laid beside each other, as the reference study did."""

    STREET = "street", _("People on the street (when we met)")
    CENTRE = "centre", _("People in the centre")
    LEFT = "left", _("People who have left the centre")


MOMENT_GROUP: dict[str, str] = {
    Moment.MEETING: ComparedGroup.STREET,
    Moment.ENTRY: ComparedGroup.CENTRE,
    Moment.EXIT: ComparedGroup.LEFT,
    Moment.M3: ComparedGroup.LEFT,
    Moment.M6: ComparedGroup.LEFT,
    Moment.M12: ComparedGroup.LEFT,
    Moment.YEARLY: ComparedGroup.LEFT,
}
