"""How entries in the ledgers say no."""

from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal


class EntryAlreadyClosed(Refusal):
    """This entry was closed already."""

    sentence = _("This entry was closed already. Nothing was changed.")


class ClosedBeforeOpened(Refusal):
    """An entry can't end before it began."""

    field = "on"
    sentence = _("An entry can’t end before it began.")


class HasDied(Refusal):
    """Nobody who has died is entered in a ledger."""

    sentence = _("It is noted that this person has died. If that is wrong, take it back first.")


class AlreadyOpen(Refusal):
    """Somebody stands in this ledger; a second entry is opened only by whoever means it."""

    field = "another"
    sentence = _(
        "There is an open entry in this ledger already. Please go on in that one, or tick that a "
        "second one is meant."
    )
