"""
A new password by mail, for a member who left an address and has a second key: a mailbox alone opens
nothing.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.actions.codes import tell_by_mail
from banso.access.actions.sittings import end_sittings
from banso.access.actions.ways_back import NoWayBack
from banso.access.events import tell_of_member
from banso.access.models import Account, Member
from banso.access.permission import Exempt, asks
from banso.access.queries import has_second_factor
from banso.access.standing import here
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction


@asks(Exempt.OWN)
@one_transaction
def leave_mail(*, mail: str, by: Viewer) -> None:
    """Keep the address to which a member's code for a new password may go; empty for none."""
    account = Account.objects.select_for_update(no_key=True).get(member=by.member_id)
    if account.email == mail:
        return
    tell_by_mail(account, _("Your mail address was changed"))
    Account.objects.filter(pk=account.pk).update(email=mail)
    tell_of_member("mail_left", member_id=by.member_id, agency_id=by.agency_id, by=by)


def _member(username: str) -> Member | None:
    """Return the member who may get in by mail: who works here, and has a second key."""
    rows = Member.objects.select_related("account").filter(
        here(timezone.localdate()), account__username=username, account__is_active=True
    )
    member = rows.first()
    if member is None or member.account_id is None or not has_second_factor(member.account_id):
        return None
    return member


@one_transaction
def send_code(*, username: str, mail: str, address: str) -> None:
    """
    Send a code for a new password, good for half an hour and once; whoever asks learns nothing of
    whether there is such a member and such an address.
    """
    member = _member(username)
    account = member.account if member else None
    if account is None or not account.email or account.email.casefold() != mail.casefold():
        return
    if not settings.BANSO_CAN_MAIL:
        return
    text = _(
        "To set a new password please open %(url)s and type this code: %(code)s\nIt is good for "
        "half an hour. If you did not ask for it, there is nothing to do."
    ) % {"url": address, "code": default_token_generator.make_token(account)}
    subject, to = _("A code for a new password"), account.email
    transaction.on_commit(lambda: send_mail(subject, text, None, [to], fail_silently=True))


def reset_by_mail(*, username: str, code: str, password: str) -> None:
    """
    Set a member's own password by the code that was sent; the second key stays and is asked for.

    :raises NoWayBack: if the code is not theirs, too old, or used
    """
    if not _reset(username, code.strip(), password):
        raise NoWayBack


@one_transaction
def _reset(username: str, code: str, password: str) -> bool:
    member = _member(username)
    if member is None or member.account_id is None:
        return False
    account = Account.objects.select_for_update().get(pk=member.account_id)
    if not default_token_generator.check_token(account, code):
        return False
    account.set_password(password)
    account.save(update_fields=["password"])
    end_sittings(account.pk)
    tell_by_mail(account, _("Your password was changed by a code in a mail"))
    tell_of_member("member_reset_by_mail", member_id=member.pk, agency_id=member.agency_id, by=None)
    return True
