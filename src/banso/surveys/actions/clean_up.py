"""Links that are over."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from banso.surveys.models import TabletLink

KEPT = timedelta(days=30)


def clean_tablet_links(now: datetime) -> str:
    """Remove links that have been good for nothing for long; what was done by them stays."""
    count, _each = TabletLink.objects.filter(expires_at__lt=now - KEPT).delete()
    return _("Removed: %(count)s") % {"count": count}
