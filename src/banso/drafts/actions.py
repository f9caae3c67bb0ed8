"""Every write of drafts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.models import Account
from banso.access.permission import Exempt, asks
from banso.access.viewer import Viewer
from banso.drafts.models import Draft, Submission, Unsent
from banso.kit.db import in_one_transaction, one_transaction
from banso.kit.my_number import refuse_my_number

DRAFTS_KEPT = timedelta(days=90)  # somebody may come back after weeks
SUBMISSIONS_KEPT = timedelta(days=30)  # longer than any page stays open
UNSENT_KEPT = timedelta(days=7)
MAX_DRAFT = 200_000
MOST_UNSENT = 20


def too_long(data: dict[str, list[str]]) -> bool:
    """Return whether a form holds more than is kept of it."""
    return sum(len(value) for values in data.values() for value in values) > MAX_DRAFT


@asks(Exempt.OWN)
def save_draft(*, key: str, data: dict[str, Any], at: datetime, by: Viewer) -> None:
    """
    Keep what a member has typed so far.

    :raises MyNumberRefused: if it carries a valid individual number
    """
    refuse_my_number(data)
    Draft.objects.update_or_create(
        member_id=by.member_id, key=key, defaults={"data": data, "saved_at": at}
    )


@asks(Exempt.OWN)
def drop_draft(*, key: str, by: Viewer) -> None:
    """Let a draft go once its form was sent."""
    Draft.objects.filter(member_id=by.member_id, key=key).delete()


@asks(Exempt.SYSTEM)
@one_transaction
def keep_unsent_form(
    *, account_id: UUID, path: str, data: dict[str, list[str]], at: datetime, by: None = None
) -> UUID | None:
    """
    Keep a form that was sent after the sign-in had ended, and return its id; nothing where it is
    too long, or for an account that is not there any more.

    Nobody has signed in: what an account can heap up here is bounded.

    :raises MyNumberRefused: if it carries a valid individual number
    """
    refuse_my_number(data)
    if not Account.objects.filter(pk=account_id, is_active=True).exists() or too_long(data):
        return None
    waiting = Unsent.objects.filter(account_id=account_id).order_by("-sent_at", "-pk")
    Unsent.objects.filter(
        pk__in=list(waiting.values_list("pk", flat=True)[MOST_UNSENT - 1 :])
    ).delete()
    return Unsent.objects.create(account_id=account_id, path=path, data=data, sent_at=at).pk


@asks(Exempt.OWN)
def write_once(*, token: UUID | None, write: Callable[[], str], by: Viewer) -> str:
    """
    Run `write` in one transaction and remember where it leads, so that the same token never writes
    twice; return where it leads, or led before.
    """

    def first_or_again() -> str:
        if token is None:
            return write()
        # The unique row is taken first: a second request waits here until the first is through,
        # then sees its outcome.
        row, fresh = Submission.objects.get_or_create(member_id=by.member_id, token=token)
        if fresh:
            row.outcome = write()
            row.save(update_fields=["outcome"])
        return row.outcome

    return in_one_transaction(first_or_again)


def clean_drafts(now: datetime) -> str:
    """Remove what was typed and forgotten, and what keeps forms from being sent twice for long."""
    drafts, _each = Draft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    sent, _each = Submission.objects.filter(at__lt=now - SUBMISSIONS_KEPT).delete()
    unsent, _each = Unsent.objects.filter(sent_at__lt=now - UNSENT_KEPT).delete()
    return _("Removed: %(count)s") % {"count": drafts + sent + unsent}
