"""Codes on paper and the numbers that belong to them; only seals of both are kept."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from banso.access.models import Account, Guest, Invitation

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look like another on paper
OPEN_FOR = timedelta(days=14)


def seal(what: str, text: str) -> str:
    """Return what is kept of a code or a number in its place."""
    return salted_hmac(f"banso.invitation.{what}", text, algorithm="sha256").hexdigest()


def made_letters() -> tuple[str, str]:
    """Return a fresh code as it is read on paper, and its seal."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(20))
    read = "-".join(letters[start : start + 5] for start in range(0, 20, 5))
    return read, seal("code", letters)


def made_number() -> str:
    """Return a fresh number to be told by voice."""
    return f"{secrets.randbelow(10**6):06d}"


def squeezed(code: str) -> str:
    """Return a code as it was typed from paper, without what is only between its letters."""
    return "".join(letter for letter in code.upper() if letter in LETTERS)


def keep_invitation(guest: Guest, code_seal: str, made_by: UUID, **more: Any) -> str:
    """
    Keep an invitation in place of those before, and return the number that belongs to its code:
    whoever has the one need not be told the other.
    """
    now, word = timezone.now(), made_number()
    withdraw_codes(guest)
    Invitation.objects.create(
        agency_id=guest.agency_id,
        guest=guest,
        code_seal=code_seal,
        word_seal=seal("word", code_seal + word),
        made_by_id=made_by,
        expires_at=now + OPEN_FOR,
        **more,
    )
    return word


def withdraw_codes(guest: Guest) -> None:
    """Let every code that is still out be worth nothing."""
    Invitation.objects.filter(guest=guest, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def tell_by_mail(account: Account | None, what: Any) -> None:
    """Tell whoever an account belongs to what happened to their way in, where there is mail."""
    if account is None or not account.email or not settings.BANSO_CAN_MAIL:
        return
    text = _("If you know nothing of it, please call the agency that invited you at once.")
    subject, to = str(what), account.email
    transaction.on_commit(
        lambda: send_mail(subject, f"{subject}\n{text}", None, [to], fail_silently=True)
    )
