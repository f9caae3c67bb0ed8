"""On what ground somebody outside has to do with what an agency holds, and what that asks for."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes

ENDS_SOON = timedelta(days=60)


class Ground(Codes):
    """The legal ground of giving (27条)."""

    ENTRUSTED = "entrusted", _("We entrust work to them (委託)")
    FOR_THEM = "for_them", _("They entrust work to us")
    JOINT = "joint", _("We use it jointly (共同利用)")
    CONSENT = "consent", _("By each person’s own consent")
    LAW = "law", _("A law demands it")


ON_PAPER = (Ground.ENTRUSTED, Ground.FOR_THEM, Ground.JOINT)
"""What rests on a contract, or on what was made known on a day."""
LOOKED_AFTER = (Ground.ENTRUSTED, Ground.JOINT)
"""Where the agency says how it looks after them (25条), or who answers for it (27条5項3号)."""


def ends_soon(day: date, until_on: date | None) -> bool:
    """Return whether the last day is near, or over: the contract is to be looked at."""
    return until_on is not None and until_on <= day + ENDS_SOON
