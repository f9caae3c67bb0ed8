"""What is chosen and said where numbers over everyone are argued about, without a database."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.surveys.rules import Moment

# Whether somebody still has their own home: what counts is chosen, said, and kept for a fiscal year
# (the denominators that are argued about).
MARK_LABELS: dict[int, Lazy] = {
    182: _("After half a year"),
    365: _("After a year"),
    1096: _("After three years"),
}
LOST_CHOICES: dict[str, Lazy] = {
    "out": _("Out of contact: left out of the denominator"),
    "kept": _("Out of contact: counted as kept"),
    "not": _("Out of contact: counted as not kept"),
}
CARE_CHOICES: dict[str, Lazy] = {
    "out": _("Into hospital or a home: left out of the denominator"),
    "not": _("Into hospital or a home: counted as not kept"),
}
HOME_GROUPS: dict[str, Lazy] = {
    "kept": _("Still there"),
    "not": _("Back on the street or in the centre, or counted so"),
    "too_new": _("Moved in not long enough ago"),
    "lost": _("Out of contact"),
    "care": _("Into hospital or a home"),
    "died": _("Died"),
    "ended": _("The entry was closed for another reason"),
}

# Different people laid beside each other, as the reference study did: people on the street, in the
# centre, who have left it.
GROUPS: dict[str, Lazy] = {
    "street": _("People on the street (when we met)"),
    "centre": _("People in the centre"),
    "left": _("People who have left the centre"),
}
MOMENT_GROUP: dict[str, str] = {
    Moment.MEETING: "street",
    Moment.ENTRY: "centre",
    Moment.EXIT: "left",
    Moment.M3: "left",
    Moment.M6: "left",
    Moment.M12: "left",
    Moment.YEARLY: "left",
}
