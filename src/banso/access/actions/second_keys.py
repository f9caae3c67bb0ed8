"""The second key of an account: a passkey, an app on the telephone, ten numbers on paper."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from banso.access.actions.codes import tell_by_mail
from banso.access.actions.members import DemoOnly
from banso.access.events import tell_of_member
from banso.access.models import Account, Guest
from banso.access.own_keys import PAPER
from banso.access.permission import Exempt, asks
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal


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


class LastKey(Refusal):
    """Without a second key they would reach nothing."""

    sentence = _("It is your only second key, and this agency asks for one. Please add another.")


def _own(by: Viewer) -> Account:
    """Return a member's own account, locked: what two do with its keys comes one by one."""
    account = Account.objects.select_for_update(of=("self",)).filter(member=by.member_id).first()
    if account is None:
        raise NotSeen
    return account


@asks(Exempt.OWN)
@one_transaction
def add_app(*, secret: str, by: Viewer) -> None:
    """Let the app that holds this secret be a second key, in place of an app before it."""
    account = _own(by)
    Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(account, secret)
    _tell("key_added", account, by)


@asks(Exempt.OWN)
@one_transaction
def add_passkey(*, name: str, credential: dict[str, Any], by: Viewer) -> None:
    """Let a passkey be a second key, beside others; the sign-in package has looked at it."""
    account = _own(by)
    WebAuthn.add(account, name, credential)
    _tell("key_added", account, by)


@asks(Exempt.OWN)
@one_transaction
def make_numbers(*, by: Viewer) -> list[str]:
    """
    Make ten numbers on paper, each good once, in place of those before, and return them. Where they
    are the only key, the secret of the app beside them is known to nobody.
    """
    account = _own(by)
    if not Authenticator.objects.filter(user=account).exclude(type=PAPER).exists():
        _keep_asking(account)
    Authenticator.objects.filter(user=account, type=PAPER).delete()
    numbers = list(RecoveryCodes.activate(account).generate_codes())
    _tell("key_added", account, by)
    return numbers


@asks(Exempt.OWN)
@one_transaction
def remove_key(*, key_id: int, by: Viewer) -> None:
    """
    Let a second key open nothing any more.

    :raises NotSeen: if it is not theirs
    :raises LastKey: if they would have none, and the agency asks for one
    """
    account = _own(by)
    keys = Authenticator.objects.select_for_update().filter(user=account).order_by("pk")
    found = next((one for one in keys if one.pk == key_id and not one.data.get("unseen")), None)
    if found is None:
        raise NotSeen
    left = [one for one in keys if one.pk != key_id and not one.data.get("unseen")]
    if by.key_asked and not left:
        raise LastKey
    found.delete()
    if not left:
        Authenticator.objects.filter(user=account).delete()
    elif all(one.type == PAPER for one in left):
        _keep_asking(account)
    _tell("key_removed", account, by)


def _keep_asking(account: Account) -> None:
    """The sign-in package counts paper only as a spare key: beside it stands an app nobody has."""
    if not Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        unseen = TOTP.activate(account, generate_totp_secret()).instance
        unseen.data["unseen"] = True
        unseen.save()


def _tell(action: str, account: Account, by: Viewer) -> None:
    tell_of_member(action, member_id=by.member_id, agency_id=by.agency_id, by=by)
    tell_by_mail(account, _("Your second keys were changed"))


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
