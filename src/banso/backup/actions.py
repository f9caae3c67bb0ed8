"""What runs by itself: a backup in every place that is named."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from banso.backup.making import make_backup
from banso.kit.refusals import Refusal


def backup_home(now: datetime) -> str:
    """
    Make a backup in every place that the home names, and let older ones go.

    :raises Refusal: if one was not made; the places after it are tried all the same
    """
    failed, made = None, 0
    for place in settings.BANSO_BACKUP_PLACES:
        try:
            make_backup(place, recipients=settings.BANSO_BACKUP_TO, now=now, thin=True)
        except Refusal as refusal:
            failed = refusal
        else:
            made += 1
    if failed is not None:
        raise failed
    if not made:
        return _("No place for backups is named (BANSO_BACKUP_PLACES)")
    return _("Backups made: %(count)s") % {"count": made}
