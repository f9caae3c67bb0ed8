"""
A member's way in made anew: the code on paper to whoever asks, the number to whoever confirms, the
password to nobody but the member.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from banso.access.actions.codes import made_letters, made_number, seal, squeezed, tell_by_mail
from banso.access.actions.proposals import propose
from banso.access.actions.sittings import end_sittings
from banso.access.events import tell_of_member
from banso.access.models import Account, Member, Proposal, WayBack
from banso.access.permission import Exempt, asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.standing import here, nobody_else
from banso.access.viewer import GuestViewer, Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.row_level_security import limited_to_agency

RENEWAL = "member_renewal"
RENEWED_FOR = timedelta(hours=24)  # an account that lives
FIRST_FOR = timedelta(days=14)  # one that nobody has used yet
MOST_TRIES = 5


class NoWayBack(Refusal):
    """
    Guessed, used before, expired, taken back, without its number: the answer is the same and tells
    nothing.
    """

    field = "code"
    sentence = _("You can’t come in with this. Please ask whoever gave you the paper.")


class NotOneself(Refusal):
    """Whoever is signed in needs no way back."""

    sentence = _(
        "Nobody renews their own way in. You change your password yourself; for a lost key please "
        "ask somebody else who manages the agency."
    )


class NobodyToConfirm(Refusal):
    """Nobody is there whose word could be the second."""

    sentence = _(
        "Nobody else has worked here long enough to confirm. Whoever runs this home lets them in "
        "anew (banso let-in)."
    )


@dataclass(frozen=True)
class Issued:
    """
    Whose way in it is, by id and name, the code for the paper, and the number where one may hold
    both.
    """

    about: UUID
    name: str
    code: str
    word: str


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_member_renewal(*, member_id: UUID, reason: str, key_too: bool, by: Viewer) -> Issued:
    """
    Ask that a colleague who lost the password, or the second key as well, be let in anew; the code
    opens nothing until somebody else confirms, who alone learns the number.

    :raises NotSeen: if nobody of that id works here
    :raises NotOneself: if it is the viewer
    :raises NobodyToConfirm: if there is no second
    """
    member = member_seen(by, member_id)
    if member.account_id is None or not _works_here(member):
        raise NotSeen
    if member.pk == by.member_id:
        raise NotOneself
    if nobody_else(by, about=member.pk):
        raise NobodyToConfirm
    code, code_seal = made_letters()
    propose(
        RENEWAL,
        asker=by,
        about=member.pk,
        given={"key_too": key_too},
        code_seal=code_seal,
        reason=reason,
    )
    withdraw_ways_back(member)
    tell_by_mail(member.account, _("Somebody asked to renew your way in"))
    return Issued(member.pk, member.name, code, "")


def _works_here(member: Member) -> bool:
    return Member.objects.filter(
        here(timezone.localdate()), pk=member.pk, account__is_active=True
    ).exists()


def _maker_is_here(way: WayBack) -> bool:
    """Whoever has gone knows the code still; what the console made has no maker."""
    if way.made_by_id is None:
        return True
    return Member.objects.filter(here(timezone.localdate()), pk=way.made_by_id).exists()


def renew_member(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Make the number that belongs to the code of a renewal, and return it for whoever confirms.

    :raises NotSeen: if the member has gone in the meantime
    """
    member = Member.objects.filter(pk=proposal.about).first()
    if member is None or not _works_here(member):
        raise NotSeen
    word = keep_way_back(
        member,
        proposal.code_seal,
        made_by=asker.member_id,
        drops_key=proposal.given["key_too"],
        good_for=RENEWED_FOR,
    )
    _tell("member_renewed", member, second)
    return word


def says_renewal(proposal: Proposal) -> str:
    """Return in words whose way in is to be renewed, and what of it."""
    member = Member.objects.get(pk=proposal.about)
    what = (
        _("Password and second key of %(name)s")
        if proposal.given.get("key_too")
        else _("Password of %(name)s; the second key stays")
    )
    return str(what) % {"name": member.name}


@asks(Exempt.SYSTEM)
@one_transaction
def renew_from_console(*, username: str, by: None = None) -> Issued:
    """
    Make code and number for a member on the console, for an agency in which nobody is left who
    could; whoever runs a home holds its disk anyway, and the trace tells of it.

    :raises NotSeen: if nobody who works somewhere signs in under this name
    """
    member = Member.objects.filter(account__username=username).first()
    if member is None or not _works_here(member):
        raise NotSeen
    code, code_seal = made_letters()
    with limited_to_agency(member.agency_id):
        word = keep_way_back(member, code_seal, made_by=None, drops_key=True, good_for=RENEWED_FOR)
        tell_by_mail(member.account, _("Somebody asked to renew your way in"))
        _tell("member_renewed_by_console", member, None)
    return Issued(member.pk, member.name, code, word)


def keep_way_back(
    member: Member,
    code_seal: str,
    *,
    made_by: UUID | None,
    drops_key: bool,
    good_for: timedelta,
) -> str:
    """Keep a way back in place of those before, and return the number that belongs to its code."""
    word = made_number()
    withdraw_ways_back(member)
    WayBack.objects.create(
        agency_id=member.agency_id,
        member=member,
        code_seal=code_seal,
        word_seal=seal("word", code_seal + word),
        drops_key=drops_key,
        made_by_id=made_by,
        expires_at=timezone.now() + good_for,
    )
    return word


def withdraw_ways_back(member: Member) -> None:
    """Let every code that is still out for a member be worth nothing."""
    WayBack.objects.filter(member=member, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def come_back(*, code: str, word: str, password: str) -> Member:
    """
    Set a member's own password by a code and its number; every window that is open ends.

    :raises NoWayBack: if they do not belong together, or were used, taken back, tried too often, or
      are too old
    """
    member = _admit(code, word, password)
    if member is None:  # told after the transaction, or the count of tries would be lost with it
        raise NoWayBack
    return member


@one_transaction
def _admit(code: str, word: str, password: str) -> Member | None:
    code_seal, now = seal("code", squeezed(code)), timezone.now()
    found = (
        WayBack.objects.select_for_update()
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
    if not constant_time_compare(found.word_seal, seal("word", code_seal + word.strip())):
        WayBack.objects.filter(pk=found.pk).update(tries=found.tries + 1)
        return None
    member = Member.objects.select_related("account").get(pk=found.member_id)
    if not _works_here(member) or not _maker_is_here(found):
        return None
    account = member.account
    assert account is not None  # noqa: S101 — whoever works here with an active account has one
    _let_in_anew(account, password, key_too=found.drops_key)
    WayBack.objects.filter(pk=found.pk).update(used_at=now)
    _tell("member_came_back", member, None)
    return member


def _let_in_anew(account: Account, password: str, *, key_too: bool) -> None:
    """Set the password; for an account that lived, the old ways in end here."""
    lived = account.has_usable_password()
    account.set_password(password)
    account.renewed_at = timezone.now() if lived else account.renewed_at
    account.save(update_fields=["password", "renewed_at"])
    end_sittings(account.pk)
    if key_too:
        Authenticator.objects.filter(user=account).delete()
    if lived:
        tell_by_mail(account, _("Your way in was renewed"))


def _tell(action: str, member: Member, by: Viewer | GuestViewer | None) -> None:
    tell_of_member(action, member_id=member.pk, agency_id=member.agency_id, by=by)
