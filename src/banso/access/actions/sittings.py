"""The end of every sitting of an account, in every window that is open."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session


def end_sittings(account_id: UUID) -> None:
    """End every sitting of an account: its next request meets the sign-in."""
    open_now = UserSession.objects.filter(user_id=account_id)
    Session.objects.filter(session_key__in=open_now.values("session_key")).delete()
    open_now.delete()
