"""Plain decisions about keepsakes."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class Kind(Codes):
    """What sort of thing."""

    PAPERS = "papers", _("Papers in keeping")
    KEYS = "keys", _("A key in keeping")
    BAG = "bag", _("A bag in keeping")


def can_keep(*, on: date, today: date) -> bool:
    """Return whether a thing can have been kept since a day: not one to come."""
    return on <= today


def can_go_back(*, kept_on: date, on: date) -> bool:
    """Return whether a thing can be given back on a day: not before it was kept."""
    return kept_on <= on
