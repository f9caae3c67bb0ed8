"""
A receiver answers through the link on a slip: one purpose, once, until a day; nobody learns
anything from a link that does not serve.
"""

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPException
from uuid import UUID

from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.eras import in_japanese
from banso.kit.refusals import Refusal
from banso.people.actions import require_living
from banso.referrals.actions.steps import NotThisWay, Step, add_step, go, locked
from banso.referrals.models import SlipLink
from banso.referrals.queries import hash_of, mail_of, referral_seen, usable_link
from banso.referrals.rules import State, ToldBy, ways_by_link

VALID_FOR = timedelta(days=60)
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that look like another on paper
GROUPS, IN_GROUP = 4, 4  # short enough to be typed from a slip, long enough never to be guessed


class LinkNotUsable(Refusal):
    """Guessed, altered, used before, or expired: the answer is the same."""

    sentence = _("This link can’t be used. Please ask whoever gave you the slip.")


class NoMail(Refusal):
    """There is nowhere to send it, or it did not go out."""

    sentence = _(
        "The mail did not go out. Please print the slip, or look at the receiver’s mail address."
    )


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def make_link(*, referral_id: UUID, by: Viewer) -> tuple[str, date]:
    """
    Make a fresh link for the slip of a referral, and put earlier ones out of use; return its token
    and the last day it serves.

    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if the person is back already
    """
    referral = referral_seen(by, referral_id)
    if not referral.is_open:
        raise NotThisWay
    require_living(referral.person_id)
    SlipLink.objects.filter(referral=referral, used_at=None).update(used_at=timezone.now())
    token, until = _made_token(), by.today + VALID_FOR
    SlipLink.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        token_hash=hash_of(token),
        expires_on=until,
        made_by_id=by.member_id,
    )
    record_event(
        action="slip_made",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
    )
    return token, until


def _made_token() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(GROUPS * IN_GROUP))
    return "-".join(letters[at : at + IN_GROUP] for at in range(0, len(letters), IN_GROUP))


@asks(Duty.REFER, Duty.SEE_MEMORY)
def mail_link(*, referral_id: UUID, address: Callable[[str], str], by: Viewer) -> None:
    """
    Mail a fresh link to the receiver; the mail says who asks and nothing of the person or why.

    The mail goes out when the link stands, and once: an action may begin again, a mail can't be
    called back.

    :param address: turns the token into the address of the page
    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if the person is back already
    :raises NoMail: if the receiver has no mail address, or the mail did not go out; the link
      before serves on then
    """
    referral, agency = referral_seen(by, referral_id), agency_of(by).name
    to = mail_of(referral)
    if not to:
        raise NoMail
    before = list(
        SlipLink.objects.filter(referral=referral, used_at=None).values_list("pk", flat=True)
    )
    token, until = make_link(referral_id=referral_id, by=by)
    with translation.override("ja"):
        text = _(
            "This is %(agency)s. Please answer about the visit we spoke of, by this link. It "
            "serves once, until %(day)s. No names stand in it.\n\n%(link)s"
        ) % {
            "agency": agency,
            "day": in_japanese(until),
            "link": address(token),
        }
        try:
            send_mail(_("A question from %(agency)s") % {"agency": agency}, text, None, [to])
        except (SMTPException, OSError) as error:
            _never_sent(token, before)
            raise NoMail from error
    record_event(
        action="slip_mailed",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
    )


@one_transaction
def _never_sent(token: str, before: list[UUID]) -> None:
    """Let the links before serve on, and the one that nobody got not at all."""
    SlipLink.objects.filter(token_hash=hash_of(token)).update(used_at=timezone.now())
    SlipLink.objects.filter(pk__in=before).update(used_at=None)


@one_transaction
def answer_by_link(
    *, token: str, to: str, on: date, refusal_reason: str = "", note: str = ""
) -> None:
    """
    Keep what a receiver answers through its link; the link serves no second time.

    A return is told to the companion, who welcomes the person and settles what comes next: a
    receiver does not close a referral.

    :raises LinkNotUsable: if the link was guessed, altered, used before, or has expired, or the
      answer does not fit any more
    :raises RefusalReasonMissing: if it was not taken and no reason is given
    """
    link = usable_link(token, today=on)
    if link is None:
        raise LinkNotUsable
    claimed = SlipLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
    referral = locked(link.referral_id)
    if not claimed or to not in ways_by_link(referral.state):
        raise LinkNotUsable
    referral.version += 1
    if to == State.RETURNED:
        referral.next_look_on = on  # on the companion's desk today: somebody is coming back
        referral.save(update_fields=["next_look_on", "version"])
        add_step(referral, on=on, by=None, is_look=True, told_by=ToldBy.RECEIVER, note=note)
    else:
        step = Step(to=to, on=on, refusal_reason=refusal_reason, note=note, told_by=ToldBy.RECEIVER)
        go(referral, step, by=None)
    record_event(
        action="receiver_answered",
        by=None,
        agency_id=referral.agency_id,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
        detail={"to": to},
    )
