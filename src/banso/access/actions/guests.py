"""
Inviting somebody from outside: a code on paper, a number told by voice, an account of their own, a
second factor.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from banso.access.actions.codes import (
    keep_invitation,
    made_letters,
    seal,
    squeezed,
    tell_by_mail,
    withdraw_codes,
)
from banso.access.actions.members import NameTaken
from banso.access.actions.sittings import end_sittings
from banso.access.events import guest_changed
from banso.access.guest_keepers import keeps_guest
from banso.access.models import Account, Guest, Invitation, Member
from banso.access.permission import asks
from banso.access.queries import guest_seen, left_behind_guests, name_taken
from banso.access.rules import Duty
from banso.access.standing import guests_here, here
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal

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


class CameAlready(Refusal):
    """Whoever came in has an account that lives: nobody lets them in anew alone."""

    sentence = _(
        "They came in already. Their way in is renewed under “Guests”, with somebody else’s word."
    )


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

    :raises NotSeen: if it is a guest whose way in is not the viewer's to renew
    :raises CameAlready: if they came in already
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
    else:
        _refuse_alone(guest, by)
    return _new_code(guest, by)


def _refuse_alone(guest: Guest, by: Viewer) -> None:
    """Refuse to let one member make both parts of a way in that is not theirs to make."""
    if not keeps_guest(by, guest):
        raise NotSeen
    if guest.account_id is not None:
        raise CameAlready


@asks(Duty.CONFER)
@one_transaction
def invite_again(*, guest_id: UUID, by: Viewer) -> Invited:
    """
    Make a new code for a guest who has not come in yet; the ones before are worth nothing any more.

    :raises NotSeen: if the viewer neither invited them nor knows of the place they were invited to
    :raises CameAlready: if they came in already
    """
    guest = guest_seen(by, guest_id)
    _refuse_alone(guest, by)
    return _new_code(guest, by)


def _new_code(guest: Guest, by: Viewer) -> Invited:
    code, code_seal = made_letters()
    word = keep_invitation(guest, code_seal, by.member_id)
    guest_changed.send(
        Guest, guest_id=guest.pk, agency_id=guest.agency_id, action="guest_invited", by=by
    )
    return Invited(guest, code, word)


def accept_invitation(
    *, code: str, word: str, username: str, password: str, mail: str = ""
) -> Guest:
    """
    Give a guest an account of their own, by the code and the number that was told to them; to
    `mail` goes what happens to their way in, and nothing else.

    :raises NotInvited: if they do not belong together, or were used, taken back, tried too often,
      or are too old
    :raises NameTaken: if the sign-in name is in use; the invitation stays good
    """
    guest = _admit(code, word, username, password, mail)
    if guest is None:  # told after the transaction, or the count of tries would be lost with it
        raise NotInvited
    return guest


@one_transaction
def _admit(code: str, word: str, username: str, password: str, mail: str) -> Guest | None:
    letters, now = squeezed(code), timezone.now()
    code_seal = seal("code", letters)
    found = (
        Invitation.objects.select_for_update()
        .filter(
            code_seal=code_seal,
            used_at=None,
            withdrawn_at=None,
            expires_at__gt=now,
            tries__lt=MOST_TRIES,
        )
        .first()
    )
    if found is None:
        return None
    # codes made before 0012 had their number sealed with the letters themselves
    fitting = [seal("word", one + word.strip()) for one in (code_seal, letters)]
    if not any(constant_time_compare(found.word_seal, one) for one in fitting):
        Invitation.objects.filter(pk=found.pk).update(tries=found.tries + 1)
        return None
    guest = Guest.objects.get(pk=found.guest_id)
    over = not guests_here(timezone.localdate()).filter(pk=guest.pk).exists()
    inviter = Member.objects.filter(here(timezone.localdate()), pk=found.made_by_id)
    if over or not inviter.exists():  # whoever has gone knows code and number still
        return None
    if guest.account is None:
        if name_taken(username):
            raise NameTaken
        guest.account = Account.objects.create_user(
            username=username, password=password, email=mail
        )
        guest.save(update_fields=["account"])
    elif not found.seconded:  # an account that lives: no code of one member alone opens it
        return None
    else:
        _let_in_anew(guest.account, password, key_too=found.drops_key)
    Invitation.objects.filter(pk=found.pk).update(used_at=now)
    guest_changed.send(
        Guest, guest_id=guest.pk, agency_id=guest.agency_id, action="guest_accepted", by=None
    )
    return guest


def _let_in_anew(account: Account, password: str, *, key_too: bool) -> None:
    """Lost the password, and maybe the telephone: the old ways in end here."""
    account.set_password(password)
    account.renewed_at = timezone.now()
    account.save(update_fields=["password", "renewed_at"])
    end_sittings(account.pk)
    if key_too:
        Authenticator.objects.filter(user=account).delete()
    tell_by_mail(account, _("Your way in was renewed"))


@asks(Duty.CONFER)
@one_transaction
def end_guest(*, guest_id: UUID, on: date, by: Viewer) -> None:
    """
    End a guest's account, today at once or after a day to come, and every code that is still out.

    :raises NotSeen: if the viewer neither invited them nor knows of the place they were invited to,
      nor manages the agency that their inviter has left
    """
    guest = guest_seen(by, guest_id)
    if not keeps_guest(by, guest) and not left_behind_guests(by, [guest]):
        raise NotSeen
    end_account(guest, on=on, by=by)


def end_account(guest: Guest, *, on: date, by: Viewer) -> None:
    """
    End a guest's account and codes, for whoever has settled that it ends; one that is over stays
    so, whatever day is named afterwards.
    """
    at_once = on <= by.today
    Guest.objects.filter(pk=guest.pk, ended_at=None).update(
        until_on=on, ended_at=timezone.now() if at_once else None
    )
    if at_once and guest.account_id is not None:
        end_sittings(guest.account_id)
    withdraw_codes(guest)
    guest_changed.send(
        Guest, guest_id=guest.pk, agency_id=guest.agency_id, action="guest_ended", by=by
    )
