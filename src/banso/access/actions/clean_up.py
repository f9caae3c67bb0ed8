"""What ends by itself around signing in: sessions that are over, invitations nobody took up."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from banso.access.actions.proposals import FORGOTTEN
from banso.access.models import Invitation, Proposal

KEPT = timedelta(days=30)


def clean_sign_ins(now: datetime) -> str:
    """
    Remove sessions that are over, invitations that have been good for nothing for long, and what
    was typed into what nobody gave a second word on in time.
    """
    Session.objects.filter(expire_date__lt=now).delete()
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    sessions, _each = ended.delete()
    over = Proposal.objects.filter(open_until__lt=now, done_at=None, stopped_at=None)
    over.exclude(**FORGOTTEN).update(**FORGOTTEN)
    invitations, _each = Invitation.objects.filter(expires_at__lt=now - KEPT).delete()
    return _("Removed: %(count)s") % {"count": sessions + invitations}
