"""Why a backup was not made."""

from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal


class NoPlace(Refusal):
    """The folder for backups is not there."""

    sentence = _("The place for backups is not there. Is its disk connected?")


class PlaceInHome(Refusal):
    """A backup in the home is lost with it."""

    sentence = _("The place for backups lies in the home itself. It must be somewhere else.")


class NoRecipient(Refusal):
    """Nobody could open the backup, or everybody."""

    sentence = _("Nobody is named who can open the backups (BANSO_BACKUP_TO).")


class BadRecipientNamed(Refusal):
    """What is named is no recipient."""

    sentence = _("Whoever is named to open the backups (BANSO_BACKUP_TO) is no age recipient.")


class DiskFull(Refusal):
    """The disk is full; what was begun is removed."""

    sentence = _("The backup was not made: a disk is full.")


class CannotWrite(Refusal):
    """The system refused to write; what was begun is removed."""

    sentence = _("The backup was not made: the place can’t be written to.")


class ProgramMissing(Refusal):
    """PostgreSQL's programs are not there."""

    sentence = _("The backup was not made: pg_dump is missing (the page “Backups” of the manual).")


class DatabaseRefused(Refusal):
    """The copy of the database failed, or is not in order."""

    sentence = _("The backup was not made: what is kept here could not be copied whole.")


class OneIsMade(Refusal):
    """A backup of this home is being made."""

    sentence = _("A backup is being made already.")
