"""
Plain decisions about how long records are kept, and what happens at the end.

No law names one period for these records: 個人情報保護法第22条 asks that what is no longer needed
is erased without delay. What contracts and the rules of municipalities on documents name is mostly
five years from the end of the fiscal year; each agency sets its own. The periods are counted from
the end of the fiscal year in which something ended.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.eras import fiscal_year, months_later

LOOK_AHEAD_MONTHS = 3
AGAIN_MONTHS = 12
MOST_MONTHS = 600


class Kind(Codes):
    """What kind of record."""

    SUPPORTED = "supported", _("Record of somebody who was in a ledger")
    MET = "met", _("Record of somebody who was only met")
    REST = "rest", _("What stayed of a record that was erased")


class AtEnd(Codes):
    """What is proposed when the time is over."""

    ERASE = "erase", _("Erase it")
    THIN = "thin", _("Erase all texts; codes and days stay for figures")
    KEEP = "keep", _("Keep it, and look again in a year")


@dataclass(frozen=True, kw_only=True)
class Default:
    """How long a kind is kept where the agency has set nothing, and why so long."""

    months: int
    at_end: AtEnd
    why: Promise


DEFAULTS: dict[Kind, Default] = {
    Kind.SUPPORTED: Default(
        months=60,
        at_end=AtEnd.THIN,
        why=_(
            "Five years, as contracts and the rules of municipalities on documents mostly say. Look"
            " at yours: no law names one period for all."
        ),
    ),
    Kind.MET: Default(
        months=36,
        at_end=AtEnd.ERASE,
        why=_(
            "No law names a period. What is no longer needed is erased without delay"
            " (個人情報保護法第22条); three years leave time to meet again."
        ),
    ),
}


def due_on(ended_on: date, months: int) -> date:
    """Return the last day on which a record is kept that ended on a day."""
    return months_later(date(fiscal_year(ended_on) + 1, 3, 31), months)
