"""The second key of an account: an app on the telephone, or ten numbers on paper."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings

from banso.access.actions.members import DemoOnly
from banso.access.models import Account, Guest
from banso.kit.db import one_transaction


@one_transaction
def use_app(*, account_id: UUID, secret: str) -> None:
    """Let an account's second factor be the app that holds this secret, in place of what it was."""
    Authenticator.objects.filter(user_id=account_id).delete()
    TOTP.activate(Account.objects.get(pk=account_id), secret)


@one_transaction
def use_paper(*, account_id: UUID) -> list[str]:
    """
    Let an account's second factor be ten numbers on paper, each good once, and return them; the
    secret of the app beside them is known to nobody.
    """
    Authenticator.objects.filter(user_id=account_id).delete()
    account = Account.objects.get(pk=account_id)
    TOTP.activate(account, generate_totp_secret())
    return list(RecoveryCodes.activate(account).generate_codes())


@one_transaction
def seat_demo_guest(*, username: str, password: str, guest_id: UUID, secret: str) -> Guest:
    """
    Give a guest of a demo home an account at once.

    :raises DemoOnly: outside a demo home
    """
    if not settings.BANSO_DEMO:
        raise DemoOnly
    guest = Guest.objects.get(pk=guest_id)
    guest.account = Account.objects.create_user(username=username, password=password, is_demo=True)
    guest.save(update_fields=["account"])
    use_app(account_id=guest.account.pk, secret=secret)
    return guest
