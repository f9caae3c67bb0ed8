"""Links that are over."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from banso.referrals.models import SlipLink

KEPT = timedelta(days=30)


def clean_slip_links(now: datetime) -> str:
    """Remove links that have been good for nothing for long; what was done by them stays."""
    count, _each = SlipLink.objects.filter(expires_on__lt=(now - KEPT).date()).delete()
    return _("Removed: %(count)s") % {"count": count}
