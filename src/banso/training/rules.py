"""Plain decisions about training and the care of those who work."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.eras import months_later


class Level(Codes):
    """
    What a course or a certificate is for: 伴走型支援士 in two grades, and what agencies hold
    themselves.
    """

    GRADE_2 = "grade2", _("Accompanying supporter, 2nd grade (伴走型支援士2級)")
    GRADE_1 = "grade1", _("Accompanying supporter, 1st grade (伴走型支援士1級)")
    LOCAL = "local", _("Local")


class Presence(Codes):
    """Whether somebody was at a session."""

    SIGNED_UP = "signed_up", _("Signed up")
    THERE = "there", _("Was there")
    NOT_THERE = "not_there", _("Was not there")


class Work(Codes):
    """What hours went into."""

    COORDINATION = "coordinate", _("Coordination (phone calls, arranging, going along)")
    BEING = "being", _("Being there")
    DOING = "doing", _("Doing something")
    MEETING = "meeting", _("Meetings, conferences")
    WRITING = "writing", _("Writing")
    LEARNING = "learning", _("Learning, supervision")
    OTHER = "other", _("Other")


TALK_AFTER_MONTHS = (
    6  # a heavy walk: then it is time to talk about whether somebody else takes it for a while
)
EXPIRES_SOON = timedelta(days=60)
HANDOVER_SEASON = (2, 3)  # February and March: people change their places on April 1


def is_valid(*, expires_on: date | None, withdrawn_on: date | None, today: date) -> bool:
    """Return whether a certificate holds on a day."""
    return (expires_on is None or expires_on >= today) and (
        withdrawn_on is None or withdrawn_on > today
    )


def expires_on(*, issued_on: date, valid_months: int | None) -> date | None:
    """Return the last day of a certificate, None where it holds for good."""
    return months_later(issued_on, valid_months) - timedelta(days=1) if valid_months else None


def is_time_to_talk(*, from_on: date, today: date) -> bool:
    """
    Return whether a heavy walk has gone on so long that its rotation is due to be talked about.
    """
    return months_later(from_on, TALK_AFTER_MONTHS) <= today
