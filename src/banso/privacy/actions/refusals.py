"""What is refused about leaks, and before something is erased; and why."""

from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal


class NotYet(Refusal):
    """Nothing is known, and nobody told, on a day to come."""

    field = "known_on"
    sentence = _("This day has not come yet.")


class HappenedLater(Refusal):
    """Nobody knows of what has not happened."""

    field = "happened_on"
    sentence = _("It became known before this day. Please look at both days again.")


class SaysNoWhy(Refusal):
    """Where nobody reports, the reason stands there."""

    field = "why_not"
    sentence = _("Please write why no report is asked for.")


class MustBeReported(Refusal):
    """Where the law asks for a report, somebody reports."""

    field = "why_not"
    sentence = _(
        "What you ticked asks for a report. Only where the data was strongly encrypted, or nobody "
        "can have seen it, is there none: please say so here in at least ten letters."
    )


class ClosedAlready(Refusal):
    """It was closed before."""

    sentence = _("This was closed already. Nothing was changed.")


class StillInKeeping(Refusal):
    """Nobody erases whose money or things are still here: no record would say whose they are."""

    sentence = _(
        "Money or belongings are still kept for them. Please give them back and end the keeping "
        "first; then it can be erased."
    )


class StillDue(Refusal):
    """Nothing is closed while a report is due."""

    sentence = _("Somebody is still to be told. Please note that first.")


class SaysTooLittle(Refusal):
    """Nothing is closed before its cause and what is done about it stand there."""

    sentence = _("Please write first what caused it, and what keeps it from happening again.")
