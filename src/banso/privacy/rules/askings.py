"""
Plain decisions about what somebody asks for about their own data: to see, correct, suspend.

The law (個人情報保護法 第33–35条) says 遅滞なく, without delay, and names no number of days;
most municipal rules and the former acts on public bodies name thirty, the term here.
"""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class Kind(Codes):
    """What is asked for."""

    DISCLOSE = "disclose", _("See what is kept")
    CORRECT = "correct", _("Correct what is kept")
    SUSPEND = "suspend", _("No longer use it")
    ERASE = "erase", _("Erase it")


class AskedBy(Codes):
    """Who asks."""

    SELF = "self", _("The person")
    GUARDIAN = "guardian", _("Legal representative")
    AGENT = "agent", _("Somebody the person sent")
    FAMILY = "family", _("Family of somebody who has died")


class Identity(Codes):
    """How it was made sure that it is they."""

    KNOWN = "known", _("Known by face")
    PHOTO = "photo", _("A paper with a photograph")
    PAPERS = "papers", _("Two papers without a photograph")
    MANDATE = "mandate", _("Mandate, or paper of the court")
    ASKED = "asked", _("Questions only they can answer")


class Answer(Codes):
    """What was decided."""

    ALL = "all", _("As asked for")
    PART = "part", _("In part")
    NONE = "none", _("Not done")


class How(Codes):
    """How the person was told."""

    BY_HAND = "by_hand", _("By hand")
    POST = "post", _("By post")
    READ = "read", _("Read to them")
    OTHER = "other", _("Otherwise")


class Why(Codes):
    """Why something is blackened in a copy."""

    OTHERS = "others", _("About somebody else")
    CONFIDED = "confided", _("Confided by somebody else")
    HARM = "harm", _("Somebody’s life, body or belongings could come to harm")
    WORK = "work", _("The work could no longer be done")
    LAW = "law", _("Another law forbids it")


TERM_DAYS = 30
MOST_FEE = 100_000


def due_by(asked_on: date) -> date:
    """Return the day by which an answer is due."""
    return asked_on + timedelta(days=TERM_DAYS)


def is_sure(asked_by: str, identity: Collection[str]) -> bool:
    """Return whether it was made sure enough who asks: an agent needs a mandate beside."""
    if asked_by in (AskedBy.SELF, AskedBy.FAMILY):
        return bool(identity)
    return Identity.MANDATE in identity
