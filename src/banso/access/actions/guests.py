"""
Inviting somebody from outside: a code on paper, a number told by voice, an account of their own, a
second factor.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from banso.access.actions.members import DemoOnly, NameTaken
from banso.access.actions.sittings import end_sittings
from banso.access.events import guest_changed
from banso.access.models import Account, Guest, Invitation, Member
from banso.access.permission import asks
from banso.access.queries import guest_seen
from banso.access.rules import Duty
from banso.access.standing import guests_here, here
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look like another on paper
OPEN_FOR = timedelta(days=14)
MOST_TRIES = 5


class NotInvited(Refusal):
    """
    Guessed, used before, expired, taken back, passed on without its number: the answer is the same
    and tells nothing.
    """

    field = "code"
    sentence = _("You can’t come in with this. Please ask whoever invited you.")


@dataclass(frozen=True)
class Invited:
    """
    Who was invited, the code for the letter and the number to tell by voice: shown once, kept
    nowhere.
    """

    guest: Guest
    code: str
    word: str


def _seal(what: str, text: str) -> str:
    return salted_hmac(f"banso.invitation.{what}", text, algorithm="sha256").hexdigest()


def _squeezed(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in LETTERS)


@asks(Duty.CONFER)
@one_transaction
def invite(
    *,
    kind: str,
    name: str,
    organisation: str,
    by: Viewer,
    until_on: date | None = None,
    new_id: UUID | None = None,
) -> Invited:
    """
    Invite somebody from outside; an earlier submission of the same invitation only makes a new
    code.
    """
    guest = Guest.objects.filter(pk=new_id, agency_id=by.agency_id).first() if new_id else None
    if guest is None:
        guest = Guest(
            agency_id=by.agency_id,
            kind=kind,
            name=name,
            organisation=organisation.strip(),
            invited_by_id=by.member_id,
            until_on=until_on,
        )
        if new_id:
            guest.id = new_id
        guest.save(force_insert=True)
    return _new_code(guest, by)


@asks(Duty.CONFER)
@one_transaction
def invite_again(*, guest_id: UUID, by: Viewer) -> Invited:
    """
    Make a new code for a guest; the ones before are worth nothing any more.

    :raises NotSeen: if the viewer's agency has no such guest
    """
    return _new_code(guest_seen(by, guest_id), by)


def _new_code(guest: Guest, by: Viewer) -> Invited:
    now = timezone.now()
    Invitation.objects.filter(guest=guest, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    letters, word = (
        "".join(secrets.choice(LETTERS) for _ in range(20)),
        f"{secrets.randbelow(10**6):06d}",
    )
    Invitation.objects.create(
        agency_id=by.agency_id,
        guest=guest,
        code_seal=_seal("code", letters),
        word_seal=_seal("word", letters + word),
        made_by_id=by.member_id,
        expires_at=now + OPEN_FOR,
    )
    guest_changed.send(
        Guest, guest_id=guest.pk, agency_id=guest.agency_id, action="guest_invited", by=by
    )
    return Invited(guest, "-".join(letters[start : start + 5] for start in range(0, 20, 5)), word)


def accept_invitation(*, code: str, word: str, username: str, password: str) -> Guest:
    """
    Give a guest an account of their own, by the code and the number that was told to them.

    :raises NotInvited: if they do not belong together, or were used, taken back, tried too often,
      or are too old
    :raises NameTaken: if the sign-in name is in use; the invitation stays good
    """
    guest = _admit(code, word, username, password)
    if guest is None:  # told after the transaction, or the count of tries would be lost with it
        raise NotInvited
    return guest


@one_transaction
def _admit(code: str, word: str, username: str, password: str) -> Guest | None:
    letters, now = _squeezed(code), timezone.now()
    found = (
        Invitation.objects.select_for_update()
        .filter(
            code_seal=_seal("code", letters),
            used_at=None,
            withdrawn_at=None,
            expires_at__gt=now,
            tries__lt=MOST_TRIES,
        )
        .first()
    )
    if found is None:
        return None
    if not constant_time_compare(found.word_seal, _seal("word", letters + word.strip())):
        Invitation.objects.filter(pk=found.pk).update(tries=found.tries + 1)
        return None
    guest = Guest.objects.get(pk=found.guest_id)
    over = not guests_here(timezone.localdate()).filter(pk=guest.pk).exists()
    inviter = Member.objects.filter(here(timezone.localdate()), pk=found.made_by_id)
    if over or not inviter.exists():  # whoever has gone knows code and number still
        return None
    if guest.account is None:
        if Account.objects.filter(username=username).exists():
            raise NameTaken
        guest.account = Account.objects.create_user(username=username, password=password)
        guest.save(update_fields=["account"])
    else:  # lost the password or the telephone: the old ways in end here
        guest.account.set_password(password)
        guest.account.save(update_fields=["password"])
        end_sittings(guest.account.pk)
        Authenticator.objects.filter(user=guest.account).delete()
    Invitation.objects.filter(pk=found.pk).update(used_at=now)
    guest_changed.send(
        Guest, guest_id=guest.pk, agency_id=guest.agency_id, action="guest_accepted", by=None
    )
    return guest


@asks(Duty.CONFER)
@one_transaction
def end_guest(*, guest_id: UUID, on: date, by: Viewer) -> None:
    """
    End a guest's account, today at once or after a day to come, and every code that is still out.

    :raises NotSeen: if the viewer's agency has no such guest
    """
    guest = guest_seen(by, guest_id)
    at_once = on <= by.today
    Guest.objects.filter(pk=guest.pk).update(
        until_on=on, ended_at=timezone.now() if at_once else None
    )
    if at_once and guest.account_id is not None:
        end_sittings(guest.account_id)
    Invitation.objects.filter(guest=guest, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    guest_changed.send(
        Guest, guest_id=guest.pk, agency_id=guest.agency_id, action="guest_ended", by=by
    )


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
